import fc from 'fast-check';
import type { World } from '../../../lib/model';
import { evaluate, type Caller, type Request } from '../../../lib/prove';
import { commonsArn, distributionIn, identityArn } from '../support/delivered';
import { verdicts } from '../support/proving';
import { account, otherAccount } from '../support/worlds';
import { other, worlds } from './delivery-worlds';

// Whatever is proved of a commons, no single visitor and nobody from outside gets past it. The requests are made without a thought of
// what the proof looks at, and judged by the evaluator, which tries the paths to an object one by one.

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
    action: fc.constantFrom('s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket', 's3:PutObject'),
    visit: optional('false', 'true'),
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
  const signed = context['delivery:signed'];
  if (action === 's3:PutObject') return signed === undefined ? [] : ['delivery-open-only'];
  if (signed !== undefined) {
    if (signed === 'true') return [];
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
