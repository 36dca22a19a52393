import { partition } from '../facts';
import type { Plan, PlannedDrill } from '../plan';
import { drillSteps, type DrillStep } from './drill-steps';
import { shellLine, shellLineInto, variable } from './shell';

/** A drill as it will run, without the clock. */
export interface DrillPlan extends Pick<
  PlannedDrill,
  'account' | 'awsRegion' | 'stack' | 'everyDays' | 'means' | 'rpoMinutes' | 'rtoMinutes' | 'archiveBucket' | 'schools'
> {
  /** AWS Region of the copies; none where they lie at home. */
  readonly copiesIn?: string;
  readonly stateMachine: string;
  readonly steps: readonly DrillStep[];
  /** Folder of its reports in the log archive. */
  readonly reports: string;
  /** Starts one by hand, and tells how far it has come. */
  readonly commands: readonly string[];
}

/** Every drill of a region, in the order of the plan. */
export function planDrills({ region, recovery }: Pick<Plan, 'region' | 'recovery'>): readonly DrillPlan[] {
  const { arnPartition } = partition(region.partition);
  return recovery.drills.map((drill) => {
    const { account, awsRegion, stack, everyDays, means, rpoMinutes, rtoMinutes, archiveBucket, schools } = drill;
    const copiesIn = drill.replica?.awsRegion ?? drill.backup?.copyVault?.awsRegion;
    const stateMachine = `arn:${arnPartition}:states:${awsRegion}:${account}:stateMachine:educloud-${region.id}-drill`;
    return {
      account,
      awsRegion,
      stack,
      everyDays,
      means,
      rpoMinutes,
      rtoMinutes,
      archiveBucket,
      schools,
      ...(copiesIn === undefined ? {} : { copiesIn }),
      stateMachine,
      steps: drillSteps(means),
      reports: `s3://${archiveBucket}/drills/${account}/${awsRegion}/`,
      commands: [
        shellLineInto('DRILL', [
          ...['aws', 'stepfunctions', 'start-execution', '--state-machine-arn', stateMachine, '--region', awsRegion],
          ...['--query', 'executionArn', '--output', 'text'],
        ]),
        shellLine([
          ...['aws', 'stepfunctions', 'describe-execution', '--execution-arn', [variable('DRILL')]],
          ...['--region', awsRegion, '--query', '[status,output,cause]', '--output', 'json'],
        ]),
      ],
    };
  });
}
