import type { Property } from '../../../lib/prove';
import { properties } from '../../../lib/facts';
import type { Who } from '../../../lib/prove/property';
import type { Branch } from '../../../lib/prove/engine/branch';
import { allowed, branchNames, deniesOf, granted, isMeant } from '../../../lib/prove/engine/leaf';
import type { Layer, Problem } from '../../../lib/prove/engine/problem';
import { problemOf } from '../../../lib/prove/engine/problem';
import { settingOf } from '../../../lib/prove/engine/setting';
import { bucketSubject, keySubjects } from '../../../lib/prove/engine/subject';
import { bucket, key, world } from '../support/worlds';

// The logic of IAM by itself: which statements match is given, what follows is asked.

const logic = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic';

/** One bit for each statement that the rows speak of. */
const bits = {
  account: 1n,
  direct: 2n,
  role: 4n,
  deny: 8n,
  identity: 16n,
  identityDeny: 32n,
  boundary: 64n,
  boundaryDeny: 128n,
  root: 256n,
  unit: 512n,
  serviceControlDeny: 1024n,
  resourceControlDeny: 2048n,
  own: 4096n,
  perimeter: 8192n,
  sourceInside: 16384n,
  signed: 32768n,
  unsigned: 65536n,
} as const;
type Bit = keyof typeof bits;
type Name = Branch['name'];

const mask = (...names: readonly Bit[]): bigint => names.reduce((sum, name) => sum | bits[name], 0n);
const layer = (allows: readonly Bit[], denies: readonly Bit[], unknown = false): Layer => ({
  allows: mask(...allows),
  denies: mask(...denies),
  unknown,
});

const one = world({
  buckets: [bucket('store', { owner: 's1' })],
  keys: [key('k', { owner: 's1', policy: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] })],
});
const setting = settingOf(one, [], []);
const subjects = { bucket: one.buckets.map(bucketSubject)[0], key: keySubjects(one)[0] };

type UnknownLayer = 'resource' | 'identity' | 'boundary' | 'service control' | 'resource control';

interface Options {
  readonly kind?: 'bucket' | 'key';
  readonly over?: boolean;
  readonly levels?: boolean;
  readonly bounded?: boolean;
  readonly unknown?: UnknownLayer;
}

function problem({ kind = 'bucket', over = true, levels = false, bounded = false, unknown }: Options): Problem {
  const subject = subjects[kind];
  if (subject === undefined) throw new Error('there is no subject');
  const none = mask();
  return {
    ...problemOf(setting, subject, over),
    resource: layer(['account', 'direct', 'role'], ['deny'], unknown === 'resource'),
    direct: mask('direct'),
    byRole: mask('role'),
    resourceControl: layer([], ['resourceControlDeny'], unknown === 'resource control'),
    serviceControl: levels
      ? [layer(['root'], ['serviceControlDeny'], unknown === 'service control'), layer(['unit'], [])]
      : [],
    identity: layer(['identity'], ['identityDeny'], unknown === 'identity'),
    boundary: bounded ? layer(['boundary'], ['boundaryDeny'], unknown === 'boundary') : undefined,
    marks: {
      own: mask('own'),
      sameAccount: none,
      named: none,
      perimeter: mask('perimeter'),
      sourceInside: mask('sourceInside'),
      identities: none,
      signed: mask('signed'),
      unsigned: [none, mask('unsigned')],
    },
  };
}

function branch(name: Name): Branch {
  if (name === 'viewer') return { name, caller: 'service', way: { index: 1, arn: 'd', account: '1' } };
  return { name, caller: name === 'service' || name === 'anonymous' || name === 'identity' ? name : 'iam' };
}

function decide(name: Name, alive: readonly Bit[], options: Options = {}, blocked = false): boolean {
  return allowed(problem(options), branch(name), mask(...alive), blocked);
}

const insiders: readonly Name[] = ['same', 'role', 'deploy'];
const outsiders: readonly Name[] = ['foreign', 'service', 'anonymous', 'identity', 'viewer'];
const everyone = [...insiders, ...outsiders];

// `${logic}_policy-eval-denyallow.html`: an explicit Deny in any policy that applies overrides every Allow.
describe('an explicit Deny', () => {
  const permits: readonly Bit[] = ['account', 'direct', 'role', 'identity', 'boundary', 'root', 'unit'];
  const bound = { levels: true, bounded: true };
  const rows: readonly (readonly [Bit, readonly Name[]])[] = [
    ['deny', everyone],
    // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html: whoever asks;
    // of origin access identities it does not speak, so that is not relied on.
    ['resourceControlDeny', everyone.filter((name) => name !== 'identity')],
    // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html: principals of the account.
    ['serviceControlDeny', insiders],
    ['identityDeny', ['role']],
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
    ['boundaryDeny', ['role']],
  ];

  it.each(rows)('%s stops %s, on buckets and on keys', (deny, stopped) => {
    for (const kind of ['bucket', 'key'] as const) {
      for (const name of everyone) {
        expect([name, decide(name, permits, { kind, ...bound })]).toEqual([name, true]);
        expect([name, decide(name, [...permits, deny], { kind, ...bound })]).toEqual([name, !stopped.includes(name)]);
        expect((deniesOf(problem({ kind, ...bound }), branch(name)) & mask(deny)) !== 0n).toBe(stopped.includes(name));
      }
    }
  });
});

describe('what must allow', () => {
  type Row = readonly [
    page: string,
    kind: 'bucket' | 'key',
    name: Name,
    alive: readonly Bit[],
    options: Options,
    yes: boolean,
  ];
  const single = `${logic}_policy-eval-basics-iam-resource.html`;
  const cross = `${logic}-cross-account.html`;
  const keys = 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html';
  const boundaries = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html';
  const organizations =
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html';

  const rows: readonly Row[] = [
    // In one account either side is enough, and principals that no template shows may have any policies.
    [single, 'bucket', 'same', [], {}, true],
    [single, 'bucket', 'deploy', [], {}, true],
    [single, 'bucket', 'role', [], {}, false],
    [single, 'bucket', 'role', ['identity'], {}, true],
    [single, 'bucket', 'role', ['direct'], {}, true],
    [single, 'bucket', 'role', ['role'], {}, true],
    // Naming the account delegates; it does not grant.
    [single, 'bucket', 'role', ['account'], {}, false],
    // A key is closed to all policies of identities unless its own policy opens it.
    [keys, 'key', 'same', [], {}, false],
    [keys, 'key', 'deploy', [], {}, false],
    [keys, 'key', 'same', ['account'], {}, true],
    [keys, 'key', 'same', ['direct'], {}, true],
    [keys, 'key', 'deploy', ['account'], {}, true],
    [keys, 'key', 'role', ['identity'], {}, false],
    [keys, 'key', 'role', ['account'], {}, false],
    [keys, 'key', 'role', ['account', 'identity'], {}, true],
    [keys, 'key', 'role', ['direct'], {}, true],
    [keys, 'key', 'role', ['role'], {}, true],
    // A boundary limits what identities and the naming of a role grant, not what everyone or a session is granted.
    [boundaries, 'bucket', 'role', ['identity'], { bounded: true }, false],
    [boundaries, 'bucket', 'role', ['identity', 'boundary'], { bounded: true }, true],
    [boundaries, 'bucket', 'role', ['role'], { bounded: true }, false],
    [boundaries, 'bucket', 'role', ['role', 'boundary'], { bounded: true }, true],
    [boundaries, 'bucket', 'role', ['direct'], { bounded: true }, true],
    [boundaries, 'bucket', 'role', ['boundary'], { bounded: true }, false],
    [boundaries, 'key', 'role', ['account', 'identity'], { bounded: true }, false],
    [boundaries, 'key', 'role', ['account', 'identity', 'boundary'], { bounded: true }, true],
    [boundaries, 'key', 'role', ['role'], { bounded: true }, false],
    [boundaries, 'key', 'role', ['direct'], { bounded: true }, true],
    // From another account the policy of the resource must allow, by whatever name.
    ...outsiders.flatMap((name): Row[] => [
      [cross, 'bucket', name, [], {}, false],
      [cross, 'bucket', name, ['identity', 'boundary'], {}, false],
      [cross, 'bucket', name, ['account'], {}, true],
      [cross, 'key', name, ['direct'], {}, true],
      [cross, 'key', name, [], {}, false],
    ]),
    // Every level of the organisation must allow, for principals of the account alone.
    ...insiders.flatMap((name): Row[] => [
      [organizations, 'bucket', name, ['direct', 'root'], { levels: true }, false],
      [organizations, 'bucket', name, ['direct', 'unit'], { levels: true }, false],
      [organizations, 'bucket', name, ['direct', 'root', 'unit'], { levels: true }, true],
    ]),
    ...outsiders.map((name): Row => [organizations, 'bucket', name, ['direct'], { levels: true }, true]),
  ];

  it.each(rows)('%s: a %s, asked by %s with %j under %j: %s', (_, kind, name, alive, options, yes) => {
    for (const over of [true, false]) expect(decide(name, alive, { ...options, kind, over })).toBe(yes);
    expect(granted(problem({ ...options, kind }), branch(name), mask(...alive), false)).toBe(yes);
  });
});

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html: RestrictPublicBuckets lets in
// AWS services and the account of the bucket alone.
it.each(everyone.map((name) => [name, !['foreign', 'anonymous'].includes(name)] as const))(
  'a public policy that is blocked lets in %s: %s',
  (name, yes) => {
    expect(decide(name, ['direct'], {}, true)).toBe(yes);
    expect(decide(name, ['direct'], {}, false)).toBe(true);
  },
);

describe('a policy that cannot be read', () => {
  const permits: readonly Bit[] = ['direct', 'identity', 'boundary', 'root', 'unit'];
  const rows: readonly (readonly [UnknownLayer, readonly Name[]])[] = [
    ['resource', everyone],
    ['resource control', everyone],
    ['service control', insiders],
    ['identity', ['role']],
    ['boundary', ['role']],
  ];

  it.each(rows)('(%s) may deny to %s, where access must not come out larger than it is', (unknown, stopped) => {
    for (const name of everyone) {
      const options = { levels: true, bounded: true, unknown };
      expect([name, decide(name, permits, { ...options, over: true })]).toEqual([name, true]);
      expect([name, decide(name, permits, { ...options, over: false })]).toEqual([name, !stopped.includes(name)]);
    }
  });

  it('may allow, where access must not come out smaller', () => {
    for (const name of outsiders) {
      expect(decide(name, [], { unknown: 'resource', over: true })).toBe(true);
      expect(decide(name, [], { unknown: 'resource', over: false })).toBe(false);
    }
    expect(decide('role', [], { unknown: 'identity', over: true })).toBe(true);
    expect(decide('role', ['identity'], { unknown: 'boundary', bounded: true, over: true })).toBe(true);
    expect(decide('same', ['unit'], { unknown: 'service control', levels: true, over: true })).toBe(true);
  });
});

describe('whom a set of requests means', () => {
  type Row = readonly [who: Who, name: Name, alive: readonly Bit[], own: boolean, yes: boolean];
  const rows: readonly Row[] = [
    ['others', 'same', [], false, true],
    ['others', 'same', ['own'], false, false],
    // What a role of the templates is, stands in the templates, whatever tag its sessions carry.
    ['others', 'role', ['own'], false, true],
    ['others', 'role', [], true, false],
    ['others', 'foreign', ['own'], false, true],
    ['others', 'service', [], false, true],
    ['others', 'anonymous', [], false, true],
    ['own-admin', 'same', ['own'], false, true],
    ['own-admin', 'same', [], false, false],
    ['own-admin', 'role', [], true, true],
    ['own-admin', 'role', ['own'], false, false],
    ['outsiders', 'foreign', [], false, true],
    ['outsiders', 'foreign', ['perimeter'], false, false],
    ['outsiders', 'service', [], false, true],
    ['outsiders', 'service', ['sourceInside'], false, false],
    ['outsiders', 'service', ['perimeter'], false, true],
    ['outsiders', 'anonymous', ['perimeter', 'sourceInside'], false, true],
    ['outsiders', 'identity', ['perimeter', 'sourceInside'], false, true],
    ['non-members', 'foreign', [], false, true],
    ['non-members', 'foreign', ['perimeter'], false, false],
    ['non-members', 'service', ['sourceInside'], false, true],
    ['non-members', 'anonymous', [], false, true],
    ['non-members', 'identity', ['perimeter'], false, true],
    ['members', 'foreign', [], false, false],
    ['members', 'foreign', ['perimeter'], false, true],
    ['members', 'same', [], false, true],
    ['viewers', 'viewer', [], false, false],
    ['viewers', 'viewer', ['signed'], false, true],
    ['viewers', 'viewer', ['unsigned'], false, true],
    ['anonymous', 'anonymous', [], false, true],
    ['anyone', 'same', ['own'], false, true],
    ['deploy-role', 'deploy', [], false, true],
  ];

  it.each(rows)('%s: %s with %j (own: %s): %s', (who, name, alive, own, yes) => {
    expect(isMeant(who, problem({}), branch(name), mask(...alive), own)).toBe(yes);
  });

  it('looks where they can be, and nowhere else', () => {
    const names = (who: Who): string => [...branchNames(who)].sort().join();
    expect(names('others')).toBe('anonymous,foreign,identity,same,service');
    expect(names('across')).toBe(names('others'));
    expect(names('anyone')).toBe('anonymous,federated,foreign,identity,same,service');
    expect(names('federated')).toBe('federated');
    expect(names('outsiders')).toBe('anonymous,foreign,identity,service');
    expect(names('non-members')).toBe(names('outsiders'));
    expect(names('members')).toBe('foreign,same');
    expect(names('viewers')).toBe('viewer');
    expect(names('anonymous')).toBe('anonymous');
    expect(names('own-admin')).toBe('same');
    expect(names('deploy-role')).toBe('deploy');
  });

  it('knows everyone whom the properties of the kit speak of', () => {
    const all: readonly Property[] = properties();
    for (const { requests, twin } of all) {
      expect(branchNames(requests.who).length).toBeGreaterThan(0);
      expect(branchNames(twin.requests.who).length).toBeGreaterThan(0);
    }
  });
});
