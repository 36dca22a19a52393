import type * as source from '../../../functions/recovery-drill';
import { drillSteps } from '../../../lib/recovery';
import type { RecoveryMeans } from '../../../lib/vocabulary';
import { FakeAws } from './fake-aws';

export type Drill = typeof source.drill;
export type Config = Parameters<Drill>[1];
export type State = Parameters<Drill>[2]['so'];

export const config: Config = {
  region: 'northeast',
  account: '111122223333',
  awsRegion: 'cn-north-1',
  store: 'edu-can',
  quarantine: 'edu-qca',
  archive: { bucket: 'edu-log', awsRegion: 'cn-northwest-1' },
  means: ['versions', 'replication', 'backup'],
  rpo: 15,
  rto: 60,
  replica: { bucket: 'edu-rca', awsRegion: 'cn-northwest-1', lockDays: 7, patience: 60 },
  backup: {
    vault: 'edu-northeast_drill',
    source: 'arn:aws:s3:::edu-can',
    role: 'arn:aws:iam::111122223333:role/x',
    patience: 1500,
    restorePatience: 240,
  },
};
export const id = 'run-1';
export const report = 'drills/111122223333/cn-north-1/run-1.json';

/** A drill as the state machine runs it; `before` a step something may happen. */
export class Run {
  public readonly aws = new FakeAws();
  public so = {} as State;
  public readonly taken: string[] = [];

  constructor(
    private readonly drill: Drill,
    private readonly config: Config,
  ) {
    this.aws.replicas.set('edu-can', 'edu-rca');
    this.aws.lockDays.set('edu-rca', 7);
  }

  public async step(step: string): Promise<void> {
    this.taken.push(step);
    const so = await this.drill(this.aws, this.config, { step, id, at: '2026-09-01T00:00:00Z', so: this.so });
    // The state machine carries JSON.
    this.so = JSON.parse(JSON.stringify(so)) as State;
  }

  /** As the state machine does it; what happens in the world between two questions is told by `wait`. */
  public async all(means: readonly RecoveryMeans[], wait?: (step: string, round: number) => void): Promise<void> {
    try {
      for (const { id: step, everySeconds } of drillSteps(means).slice(0, -2)) {
        await this.step(step);
        for (let round = 1; everySeconds !== undefined && this.so.waiting; round += 1) {
          this.aws.pass(everySeconds / 60);
          wait?.(step, round);
          await this.step(step);
        }
      }
    } catch (error) {
      this.so = { ...this.so, error: { Error: (error as Error).constructor.name, Cause: (error as Error).message } };
    }
    await this.step('report');
    await this.step('cleanUp');
  }

  public get metrics(): Record<string, number> {
    const data = this.aws.metricData.flatMap(({ MetricData }) => MetricData);
    return Object.fromEntries(data.map(({ MetricName, Value }) => [MetricName, Value]));
  }

  public get report(): Record<string, unknown> {
    const written = this.aws.versions('edu-log').filter(({ Key }) => Key === report);
    expect(written).toHaveLength(1);
    return JSON.parse(written[0]?.text ?? '') as Record<string, unknown>;
  }
}
