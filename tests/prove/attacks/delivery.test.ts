import fc from 'fast-check';
import type { Behaviour, Distribution, World } from '../../../lib/model';
import { evaluate, type Caller, type Request } from '../../../lib/prove';
import {
  behaviour,
  denyUnnormalised,
  fromIt,
  readBy,
  readsByIdentity,
  readsItself,
  canonicalId,
  cloudFront,
  commons,
  commonsArn,
  distribution,
  distributionIn,
  identityArn,
  keyGroup,
  memberReads,
  origin,
  originIdentity,
} from '../support/delivered';
import { verdicts } from '../support/proving';
import { account, otherAccount, world } from '../support/worlds';

// Whatever is proved of a commons, no single visitor and nobody from outside gets past it. The requests are made without a thought of
// what the proof looks at, and judged by the evaluator, which tries the paths to an object one by one.

type Json = Readonly<Record<string, unknown>>;

const other = { ...originIdentity, id: 'E2', arn: identityArn.replace(/E1$/, 'E2'), canonicalId: 'bad' };

const patterns = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('open/*', 'licensed/*', '*', 'open/current/*', '*.zip', 'open*', '*/x', '*6C*', '*2F*'),
  },
  {
    weight: 2,
    arbitrary: fc.string({
      unit: fc.constantFrom('open', 'licensed', '/', '*', '?', 'o', '2f', 'F', '6C', '.', 'x'),
      minLength: 1,
      maxLength: 4,
    }),
  },
);
const targets = [['commons'], ['commons'], ['commons'], ['commons', 'below'], ['below'], ['elsewhere']] as const;
const behaviours = fc
  .array(fc.tuple(patterns, fc.boolean(), fc.constantFrom(...targets)), {
    maxLength: 4,
  })
  .chain((list) =>
    fc
      .constantFrom(true, true, true, false)
      .map((signed): Behaviour[] => [
        ...list.map(([pattern, one, origins]) => behaviour(pattern, one, { origins })),
        behaviour('*', signed),
      ]),
  );
const ways = fc.constantFrom('distribution', 'distribution', 'identity', 'identity', 'anonymous');
const distributions = fc
  .record({
    behaviours,
    as: ways,
    below: ways,
    path: fc.constantFrom('/open', '/licensed', '/open/x', ''),
    second: fc.boolean(),
  })
  .map(({ behaviours: list, as, below, path, second }): Distribution =>
    distribution(list, {
      id: second ? 'E2' : 'E1',
      origins: [
        origin({ as, identity: identityArn }),
        origin({ id: 'below', path, as: below, identity: second ? other.arn : identityArn }),
        origin({ id: 'elsewhere', bucket: 'arn:aws-cn:s3:::elsewhere', as: 'identity', identity: other.arn }),
      ],
    }),
  );

const names = ['*', 'open/*', 'licensed/*', 'open/current/*', '*.zip', '*//*', '*/../*', '*/./*', '/*', 'x'];
const resources = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .subarray(names, { minLength: 1, maxLength: 3 })
      .map((some) => some.map((one) => `${commonsArn}/${one}`)),
  },
  fc.constant([commonsArn]),
  fc.constant([commonsArn, `${commonsArn}/*`]),
);
const principals = fc.constantFrom<Json>(
  cloudFront,
  { Principal: { Service: ['cloudfront.amazonaws.com', 's3.amazonaws.com'] } },
  { Principal: { CanonicalUser: canonicalId } },
  { Principal: { AWS: identityArn } },
  { Principal: { AWS: [account, other.arn] } },
  { Principal: '*' },
  { Principal: { AWS: otherAccount } },
);
const keptOut = fc.constantFrom<Json>(
  { Principal: '*' },
  { NotPrincipal: { CanonicalUser: canonicalId } },
  { NotPrincipal: { AWS: identityArn } },
  { NotPrincipal: { Service: 'cloudfront.amazonaws.com' } },
  { Principal: { AWS: identityArn } },
  { Principal: cloudFront.Principal },
);
const condition = fc.constantFrom<Json>(
  {},
  { StringEquals: { 'aws:SourceArn': distributionIn(account) } },
  { ArnLike: { 'aws:SourceArn': distributionIn(account, '*') } },
  { StringEquals: { 'aws:SourceAccount': account } },
  { StringNotEquals: { 'aws:SourceArn': distributionIn(account) } },
  { ArnNotEquals: { 'aws:PrincipalArn': identityArn } },
  { StringNotEquals: { 'aws:PrincipalAccount': account } },
  { StringNotEqualsIfExists: { 'aws:PrincipalAccount': [account, 'cloudfront'] } },
  { Bool: { 'aws:PrincipalIsAWSService': 'false' } },
  { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } },
  { Null: { 'aws:PrincipalArn': 'true' } },
  { StringNotEquals: { 'aws:PrincipalServiceName': 'cloudfront.amazonaws.com' } },
  { StringEquals: { 'delivery:signed': 'true' } },
  { StringEquals: { 'aws:Referer': 'secret' } },
);
const some = (Effect: 'Allow' | 'Deny', who: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc
    .tuple(who, fc.constantFrom('s3:GetObject', 's3:Get*', 's3:*', 's3:ListBucket'), resources, condition, condition)
    .map(([principal, Action, Resource, first, second]) => ({
      Effect,
      ...principal,
      Action,
      Resource,
      Condition: { ...first, ...second },
    }));
/** What a commons needs to be delivered at all, so that most worlds hang on how it is delivered. */
const letsIn = fc.constantFrom<Json>(
  readBy(cloudFront, { Resource: `${commonsArn}/*`, Condition: fromIt }),
  readBy({ Principal: { CanonicalUser: canonicalId } }, { Resource: `${commonsArn}/*` }),
  readsItself,
  readsByIdentity,
  readBy(cloudFront, {
    Action: ['s3:GetObject', 's3:ListBucket'],
    Resource: [commonsArn, `${commonsArn}/open/*`],
    Condition: fromIt,
  }),
  readBy(cloudFront, { Resource: [`${commonsArn}/open/*`, `${commonsArn}/x`], Condition: fromIt }),
);
const policies = fc
  .tuple(
    fc.oneof({ weight: 3, arbitrary: letsIn }, some('Allow', principals)),
    fc.array(some('Allow', principals), { maxLength: 1 }),
    fc.array(fc.oneof(fc.constant(denyUnnormalised), some('Deny', keptOut)), { maxLength: 3 }),
  )
  .map(([first, more, denies]) => [first, ...more, ...denies, memberReads]);

const worlds = fc
  .tuple(policies, fc.array(distributions, { minLength: 1, maxLength: 2 }), fc.boolean())
  .map(([policy, list, isPublic]): World =>
    world({
      buckets: [
        commons(policy, {
          encryption: { algorithm: 'AES256', bucketKey: false },
          blockPublicAccess: {
            blockPublicAcls: true,
            ignorePublicAcls: true,
            blockPublicPolicy: !isPublic,
            restrictPublicBuckets: !isPublic,
          },
        }),
      ],
      distributions: list.filter(({ id }, index) => list.findIndex((one) => one.id === id) === index),
      keyGroups: [keyGroup],
      originIdentities: [originIdentity, other],
    }),
  );

const keys = fc.oneof(
  fc.constantFrom(
    'open/x',
    'licensed/x',
    'x',
    'open',
    'open/current/x',
    'licensed/../open/x',
    'open/../licensed/x',
    'licensed//x',
    '/open/x',
  ),
  fc.string({
    unit: fc.constantFrom('open', 'licensed', '/', '.', '..', 'x', '.zip', 'current', 'l', 'F', '2'),
    maxLength: 6,
  }),
);
const callers = fc.constantFrom<Caller>(
  { kind: 'service', name: 'cloudfront.amazonaws.com' },
  { kind: 'identity', arn: identityArn },
  { kind: 'identity', arn: other.arn },
  { kind: 'anonymous' },
  { kind: 'role', arn: `arn:aws-cn:iam::${otherAccount}:role/x` },
  { kind: 'service', name: 's3.amazonaws.com' },
);
const optional = (...values: string[]): fc.Arbitrary<string | undefined> => fc.constantFrom(undefined, ...values);
const requests = fc
  .record({
    caller: callers,
    key: keys,
    action: fc.constantFrom('s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket'),
    visit: optional('false'),
    context: fc.record({
      'aws:SourceArn': optional(distributionIn(account), distributionIn(account, 'E2'), distributionIn(otherAccount)),
      'aws:SourceAccount': optional(account, otherAccount),
      'aws:PrincipalArn': optional('own'),
      'aws:PrincipalAccount': optional('cloudfront'),
      'aws:PrincipalIsAWSService': optional('true', 'false'),
      'aws:Referer': optional('secret'),
    }),
  })
  .map(({ caller, key, action, visit, context }): Request => {
    // Where its requests have the key, it is that of the identity itself.
    const own = caller.kind === 'identity' && context['aws:PrincipalArn'] !== undefined ? caller.arn : undefined;
    const isList = action === 's3:ListBucket';
    const given = Object.entries({ ...context, 'aws:PrincipalArn': own, 'delivery:signed': visit }).flatMap(
      ([name, value]) => (value === undefined ? [] : [[name, value] as const]),
    );
    return {
      caller,
      action,
      resource: isList ? commonsArn : `${commonsArn}/${key}`,
      context: Object.fromEntries(given),
    };
  });

/** Properties that a request breaks when it is allowed. */
function brokenBy({ distributions: list }: World, { caller, action, resource, context }: Request): string[] {
  const key = resource.slice(commonsArn.length + 1);
  if (context['delivery:signed'] !== undefined) {
    return [
      ...(key.startsWith('open/') ? [] : ['delivery-open-only']),
      ...(key.startsWith('licensed/') ? ['delivery-licensed-signed'] : []),
    ];
  }
  const readers = list.flatMap(({ arn, origins }) =>
    origins
      .filter(({ bucket }) => bucket === commonsArn)
      .map(({ as, identity }) => (as === 'identity' ? identity : as === 'distribution' ? arn : '')),
  );
  const me =
    caller.kind === 'identity'
      ? caller.arn
      : caller.kind === 'service' && caller.name.startsWith('cloudfront.')
        ? context['aws:SourceArn']
        : undefined;
  const excepted = action === 's3:GetObject' && typeof me === 'string' && readers.includes(me);
  return excepted ? [] : ['commons-members-only'];
}

/** Requests that are not denied for sure, although they break what is proved. */
function holesIn(one: World, tried: readonly Request[]): string[] {
  const proved = new Set(
    verdicts(one, 'delivery-open-only', 'delivery-licensed-signed', 'commons-members-only')
      .filter(({ verdict }) => verdict === 'proved')
      .map(({ property }) => property),
  );
  proved.forEach((property) => (provedSoFar[property] = (provedSoFar[property] ?? 0) + 1));
  return tried.flatMap((request) => {
    const broken = brokenBy(one, request).filter((property) => proved.has(property));
    const { decision } = broken.length === 0 ? { decision: 'denied' } : evaluate(one, request);
    return decision === 'denied' ? [] : [JSON.stringify([broken, decision, request, wordsOf(one)], undefined, 1)];
  });
}

const provedSoFar: Record<string, number> = {};

function wordsOf({ buckets, distributions: list }: World): unknown {
  return [
    buckets[0]?.policy?.statements.map(({ effect, principals: who, actions, resources: what, conditions }) => [
      effect,
      JSON.stringify(who),
      actions.list.map(({ text }) => text),
      what?.list.map(({ text }) => text),
      conditions.map(({ operator, name, values }) => [operator, name, ...values.map(({ text }) => text)].join(' ')),
    ]),
    list.map(({ id, origins, behaviours: some }) => [
      id,
      origins.map(({ path, as, identity }) => [path, as, identity].join(' ')),
      some.map(({ pattern, signed, origins: of }) => [pattern, signed, ...of].join(' ')),
    ]),
  ];
}

test('nothing that is proved of a commons is broken by any request', () => {
  const seed = 11;
  const runs = 120;
  const asked = fc.sample(requests, { numRuns: 400, seed });
  const holes = fc.sample(worlds, { numRuns: runs, seed }).flatMap((one) => holesIn(one, asked).slice(0, 1));
  expect(holes.slice(0, 2)).toEqual([]);
  for (const property of ['delivery-open-only', 'delivery-licensed-signed', 'commons-members-only']) {
    expect(provedSoFar[property]).toBeGreaterThan(runs / 30);
  }
});
