import type { World } from '../../../lib/model';
import * as made from '../support/copies';
import { verdicts } from '../support/proving';
import { account, type bucket, role } from '../support/worlds';

const ofCopies = [
  'copies-in-jurisdiction',
  'copies-kept',
  'logs-kept',
  'trail-goes-on',
  'vault-isolation',
  'vault-kept',
] as const;

/** What is said of each property, without repetition. */
function said(world: World, id: (typeof ofCopies)[number]): string {
  return [...new Set(verdicts(world, id).map(({ verdict }) => verdict))].sort().join();
}

const without = <T extends object>(denies: T, ...names: readonly (keyof T)[]): unknown[] =>
  Object.entries(denies).flatMap(([name, one]) => (names.some((other) => other === name) ? [] : [one]));

const buckets = (...list: readonly World['buckets'][number][]): Partial<World> => ({ buckets: list });
const withReplica = (more: Parameters<typeof bucket>[1]): Partial<World> =>
  buckets(made.original(), made.replica(more), made.logBucket());
const withOriginal = (more: Parameters<typeof bucket>[1]): Partial<World> =>
  buckets(made.original(more), made.replica(), made.logBucket());
const withReplication = (more: Parameters<typeof made.replication>[0]): Partial<World> =>
  withOriginal({ replications: [made.replication(more)] });
const withLogs = (more: Parameters<typeof bucket>[1]): Partial<World> =>
  buckets(made.original(), made.replica(), made.logBucket(more));
const withVault = (...parts: Parameters<typeof made.vault>): Partial<World> => ({
  vaults: [made.vault(...parts), made.farVault()],
});
const doubt = { source: { file: 'x.json', pointer: '' }, reason: 'it cannot be read' };
const someone = (name: string, identity: unknown): World['roles'][number] =>
  role(name, { trust: [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }], identity });
const withRole = (one: World['roles'][number]): Partial<World> => ({ roles: [...made.copied().roles, one] });

describe('copies, vaults and logs as they should be', () => {
  test.each(ofCopies)('%s is proved', (id) => {
    expect(said(made.copied(), id)).toBe('proved');
  });

  test('read and write isolation hold for the copy as for the store', () => {
    const one = made.copied(withReplica({}));
    const found = verdicts(one, 'write-isolation').filter(({ subject }) => subject === made.copy);
    expect(found.map(({ verdict }) => verdict)).toEqual(['proved']);
  });
});

describe('what an attacker would change is found', () => {
  test.each<[string, (typeof ofCopies)[number], Partial<World>, string]>([
    ['no lock', 'copies-kept', withReplica({ retention: { mode: 'GOVERNANCE', days: 0 } }), 'refuted'],
    ['no Object Lock', 'copies-kept', withReplica({ objectLock: false }), 'refuted'],
    ['a lock without versions', 'copies-kept', withReplica({ versioned: false }), 'refuted'],
    ['a shorter lock', 'copies-kept', withReplica({ retention: { mode: 'GOVERNANCE', days: 29 } }), 'refuted'],
    ['an earlier end', 'copies-kept', withReplica({ expiryDays: 29 }), 'refuted'],
    [
      'governance where compliance is promised',
      'copies-kept',
      withReplica({ tags: { ...made.replica().tags, 'educloud:immutability': 'compliance' } }),
      'refuted',
    ],
    ['a policy without anything', 'copies-kept', withReplica({ policy: made.nothing }), 'refuted'],
    ['deletions by the school', 'copies-kept', withReplica({ policy: without(made.copyDenies, 'writes') }), 'refuted'],
    ['copies by others', 'copies-kept', withReplica({ policy: without(made.copyDenies, 'copies') }), 'refuted'],
    ['replicated deletions', 'copies-kept', withReplica({ policy: without(made.copyDenies, 'deletes') }), 'refuted'],
    ['settings by others', 'copies-kept', withReplica({ policy: without(made.copyDenies, 'settings') }), 'refuted'],
    [
      'a recovery role that people take',
      'copies-kept',
      { roles: made.copied().roles.map((one) => (one.name === 'recovery' ? someone('recovery', made.anything) : one)) },
      'refuted',
    ],
    [
      'a recovery role that is no service role',
      'copies-kept',
      { serviceRoles: [made.arnOf('replication')] },
      'refuted',
    ],
    ['no promise', 'copies-kept', buckets(made.original(), promiseless(), made.logBucket()), 'undecided'],
    [
      'a lock that cannot be read',
      'copies-kept',
      withReplica({ objectLock: false, keepingDoubts: [doubt] }),
      'undecided',
    ],
    ['a bucket that cannot be read', 'copies-kept', withReplica({ doubts: [doubt] }), 'undecided'],
    ['delete markers', 'copies-in-jurisdiction', withReplication({ deleteMarkers: true }), 'refuted'],
    ['a foreign role', 'copies-in-jurisdiction', withReplication({ role: made.arnOf('teacher') }), 'refuted'],
    ['another bucket', 'copies-in-jurisdiction', withReplication({ destination: 'arn:aws-cn:s3:::else' }), 'undecided'],
    ['another key', 'copies-in-jurisdiction', withReplication({ key: made.keyArn('home', 'cn-north-1') }), 'undecided'],
    ['a copy abroad', 'copies-in-jurisdiction', withReplica({ awsRegion: 'eu-central-1' }), 'refuted'],
    ['a copy of another school', 'copies-in-jurisdiction', withReplica({ owner: 'elm', tags: {} }), 'refuted'],
    ['a copy of nobody', 'copies-in-jurisdiction', buckets(made.original(), ownerless(), made.logBucket()), 'refuted'],
    ['no jurisdiction', 'copies-in-jurisdiction', withOriginal({ tags: { 'educloud:school': 'oak' } }), 'undecided'],
    ['redirection by anybody', 'copies-in-jurisdiction', withOriginal({ policy: made.nothing }), 'refuted'],
    [
      'a key of another school',
      'copies-in-jurisdiction',
      { keys: [made.keyOf('home', 'cn-north-1'), made.keyOf('away', 'cn-northwest-1', 'elm')] },
      'refuted',
    ],
    [
      'a vault abroad',
      'copies-in-jurisdiction',
      { vaults: [made.vault(), made.farVault({ awsRegion: 'us-east-1' })] },
      'refuted',
    ],
    [
      'an unseen vault abroad',
      'copies-in-jurisdiction',
      { backupRules: [made.rule({ copies: [`arn:aws-cn:backup:us-east-1:${account}:backup-vault:x`] })] },
      'refuted',
    ],
    [
      'an unseen vault at home',
      'copies-in-jurisdiction',
      { backupRules: [made.rule({ copies: [`arn:aws-cn:backup:cn-north-1:${account}:backup-vault:x`] })] },
      'undecided',
    ],
    [
      'a second plan with a pattern',
      'copies-in-jurisdiction',
      { backupRules: [made.rule(), stray('arn:aws-cn:s3:::o*')] },
      'undecided',
    ],
    [
      'a plan that cannot be read',
      'copies-in-jurisdiction',
      { backupRules: [made.rule({ doubts: [doubt] })] },
      'undecided',
    ],
    ['a vault without lock', 'vault-kept', withVault({}, undefined, ['lock']), 'proved,refuted'],
    [
      'a vault with a shorter lock',
      'vault-kept',
      withVault({ lock: { minDays: 7, mode: 'governance' } }),
      'proved,refuted',
    ],
    [
      'an earlier end of recovery points',
      'vault-kept',
      { backupRules: [made.rule({ deleteAfterDays: 29 })] },
      'refuted',
    ],
    ['a plan that selects nothing', 'vault-kept', { backupRules: [made.rule({ selections: [] })] }, 'undecided'],
    [
      'a lock that refuses',
      'vault-kept',
      withVault({ lock: { minDays: 30, maxDays: 60, mode: 'governance' } }),
      'proved,refuted',
    ],
    [
      'an open vault',
      'vault-kept',
      withVault({}, [made.deny('backup:DescribeBackupVault', '*', { Bool: { 'aws:SecureTransport': 'false' } })]),
      'proved,refuted',
    ],
    ['a vault without policy', 'vault-kept', withVault({}, undefined, ['policy']), 'proved,refuted'],
    ['deletions of recovery points', 'vault-kept', withVault({}, without(made.vaultDenies, 'loss')), 'proved,refuted'],
    ['settings of a vault', 'vault-kept', withVault({}, without(made.vaultDenies, 'settings')), 'proved,refuted'],
    [
      'a Deny of the vault alone',
      'vault-kept',
      withVault({}, [{ ...made.vaultDenies.loss, Resource: made.vaultArn }, made.vaultDenies.settings]),
      'proved,undecided',
    ],
    [
      'a Deny with a wildcard',
      'vault-kept',
      withVault({}, [{ ...made.vaultDenies.loss, Action: 'backup:*RecoveryPoint*' }, made.vaultDenies.settings]),
      'proved,undecided',
    ],
    ['restores by others', 'vault-isolation', withVault({}, without(made.vaultDenies, 'restores')), 'proved,refuted'],
    [
      'a vault that denies all',
      'vault-isolation',
      withVault({}, [made.deny('backup:StartRestoreJob', '*')]),
      'proved,refuted',
    ],
    ['logs without lock', 'logs-kept', withLogs({ objectLock: false }), 'refuted'],
    ['logs with a shorter lock', 'logs-kept', withLogs({ retention: { mode: 'GOVERNANCE', days: 399 } }), 'refuted'],
    ['logs that anybody deletes', 'logs-kept', withLogs({ policy: without(made.logDenies, 'writers') }), 'refuted'],
    [
      'logs whose settings anybody changes',
      'logs-kept',
      withLogs({ policy: without(made.logDenies, 'settings') }),
      'refuted',
    ],
    ['a trail that is off', 'trail-goes-on', { trails: [made.trail({ logging: false })] }, 'refuted'],
    ['a trail into another bucket', 'trail-goes-on', { trails: [made.trail({ bucket: 'else' })] }, 'undecided'],
    ['no alarm', 'trail-goes-on', { others: [made.topic(), made.trailAsOther()] }, 'refuted'],
    [
      'an alarm that is off',
      'trail-goes-on',
      { others: [made.alarm({ State: 'DISABLED' }), made.topic(), made.trailAsOther()] },
      'refuted',
    ],
    [
      'an alarm for nobody',
      'trail-goes-on',
      { others: [made.alarm({ Targets: [] }), made.topic(), made.trailAsOther()] },
      'refuted',
    ],
    [
      'an alarm that hears half of it',
      'trail-goes-on',
      {
        others: [
          made.alarm({ EventPattern: { source: ['aws.cloudtrail'], detail: { eventName: ['StopLogging'] } } }),
          made.topic(),
          made.trailAsOther(),
        ],
      },
      'refuted',
    ],
    [
      'a role that stops it',
      'trail-goes-on',
      withRole(someone('ops', [{ Effect: 'Allow', Action: 'cloudtrail:*', Resource: '*' }])),
      'refuted',
    ],
    [
      'a role of which it is not known',
      'trail-goes-on',
      withRole({ ...someone('ops', []), identity: [{ statements: [], source: doubt.source, unknown: 'unknown' }] }),
      'undecided',
    ],
  ])('%s: %s', (_title, id, change, expected) => {
    expect(said(made.copied(change), id)).toBe(expected);
  });

  test('a role whose boundary holds it back stops no trail', () => {
    const one = role('ops', {
      trust: [],
      identity: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
      boundary: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
    });
    expect(said(made.copied(withRole(one)), 'trail-goes-on')).toBe('proved');
  });
});

function ownerless(): World['buckets'][number] {
  const { owner, ...rest } = made.replica();
  expect(owner).toBe('oak');
  return rest;
}

function promiseless(): World['buckets'][number] {
  const { keptDays, ...rest } = made.replica({ tags: { 'educloud:school': 'oak' } });
  expect(keptDays).toBe(30);
  return rest;
}

function stray(pattern: string): World['backupRules'][number] {
  const [selection] = made.rule().selections;
  return made.rule({
    plan: 'other',
    vault: 'nowhere',
    copies: [],
    selections: selection === undefined ? [] : [{ ...selection, tags: [], arns: [pattern] }],
  });
}
