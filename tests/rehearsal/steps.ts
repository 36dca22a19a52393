import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { copyAssembly, stacksOf, templateFile, type Assembly } from './assembly';
import { checkAccess } from './check-access';
import { compareState } from './compare-state';
import { checkFirstFailure, checkFailedUpdate, checkRetention } from './fail-and-retry';
import { addSchool, copyExample, plan, synth } from './kit';
import { assume, deployPrincipals } from './principals';
import { attempt, s3, type Act } from './requests';
import { deployOne, deployWaves, fitted, folderFor, oneLine, record, type Stage } from './stage';
import { probeUnsupported } from './probe-types';
import { storeFor, storesOf, type Store } from './stores';
import { inPartitionAws, withoutStatement } from './template-changes';

const school = 'oak';
const other = 'elm';
const object = 'report.txt';

/** The whole rehearsal on one emulator: a region, its access table, its changes, and a member node of another region. */
export async function rehearseOn(stage: Stage): Promise<void> {
  const regionFile = copyExample('smallest', folderFor(stage, 'smallest'));
  const first = fitted(stage, synth(regionFile, folderFor(stage, 'smallest-out')), 'smallest-fitted');
  await deployWaves(stage, first, 'deploy examples/smallest', () => 'deployed');
  await compareState(stage, first, 'the emulator holds what the templates of smallest say');
  await checkAccess(stage, first, { step: 'who may do what', school, other });
  await checkControl(stage, first);
  await deployWaves(stage, first, 'deploy again without a change', () => 'unchanged');
  await growRegion(stage, regionFile, first);
  await checkRetention(stage);
  const node = fitted(
    stage,
    synth(copyExample('northeast', folderFor(stage, 'northeast')), folderFor(stage, 'hit-out'), '--only', 'hit'),
    'hit-fitted',
  );
  await checkFirstFailure(stage, node);
  await compareState(stage, node, 'the emulator holds what the template of hit says');
  await roundTrip(stage, storesOf(node));
  await checkNodeAccess(stage, node);
  await probeUnsupported(stage);
}

/** Without one statement the same request must succeed; else the denials above would prove nothing. */
async function checkControl(stage: Stage, assembly: Assembly): Promise<void> {
  const step = 'control: without DenyOtherSchools';
  const store = storeFor(assembly, 'records', school);
  const open = copyAssembly(assembly, folderFor(stage, 'control'), (template, { name }) =>
    name === store.stack.name ? withoutStatement(template, 'DenyOtherSchools') : template,
  );
  const client = s3(stage.tls, store.stack.awsRegion, await assume(stage, store.stack, other));
  const read = async (id: string, what: string, expected: string): Promise<void> => {
    const observed = await attempt(client, store.bucket, { kind: 'get', object });
    record(stage, { id, step, what, expected, observed, reason: '' });
  };
  const weakened = await deployOne(stage, open, store.stack);
  record(stage, {
    id: 'control-deploy',
    step,
    what: 'deploy without it',
    expected: 'deployed',
    observed: weakened.outcome,
    reason: '',
  });
  await read('control-open', 'other school: get from records', 'allowed');
  const restored = await deployOne(stage, assembly, store.stack);
  record(stage, {
    id: 'control-restore',
    step,
    what: 'deploy with it',
    expected: 'deployed',
    observed: restored.outcome,
    reason: '',
  });
  await read('control-closed', 'other school: get from records', 'denied');
}

/** A second school: its shard alone changes, and what was written before is still read. */
async function growRegion(stage: Stage, regionFile: string, first: Assembly): Promise<void> {
  addSchool(regionFile, other);
  plan(regionFile);
  const grown = fitted(stage, synth(regionFile, folderFor(stage, 'grown-out')), 'grown-fitted');
  const step = `add the school ${other}`;
  const shard = storeFor(grown, 'records', other).stack;
  const changed = stacksOf(grown).filter(
    ({ name }) => readFileSync(templateFile(grown, name), 'utf8') !== readFileSync(templateFile(first, name), 'utf8'),
  );
  record(stage, {
    id: 'grown-templates',
    step,
    what: 'templates that differ',
    expected: shard.name,
    observed: changed.map(({ name }) => name).join(', '),
    reason: '',
  });
  await checkFailedUpdate(stage, grown, shard, { school, other });
  await deployWaves(stage, grown, step, ({ name }) => (name === shard.name ? 'deployed' : 'unchanged'));
  await deployPrincipals(stage, shard, [school, other]);
  const acts: readonly [string, string, Act, string, string][] = [
    [school, school, { kind: 'get', object }, 'allowed', 'written before the school was added'],
    [other, other, { kind: 'put', object }, 'allowed', ''],
    [other, other, { kind: 'get', object }, 'allowed', ''],
    [other, school, { kind: 'get', object }, 'denied', 'DenyOtherSchools'],
    [school, other, { kind: 'get', object }, 'denied', 'DenyOtherSchools'],
  ];
  for (const [who, whose, act, expected, reason] of acts) {
    const client = s3(stage.tls, shard.awsRegion, await assume(stage, shard, who));
    record(stage, {
      id: `grown-${who}-${act.kind}-${whose}`,
      step,
      what: `${who}: ${act.kind} in records of ${whose}`,
      expected,
      observed: await attempt(client, storeFor(grown, 'records', whose).bucket, act),
      reason,
    });
  }
}

/**
 * Emulators know no partition but `aws`, so the policies of a node in `aws-cn` fit no request. With the partition of every
 * ARN replaced they do; that the real ones fit on AWS is not shown.
 */
async function checkNodeAccess(stage: Stage, node: Assembly): Promise<void> {
  const step = 'who may do what in hit, with arn:aws in place of arn:aws-cn';
  const standIn = copyAssembly(node, folderFor(stage, 'hit-aws'), inPartitionAws);
  await deployWaves(stage, standIn, step, () => 'deployed');
  await checkAccess(stage, standIn, { step, school: 'hit', other });
}

/** What is written is read again; with the tag of the school that owns the store. */
async function roundTrip(stage: Stage, stores: readonly Store[]): Promise<void> {
  const step = 'write and read in the stores of hit';
  for (const { stack, bucket, purpose, school: owner } of stores.filter((store) => store.school !== '')) {
    await deployPrincipals(stage, stack, [owner, other]);
    const client = s3(stage.tls, stack.awsRegion, await assume(stage, stack, owner));
    for (const kind of ['put', 'get'] as const) {
      record(stage, {
        id: `hit-${purpose}-${kind}`,
        step,
        what: `${owner}: ${kind} in ${purpose}`,
        expected: 'allowed',
        observed: oneLine(await attempt(client, bucket, { kind, object: join('folder', object) })),
        reason: '',
      });
    }
  }
}
