import fc from 'fast-check';
import type { Role, World } from '../../../lib/model';
import {
  alarm,
  topic,
  trail,
  audience,
  bureauArn,
  emergencyArn,
  emergencyEntitlement,
  operator,
  ownArn,
  proxyArn,
  signInWorld,
  teacher,
} from './sign-in';
import { account, otherAccount, role } from './worlds';

// Trust policies at random over a small alphabet in which every element that decides about signing in occurs.

type Json = Readonly<Record<string, unknown>>;

const one = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

export const scopedKey = 'saml:edupersonscopedaffiliation';
export const entitlementKey = 'saml:edupersonentitlement';

const providers = [ownArn('s1'), ownArn('s1'), ownArn('s1'), ownArn('s2'), bureauArn, bureauArn, proxyArn];
const helperArn = `arn:aws-cn:iam::${account}:role/helper`;
const principals = fc.oneof(
  { weight: 4, arbitrary: one(...providers).map((Federated): Json => ({ Principal: { Federated } })) },
  {
    weight: 1,
    arbitrary: one<Json>(
      { Principal: '*' },
      { Principal: { AWS: account } },
      { Principal: { AWS: `arn:aws-cn:iam::${account}:role/s2-teacher` } },
      { Principal: { AWS: `arn:aws-cn:iam::${account}:role/s1-admin` } },
      { Principal: { AWS: [otherAccount], Federated: ownArn('s1') } },
      { Principal: { Service: 'backup.amazonaws.com' } },
    ),
  },
);
const actions = one<unknown>(
  'sts:AssumeRoleWithSAML',
  'sts:AssumeRoleWithSAML',
  'sts:AssumeRoleWithSAML',
  ['sts:AssumeRoleWithSAML', 'sts:TagSession', 'sts:SetSourceIdentity'],
  'sts:Assume*',
  'sts:AssumeRole',
  'sts:TagSession',
  '*',
);

/** What may be asked of each key; the first is what the kit asks. */
const asked: Readonly<Record<string, readonly Json[]>> = {
  aud: [
    { StringEquals: { 'saml:aud': audience } },
    { StringEqualsIfExists: { 'saml:aud': audience } },
    { StringEquals: { 'saml:aud': [audience, 'https://evil.example/saml'] } },
    { StringNotEquals: { 'saml:aud': 'https://evil.example/saml' } },
    {},
  ],
  type: [{ StringLike: { 'saml:sub_type': 'persistent' } }, { StringNotLike: { 'saml:sub_type': 'transient' } }, {}],
  scope: [
    { 'ForAnyValue:StringEquals': { [scopedKey]: ['faculty@s1.example'] } },
    { 'ForAnyValue:StringEquals': { [scopedKey]: ['faculty@s1.example', 'faculty@s2.example'] } },
    { 'ForAnyValue:StringLike': { [scopedKey]: '*@s1.example' } },
    { 'ForAllValues:StringEquals': { [scopedKey]: 'faculty@s1.example' } },
    { 'ForAnyValue:StringNotEquals': { [scopedKey]: 'faculty@s2.example' } },
    {},
  ],
  tags: [
    { 'ForAllValues:StringLike': { 'aws:TagKeys': 'educloud:user' } },
    { 'ForAllValues:StringLike': { 'aws:TagKeys': 'educloud:*' } },
    { 'ForAnyValue:StringLike': { 'aws:TagKeys': 'educloud:user' } },
    {},
  ],
  identity: [{ Null: { 'sts:SourceIdentity': 'false' } }, { Null: { 'sts:SourceIdentity': ['true', 'false'] } }, {}],
};

const conditions: fc.Arbitrary<Json> = fc
  .record(
    Object.fromEntries(
      Object.entries(asked).map(([key, [first = {}, ...others]]) => [
        key,
        fc.oneof({ weight: 3, arbitrary: fc.constant(first) }, { weight: 1, arbitrary: one(first, ...others) }),
      ]),
    ),
  )
  .map((chosen) => merged(Object.values(chosen)));

/** Blocks with one operator in two of them would lose a key. */
function merged(blocks: readonly Json[]): Json {
  const out: Record<string, Json> = {};
  for (const block of blocks) {
    for (const [operator, keys] of Object.entries(block)) out[operator] = { ...out[operator], ...(keys as Json) };
  }
  return out;
}

const statement = fc
  .record({ who: principals, Action: actions, Condition: conditions, deny: fc.nat(6) })
  .map(({ who, Action, Condition, deny }): Json =>
    deny === 0 ? { Effect: 'Deny', Principal: '*', Action, Condition } : { Effect: 'Allow', ...who, Action, Condition },
  );

const emergencyStatement = fc
  .record({
    Federated: one(bureauArn, bureauArn, bureauArn, ownArn('s1')),
    region: one<Json>(
      { StringEquals: { 'aws:RequestedRegion': 'cn-north-1' } },
      { StringEquals: { 'aws:RequestedRegion': 'cn-north-1' } },
      { StringEquals: { 'aws:RequestedRegion': ['cn-north-1', 'cn-northwest-1'] } },
      { StringLike: { 'aws:RequestedRegion': 'cn-north-*' } },
      {},
    ),
    entitlement: one<Json>(
      { 'ForAnyValue:StringEquals': { [entitlementKey]: emergencyEntitlement } },
      { 'ForAnyValue:StringEquals': { [entitlementKey]: emergencyEntitlement } },
      { 'ForAnyValue:StringEquals': { [entitlementKey]: [emergencyEntitlement, 'urn:bureau:operators'] } },
      { 'ForAllValues:StringEquals': { [entitlementKey]: emergencyEntitlement } },
      { 'ForAnyValue:StringLike': { [entitlementKey]: 'urn:*' } },
      {},
    ),
  })
  .map(({ Federated, region, entitlement }): Json => ({
    Effect: 'Allow',
    Principal: { Federated },
    Action: 'sts:AssumeRoleWithSAML',
    Condition: merged([region, entitlement]),
  }));

/** A World whose roles have trust policies at random. */
export const trusting: fc.Arbitrary<World> = fc
  .record({
    own: fc.array(statement, { minLength: 1, maxLength: 3 }),
    helper: fc.array(statement, { minLength: 1, maxLength: 2 }),
    emergency: fc.array(fc.oneof({ weight: 5, arbitrary: emergencyStatement }, { weight: 1, arbitrary: statement }), {
      minLength: 1,
      maxLength: 2,
    }),
    reaches: one<Json | undefined>(
      undefined,
      { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: helperArn },
      { Effect: 'Allow', Action: '*', Resource: '*' },
    ),
    heard: fc.nat(3).map((drawn) => drawn > 0),
  })
  .map(({ own, helper, emergency, reaches, heard }) => {
    const roles: readonly Role[] = [
      teacher('s1', own, reaches === undefined ? undefined : [reaches]),
      teacher('s2', undefined, reaches === undefined ? undefined : [reaches]),
      role('s1-admin', { trust: [], tags: { 'educloud:school': 's1' } }),
      role('helper', { trust: helper }),
      role('break-glass', { trust: emergency }),
      operator(),
    ];
    return signInWorld({
      roles,
      breakGlass: [emergencyArn],
      others: heard ? [alarm(), topic(), trail()] : [topic(), trail()],
    });
  });
