import { ok } from 'node:assert/strict';

interface Version {
  readonly Key: string;
  readonly VersionId: string;
  /** Absent for a delete marker. */
  readonly text?: string;
  /** Milliseconds. */
  readonly made: number;
}

/** What a drill sees of AWS: versioned buckets, one that replicates, a vault and its restore jobs, metrics, and a clock. */
export class FakeAws {
  /** Newest last. */
  public readonly buckets = new Map<string, Version[]>();
  public readonly metricData: { Namespace: string; MetricData: { MetricName: string; Value: number }[] }[] = [];
  /** Calls as they came, such as `s3:PutObject edu-can/key`. */
  public readonly calls: string[] = [];
  /** Bucket and AWS Region of each call of S3. */
  public readonly regions = new Set<string>();
  public points: { RecoveryPointArn: string; Status: string; from: string; created: number; held: Version[] }[] = [];
  public jobs = new Map<string, { Status: string; StatusMessage?: string }>();
  /** Milliseconds. */
  public time = Date.UTC(2026, 8, 1);
  /** Buckets whose new versions, not their delete markers, appear in another. */
  public readonly replicas = new Map<string, string>();
  /** Days for which versions are locked, by bucket. */
  public readonly lockDays = new Map<string, number>();
  /** What reading yields in place of what was written. */
  public spoilt = (_bucket: string, text: string): string => text;
  /** Calls that fail, by their name. */
  public readonly refusals = new Map<string, Error>();
  private count = 0;

  public now = (): number => this.time;

  public pass(minutes: number): void {
    this.time += minutes * 60_000;
  }

  public versions(bucket: string): Version[] {
    const found = this.buckets.get(bucket) ?? [];
    this.buckets.set(bucket, found);
    return found;
  }

  /** A recovery point of what a bucket holds now. */
  public backUp(bucket: string, Status = 'COMPLETED'): void {
    const arn = `arn:aws:backup:x:1:recovery-point:${String((this.count += 1))}`;
    const held = [...this.versions(bucket)];
    this.points.push({ RecoveryPointArn: arn, Status, from: bucket, created: this.time, held });
  }

  public s3 = (awsRegion: string) => ({
    putObject: async (input: { Bucket: string; Key: string; Body: string; ChecksumAlgorithm: string }) => {
      this.called('s3:PutObject', awsRegion, input);
      ok(input.ChecksumAlgorithm === 'SHA256', 'a bucket with Object Lock takes no object without a checksum');
      return { VersionId: this.add(input.Bucket, input.Key, input.Body) };
    },
    getObject: async (input: { Bucket: string; Key: string; VersionId?: string | undefined }) => {
      this.called(input.VersionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion', awsRegion, input);
      const of = this.versions(input.Bucket).filter(({ Key }) => Key === input.Key);
      const found = input.VersionId === undefined ? of.at(-1) : of.find((one) => one.VersionId === input.VersionId);
      const { text, made = 0 } = found ?? {};
      const days = this.lockDays.get(input.Bucket);
      if (text === undefined) throw Object.assign(new Error('no such key'), { name: 'NoSuchKey' });
      return {
        Body: { transformToString: async () => this.spoilt(input.Bucket, text) },
        ObjectLockRetainUntilDate: days === undefined ? undefined : new Date(made + days * 86_400_000),
      };
    },
    deleteObject: async (input: { Bucket: string; Key: string; VersionId?: string | undefined }) => {
      this.called(input.VersionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion', awsRegion, input);
      if (input.VersionId === undefined) this.add(input.Bucket, input.Key);
      else
        this.buckets.set(
          input.Bucket,
          this.versions(input.Bucket).filter((one) => one.Key !== input.Key || one.VersionId !== input.VersionId),
        );
    },
    listObjectVersions: async ({ Bucket, Prefix }: { Bucket: string; Prefix: string }) => {
      this.called('s3:ListBucketVersions', awsRegion, { Bucket, Key: Prefix });
      const found = this.versions(Bucket).filter(({ Key }) => Key.startsWith(Prefix));
      return {
        Versions: found.filter(({ text }) => text !== undefined),
        DeleteMarkers: found.filter(({ text }) => text === undefined),
      };
    },
  });

  public backup = {
    listRecoveryPointsByBackupVault: async (input: {
      BackupVaultName: string;
      ByResourceArn: string;
      ByCreatedAfter: Date;
    }) => {
      this.said('backup:ListRecoveryPointsByBackupVault', input.BackupVaultName);
      return {
        RecoveryPoints: this.points.filter(
          ({ from, created }) =>
            input.ByResourceArn.endsWith(`:s3:::${from}`) && created > input.ByCreatedAfter.getTime(),
        ),
      };
    },
    startRestoreJob: async (input: { RecoveryPointArn: string | undefined; Metadata: Record<string, string> }) => {
      this.said('backup:StartRestoreJob', String(input.RecoveryPointArn));
      const point = this.points.find(({ RecoveryPointArn }) => RecoveryPointArn === input.RecoveryPointArn);
      ok(point?.Status === 'COMPLETED', 'there is no such recovery point');
      const target = input.Metadata.DestinationBucketName ?? '';
      const newest = new Map(point.held.map((one) => [one.Key, one]));
      for (const { Key, text } of newest.values())
        if (text !== undefined && !this.versions(target).some((one) => one.Key === Key)) this.add(target, Key, text);
      this.jobs.set('job', { Status: 'RUNNING' });
      return { RestoreJobId: 'job' };
    },
    describeRestoreJob: async ({ RestoreJobId }: { RestoreJobId: string }) => {
      this.said('backup:DescribeRestoreJob', RestoreJobId);
      return this.jobs.get(RestoreJobId) ?? { Status: 'FAILED', StatusMessage: 'no such job' };
    },
  };

  public metrics = {
    putMetricData: async (input: { Namespace: string; MetricData: { MetricName: string; Value: number }[] }) => {
      this.said('cloudwatch:PutMetricData', input.Namespace);
      this.metricData.push(input);
    },
  };

  private add(bucket: string, Key: string, text?: string): string {
    const VersionId = `v${String((this.count += 1))}`;
    const version = { Key, VersionId, made: this.time, ...(text === undefined ? {} : { text }) };
    this.versions(bucket).push(version);
    const replica = this.replicas.get(bucket);
    if (replica !== undefined && text !== undefined) this.versions(replica).push(version);
    return VersionId;
  }

  private called(call: string, awsRegion: string, { Bucket, Key }: { Bucket: string; Key: string }): void {
    this.regions.add(`${Bucket} ${awsRegion}`);
    this.said(call, `${Bucket}/${Key}`);
  }

  private said(call: string, what: string): void {
    this.calls.push(`${call} ${what}`);
    const refusal = this.refusals.get(call);
    if (refusal !== undefined) throw refusal;
  }
}
