import {
  archiveBucket,
  archivePolicy,
  backupRole,
  commonsKey,
  commonsPolicy,
  equivalent,
  exemptingKey,
  refuted,
  schoolBucket,
  undecided,
  unclaimed,
  schoolKey,
  schoolPolicy,
  type MutantKind,
} from './kind';
import { add, conditions, drop, onDocument, rewrite, without } from './policy-edits';
import { addBeside, inTurn, present, setProperties } from './template';

const open = {
  BlockPublicAcls: false,
  BlockPublicPolicy: false,
  IgnorePublicAcls: false,
  RestrictPublicBuckets: false,
};
const blocksNothing = { PublicAccessBlockConfiguration: open };
const objects = 'arn:<partition>:s3:::<bucket>/*';
const everybodyReads = { Sid: 'Open', Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: objects };
const foreign = '999900001111';

const reads = {
  Policies: [
    {
      PolicyName: 'reads',
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
      },
    },
  ],
};
const takenByAnybody = onDocument(backupRole, (document) => ({
  ...document,
  Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
}));

/** Mutants of buckets that schools share, of roles, and of settings of buckets. */
export const sharedKinds: readonly MutantKind[] = [
  {
    id: 'archive-any-source-account',
    sentence: 'the log archive lets CloudTrail write for whatever account',
    edit: conditions(archivePolicy, 'AccountTrailsWrite', (block) =>
      without(block, 'StringEquals', 'aws:SourceAccount'),
    ),
    expected: refuted('no-outsider'),
  },
  {
    id: 'archive-foreign-source-account',
    sentence: 'the log archive lets CloudTrail write for an account outside as well',
    edit: rewrite(archivePolicy, 'AccountTrailsWrite', '"aws:SourceAccount":[', `"aws:SourceAccount":["${foreign}",`),
    expected: refuted('no-outsider'),
  },
  {
    id: 'archive-source-account-if-exists',
    sentence: 'the log archive takes an absent aws:SourceAccount for a right one',
    edit: rewrite(archivePolicy, 'AccountTrailsWrite', '"StringEquals"', '"StringEqualsIfExists"'),
    expected: refuted('no-outsider'),
  },
  {
    id: 'archive-allow-everybody',
    sentence: 'a statement of the log archive allows everybody s3:GetObject',
    edit: add(archivePolicy, everybodyReads),
    expected: refuted('no-outsider'),
  },
  {
    id: 'archive-public',
    sentence: 'the log archive allows everybody s3:GetObject, and Block Public Access is off',
    edit: inTurn(setProperties(archiveBucket, blocksNothing), add(archivePolicy, everybodyReads)),
    expected: refuted('no-anonymous'),
  },
  {
    id: 'archive-block-public-access-off',
    sentence: 'Block Public Access is off, and the policy is not public',
    edit: setProperties(archiveBucket, blocksNothing),
    expected: equivalent('the policy allows nobody who would be public'),
  },
  {
    id: 'commons-foreign-account',
    sentence: 'the commons allow an account outside, and do not count it among outsiders',
    edit: inTurn(
      rewrite(commonsPolicy, 'DenyOutsiders', '"aws:PrincipalAccount":[', `"aws:PrincipalAccount":["${foreign}",`),
      add(commonsPolicy, { ...everybodyReads, Principal: { AWS: foreign } }),
    ),
    expected: refuted('no-outsider'),
  },
  {
    id: 'commons-foreign-account-denied',
    sentence: 'the commons allow an account outside, and DenyOutsiders stays',
    edit: add(commonsPolicy, { ...everybodyReads, Principal: { AWS: foreign } }),
    expected: equivalent('DenyOutsiders denies it'),
  },
  {
    id: 'commons-without-deny-outsiders',
    sentence: 'DenyOutsiders is missing in the policy of the commons',
    edit: drop(commonsPolicy, 'DenyOutsiders'),
    expected: equivalent('what is allowed names the accounts and organisations of the perimeter'),
  },
  {
    id: 'commons-allow-other-organization',
    sentence: 'the commons allow another organisation, and DenyOutsiders is missing',
    edit: inTurn(
      rewrite(
        commonsPolicy,
        'MemberOrganizationsRead',
        '"aws:PrincipalOrgID":["',
        '"aws:PrincipalOrgID":["o-0ther0rg00","',
      ),
      drop(commonsPolicy, 'DenyOutsiders'),
    ),
    expected: refuted('no-outsider'),
  },
  {
    id: 'commons-any-organization',
    sentence: 'the commons allow whoever is in an organisation, and DenyOutsiders is missing',
    edit: inTurn(
      conditions(commonsPolicy, 'MemberOrganizationsRead', () => ({ Null: { 'aws:PrincipalOrgID': 'false' } })),
      drop(commonsPolicy, 'DenyOutsiders'),
    ),
    expected: undecided('no-outsider'),
  },
  {
    id: 'commons-wide-resource',
    sentence: 'a statement of the commons names `*` instead of the objects of the bucket',
    edit: rewrite(commonsPolicy, 'MemberAccountsRead', `"Resource":"${objects}"`, '"Resource":"*"'),
    expected: equivalent('a bucket policy speaks of its own bucket, and s3:GetObject of objects'),
  },
  {
    id: 'commons-key-locks-deployment-out',
    sentence: 'Administer is missing in the policy of the key of the commons',
    edit: drop(commonsKey, 'Administer'),
    expected: refuted('no-lockout-key'),
  },
  {
    id: 'role-trusts-account-and-reads',
    sentence: 'a service role may be taken by anybody of its account, and reads',
    edit: inTurn(present(exemptingKey), takenByAnybody, setProperties(backupRole, reads)),
    expected: refuted('read-isolation'),
  },
  {
    id: 'role-reads',
    sentence: 'a service role that AWS alone takes reads',
    edit: inTurn(present(exemptingKey), setProperties(backupRole, reads)),
    expected: equivalent('service roles are the exception of read-isolation'),
  },
  {
    id: 'role-trusts-account',
    sentence: 'a service role whose policies allow nothing may be taken by anybody',
    edit: inTurn(present(exemptingKey), takenByAnybody),
    expected: refuted('assume-closure'),
  },
  {
    id: 'bucket-block-public-access-off',
    sentence: 'Block Public Access is off for the bucket of a school',
    edit: setProperties(schoolBucket, blocksNothing),
    expected: equivalent('the policy allows nobody who would be public'),
  },
  {
    id: 'bucket-public',
    sentence: 'the bucket of a school is public: everybody may read, no Block Public Access, no Deny for others',
    edit: inTurn(
      setProperties(schoolBucket, blocksNothing),
      add(schoolPolicy, everybodyReads),
      drop(schoolPolicy, 'DenyOtherSchools', 'DenyOutsiders'),
    ),
    expected: refuted('no-anonymous'),
  },
  {
    id: 'bucket-public-read-list',
    sentence: 'the access list of the bucket lets everybody read, and access lists count',
    edit: setProperties(schoolBucket, {
      ...blocksNothing,
      AccessControl: 'PublicRead',
      OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] },
    }),
    expected: undecided('read-isolation'),
  },
  {
    id: 'bucket-access-point',
    sentence: 'the bucket of a school has an access point',
    edit: addBeside(schoolBucket, 'Door', {
      Type: 'AWS::S3::AccessPoint',
      Properties: { Bucket: { Ref: '<id>' }, Name: 'door' },
    }),
    expected: undecided('read-isolation'),
  },
  {
    id: 'bucket-other-owner',
    sentence: 'the tag of the bucket names another school, and its policy the first',
    edit: setProperties(schoolBucket, {
      Tags: [
        { Key: 'educloud:school', Value: 'elsewhere' },
        { Key: 'educloud:store', Value: 'records' },
      ],
    }),
    expected: refuted('read-isolation'),
  },
  {
    id: 'key-not-rotated',
    sentence: 'the key of a school is not rotated',
    edit: setProperties(schoolKey, { EnableKeyRotation: false }),
    expected: unclaimed('no property speaks of rotation'),
  },
];
