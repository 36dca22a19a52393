import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { copyAssembly, stacksOf, templateFile, type Assembly } from './assembly';
import { checkAccess, prepareAccess } from './check-access';
import { checkControls } from './check-controls';
import { checkRecovery } from './check-recovery';
import { compareState } from './compare-state';
import { checkFirstFailure, checkFailedUpdate, checkRetention } from './fail-and-retry';
import { addSchool, copyExample, plan, synth } from './kit';
import { assume, deployPrincipals } from './principals';
import { attempt, s3, type Act } from './requests';
import { deployWaves, fitted, folderFor, oneLine, record, type Stage } from './stage';
import { probeUnsupported } from './probe-types';
import { storeFor, storesOf, type Store } from './stores';
import { inPartitionAws } from './template-changes';

const school = 'oak';
const other = 'elm';
const object = 'report.txt';
const written = ['materials', 'records'];

/** The whole rehearsal on one emulator: a region, its access table, its changes, and a member node of another region. */
export async function rehearseOn(stage: Stage): Promise<void> {
  const regionFile = copyExample('smallest', folderFor(stage, 'smallest'));
  const first = fitted(stage, synth(regionFile, folderFor(stage, 'smallest-out')), 'smallest-fitted');
  await deployWaves(stage, first, 'deploy examples/smallest', () => 'deployed');
  await compareState(stage, first, 'the emulator holds what the templates of smallest say');
  const access = await prepareAccess(stage, first, { school, other });
  await checkAccess(stage, access, 'who may do what');
  await checkControls(stage, first, access);
  await deployWaves(stage, first, 'deploy again without a change', () => 'unchanged');
  await growRegion(stage, regionFile, first);
  await checkRetention(stage);
  const node = fitted(
    stage,
    synth(copyExample('northeast', folderFor(stage, 'northeast')), folderFor(stage, 'hit-out'), '--only', 'hit'),
    'hit-fitted',
  );
  await deployNode(stage, node);
  await compareState(stage, node, 'the emulator holds what the template of hit says');
  await roundTrip(stage, storesOf(node));
  await checkNodeAccess(stage, node);
  await checkRecovery(stage);
  await probeUnsupported(stage);
}

/** Deploys a node, whose own stack fails at first where the emulator lets the repeat succeed. */
async function deployNode(stage: Stage, node: Assembly): Promise<void> {
  const { stack } = storeFor(node, 'records', 'hit');
  const at = node.waves.findIndex((wave) => wave.includes(stack));
  const step = 'deploy hit';
  const others = (waves: Assembly['waves']): Assembly => ({
    ...node,
    waves: waves.map((wave) => wave.filter(({ name }) => name !== stack.name)),
  });
  if (!stage.emulator.honoursRetainExceptOnCreate) return deployWaves(stage, node, step, () => 'deployed');
  await deployWaves(stage, others(node.waves.slice(0, at + 1)), step, () => 'deployed');
  await checkFirstFailure(stage, node, stack);
  await deployWaves(stage, others(node.waves.slice(at + 1)), step, () => 'deployed');
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
 * An emulator that knows no partition but `aws` gives requests ARNs which the policies of a node in `aws-cn` never fit. There
 * a copy with the partition replaced stands in; that the real policies fit on AWS is not shown then.
 */
async function checkNodeAccess(stage: Stage, node: Assembly): Promise<void> {
  const real = 'who may do what in hit';
  if (stage.emulator.knowsPartitions) {
    return checkAccess(stage, await prepareAccess(stage, node, { school: 'hit', other }), real);
  }
  const step = `${real}, with arn:aws in place of arn:aws-cn`;
  const standIn = copyAssembly(node, folderFor(stage, 'hit-aws'), inPartitionAws);
  await deployWaves(stage, standIn, step, () => 'deployed');
  await checkAccess(stage, await prepareAccess(stage, standIn, { school: 'hit', other }), step);
}

/** What a school writes into its own stores is read again; copies and canaries are for nobody to write. */
async function roundTrip(stage: Stage, stores: readonly Store[]): Promise<void> {
  const step = 'write and read in the stores of hit';
  for (const { stack, bucket, purpose, school: owner } of stores.filter((store) => written.includes(store.purpose))) {
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
