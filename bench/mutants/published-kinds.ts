import { equivalent, refuted, unclaimed, undecided, type MutantKind } from './kind';
import { add, conditions, drop, onStatements, rewrite, without } from './policy-edits';
import { fieldsOf, onResource, setProperties, type Edit, type Fields, type Where } from './template';

/** The commons that a distribution reads: as itself, as an identity, and as an identity that reads open material alone. */
const policy: Where = { type: 'AWS::S3::BucketPolicy', has: '"cloudfront.amazonaws.com"' };
const identityPolicy: Where = { type: 'AWS::S3::BucketPolicy', has: 'edu-com-northeast' };
const openPolicy: Where = { type: 'AWS::S3::BucketPolicy', has: '"CanonicalUser"' };
const bucket: Where = { type: 'AWS::S3::Bucket', has: '"edu-com-lakes' };
const key: Where = { type: 'AWS::KMS::Key', has: '"DeliveryDecrypt"' };
const logs: Where = { type: 'AWS::S3::Bucket', has: '"edu-cdn-lakes' };

const members = refuted('commons-members-only');
const read = 'DeliveryRead';
const objects = 'arn:<partition>:s3:::<bucket>/*';
const anyDistribution = 'arn:<partition>:cloudfront::<account>:distribution/*';
const stranger = 'arn:<partition>:iam::cloudfront:user/CloudFront Origin Access Identity E15MNIMTCFKK4C';

/** Another condition for the one by which the distribution is told. */
function reads(block: Fields, where = policy): Edit {
  return conditions(where, read, () => block);
}

/** The distribution may get every object. */
function everything(where: Where): Edit {
  return onStatements(where, (statements) => {
    const index = statements.findIndex(({ Sid: sid }) => sid === read);
    const statement = statements[index];
    const resource = /arn:[^/"]+/.exec(JSON.stringify(statement?.Resource ?? ''))?.[0];
    if (statement === undefined || resource === undefined) return undefined;
    return statements.with(index, { ...statement, Resource: `${resource}/*` });
  });
}

/** Mutants of what a distribution reads: its bucket, the key, and where it logs. */
export const publishedKinds: readonly MutantKind[] = [
  {
    id: 'published-any-distribution',
    sentence: 'every distribution of anybody reads the commons',
    edit: conditions(policy, read, (block) => without(block, 'StringEquals', 'aws:SourceArn')),
    expected: members,
  },
  {
    id: 'published-distribution-wildcard',
    sentence: 'every distribution of the account reads the commons, by a wildcard',
    edit: reads({ ArnLike: { 'aws:SourceArn': anyDistribution } }),
    expected: members,
  },
  {
    id: 'published-source-account',
    sentence: 'every distribution of the account reads the commons, by the account',
    edit: reads({ StringEquals: { 'aws:SourceAccount': '500000000001' } }),
    expected: members,
  },
  {
    id: 'published-source-if-exists',
    sentence: 'a request of CloudFront without a source counts as the distribution',
    edit: rewrite(policy, read, '"StringEquals"', '"StringEqualsIfExists"'),
    expected: members,
  },
  {
    id: 'published-other-service',
    sentence: 'another service reads for the distribution',
    edit: rewrite(policy, read, '"cloudfront.amazonaws.com"', '["cloudfront.amazonaws.com","s3.amazonaws.com"]'),
    expected: members,
  },
  {
    id: 'published-listing',
    sentence: 'the distribution lists the commons',
    edit: add(policy, {
      Sid: 'Lists',
      Effect: 'Allow',
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Action: 's3:ListBucket',
      Resource: 'arn:<partition>:s3:::<bucket>',
    }),
    expected: members,
  },
  {
    id: 'published-everything',
    sentence: 'the distribution reads the whole commons',
    edit: everything(policy),
    expected: equivalent('what is not in `open/` needs a signature'),
  },
  {
    id: 'published-everything-open-only',
    sentence: 'a distribution of open material alone reads the whole commons',
    edit: everything(openPolicy),
    expected: refuted('delivery-open-only'),
  },
  {
    id: 'published-identity-everybody',
    sentence: 'everybody reads what the identity of the distribution reads',
    edit: rewriteIdentity({ AWS: '*' }),
    expected: members,
  },
  {
    id: 'published-identity-stranger',
    sentence: 'an identity of no template reads the commons as well',
    edit: add(policy, {
      Sid: 'Reads',
      Effect: 'Allow',
      Principal: { AWS: stranger },
      Action: 's3:GetObject',
      Resource: objects,
    }),
    expected: members,
  },
  {
    id: 'published-unnormalised',
    sentence: 'DenyUnnormalisedNames is missing',
    edit: drop(policy, 'DenyUnnormalisedNames'),
    expected: refuted('delivery-licensed-signed'),
  },
  {
    id: 'published-unnormalised-identity',
    sentence: 'DenyUnnormalisedNames is missing, where an identity reads',
    edit: drop(identityPolicy, 'DenyUnnormalisedNames'),
    expected: refuted('delivery-licensed-signed'),
  },
  {
    id: 'published-double-slash',
    sentence: 'DenyUnnormalisedNames forgets two slashes',
    edit: rewrite(policy, 'DenyUnnormalisedNames', '"arn:<partition>:s3:::<bucket>/*//*",', ''),
    expected: undecided('delivery-licensed-signed'),
  },
  {
    id: 'published-outsiders',
    sentence: 'DenyOutsiders is missing in the policy of the commons',
    edit: drop(policy, 'DenyOutsiders'),
    expected: equivalent('nothing in the bucket policy allows anybody else anything'),
  },
  {
    id: 'published-class',
    sentence: 'the commons is meant for data of persons as well',
    edit: onResource(bucket, (resource) =>
      fieldsOf(JSON.stringify(resource).replace('"open+licensed"', '"open+licensed+personal"')),
    ),
    expected: refuted('delivery-open-only'),
  },
  {
    id: 'published-key-any-distribution',
    sentence: 'every distribution decrypts under the key of the commons',
    edit: conditions(key, 'DeliveryDecrypt', (block) => without(block, 'StringEquals', 'aws:SourceArn')),
    expected: unclaimed('no property speaks of who decrypts what is published'),
  },
  {
    id: 'published-log-lists',
    sentence: 'access control lists count in the bucket for logs of the CDN',
    edit: setProperties(logs, {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: false,
        BlockPublicPolicy: true,
        IgnorePublicAcls: false,
        RestrictPublicBuckets: true,
      },
    }),
    expected: undecided('no-outsider'),
  },
];

function rewriteIdentity(principal: Fields): Edit {
  return onStatements(openPolicy, (statements) => {
    const index = statements.findIndex(({ Sid: sid }) => sid === read);
    const statement = statements[index];
    return statement === undefined ? undefined : statements.with(index, { ...statement, Principal: principal });
  });
}
