import fc from 'fast-check';
import type { PolicyLevel, World } from '../../../lib/model';
import { account, bucket, key, otherAccount, policyOf, role, world } from './worlds';

// Small Worlds at random: two schools in one account, with policies over a small alphabet in which every element of the
// language occurs, so that all their requests can be counted.

/** A value of JSON, as the generators make it. */
type Json = Readonly<Record<string, unknown>>;

export const schools = ['s1', 's2'] as const;
export const organization = 'o-inside0001';
export const deployRole = `arn:aws-cn:iam::${account}:role/deploy`;
export const seenRole = `arn:aws-cn:iam::${account}:role/seen`;
export const unseenRole = `arn:aws-cn:iam::${account}:role/guest`;
export const foreignRole = `arn:aws-cn:iam::${otherAccount}:role/guest`;
export const strangerRole = 'arn:aws-cn:iam::333333333333:role/stranger';
export const service = 'logging.s3.amazonaws.com';
const tag = 'aws:PrincipalTag/educloud:school';
const variable = `\${${tag}}`;

/** What the generated Worlds may hold. */
export interface Alphabet {
  /** Policy variables, `NotPrincipal`, Block Public Access over open policies: what the prover may leave undecided. */
  readonly vague: boolean;
}

const one = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

const principals = one<Json>(
  { Principal: '*' },
  { Principal: '*' },
  { Principal: { AWS: account } },
  { Principal: { AWS: `arn:aws-cn:iam::${otherAccount}:root` } },
  { Principal: { AWS: [seenRole] } },
  { Principal: { AWS: [seenRole, account] } },
  { Principal: { AWS: unseenRole } },
  { Principal: { AWS: foreignRole } },
  { Principal: { Service: service } },
  { Principal: { Service: service, AWS: unseenRole } },
);
const others = one<Json>({ NotPrincipal: { AWS: seenRole } }, { NotPrincipal: { AWS: [account, unseenRole] } });

const actionsOf = (names: readonly string[]): fc.Arbitrary<Json> =>
  fc.tuple(fc.boolean(), fc.subarray([...names], { minLength: 1, maxLength: 2 })).map(([not, list]) =>
    // Most statements name what they speak of.
    not && list.length > 1 ? { NotAction: list } : { Action: list },
  );

const bucketActions = actionsOf([
  '*',
  's3:*',
  's3:Get*',
  's3:GetObject',
  's3:PutObject',
  's3:ListBucket',
  's3:*Policy',
]);
const keyActions = actionsOf(['*', 'kms:*', 'kms:Decrypt', 'kms:D*', 'kms:CreateGrant', 'kms:PutKeyPolicy']);

const bucketResources = (arn: string, { vague }: Alphabet): fc.Arbitrary<Json> =>
  one<Json>(
    { Resource: '*' },
    { Resource: [arn, `${arn}/*`] },
    { Resource: `${arn}/*` },
    { Resource: arn },
    { Resource: 'arn:aws-cn:s3:::edu-*-data/*' },
    { Resource: `${arn}/pub?/*` },
    { NotResource: `${arn}/pub*` },
    { NotResource: [arn, 'arn:aws-cn:s3:::edu-s2-*'] },
    ...(vague
      ? [
          { Resource: `arn:aws-cn:s3:::edu-${variable}-data/*` },
          { NotResource: [`arn:aws-cn:s3:::edu-${variable}-data`, `arn:aws-cn:s3:::edu-${variable}-data/*`] },
          { Resource: `arn:aws-cn:s3:::*${variable}-data/*` },
          { Resource: `${arn}/${variable}/*` },
        ]
      : []),
  );

const conditionOf = ({ vague }: Alphabet): fc.Arbitrary<Json> =>
  one<Json>(
    { StringEquals: { [tag]: 's1' } },
    { StringNotEquals: { [tag]: 's1' } },
    { StringNotEqualsIfExists: { [tag]: ['s1', 's2'] } },
    { StringLike: { [tag]: 's?' } },
    { StringNotEqualsIgnoreCase: { [tag]: 'S2' } },
    { 'ForAllValues:StringEquals': { [tag]: 's1' } },
    { ArnLike: { 'aws:PrincipalArn': `arn:aws-cn:iam::*:role/g*` } },
    { ArnNotLike: { 'aws:PrincipalArn': [seenRole, deployRole] } },
    { ArnNotEqualsIfExists: { 'aws:PrincipalArn': `arn:aws-cn:iam::${account}:*` } },
    { StringEquals: { 'aws:PrincipalAccount': account } },
    { StringNotEquals: { 'aws:PrincipalAccount': [account, otherAccount] } },
    { StringLike: { 'aws:PrincipalAccount': '*' } },
    { StringEquals: { 'aws:PrincipalOrgID': organization } },
    { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': organization } },
    { Bool: { 'aws:SecureTransport': 'false' } },
    { Bool: { 'aws:SecureTransport': 'true' } },
    { Bool: { 'aws:PrincipalIsAWSService': 'false' } },
    { BoolIfExists: { 'aws:PrincipalIsAWSService': 'true' } },
    { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
    { NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '2001:db8::/32'] } },
    { StringEquals: { 'aws:SourceAccount': account } },
    { StringNotEqualsIfExists: { 'aws:SourceAccount': account } },
    { ArnLike: { 'aws:SourceArn': `arn:aws-cn:s3:*:${account}:*` } },
    { Null: { [tag]: 'true' } },
    { Null: { 'aws:SourceAccount': 'false' } },
    { Null: { 'aws:PrincipalArn': 'true' } },
    { NumericLessThan: { 's3:max-keys': '10' } },
    { NumericGreaterThanEqualsIfExists: { 's3:max-keys': '10' } },
    { DateLessThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' } },
    { StringLike: { 's3:prefix': ['pub*', ''] } },
    { StringNotLike: { 's3:prefix': '*private*' } },
    { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['x', 'y'] } },
    { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'x' } },
    { 'ForAnyValue:StringNotEquals': { 'aws:TagKeys': ['x', 'y'] } },
    { StringEquals: { 'my:key': 'v', [tag]: 's2' } },
    { StringEquals: { 'aws:PrincipalTag/team': 'a' } },
    { StringNotEquals: { 'aws:PrincipalTag/team': 'a' } },
    ...(vague
      ? [
          { StringEquals: { 's3:prefix': variable } },
          { StringNotEquals: { 's3:prefix': variable } },
          { StringEqualsIfExists: { 's3:prefix': variable } },
          { StringLike: { 's3:prefix': `${variable}/*` } },
          { StringNotEquals: { [tag]: '${aws:PrincipalTag/team}' } },
          { StringEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } },
          { 'ForAnyValue:StringNotEquals': { 'aws:TagKeys': variable } },
        ]
      : []),
  );

const statement = (parts: {
  readonly who: fc.Arbitrary<Json>;
  readonly actions: fc.Arbitrary<Json>;
  readonly resources: fc.Arbitrary<Json>;
  readonly alphabet: Alphabet;
  readonly effect?: 'Allow' | 'Deny';
}): fc.Arbitrary<Json> =>
  fc
    .tuple(
      parts.effect === undefined ? one('Allow', 'Allow', 'Deny') : one(parts.effect),
      parts.who,
      parts.actions,
      parts.resources,
      fc.array(conditionOf(parts.alphabet), { maxLength: 2 }),
    )
    .map(([Effect, who, actions, resources, conditions]) => ({
      Effect,
      ...who,
      ...actions,
      ...resources,
      ...(conditions.length === 0 ? {} : { Condition: merged(conditions) }),
    }));

/** One block; of two conditions with one operator the second goes under the first's keys. */
function merged(conditions: readonly Json[]): Json {
  const block: Record<string, Record<string, unknown>> = {};
  for (const condition of conditions) {
    for (const [operator, keys] of Object.entries(condition)) {
      block[operator] = { ...block[operator], ...Object.fromEntries(Object.entries(keys ?? {})) };
    }
  }
  return block;
}

const everything = { Effect: 'Allow', Action: '*', Resource: '*' };

/** Trust policies: of a service, of an account, with tags that anybody may pass, with tags of one school. */
const trusts = one<Json[]>(
  [{ Effect: 'Allow', Principal: { Service: 'backup.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }],
  [{ Effect: 'Allow', Principal: { AWS: account }, Action: ['sts:AssumeRole', 'sts:TagSession'] }],
  [
    {
      Effect: 'Allow',
      Principal: { AWS: account },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Condition: { StringEquals: { 'aws:RequestTag/educloud:school': 's2' } },
    },
  ],
);

const bucketArn = (school: string): string => `arn:aws-cn:s3:::edu-${school}-data`;

/** What is drawn of a World; it prints short, so that a counterexample can be read. */
export interface Drawn {
  readonly policies: readonly (readonly Json[])[];
  readonly keyPolicy: readonly Json[];
  readonly identity: readonly Json[];
  readonly trust: readonly Json[];
  readonly boundary?: readonly Json[] | undefined;
  readonly serviceControl?: Json | undefined;
  readonly resourceControl?: Json | undefined;
  readonly tagged: 'none' | 's1' | 's2';
  readonly closed?: boolean;
  readonly blocked?: boolean;
  readonly inside?: boolean;
  readonly organized?: boolean;
  readonly isService?: boolean;
}

/** Worlds with a seen role, control policies and closed accounts, now and then. */
export function drawing(alphabet: Alphabet): fc.Arbitrary<Drawn> {
  const who = alphabet.vague
    ? fc.oneof({ weight: 7, arbitrary: principals }, { weight: 3, arbitrary: others })
    : principals;
  const some = (arbitrary: fc.Arbitrary<Json>, maxLength: number): fc.Arbitrary<Json[]> =>
    fc.array(arbitrary, { minLength: 1, maxLength });
  const bucketPolicy = (school: string): fc.Arbitrary<Json[]> => {
    const resources = bucketResources(bucketArn(school), alphabet);
    return some(statement({ who, actions: bucketActions, resources, alphabet }), 4);
  };
  const own = (effect?: 'Allow' | 'Deny'): fc.Arbitrary<Json> =>
    statement({
      who: fc.constant<Json>({}),
      actions: bucketActions,
      resources: bucketResources(bucketArn('s1'), alphabet),
      alphabet,
      ...(effect === undefined ? {} : { effect }),
    });
  const seldom = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
    fc.option(arbitrary, { nil: undefined, freq: 3 });
  const rarely = fc.integer({ min: 0, max: 3 }).map((number) => number === 3);
  const often = fc.integer({ min: 0, max: 2 }).map((number) => number === 2);
  return fc.record({
    policies: fc.tuple(bucketPolicy('s1'), bucketPolicy('s2')),
    keyPolicy: some(statement({ who, actions: keyActions, resources: one<Json>({ Resource: '*' }), alphabet }), 4),
    // Half of the roles may everything that nothing denies them.
    identity: fc.tuple(fc.boolean(), some(own(), 2)).map(([whole, list]) => (whole ? [everything, ...list] : list)),
    trust: trusts,
    boundary: seldom(some(own(), 2)),
    serviceControl: seldom(own()),
    resourceControl: seldom(own('Deny')),
    tagged: one('none', 's1', 's2'),
    closed: often,
    blocked: alphabet.vague ? rarely : fc.constant(false),
    inside: rarely,
    organized: alphabet.vague ? fc.boolean() : fc.constant(true),
    isService: rarely,
  });
}

export function worldOf(drawn: Drawn): World {
  const { boundary, serviceControl, resourceControl, tagged, isService, closed, inside, organized } = drawn;
  const blockPublicAccess = {
    blockPublicAcls: true,
    ignorePublicAcls: true,
    blockPublicPolicy: true,
    restrictPublicBuckets: drawn.blocked === true,
  };
  const level = (kind: 'service-control' | 'resource-control', statements: readonly Json[]): PolicyLevel => ({
    target: 'root',
    policies: [policyOf(statements, kind, `${kind}.json`)],
  });
  return world({
    buckets: schools.map((owner, index) =>
      bucket(`edu-${owner}-data`, { owner, policy: drawn.policies[index] ?? [], blockPublicAccess }),
    ),
    keys: [key('k-s1', { owner: 's1', policy: drawn.keyPolicy })],
    roles: [
      role('seen', {
        trust: drawn.trust,
        identity: drawn.identity,
        tags: tagged === 'none' ? {} : { 'educloud:school': tagged },
        ...(boundary === undefined ? {} : { boundary }),
      }),
    ],
    serviceRoles: isService === true ? [seenRole] : [],
    accounts: [
      {
        id: account,
        ...(organized === true ? { organization } : {}),
        serviceControl:
          serviceControl === undefined
            ? []
            : [
                level(
                  'service-control',
                  serviceControl.Effect === 'Allow' ? [serviceControl] : [everything, serviceControl],
                ),
              ],
        resourceControl:
          resourceControl === undefined ? [] : [level('resource-control', [{ ...resourceControl, Principal: '*' }])],
      },
    ],
    perimeter: {
      organizations: [organization],
      accounts: inside === true ? [account, otherAccount] : [account],
    },
    closedAccounts: closed === true ? [account] : [],
  });
}
