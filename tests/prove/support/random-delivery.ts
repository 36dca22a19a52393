import fc from 'fast-check';
import type { Behaviour, Origin, World } from '../../../lib/model';
import type { Action } from '../../../lib/prove';
import type { Caller, Request } from '../../../lib/prove/request';
import {
  behaviour,
  byIdentity,
  canonicalId,
  commons,
  commonsArn,
  delivered,
  denyUnnormalised,
  distribution,
  distributionArn,
  distributionIn,
  identityArn,
  origin,
} from './delivered';
import type { About } from './scope';
import { account, otherAccount, policyOf } from './worlds';

// A commons at random, with distributions that have it as origin in every way, and every request for it over a small alphabet.

type Json = Readonly<Record<string, unknown>>;

const one = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

export const strangerIdentity = identityArn.replace(/E1$/, 'E9');
const second = distributionIn(account, 'E2');
const foreign = distributionIn(otherAccount);
const cloudFront = { Service: 'cloudfront.amazonaws.com' };

const principals = one<Json>(
  { Principal: cloudFront },
  { Principal: cloudFront },
  { Principal: '*' },
  { Principal: { Service: 's3.amazonaws.com' } },
  { Principal: { CanonicalUser: canonicalId } },
  { Principal: { AWS: identityArn } },
  { Principal: { AWS: strangerIdentity } },
  { Principal: { AWS: otherAccount } },
  { Principal: { CanonicalUser: 'feedface' } },
  { NotPrincipal: { CanonicalUser: canonicalId } },
  { NotPrincipal: { AWS: identityArn } },
);

const conditionsOf = one<Json>(
  {},
  { StringEquals: { 'aws:SourceArn': distributionArn } },
  { StringEquals: { 'aws:SourceArn': [distributionArn, second] } },
  { StringNotEquals: { 'aws:SourceArn': distributionArn } },
  { ArnLike: { 'aws:SourceArn': distributionIn(account, '*') } },
  { StringEqualsIfExists: { 'aws:SourceArn': distributionArn } },
  { StringEquals: { 'aws:SourceAccount': account } },
  { StringNotEqualsIfExists: { 'aws:SourceAccount': account } },
  { ArnEquals: { 'aws:PrincipalArn': identityArn } },
  { ArnNotEquals: { 'aws:PrincipalArn': identityArn } },
  { ArnLike: { 'aws:PrincipalArn': 'arn:aws-cn:iam::cloudfront:*' } },
  { StringNotEquals: { 'aws:PrincipalAccount': account } },
  { StringEquals: { 'aws:PrincipalAccount': 'cloudfront' } },
  { Null: { 'aws:PrincipalArn': 'true' } },
  { Null: { 'aws:PrincipalAccount': 'false' } },
  { Bool: { 'aws:PrincipalIsAWSService': 'false' } },
  { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } },
  { Bool: { 'aws:PrincipalIsAWSService': 'true' } },
  { StringNotEquals: { 'aws:PrincipalOrgID': 'o-inside0001' } },
  { Bool: { 'aws:SecureTransport': 'false' } },
);

const resources = one<Json>(
  { Resource: `${commonsArn}/*` },
  { Resource: [`${commonsArn}/open/*`, `${commonsArn}/licensed/*`] },
  { Resource: `${commonsArn}/open/*` },
  { Resource: `${commonsArn}/licensed/*` },
  { Resource: '*' },
  { Resource: commonsArn },
  { NotResource: `${commonsArn}/open/*` },
  { Resource: `${commonsArn}/*/../*` },
);

const actionsOf = one<Json>(
  { Action: 's3:GetObject' },
  { Action: 's3:GetObject' },
  { Action: 's3:*' },
  { Action: 's3:ListBucket' },
  { NotAction: 's3:PutObject' },
);

const patterns = one(
  'open/*',
  'licensed/*',
  '*',
  'open*',
  '*/x',
  '?pen/?',
  'open/x',
  'l*41c*',
  '*/../*',
  'licensed//*',
);
const behaviours = fc
  .tuple(fc.array(fc.tuple(patterns, fc.boolean()), { maxLength: 3 }), fc.boolean())
  .map(([list, signed]): Behaviour[] => [
    ...list.map(([pattern, asks]) => behaviour(pattern, asks)),
    behaviour('*', signed),
  ]);

const origins = one<Partial<Origin>>(
  {},
  {},
  { path: '/licensed' },
  { path: '/open' },
  byIdentity,
  byIdentity,
  { ...byIdentity, path: '/open' },
  { as: 'anonymous' },
);

/** What is drawn; it prints short. */
export interface Drawn {
  readonly policy: readonly Json[];
  readonly control: readonly Json[];
  readonly first: { readonly behaviours: readonly Behaviour[]; readonly origin: Partial<Origin> };
  readonly second?: { readonly behaviours: readonly Behaviour[]; readonly origin: Partial<Origin> } | undefined;
  readonly blocked: boolean;
  readonly normal: boolean;
  readonly foreign: boolean;
  readonly doubtful: boolean;
}

const statement = fc
  .tuple(one('Allow', 'Allow', 'Deny'), principals, actionsOf, resources, conditionsOf)
  .map(([Effect, who, action, resource, Condition]): Json => ({ Effect, ...who, ...action, ...resource, Condition }));
const seldom = fc.integer({ min: 0, max: 5 }).map((number) => number === 5);
const delivering = fc.record({ behaviours, origin: origins });

export const drawing: fc.Arbitrary<Drawn> = fc.record({
  policy: fc.array(statement, { minLength: 1, maxLength: 4 }),
  control: fc.array(
    fc.tuple(resources, conditionsOf).map(([resource, Condition]) => ({
      ...{ Effect: 'Deny', Principal: '*', Action: 's3:*' },
      ...resource,
      Condition,
    })),
    { maxLength: 1 },
  ),
  first: delivering,
  second: fc.option(delivering, { nil: undefined, freq: 2 }),
  blocked: seldom,
  normal: fc.boolean(),
  foreign: seldom,
  doubtful: seldom,
});

export function worldOf(drawn: Drawn): World {
  const restrictPublicBuckets = drawn.blocked;
  const blockPublicAccess = {
    blockPublicAcls: true,
    ignorePublicAcls: true,
    blockPublicPolicy: true,
    restrictPublicBuckets,
  };
  const doubt = { source: { file: 'delivery.json', pointer: '/Function' }, reason: 'a function changes requests' };
  const level = { target: 'root', policies: [policyOf(drawn.control, 'resource-control')] };
  const resourceControl = drawn.control.length === 0 ? [] : [level];
  return delivered(
    [],
    [
      distribution(drawn.first.behaviours, {
        origins: [origin(drawn.first.origin)],
        ...(drawn.doubtful ? { doubts: [doubt] } : {}),
      }),
      ...(drawn.second === undefined
        ? []
        : [
            distribution(drawn.second.behaviours, {
              origins: [origin(drawn.second.origin)],
              ...(drawn.foreign ? { account: otherAccount } : { id: 'E2' }),
            }),
          ]),
    ],
    {
      buckets: [commons([...drawn.policy, ...(drawn.normal ? [denyUnnormalised] : [])], { blockPublicAccess })],
      accounts: [{ id: account, serviceControl: [], resourceControl }],
    },
  );
}

const names = [
  'file',
  'open/x',
  'open/a',
  'licensed/x',
  'licensed/../open/x',
  'open//x',
  'licensed//x',
  '/x',
  'opena',
  'lAc',
];
const services = ['cloudfront.amazonaws.com', 's3.amazonaws.com'];
const callers: readonly Caller[] = [
  ...services.map((name): Caller => ({ kind: 'service', name })),
  { kind: 'identity', arn: identityArn },
  { kind: 'identity', arn: strangerIdentity },
  { kind: 'anonymous' },
  { kind: 'role', arn: `arn:aws-cn:iam::${account}:role/guest` },
  { kind: 'role', arn: `arn:aws-cn:iam::${otherAccount}:role/guest` },
];

/** Every request for the commons; thinned out evenly. */
export function everyRequest(_: World, { kind, arn }: About, actions: readonly Action[]): Request[] {
  const targets = actions.flatMap(({ name, resources: kinds }) =>
    [arn, ...names.map((one) => `${arn}/${one}`)]
      .filter((resource) => kinds.includes(resource === arn ? kind : 'object'))
      .map((resource) => ({ action: name, resource })),
  );
  const requests = callers.flatMap((caller) =>
    contextsOf(caller).flatMap((context) => targets.map((target) => ({ caller, context, ...target }))),
  );
  const step = Math.ceil(requests.length / most);
  return requests.filter((_request, index) => (Math.imul(index, 2654435761) >>> 8) % step === 0);
}

const most = Number(process.env.EDUCLOUD_BRUTE_REQUESTS ?? 2000);

type Context = Readonly<Record<string, string>>;

function contextsOf(caller: Caller): Context[] {
  const each = (keys: Readonly<Record<string, readonly (string | undefined)[]>>): Context[] =>
    Object.entries(keys).reduce<Context[]>(
      (contexts, [name, values]) =>
        contexts.flatMap((context) =>
          values.map((value) => (value === undefined ? context : { ...context, [name]: value })),
        ),
      [{}],
    );
  const flag = [undefined, 'true', 'false'];
  const common = { 'delivery:signed': flag };
  switch (caller.kind) {
    case 'service':
      return each({
        ...common,
        'aws:SourceArn': [undefined, distributionArn, second, foreign, distributionIn(account, 'E3')],
        'aws:SourceAccount': [undefined, account],
      });
    case 'identity':
      return each({
        ...common,
        'aws:PrincipalArn': [undefined, caller.arn],
        'aws:PrincipalAccount': [undefined, 'cloudfront'],
        'aws:PrincipalIsAWSService': flag,
      });
    case 'anonymous':
      return each({ ...common, 'aws:SecureTransport': ['true', 'false'] });
    default:
      return each({ 'aws:PrincipalOrgID': [undefined, 'o-inside0001'] });
  }
}
