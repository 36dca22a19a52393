import { byTag, equivalent, refuted, schoolPolicy as policy, undecided, vacuous, type MutantKind } from './kind';
import { add, onStatements, rewrite, rewriteAll } from './policy-edits';

const both = '"Resource":["arn:<partition>:s3:::<bucket>","arn:<partition>:s3:::<bucket>/*"]';
const alone = '"Resource":["arn:<partition>:s3:::<bucket>"]';
const objects = 'arn:<partition>:s3:::<bucket>/*';
const everybody = '"Principal":{"AWS":"*"}';

/** Mutants of the policy of a school's bucket: the statement is there and says something else. */
export const bucketKinds: readonly MutantKind[] = [
  {
    id: 'bucket-deny-other-slug',
    sentence: 'DenyOtherSchools names another school',
    edit: rewrite(policy, 'DenyOtherSchools', byTag, byTag.replace('<school>', 'elsewhere')),
    expected: refuted('read-isolation'),
  },
  {
    id: 'bucket-deny-slug-case',
    sentence: 'DenyOtherSchools compares the tag without regard to case',
    edit: rewrite(policy, 'DenyOtherSchools', '"StringNotEquals"', '"StringNotEqualsIgnoreCase"'),
    expected: refuted('read-isolation'),
  },
  {
    id: 'bucket-deny-if-exists',
    sentence: 'DenyOtherSchools says StringNotEqualsIfExists',
    edit: rewrite(policy, 'DenyOtherSchools', '"StringNotEquals"', '"StringNotEqualsIfExists"'),
    expected: equivalent('a negated operator matches already where the key is absent'),
  },
  {
    id: 'bucket-deny-not-like-any',
    sentence: 'DenyOtherSchools says StringNotLike with the slug and `*`',
    edit: rewrite(
      policy,
      'DenyOtherSchools',
      byTag,
      '"StringNotLike":{"aws:PrincipalTag/educloud:school":"<school>*"}',
    ),
    expected: refuted('read-isolation'),
  },
  {
    id: 'bucket-deny-negation-lost',
    sentence: 'DenyOtherSchools says StringEquals',
    edit: rewrite(policy, 'DenyOtherSchools', '"StringNotEquals"', '"StringEquals"'),
    expected: refuted('read-isolation'),
  },
  {
    id: 'bucket-deny-any-value',
    sentence: 'DenyOtherSchools says ForAnyValue:StringNotEquals, which no absent tag matches',
    edit: rewrite(policy, 'DenyOtherSchools', '"StringNotEquals"', '"ForAnyValue:StringNotEquals"'),
    expected: refuted('read-isolation'),
  },
  {
    id: 'bucket-deny-all-values',
    sentence: 'DenyOtherSchools says ForAllValues:StringNotEquals',
    edit: rewrite(policy, 'DenyOtherSchools', '"StringNotEquals"', '"ForAllValues:StringNotEquals"'),
    expected: equivalent('an absent tag matches, and one value is all values'),
  },
  {
    id: 'bucket-deny-own-variable',
    sentence: 'DenyOtherSchools compares the tag with itself',
    edit: rewrite(policy, 'DenyOtherSchools', byTag, byTag.replace('<school>', '${aws:PrincipalTag/educloud:school}')),
    expected: refuted('read-isolation'),
  },
  {
    id: 'bucket-deny-tagged-only',
    sentence: 'DenyOtherSchools asks besides that there is a tag',
    edit: rewrite(
      policy,
      'DenyOtherSchools',
      '"Condition":{',
      '"Condition":{"Null":{"aws:PrincipalTag/educloud:school":"false"},',
    ),
    expected: refuted('read-isolation'),
  },
  {
    id: 'bucket-deny-inside-network',
    sentence: 'DenyOtherSchools lets an address range of a network through',
    edit: rewrite(
      policy,
      'DenyOtherSchools',
      '"Condition":{',
      '"Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"},',
    ),
    expected: refuted('read-isolation'),
  },
  {
    id: 'bucket-deny-via-service',
    sentence: 'DenyOtherSchools lets requests through that a service makes for somebody',
    edit: rewrite(policy, 'DenyOtherSchools', '"Condition":{', '"Condition":{"Bool":{"aws:ViaAWSService":"false"},'),
    expected: refuted('read-isolation'),
  },
  {
    id: 'bucket-deny-service-flag-turned',
    sentence: 'DenyOtherSchools speaks of AWS services instead of everybody else',
    edit: rewrite(
      policy,
      'DenyOtherSchools',
      '"BoolIfExists":{"aws:PrincipalIsAWSService":"false"}',
      '"Bool":{"aws:PrincipalIsAWSService":"true"}',
    ),
    expected: refuted('read-isolation'),
  },
  {
    id: 'bucket-deny-turned-allow',
    sentence: 'DenyOtherSchools allows',
    edit: rewrite(policy, 'DenyOtherSchools', '"Effect":"Deny"', '"Effect":"Allow"'),
    expected: refuted('read-isolation'),
  },
  {
    id: 'bucket-deny-fewer-actions',
    sentence: 'DenyOtherSchools names s3:GetObject instead of s3:GetObject*',
    edit: rewrite(policy, 'DenyOtherSchools', '"s3:GetObject*"', '"s3:GetObject"'),
    expected: refuted('read-isolation'),
  },
  {
    id: 'bucket-deny-fewer-writes',
    sentence: 'DenyOtherSchools names s3:DeleteObject instead of s3:DeleteObject*',
    edit: rewriteAll(policy, 'DenyOtherSchools', [
      ['"s3:DeleteObject*"', '"s3:DeleteObject"'],
      ['"s3:*teObject*"', '"s3:*teObject"'],
    ]),
    expected: refuted('write-isolation'),
  },
  {
    id: 'bucket-deny-without-objects',
    sentence: 'DenyOtherSchools names the bucket and not its objects',
    edit: rewrite(policy, 'DenyOtherSchools', both, alone),
    expected: refuted('read-isolation'),
  },
  {
    id: 'bucket-deny-one-folder',
    sentence: 'DenyOtherSchools names the objects of one folder',
    edit: rewrite(policy, 'DenyOtherSchools', '<bucket>/*', '<bucket>/private/*'),
    expected: refuted('read-isolation'),
  },
  {
    id: 'bucket-deny-exempt-role',
    sentence: 'DenyOtherSchools lets a role of the account through that no template shows',
    edit: rewrite(
      policy,
      'DenyOtherSchools',
      '"Condition":{',
      '"Condition":{"ArnNotLike":{"aws:PrincipalArn":"arn:<partition>:iam::<account>:role/analytics"},',
    ),
    expected: refuted('read-isolation'),
  },
  {
    id: 'bucket-deny-exempt-foreign-role',
    sentence: 'DenyOtherSchools lets a role of another account through',
    edit: rewrite(
      policy,
      'DenyOtherSchools',
      '"Condition":{',
      '"Condition":{"ArnNotLike":{"aws:PrincipalArn":"arn:<partition>:iam::999900001111:role/analytics"},',
    ),
    expected: equivalent('nothing in the bucket policy allows another account anything'),
  },
  {
    id: 'bucket-deny-not-principal',
    sentence: 'DenyOtherSchools says NotPrincipal with one user of the account',
    edit: rewrite(
      policy,
      'DenyOtherSchools',
      everybody,
      '"NotPrincipal":{"AWS":["arn:<partition>:iam::<account>:user/analyst","arn:<partition>:iam::<account>:root"]}',
    ),
    expected: undecided('read-isolation'),
  },
  {
    id: 'bucket-deny-one-principal',
    sentence: 'DenyOtherSchools denies one role instead of everybody',
    edit: rewrite(
      policy,
      'DenyOtherSchools',
      everybody,
      '"Principal":{"AWS":"arn:<partition>:iam::<account>:role/analytics"}',
    ),
    expected: refuted('read-isolation'),
  },
  {
    id: 'bucket-deny-own-account',
    sentence: 'DenyOtherSchools denies the account of the bucket instead of everybody',
    edit: rewrite(policy, 'DenyOtherSchools', everybody, '"Principal":{"AWS":"<account>"}'),
    expected: equivalent('nothing in the bucket policy allows another account anything'),
  },
  {
    id: 'bucket-listing-other-slug',
    sentence: 'DenyListingByOthers names another school',
    edit: rewrite(policy, 'DenyListingByOthers', byTag, byTag.replace('<school>', 'elsewhere')),
    expected: refuted('read-isolation'),
  },
  {
    id: 'bucket-listing-exempt-any-role',
    sentence: 'DenyListingByOthers lets all roles of the account through',
    edit: rewrite(
      policy,
      'DenyListingByOthers',
      '"aws:PrincipalArn":[',
      '"aws:PrincipalArn":["arn:<partition>:iam::<account>:role/*",',
    ),
    expected: refuted('read-isolation'),
  },
  {
    id: 'bucket-allow-everybody',
    sentence: 'a statement allows everybody s3:GetObject',
    edit: add(policy, { Sid: 'Open', Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: objects }),
    expected: refuted('read-isolation'),
  },
  {
    id: 'bucket-allow-other-account',
    sentence: 'a statement allows another account of the perimeter, and the Deny asks for the tag alone',
    edit: add(policy, {
      Sid: 'Partner',
      Effect: 'Allow',
      Principal: { AWS: '111122223333' },
      Action: 's3:GetObject',
      Resource: objects,
    }),
    expected: refuted('read-isolation'),
  },
  {
    id: 'bucket-locks-deployment-out',
    sentence: 'a statement denies everything to all but the school',
    edit: add(policy, {
      Sid: 'DenyAllOthers',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: ['arn:<partition>:s3:::<bucket>', objects],
      Condition: { StringNotEquals: { 'aws:PrincipalTag/educloud:school': '<school>' } },
    }),
    expected: refuted('no-lockout'),
  },
  {
    id: 'bucket-denies-everybody',
    sentence: 'a statement denies everybody to read',
    edit: add(policy, { Sid: 'Closed', Effect: 'Deny', Principal: '*', Action: 's3:GetObject', Resource: objects }),
    expected: vacuous('read-isolation'),
  },
  {
    id: 'key-names-case',
    sentence: 'DenyOtherSchools writes its actions and the condition key in other case',
    edit: rewriteAll(policy, 'DenyOtherSchools', [
      ['"s3:GetObject*"', '"S3:getobject*"'],
      ['"aws:PrincipalTag/educloud:school"', '"AWS:principaltag/Educloud:School"'],
    ]),
    expected: equivalent('actions and condition keys are compared without regard to case'),
  },
  {
    id: 'statements-reversed',
    sentence: 'the statements stand in reverse order',
    edit: onStatements(policy, (statements) => [...statements].reverse()),
    expected: equivalent('order decides nothing'),
  },
];
