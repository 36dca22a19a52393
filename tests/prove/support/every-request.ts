import type { Condition, Pattern, Policy, World } from '../../../lib/model';
import type { Action } from '../../../lib/prove';
import type { Caller, Request } from '../../../lib/prove/request';
import { deployRole, foreignRole, seenRole, service, strangerRole, unseenRole } from './random-world';
import type { About } from './scope';
import { account, otherAccount } from './worlds';

const school = 'aws:PrincipalTag/educloud:school';

/** More requests than this are thinned out, in no order that goes with the values. */
const most = Number(process.env.EDUCLOUD_BRUTE_REQUESTS ?? 400);

type Context = Readonly<Record<string, string | readonly string[]>>;

/**
 * Every request over enough callers, actions, resources and values: of each key that occurs, none, each constant, and one
 * that no policy names.
 */
export function everyRequest(world: World, about: About, actions: readonly Action[]): Request[] {
  const { conditions, patterns } = partsOf(world, about);
  const keys = new Map<string, readonly (string | readonly string[] | undefined)[]>();
  for (const name of [
    'aws:SecureTransport',
    school,
    ...conditions.map((one) => one.name),
    ...patterns.flatMap(variablesOf),
  ]) {
    const key = name.toLowerCase();
    if (!derived.test(key) && ![...keys.keys()].some((known) => known.toLowerCase() === key)) {
      keys.set(
        name,
        valuesOf(
          key,
          conditions.filter((one) => one.key === key),
        ),
      );
    }
  }
  const resources = about.kind === 'key' ? [about.arn] : resourcesOf(about.arn);
  const targets = actions.flatMap(({ name, resources: kinds }) =>
    resources
      .filter((arn) => kinds.includes(arn === about.arn ? about.kind : 'object'))
      .map((resource) => ({ action: name, resource })),
  );
  const cases = callers.map((caller) => ({ caller, contexts: contextsOf(caller, keys) }));
  const total = cases.reduce((sum, { contexts }) => sum + contexts.length * targets.length, 0);
  const step = Math.ceil(total / most);
  const requests: Request[] = [];
  let index = 0;
  for (const { caller, contexts } of cases) {
    for (const context of contexts) {
      for (const target of targets) {
        if ((Math.imul(index, 2654435761) >>> 8) % step === 0) requests.push({ caller, ...target, context });
        index += 1;
      }
    }
  }
  return requests;
}

const callers: readonly Caller[] = [
  { kind: 'role', arn: unseenRole },
  { kind: 'role', arn: `arn:aws-cn:iam::${account}:role/other` },
  { kind: 'user', arn: `arn:aws-cn:iam::${account}:user/guest` },
  { kind: 'root', arn: `arn:aws-cn:iam::${account}:root` },
  { kind: 'role', arn: deployRole },
  { kind: 'role', arn: seenRole },
  { kind: 'role', arn: foreignRole },
  { kind: 'user', arn: `arn:aws-cn:iam::${otherAccount}:user/other` },
  { kind: 'role', arn: strangerRole },
  { kind: 'service', name: service },
  { kind: 'service', name: 's3.amazonaws.com' },
  { kind: 'anonymous' },
];

/** Keys that follow from caller and resource. */
const derived = /^aws:(?:principal(?:arn|account|isawsservice|type)|resourceaccount|resourcetag\/.*)$/;

function partsOf(world: World, { arn }: About): { conditions: Condition[]; patterns: Pattern[] } {
  const policies: Policy[] = [
    ...[...world.buckets, ...world.keys].flatMap((one) => (one.arn === arn && one.policy ? [one.policy] : [])),
    ...world.roles.flatMap(({ identity, boundary }) => [
      ...identity,
      ...(typeof boundary === 'object' ? [boundary] : []),
    ]),
    ...world.accounts.flatMap(({ serviceControl, resourceControl }) =>
      [...serviceControl, ...resourceControl].flatMap((level) => level.policies),
    ),
  ];
  const statements = policies.flatMap((policy) => policy.statements);
  const conditions = statements.flatMap((one) => one.conditions);
  return {
    conditions,
    patterns: [
      ...conditions.flatMap(({ values }) => values),
      ...statements.flatMap(({ resources }) => resources?.list ?? []),
    ],
  };
}

function variablesOf({ parts }: Pattern): string[] {
  return parts.flatMap((part) => (part.kind === 'variable' ? [part.key] : []));
}

function valuesOf(key: string, conditions: readonly Condition[]): (string | readonly string[] | undefined)[] {
  if (key === 'aws:securetransport') return ['true', 'false'];
  if (key === 'aws:tagkeys') return [undefined, ['x'], ['z'], ['x', 'y'], ['x', 'z']];
  if (key === 'aws:sourceip') return ['10.1.2.3', '8.8.8.8', '2001:db8::9'];
  if (key === 'aws:currenttime') return ['2029-01-01T00:00:00Z', '2031-01-01T00:00:00Z'];
  if (key === 's3:max-keys') return [undefined, '9', '10', '11'];
  if (key === 'aws:principaltag/educloud:school') return [undefined, 's1', 's2', 'a/s1-data/s2'];
  const texts = conditions
    .filter(({ test }) => test !== 'Null')
    .flatMap(({ values }) => values)
    .flatMap((value) => (variablesOf(value).length > 0 ? ['s1', 's2/a'] : [value.text.replace(/[*?]/g, 'q')]));
  return [undefined, ...new Set([...texts, 'fresh'])];
}

function resourcesOf(arn: string): string[] {
  return [arn, `${arn}/file`, `${arn}/pub1/x`, `${arn}/a-s2-data/x`];
}

/** Every combination of values, as far as the caller can have the keys. */
function contextsOf(
  caller: Caller,
  keys: ReadonlyMap<string, readonly (string | readonly string[] | undefined)[]>,
): Context[] {
  let contexts: Context[] = [{}];
  for (const [name, values] of keys) {
    if (/^aws:principal/i.test(name) && (caller.kind === 'anonymous' || caller.kind === 'service')) continue;
    if (/^aws:principaltag/i.test(name) && caller.kind === 'role' && caller.arn === deployRole) continue;
    contexts = contexts.flatMap((context) =>
      values.map((value) => (value === undefined ? context : { ...context, [name]: value })),
    );
  }
  return contexts;
}
