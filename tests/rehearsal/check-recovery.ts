import {
  GetObjectRetentionCommand,
  ListObjectVersionsCommand,
  PutObjectRetentionCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Assembly } from './assembly';
import { copyAssembly } from './assembly';
import { compareState } from './compare-state';
import { parseObject } from './json';
import { commandLine } from './paths';
import { acts, type Copy, type GuardedAct } from './recovery-guard';
import { compareKept, destroy, quietInstant, writeRecords } from './recovery-loss';
import { clientOf, sessionName, takeRoles, type People, type Person } from './recovery-people';
import { applySettings } from './recovery-settings';
import { recoveredSchool, recoveryStacks } from './recovery-stacks';
import { outcome } from './requests';
import { runBeside } from './run-process';
import { deployOne, deployWaves, fitted, folderFor, record, type Stage } from './stage';
import { storeFor } from './stores';
import { withoutStatement, withSessionArns } from './template-changes';

/** A school loses its records to somebody with its own rights, and they come back; what would have prevented that is tried. */
export async function checkRecovery(stage: Stage): Promise<void> {
  if (!stage.emulator.keepsCopies) return;
  const real = fitted(stage, recoveryStacks(folderFor(stage, 'recovery')), 'recovery-fitted');
  const step = 'deploy a school with a replica and a quarantine';
  await deployWaves(stage, real, step, () => 'deployed');
  await compareState(stage, real, 'the emulator holds what the templates of the replica say');
  const assembly = stage.emulator.knowsRolesOfSessions ? real : await standIn(stage, real);
  const people = await takeRoles(stage);
  await applySettings(stage, assembly, people, 'a school loses its records', recoveredSchool);
  await loseAndRestore(stage, assembly, people);
  await tryTheReplica(stage, assembly, people);
}

/** Where a session is not known by its role, no policy that names a role ever fits: a copy that names sessions stands in. */
async function standIn(stage: Stage, real: Assembly): Promise<Assembly> {
  const copy = copyAssembly(real, folderFor(stage, 'recovery-sessions'), (template) =>
    withSessionArns(template, sessionName),
  );
  // Roles stand in none of the policies of the first stack.
  const step = 'deploy it with sessions in place of the roles that bucket policies name';
  await deployWaves(stage, { ...copy, waves: copy.waves.slice(1) }, step, () => 'deployed');
  return copy;
}

async function loseAndRestore(stage: Stage, assembly: Assembly, people: People): Promise<void> {
  const step = 'a school loses its records';
  const records = storeFor(assembly, 'records', recoveredSchool);
  const replica = storeFor(assembly, 'records-replica', recoveredSchool);
  const quarantine = storeFor(assembly, 'quarantine', recoveredSchool);
  const school = clientOf(stage, people, 'school', records.stack.awsRegion);
  const kept = await writeRecords(school, records.bucket);
  const instant = await quietInstant();
  const wiped = (key: string): boolean => key.startsWith('pupils/');
  record(stage, {
    id: 'recovery-destroy',
    step,
    what: 'school: overwrite and delete everything in records, of the pupils every version',
    expected: 'allowed',
    observed: await outcome(() => destroy(school, records.bucket, wiped)),
    reason: 'whoever has the rights of the school can do that',
  });
  const restored = clientOf(stage, people, 'restore', quarantine.stack.awsRegion);
  const sources = [
    { from: records, kept: new Map([...kept].filter(([key]) => !wiped(key))), back: 'from-store/' },
    { from: replica, kept, back: 'from-replica/' },
  ];
  for (const { from, kept: wanted, back } of sources) {
    const at = instant.toISOString().replace(/\.\d{3}Z$/, 'Z');
    const places = ['--from', from.bucket, '--from-aws-region', from.stack.awsRegion, '--to', quarantine.bucket];
    const target = ['--to-aws-region', quarantine.stack.awsRegion, '--to-prefix', back, '--at', at];
    const purpose = back.slice(5, -1);
    const seen = (id: string, what: string, expected: string, observed: string): void =>
      record(stage, { id: `recovery-${id}-${purpose}`, step, what, expected, observed, reason: '' });
    // The replica never hears of deletions: what had been deleted before comes back with the rest.
    const stood = wanted.size + (from === replica ? 1 : 0);
    const first = await restoreCopy(stage, people, [...places, ...target]);
    seen('copy', `restore role: restore copy from the ${purpose} as of the instant`, `${String(stood)} copied`, first);
    const same = await compareKept(restored, quarantine.bucket, back, wanted);
    seen(
      'same',
      'byte by byte, with types, metadata and tags',
      `${String(wanted.size)} of ${String(wanted.size)}`,
      same,
    );
    const second = await restoreCopy(stage, people, [...places, ...target]);
    seen('again', 'the same command again', '0 copied', second);
  }
}

/** `educloud restore copy`, as its users run it, with the credentials of the restore role. */
async function restoreCopy(stage: Stage, people: People, args: readonly string[]): Promise<string> {
  const caller = people.get('restore');
  const { out, reason } = await runBeside(process.execPath, [commandLine, 'restore', 'copy', '--json', ...args], {
    ...process.env,
    AWS_ENDPOINT_URL: stage.tls,
    AWS_ACCESS_KEY_ID: caller?.accessKeyId,
    AWS_SECRET_ACCESS_KEY: caller?.secretAccessKey,
    AWS_SESSION_TOKEN: caller?.sessionToken,
  });
  const document = parseObject(out === '' ? '{}' : out);
  if (document.ok !== true) return out === '' ? reason : out.slice(0, 300);
  const { copied } = document;
  return `${String(parseObject(JSON.stringify(copied)).objects)} copied`;
}

const denied = 'denied';

/** Who may do what to the copies; in the order in which it is tried, what succeeds last. */
const guarded: readonly [Person, readonly GuardedAct[], 'allowed' | 'denied', string][] = [
  ['school', ['read a version', 'list versions'], 'allowed', 'its own copy'],
  ['restore', ['read a version', 'list versions'], 'allowed', 'its own policy allows'],
  [
    'school',
    [
      'put an object',
      'put a delete marker',
      'delete a version',
      'delete a version past the lock',
      'shorten its retention',
      'shorten its retention past the lock',
    ],
    denied,
    'DenyWritesButCopies',
  ],
  [
    'school',
    [
      'shorten the lock of the bucket',
      'suspend versions',
      'let versions expire',
      'replace the policy',
      'remove the policy',
    ],
    denied,
    'DenySettingsByOthers',
  ],
  ['school', ['send the copies of the store elsewhere'], denied, 'DenySettingsByOthers of the store'],
  ['other school', ['read a version', 'list versions', 'delete a version past the lock'], denied, 'DenyOtherSchools'],
  ['untagged', ['read a version', 'list versions'], denied, 'DenyOtherSchools'],
  [
    'untagged',
    ['delete a version past the lock', 'suspend versions', 'remove the policy'],
    denied,
    'DenyWritesButCopies or DenySettingsByOthers',
  ],
  ['replication', ['delete a version past the lock', 'put a delete marker'], denied, 'DenyWritesButCopies'],
  ['restore', ['put an object', 'delete a version past the lock'], denied, 'its own policy does not allow'],
  ['recovery', ['delete a version', 'shorten its retention'], denied, 'the lock'],
  [
    'recovery',
    ['shorten its retention past the lock', 'delete a version past the lock'],
    'allowed',
    'governance: the recovery role may end it',
  ],
];

async function tryTheReplica(stage: Stage, assembly: Assembly, people: People): Promise<void> {
  const step = 'who may do what to the copies';
  const { stack } = storeFor(assembly, 'records-replica', recoveredSchool);
  const copies = await copiesIn(stage, people, assembly);
  const [first, second] = copies;
  if (first === undefined || second === undefined) throw new Error('the replica holds no versions');
  await lockCopies(stage, clientOf(stage, people, 'recovery', stack.awsRegion), [first, second], step);
  const attempt = (person: Person, act: GuardedAct, copy: Copy): Promise<string> => {
    const awsRegion = act === 'send the copies of the store elsewhere' ? 'eu-central-1' : stack.awsRegion;
    return outcome(() => acts[act](clientOf(stage, people, person, awsRegion), copy));
  };
  for (const [person, tried, expected, reason] of guarded) {
    for (const act of tried) {
      record(stage, {
        id: `replica-${person}-${act}`.replaceAll(' ', '-'),
        step,
        what: `${person}: ${act}`,
        expected,
        observed: await attempt(person, act, first),
        reason,
      });
    }
  }
  const weakened = copyAssembly(assembly, folderFor(stage, 'recovery-weakened'), (template, { name }) =>
    name === stack.name ? withoutStatement(template, 'DenyWritesButCopies') : template,
  );
  const { outcome: deployed } = await deployOne(stage, weakened, stack);
  const controls = [
    ['delete a version', denied, 'the lock alone'],
    ['delete a version past the lock', 'allowed', 'nothing else would have denied it'],
  ] as const;
  for (const [act, expected, reason] of controls) {
    record(stage, {
      id: `replica-control-${act}`.replaceAll(' ', '-'),
      step,
      what: `without DenyWritesButCopies, school: ${act}`,
      expected,
      observed: deployed === 'deployed' ? await attempt('school', act, second) : deployed,
      reason,
    });
  }
}

/** A copy takes the lock of its bucket when it arrives; where it has not, it gets it here, since what follows needs it. */
async function lockCopies(stage: Stage, client: S3Client, copies: readonly Copy[], step: string): Promise<void> {
  for (const { Bucket, Key, VersionId } of copies) {
    const version = { Bucket, Key, VersionId };
    const mode = await client.send(new GetObjectRetentionCommand(version)).then(
      ({ Retention }) => Retention?.Mode ?? 'none',
      () => 'none',
    );
    const [expected, reason] = ['GOVERNANCE', 'the default retention of the replica'];
    const what = `the lock of a copy, ${Key}`;
    record(stage, { id: `replica-lock-${Key}`, step, what, expected, observed: mode, reason });
    if (mode !== 'none') continue;
    const RetainUntilDate = new Date(Date.now() + 30 * 86_400_000);
    await client.send(
      new PutObjectRetentionCommand({ ...version, Retention: { Mode: 'GOVERNANCE', RetainUntilDate } }),
    );
  }
}

async function copiesIn(stage: Stage, people: People, assembly: Assembly): Promise<readonly Copy[]> {
  const { bucket, stack } = storeFor(assembly, 'records-replica', recoveredSchool);
  const original = storeFor(assembly, 'records', recoveredSchool).bucket;
  const target = storeFor(assembly, 'quarantine', recoveredSchool).bucket;
  const { Versions = [] } = await clientOf(stage, people, 'school', stack.awsRegion).send(
    new ListObjectVersionsCommand({ Bucket: bucket, Prefix: 'pupils/' }),
  );
  return Versions.map(({ Key = '', VersionId = '' }) => ({ Bucket: bucket, Key, VersionId, original, target }));
}
