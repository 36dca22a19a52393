import { createRequire } from 'node:module';
import { inlineCode } from '../../constructs/drill-code';
import * as source from '../../functions/recovery-drill';
import { drillSteps } from '../../lib/recovery';
import type { RecoveryMeans } from '../../lib/vocabulary';
import { FakeAws } from './support/fake-aws';
import { config, id, report, Run, type Config, type State } from './support/run';

/** What the template holds, run as the runtime would run it. */
function inlined(): typeof source {
  const exported = {};
  new Function('exports', 'require', inlineCode('recovery-drill'))(exported, createRequire(__filename));
  return exported as typeof source;
}

const both: readonly RecoveryMeans[] = ['replication', 'backup'];
const good = { DrillSucceeded: 1, DrillMissedTarget: 0 };
const bad = { DrillSucceeded: 0, DrillMissedTarget: 1 };

/** A world in which all goes well. */
const well =
  (run: Run) =>
  (step: string, round: number): void => {
    if (step === 'awaitBackup' && round === 1) run.aws.backUp('edu-can');
    if (step === 'awaitRestore') run.aws.jobs.set('job', { Status: 'COMPLETED' });
  };

describe.each([
  ['from its source', source],
  ['as it stands in the template', inlined()],
])('a drill %s', (_which, { drill }) => {
  const start = (more: Partial<Config> = {}): Run => new Run(drill, { ...config, ...more });
  const withoutReplica = { means: ['versions', 'backup'] };
  const withoutBackup = { means: ['versions', 'replication'] };

  test('brings the canary back by every means, measures each, and reports it', async () => {
    const run = start();
    await run.all(both, well(run));
    expect(run.so.error).toBeUndefined();
    expect(run.so.failed).toBe(false);
    expect(run.metrics).toEqual(good);
    expect(run.report).toMatchObject({
      drill: id,
      at: '2026-09-01T00:00:00Z',
      whole: true,
      late: false,
      copies: {
        versions: { rpo: 0, rto: 0, same: true },
        replication: { rpo: 0, rto: 0, same: true },
        backup: { rpo: 15, rto: 1, same: true },
      },
      place: { region: 'northeast', account: '111122223333', awsRegion: 'cn-north-1' },
    });
    expect(run.aws.metricData.map(({ Namespace }) => Namespace)).toEqual(['educloud/northeast']);
  });

  test.each<[string, RecoveryMeans[], Partial<Config>]>([
    ['replication', ['replication'], withoutBackup],
    ['backup', ['backup'], withoutReplica],
  ])('works with %s alone', async (_name, means, more) => {
    const run = start(more);
    await run.all(means, well(run));
    expect(run.metrics).toEqual(good);
    expect(Object.keys(run.so.copies).sort()).toEqual(['versions', ...means].sort());
    if (means[0] === 'replication') expect(run.aws.calls.join()).not.toContain('backup:');
    else expect(run.aws.calls.join()).not.toContain('edu-rca');
  });

  test('leaves nothing behind but the report, and touches nothing that it did not plant', async () => {
    const run = start();
    const others = ['canary/run-10/planted', 'canary/run-1', 'other'].map((Key) => ({
      Key,
      VersionId: Key,
      text: 'x',
      made: 0,
    }));
    run.aws.versions('edu-can').push(...others);
    run.aws.versions('edu-qca').push(...others);
    await run.all(both, well(run));
    expect(run.aws.versions('edu-can')).toEqual(others);
    expect(run.aws.versions('edu-qca').filter(({ Key }) => Key.startsWith('canary/run-1/'))).toEqual([]);
    expect(run.aws.versions('edu-qca')).toEqual(expect.arrayContaining(others));
    expect(run.aws.versions('edu-log').map(({ Key }) => Key)).toEqual([report]);
    // Nothing of the replica: what lies there is locked.
    expect(run.aws.calls.filter((one) => /^s3:(?:Put|Delete)\w+ edu-rca/.test(one))).toEqual([]);
  });

  test('asks each bucket where it stands', async () => {
    const run = start();
    await run.all(both, well(run));
    expect([...run.aws.regions].sort()).toEqual([
      'edu-can cn-north-1',
      'edu-log cn-northwest-1',
      'edu-qca cn-north-1',
      'edu-rca cn-northwest-1',
    ]);
  });

  test('makes the calls that its steps say, in their order', async () => {
    const run = start();
    const perStep = new Map<string, string[]>();
    const step = run.step.bind(run);
    run.step = async (name) => {
      const before = run.aws.calls.length;
      await step(name);
      perStep.set(
        name,
        run.aws.calls.slice(before).map((one) => one.replace(/ .*/, '')),
      );
    };
    await run.all(both, well(run));
    for (const { id: name, calls } of drillSteps(both))
      expect([name, [...new Set(perStep.get(name))]]).toEqual([
        name,
        [...new Set(calls.filter((one) => !/^iam:PassRole$|Retention$/.test(one)))],
      ]);
  });

  test('measures for how long the canary had no replica', async () => {
    const run = start();
    run.aws.replicas.clear();
    await run.all(['replication'], (_step, round) => {
      if (round === 20) run.aws.versions('edu-rca').push(...run.aws.versions('edu-can'));
    });
    expect(run.so.copies.replication).toMatchObject({ rpo: 10, same: true });
  });

  test('a target that is missed is told, though all came back', async () => {
    const run = start({ rpo: 9, ...withoutBackup });
    run.aws.replicas.clear();
    await run.all(['replication'], (_step, round) => {
      if (round === 20) run.aws.versions('edu-rca').push(...run.aws.versions('edu-can'));
    });
    expect(run.metrics).toEqual({ DrillSucceeded: 1, DrillMissedTarget: 1 });
    expect(run.report).toMatchObject({ whole: true, late: true });
    expect(run.so.failed).toBe(false);
  });

  test('a copy that is slower than the target is no delay beside one that is not', async () => {
    const run = start({ rpo: 9 });
    await run.all(both, well(run));
    expect(run.so.copies).toMatchObject({ replication: { rpo: 0 }, backup: { rpo: 15 } });
    expect(run.metrics).toEqual(good);
    expect(run.report).toMatchObject({ whole: true, late: false });
  });

  test('a restore that takes longer than its target is told', async () => {
    const run = start({ rpo: 60, rto: 90, ...withoutReplica });
    await run.all(['backup'], (step, round) => {
      if (step === 'awaitBackup' && round === 1) run.aws.backUp('edu-can');
      if (step === 'awaitRestore' && round === 91) run.aws.jobs.set('job', { Status: 'COMPLETED' });
    });
    expect(run.so.copies.backup).toMatchObject({ rto: 91, same: true });
    expect(run.metrics).toEqual({ DrillSucceeded: 1, DrillMissedTarget: 1 });
  });

  test('a replica that never comes fails the drill once its patience is over', async () => {
    const run = start();
    run.aws.replicas.clear();
    await run.all(both, well(run));
    expect(run.so.error).toEqual({ Error: 'DrillError', Cause: 'no copy by replication after 60.5 minutes' });
    expect(run.metrics).toEqual(bad);
    expect(run.so.failed).toBe(true);
    expect(run.report).toMatchObject({ whole: false, error: { Error: 'DrillError' } });
    expect(run.aws.versions('edu-can')).toEqual([]);
  });

  test.each(['PARTIAL', 'EXPIRED', 'CREATING', 'STOPPED'])('a recovery point that is %s is none', async (status) => {
    const run = start({ ...withoutReplica, rpo: 9999 });
    await run.all(['backup'], () => run.aws.backUp('edu-can', status));
    expect(run.so.error).toMatchObject({ Cause: expect.stringContaining('no copy by backup') as string });
    expect(run.metrics).toEqual(bad);
  });

  test('a recovery point from before the canary, or of another bucket, is none of it', async () => {
    const run = start(withoutReplica);
    run.aws.backUp('edu-can');
    run.aws.pass(1);
    await run.all(['backup'], () => run.aws.backUp('edu-rec-other'));
    expect(run.aws.calls.join()).not.toContain('StartRestoreJob');
    expect(run.metrics).toEqual(bad);
  });

  test.each(['FAILED', 'ABORTED', 'whatever comes'])('a restore job that is %s fails the drill', async (status) => {
    const run = start();
    await run.all(both, (step, round) => {
      if (step === 'awaitBackup' && round === 1) run.aws.backUp('edu-can');
      if (step === 'awaitRestore') run.aws.jobs.set('job', { Status: status, StatusMessage: 'access denied' });
    });
    expect(run.so.error).toMatchObject({ Cause: `the restore job is ${status} after 1 minutes: access denied` });
    expect(run.metrics).toEqual(bad);
  });

  test('a restore job that never ends fails the drill', async () => {
    const run = start();
    await run.all(both, (step, round) => {
      if (step === 'awaitBackup' && round === 1) run.aws.backUp('edu-can');
    });
    expect(run.so.error).toMatchObject({ Cause: expect.stringContaining('RUNNING after 241 minutes') as string });
  });

  test('a job that is complete and has restored nothing fails the drill', async () => {
    const run = start();
    await run.all(both, (step, round) => {
      if (step === 'awaitBackup' && round === 1) run.aws.backUp('edu-can');
      if (step !== 'awaitRestore') return;
      run.aws.buckets.set('edu-qca', []);
      run.aws.jobs.set('job', { Status: 'COMPLETED' });
    });
    expect(run.so.error).toMatchObject({ Cause: 'no such key' });
    expect(run.metrics).toEqual(bad);
  });

  test.each(['edu-can', 'edu-rca', 'edu-qca'])(
    'content of %s that is another is found by its checksum',
    async (bucket) => {
      const run = start();
      run.aws.spoilt = (from, text) => (from === bucket ? `${text}!` : text);
      await run.all(both, well(run));
      expect(Object.values(run.so.copies).some(({ same }) => same === false)).toBe(true);
      expect(run.metrics).toEqual(bad);
      expect(run.so.failed).toBe(true);
    },
  );

  test.each([undefined, 1, 6])('a replica that is locked for %s of seven days is no safe copy', async (days) => {
    const run = start();
    run.aws.lockDays.clear();
    if (days !== undefined) run.aws.lockDays.set('edu-rca', days);
    await run.all(both, well(run));
    expect(run.report).toMatchObject({ whole: false, locked: false, copies: { replication: { same: true } } });
    expect(run.metrics).toEqual(bad);
  });

  test('a lock that counts from the making of the version is long enough', async () => {
    const run = start();
    const now = run.aws.now;
    // The clock of the function runs ahead by a minute.
    run.aws.now = () => now() + 60_000;
    await run.all(both, well(run));
    expect(run.report).toMatchObject({ locked: true });
  });

  test('an attack that fails to destroy the canary shows nothing, so the drill fails', async () => {
    const run = start(withoutBackup);
    const s3 = run.aws.s3;
    run.aws.s3 = (awsRegion) => ({ ...s3(awsRegion), deleteObject: () => Promise.resolve() });
    await run.all(['replication']);
    expect(run.so.error).toMatchObject({ Error: 'DrillError', Cause: 'what was deleted is still there' });
  });

  test('an attack after which nobody may look is not taken for a success', async () => {
    const run = start(withoutBackup);
    run.aws.refusals.set('s3:GetObject', Object.assign(new Error('no'), { name: 'AccessDenied' }));
    await run.all(['replication']);
    expect(run.so.error).toMatchObject({ Cause: 'no' });
    expect(run.metrics).toEqual(bad);
  });

  test('what fails at the first step is reported, too', async () => {
    const run = start();
    run.aws.refusals.set('s3:GetObjectVersion', new Error('unused'));
    // EventBridge and people hand in whatever they like.
    run.so = { copies: { versions: { rpo: 0, same: true } } } as unknown as State;
    const put = run.aws.s3;
    run.aws.s3 = (awsRegion) => ({
      ...put(awsRegion),
      putObject: async (input) => {
        if (input.Bucket === 'edu-can') throw new Error('denied');
        return put(awsRegion).putObject(input);
      },
    });
    await run.all(both);
    expect(run.metrics).toEqual(bad);
    expect(run.report).toMatchObject({ whole: false, error: { Cause: 'denied' } });
  });

  test('no success is told of where the report cannot be written', async () => {
    const run = start();
    const s3 = run.aws.s3;
    run.aws.s3 = (awsRegion) => ({
      ...s3(awsRegion),
      putObject: async (input) => {
        if (input.Bucket === 'edu-log') throw new Error('denied');
        return s3(awsRegion).putObject(input);
      },
    });
    await expect(run.all(both, well(run))).rejects.toThrow('denied');
    expect(run.aws.metricData).toEqual([]);
  });

  test('two drills write the same for the same run, and other canaries for other runs', async () => {
    const content = async (name: string): Promise<string | undefined> => {
      const aws = new FakeAws();
      await drill(aws, config, { step: 'plant', id: name, at: 'now', so: {} as State });
      return aws.versions('edu-can')[0]?.text;
    };
    expect(await content('a')).toBe(await content('a'));
    expect(await content('a')).not.toBe(await content('b'));
  });

  test('a step that nobody knows is refused', async () => {
    await expect(drill(new FakeAws(), config, { step: 'x', id, at: '', so: {} as State })).rejects.toThrow('no step');
  });
});

test('the handler reads its place from the environment and takes the SDK of the runtime', async () => {
  const made: unknown[] = [];
  class S3 {
    constructor(input: unknown) {
      made.push(input);
    }
    public putObject = async (): Promise<{ VersionId: string }> => ({ VersionId: 'v' });
  }
  jest.doMock('@aws-sdk/client-s3', () => ({ S3 }));
  jest.doMock('@aws-sdk/client-backup', () => ({ Backup: class {} }), { virtual: true });
  jest.doMock('@aws-sdk/client-cloudwatch', () => ({ CloudWatch: class {} }), { virtual: true });
  process.env.DRILL = JSON.stringify(config);
  const so = await source.handler({ step: 'plant', id, at: 'now', so: {} as State });
  expect(so).toMatchObject({ version: 'v' });
  expect(made).toEqual([{ region: 'cn-north-1' }]);
  delete process.env.DRILL;
});
