import { drillSteps, type DrillStep } from '../lib/recovery';
import type { RecoveryMeans } from '../lib/vocabulary';

/** Minutes after which a drill stops waiting, by what it waits for. */
export interface DrillPatience {
  readonly replica: number;
  readonly backup: number;
  readonly restore: number;
}

/** Stands in the definition for the ARN of the function. */
export const functionPlaceholder = 'function';

type State = Readonly<Record<string, unknown>>;

/**
 * The state machine of a drill, in the Amazon States Language (https://states-language.net/spec.html): its steps one after
 * the other, each a call of the one function; a step that waits asks again until the function says that it waits no more.
 * What fails goes on with `report`, and from there to `cleanUp`, and the execution fails.
 *
 * The function is called by its ARN, which the template fills in: that form needs nothing of the partition.
 */
export function drillMachine(means: readonly RecoveryMeans[], patience: DrillPatience): Record<string, unknown> {
  const steps = drillSteps(means);
  const after = (index: number): string => steps[index + 1]?.id ?? 'judged';
  return {
    Comment: 'Loses a canary and brings it back.',
    StartAt: steps[0]?.id,
    // Each wait ends by itself; this is for a function that answers nothing any more.
    TimeoutSeconds: (patience.replica + patience.backup + patience.restore + 120) * 60,
    States: Object.fromEntries([
      ...steps.flatMap((step, index) => statesOf(step, after(index))),
      ['judged', judged],
      ['succeeded', { Type: 'Succeed' }],
      ['failed', { Type: 'Fail', Error: 'DrillFailed', Cause: 'The report says what did not come back.' }],
    ]),
  };
}

function statesOf({ id, everySeconds }: DrillStep, next: string): [string, State][] {
  if (everySeconds === undefined) return [[id, task(id, next)]];
  return [
    [id, task(id, `${id}Asked`)],
    [
      `${id}Asked`,
      { Type: 'Choice', Choices: [{ Variable: '$.waiting', BooleanEquals: true, Next: `${id}Again` }], Default: next },
    ],
    [`${id}Again`, { Type: 'Wait', Seconds: everySeconds, Next: id }],
  ];
}

/** Which step a failed one leads to: nothing is left out that tells of the failure or cleans up after it. */
const onFailure: { readonly [step in DrillStep['id']]?: string } = { report: 'cleanUp', cleanUp: 'failed' };

function task(step: DrillStep['id'], next: string): State {
  return {
    Type: 'Task',
    Resource: `\${${functionPlaceholder}}`,
    // Name and time of the execution make the canary: nobody has to think of one, and no two are the same.
    Parameters: { step, 'id.$': '$$.Execution.Name', 'at.$': '$$.Execution.StartTime', 'so.$': '$' },
    TimeoutSeconds: 120,
    Retry: [
      {
        // https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html#bp-lambda-serviceexception
        ErrorEquals: [
          'Lambda.AWSLambdaException',
          'Lambda.ClientExecutionTimeoutException',
          'Lambda.SdkClientException',
          'Lambda.ServiceException',
          'Lambda.TooManyRequestsException',
        ],
        IntervalSeconds: 2,
        MaxAttempts: 6,
        BackoffRate: 2,
      },
    ],
    Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: onFailure[step] ?? 'report' }],
    Next: next,
  };
}

const judged: State = {
  Type: 'Choice',
  Choices: [
    { Variable: '$.error', IsPresent: true, Next: 'failed' },
    {
      And: [
        { Variable: '$.failed', IsPresent: true },
        { Variable: '$.failed', BooleanEquals: false },
      ],
      Next: 'succeeded',
    },
  ],
  Default: 'failed',
};
