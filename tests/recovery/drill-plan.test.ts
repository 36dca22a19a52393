import { drillSteps, planDrills } from '../../lib/recovery';
import { inBash } from './bash';
import { plan } from './support';

const drills = planDrills(plan);
const [both, backup, replication] = ['200000000001', '200000000002', '300000000001'].map((account) =>
  drills.find((one) => one.account === account),
);

describe('the plan of drills', () => {
  test('has the steps of the state machine, and only those of its means', () => {
    expect(both?.steps).toEqual(drillSteps(['replication', 'backup']));
    expect(backup?.steps.map(({ id }) => id)).toEqual([
      ...['plant', 'awaitBackup', 'attack', 'restoreVersion', 'startRestore', 'awaitRestore', 'report', 'cleanUp'],
    ]);
  });

  test('has one for each account with copies, and says where they lie', () => {
    expect(drills).toHaveLength(3);
    expect([both?.copiesIn, backup?.copiesIn, replication?.copiesIn]).toEqual([
      'cn-northwest-1',
      undefined,
      'cn-northwest-1',
    ]);
    expect(both?.schools).toEqual(['ash']);
  });

  test('restores by every means before it reports, and reports before it cleans up', () => {
    const ids = (both?.steps ?? []).map(({ id }) => id);
    expect(ids.indexOf('attack')).toBeGreaterThan(ids.indexOf('awaitReplica'));
    expect(ids.indexOf('attack')).toBeGreaterThan(ids.indexOf('awaitBackup'));
    expect(ids.slice(-2)).toEqual(['report', 'cleanUp']);
  });

  test('starts the state machine of its account and AWS Region by hand', () => {
    const machine = 'arn:aws-cn:states:cn-north-1:200000000001:stateMachine:educloud-demo-drill';
    expect(both?.stateMachine).toBe(machine);
    const { calls } = inBash(both?.commands ?? []);
    expect(calls[0]?.slice(0, 5)).toEqual(['aws', 'stepfunctions', 'start-execution', '--state-machine-arn', machine]);
    expect(calls[1]?.[4]).toBe('arn:of-the-execution');
  });

  test('names the folder of its reports in the log archive', () => {
    expect(both?.reports).toBe(`s3://${plan.shared.logArchive.bucket}/drills/200000000001/cn-north-1/`);
  });
});
