import { drill as takeStep } from '../../functions/recovery-drill';
import { drillSteps } from '../../lib/recovery';
import { recoveryMeans, type RecoveryMeans } from '../../lib/vocabulary';
import { FakeAws } from '../functions/support/fake-aws';
import { execute, type Execution } from './support/asl';
import { canaryName, configOf, drill, drillProps, replicaName, without } from './support/drill';

const means: [string, RecoveryMeans[]][] = [
  ['replication and backup', [...recoveryMeans]],
  ['replication alone', ['replication']],
  ['backup alone', ['backup']],
];

function machine(of: readonly RecoveryMeans[]) {
  const props = drillProps('cn-north-1');
  const left = without(
    props,
    ...(of.includes('replication') ? [] : ['replica' as const]),
    ...(of.includes('backup') ? [] : ['backup' as const]),
  );
  const { built } = drill('cn-north-1', left);
  const [resource] = built.ofType('AWS::StepFunctions::StateMachine');
  return { definition: resource?.Properties.Definition, properties: resource?.Properties, config: configOf(built) };
}

/** The template's state machine, with the template's settings, on a world of its own. */
async function run(
  of: readonly RecoveryMeans[],
  wait: (aws: FakeAws, state: string) => void = (aws, state) => {
    if (state.startsWith('awaitBackup')) aws.backUp(canaryName);
    if (state.startsWith('awaitRestore')) aws.jobs.set('job', { Status: 'COMPLETED' });
  },
  prepare: (aws: FakeAws) => void = () => undefined,
): Promise<{ execution: Execution; aws: FakeAws; counted: Record<string, number> }> {
  const { definition, config } = machine(of);
  const aws = new FakeAws();
  aws.replicas.set(canaryName, replicaName);
  aws.lockDays.set(replicaName, 1);
  prepare(aws);
  const execution = await execute(
    definition,
    { from: 'EventBridge' },
    {
      name: 'run-1',
      startTime: '2026-09-01T00:00:00Z',
      call: async (resource, payload) => {
        expect(resource).toBe('${function}');
        return takeStep(aws, config as never, payload);
      },
      wait: (seconds, state) => {
        aws.pass(seconds / 60);
        wait(aws, state);
      },
    },
  );
  const data = aws.metricData.flatMap(({ MetricData }) => MetricData);
  return { execution, aws, counted: Object.fromEntries(data.map(({ MetricName, Value }) => [MetricName, Value])) };
}

describe.each(means)('the state machine for %s', (_name, of) => {
  test('takes the steps that are told of a drill, in their order, and succeeds', async () => {
    const { execution, aws, counted } = await run(of);
    expect(execution.output.error).toBeUndefined();
    expect(execution.status).toBe('SUCCEEDED');
    const steps = drillSteps(of).map(({ id }) => id);
    const taken = execution.entered.filter((state) => steps.some((step) => step === state));
    expect([...new Set(taken)]).toEqual(steps);
    expect(counted).toEqual({ DrillSucceeded: 1, DrillMissedTarget: 0 });
    expect(aws.versions('edu-log-northeast').map(({ Key }) => Key)).toEqual([
      'drills/111122223333/cn-north-1/run-1.json',
    ]);
    expect(aws.versions(canaryName)).toEqual([]);
  });

  test('every state leads to states that there are, and all of them are reached', () => {
    const { definition } = machine(of);
    const states: Record<string, Record<string, unknown>> = definition.States;
    const next = (value: unknown): string[] =>
      typeof value !== 'object' || value === null
        ? []
        : Object.entries(value).flatMap(([key, one]) =>
            key === 'Next' || key === 'Default' ? [String(one)] : next(one),
          );
    const led = new Set([definition.StartAt, ...Object.values(states).flatMap(next)]);
    expect([...led].sort()).toEqual(Object.keys(states).sort());
  });

  test('every step that fails is told of and cleaned up after, whichever it is', async () => {
    const { definition } = machine(of);
    for (const { id } of drillSteps(of).slice(0, -2)) {
      const world = { name: 'x', startTime: 'y', wait: () => undefined };
      const { status, entered } = await execute(
        definition,
        {},
        {
          ...world,
          call: (_resource, { step, so }) => {
            if (step === id) throw new TypeError('broken');
            return Promise.resolve({ ...so, waiting: false, failed: false });
          },
        },
      );
      expect([id, status, entered.slice(-4)]).toEqual([id, 'FAILED', ['report', 'cleanUp', 'judged', 'failed']]);
    }
  });

  test('a report or a cleaning that fails makes the drill fail', async () => {
    const { definition } = machine(of);
    for (const broken of ['report', 'cleanUp']) {
      const { status, entered } = await execute(
        definition,
        {},
        {
          name: 'x',
          startTime: 'y',
          wait: () => undefined,
          call: (_resource, { step, so }) => {
            if (step === broken) throw new TypeError('broken');
            return Promise.resolve({ ...so, waiting: false, failed: false });
          },
        },
      );
      expect([broken, status, entered.includes('cleanUp')]).toEqual([broken, 'FAILED', true]);
    }
  });

  test('each call is tried again where Lambda failed, and none waits for ever', () => {
    const { definition } = machine(of);
    const tasks = Object.values(definition.States as Record<string, Record<string, never>>).filter(
      ({ Type }) => String(Type) === 'Task',
    );
    expect(tasks).toHaveLength(drillSteps(of).length);
    for (const { TimeoutSeconds, Retry } of tasks) {
      expect(TimeoutSeconds).toBe(120);
      expect(JSON.stringify(Retry)).not.toContain('States.ALL');
    }
  });
});

test('the machine outlasts everything that the function waits for', () => {
  const { definition, config } = machine(recoveryMeans);
  const { replica, backup } = config as unknown as Record<string, Record<string, number>>;
  const waits = Number(replica?.patience) + Number(backup?.patience) + Number(backup?.restorePatience);
  expect(definition.TimeoutSeconds).toBeGreaterThan(waits * 60);
});

test('a backup is waited for until the next one that is scheduled must be complete', () => {
  const { config } = machine(recoveryMeans);
  const { backup } = config as unknown as Record<string, Record<string, number>>;
  expect(backup?.patience).toBeGreaterThan((6 + 1 + 4) * 60);
  expect(backup?.patience).toBeLessThan((6 + 1 + 4 + 2) * 60);
});

test('a replica that never comes fails the drill, which cleans up', async () => {
  const { execution, aws, counted } = await run(['replication'], undefined, (one) => one.replicas.clear());
  expect(execution.status).toBe('FAILED');
  expect(execution.output.error).toMatchObject({ Error: 'DrillError' });
  expect(counted).toEqual({ DrillSucceeded: 0, DrillMissedTarget: 1 });
  expect(aws.versions(canaryName)).toEqual([]);
});

test('a replica without a lock fails the drill', async () => {
  const { execution, counted } = await run(['replication'], undefined, (aws) => aws.lockDays.clear());
  expect(execution.status).toBe('FAILED');
  expect(counted).toEqual({ DrillSucceeded: 0, DrillMissedTarget: 1 });
});

test('what is handed in does not decide: a failed drill fails whatever its input says', async () => {
  const { definition } = machine(['backup']);
  const input = { failed: false, copies: { versions: { rpo: 0, same: true } } };
  const { status } = await execute(definition, input, {
    name: 'x',
    startTime: 'y',
    wait: () => undefined,
    call: () => Promise.reject(new TypeError('broken')),
  });
  expect(status).toBe('FAILED');
});

test('the function’s ARN is filled in by the template', () => {
  const { properties } = machine(['backup']);
  expect(Object.keys(properties?.DefinitionSubstitutions)).toEqual(['function']);
});
