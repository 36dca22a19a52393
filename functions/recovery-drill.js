// @ts-check
// Runs in AWS Lambda as text of a template: plain JavaScript, with the SDK of the runtime. Comments stand on lines of their
// own, which constructs/drill-code.ts leaves out.
'use strict';
const { createHash } = require('node:crypto');

/**
 * What the steps tell each other; `planted` and `begun` in milliseconds since 1970.
 *
 * @typedef {{ rpo: number, rto?: number, same?: boolean, lockedUntil?: string | undefined }} Copy minutes; `same`: by checksum
 * @typedef {{ planted: number, version: string, sha256: string, copies: Record<string, Copy>, waiting?: boolean, point?: string | undefined,
 *   job: string, begun: number, failed?: boolean, error?: unknown }} State
 * @typedef {{ step: string, id: string, at: string, so: State }} Event
 */

/**
 * Where the drill takes place, and its targets in minutes. Without a means what belongs to it is absent, and its steps are
 * never asked for.
 *
 * @typedef {{ region: string, account: string, awsRegion: string, store: string, quarantine: string, means: string[],
 *   archive: { bucket: string, awsRegion: string }, rpo: number, rto: number,
 *   replica: { bucket: string, awsRegion: string, lockDays: number, patience: number },
 *   backup: { vault: string, source: string, role: string, patience: number, restorePatience: number } }} Config
 */

/**
 * What is used of the SDK.
 *
 * @typedef {{ Key?: string, VersionId?: string | undefined }} Version
 * @typedef {{
 *   getObject(input: { Bucket: string, Key: string, VersionId?: string | undefined }):
 *     Promise<{ Body: { transformToString(): Promise<string> }, ObjectLockRetainUntilDate?: Date | undefined }>,
 *   putObject(input: { Bucket: string, Key: string, Body: string, ChecksumAlgorithm: string }): Promise<{ VersionId: string }>,
 *   deleteObject(input: { Bucket: string, Key: string, VersionId?: string | undefined }): Promise<unknown>,
 *   listObjectVersions(input: { Bucket: string, Prefix: string }):
 *     Promise<{ Versions?: Version[], DeleteMarkers?: Version[] }> }} S3
 * @typedef {{ RecoveryPointArn: string, Status?: string }} RecoveryPoint
 * @typedef {{
 *   listRecoveryPointsByBackupVault(input: { BackupVaultName: string, ByResourceArn: string, ByCreatedAfter: Date }):
 *     Promise<{ RecoveryPoints: RecoveryPoint[] }>,
 *   startRestoreJob(input: { RecoveryPointArn: string | undefined, IamRoleArn: string, ResourceType: string, IdempotencyToken: string,
 *     Metadata: Record<string, string> }): Promise<{ RestoreJobId: string }>,
 *   describeRestoreJob(input: { RestoreJobId: string }): Promise<{ Status: string, StatusMessage?: string }> }} Backup
 * @typedef {{ putMetricData(input: { Namespace: string, MetricData: { MetricName: string, Value: number }[] }): Promise<unknown> }} Metrics
 * @typedef {{ s3(awsRegion: string): S3, backup: Backup, metrics: Metrics, now(): number }} Aws
 */

/** What did not come back as it should; the history of the state machine shows the name. */
class DrillError extends Error {}

/** @param {string} text */
const digest = (text) => createHash('sha256').update(text).digest('hex');

/**
 * One step of a drill.
 *
 * @param {Aws} aws
 * @param {Config} c
 * @param {Event} event
 * @returns {Promise<Partial<State>>} what the next step is told
 */
exports.drill = async (aws, c, { step, id, at, so }) => {
  const home = aws.s3(c.awsRegion);
  const folder = `canary/${id}/`;
  const planted = folder + 'planted';
  const copies = so?.copies ?? {};
  /** @param {number} from */
  const since = (from) => Math.round((aws.now() - from) / 600) / 100;
  /** @param {S3} s3 @param {string} Bucket @param {string} Key @param {string} Body */
  const put = (s3, Bucket, Key, Body) => s3.putObject({ Bucket, Key, Body, ChecksumAlgorithm: 'SHA256' });
  /** @param {S3} s3 @param {string} Bucket @param {string} Key @param {string} [VersionId] */
  const read = async (s3, Bucket, Key, VersionId) => {
    const { Body, ObjectLockRetainUntilDate } = await s3.getObject({ Bucket, Key, VersionId });
    return { text: await Body.transformToString(), lockedUntil: ObjectLockRetainUntilDate?.toISOString() };
  };
  /** @param {string} means @param {Copy} copy */
  const noted = (means, copy) => ({ ...so, waiting: false, copies: { ...copies, [means]: copy } });
  /** @param {string} means @param {boolean} there @param {number} patience */
  const held = (means, there, patience) => {
    const rpo = since(so.planted);
    if (there) return noted(means, { rpo });
    if (rpo > patience) throw new DrillError(`no copy by ${means} after ${rpo} minutes`);
    return { ...so, waiting: true };
  };
  /** @param {string} means @param {string} Key @param {number} begun @param {string} [lockedUntil] */
  const compared = async (means, Key, begun, lockedUntil) => {
    const { text } = await read(home, c.quarantine, Key);
    return noted(means, { rpo: 0, ...copies[means], rto: since(begun), same: digest(text) === so.sha256, lockedUntil });
  };
  /** @param {string} means @param {S3} s3 @param {string} bucket */
  const restored = async (means, s3, bucket) => {
    const begun = aws.now();
    const { text, lockedUntil } = await read(s3, bucket, planted, so.version);
    await put(home, c.quarantine, folder + means, text);
    return compared(means, folder + means, begun, lockedUntil);
  };
  switch (step) {
    case 'plant': {
      const text = JSON.stringify({ drill: id, at });
      const { VersionId } = await put(home, c.store, planted, text);
      return { planted: aws.now(), version: VersionId, sha256: digest(text) };
    }
    case 'awaitReplica': {
      const { bucket, awsRegion, patience } = c.replica;
      const { Versions = [] } = await aws.s3(awsRegion).listObjectVersions({ Bucket: bucket, Prefix: planted });
      return held(
        'replication',
        Versions.some(({ VersionId }) => VersionId === so.version),
        patience,
      );
    }
    case 'awaitBackup': {
      const { RecoveryPoints } = await aws.backup.listRecoveryPointsByBackupVault({
        BackupVaultName: c.backup.vault,
        ByResourceArn: c.backup.source,
        ByCreatedAfter: new Date(so.planted),
      });
      const point = RecoveryPoints.find(({ Status }) => Status === 'COMPLETED');
      return { ...held('backup', point !== undefined, c.backup.patience), point: point?.RecoveryPointArn };
    }
    case 'attack': {
      await put(home, c.store, planted, 'overwritten');
      await home.deleteObject({ Bucket: c.store, Key: planted });
      const left = await read(home, c.store, planted).catch((error) => {
        if (error.name !== 'NoSuchKey') throw error;
      });
      if (left !== undefined) throw new DrillError('what was deleted is still there');
      return so;
    }
    case 'restoreVersion':
      return restored('versions', home, c.store);
    case 'restoreReplica':
      return restored('replication', aws.s3(c.replica.awsRegion), c.replica.bucket);
    case 'startRestore': {
      const { RestoreJobId } = await aws.backup.startRestoreJob({
        RecoveryPointArn: so.point,
        IamRoleArn: c.backup.role,
        ResourceType: 'S3',
        IdempotencyToken: id,
        // Backups hold ACLs unless told otherwise, and no bucket of the kit takes any.
        Metadata: { DestinationBucketName: c.quarantine, EncryptionType: 'original', RestoreACLs: 'false' },
      });
      return { ...so, begun: aws.now(), job: RestoreJobId };
    }
    case 'awaitRestore': {
      const { Status, StatusMessage } = await aws.backup.describeRestoreJob({ RestoreJobId: so.job });
      if (Status === 'COMPLETED') return compared('backup', planted, so.begun);
      if (['PENDING', 'RUNNING'].includes(Status) && since(so.begun) <= c.backup.restorePatience)
        return { ...so, waiting: true };
      throw new DrillError(`the restore job is ${Status} after ${since(so.begun)} minutes: ${StatusMessage}`);
    }
    case 'report': {
      const { lockedUntil = '' } = copies.replication ?? {};
      // Days of a lock count from when the version was made, which was shortly before.
      const locked =
        !c.means.includes('replication') || Date.parse(lockedUntil) > so.planted + (c.replica.lockDays * 24 - 1) * 36e5;
      const whole = !so.error && locked && c.means.every((one) => copies[one]?.same);
      // One copy in time keeps the target: a daily backup beside a replica is no delay. Old versions go with their store, and are none.
      const measured = Object.entries(copies).filter(([means]) => means !== 'versions');
      const late = measured.every(([, { rpo, rto = 0 }]) => rpo > c.rpo || rto > c.rto);
      const Body = JSON.stringify({ drill: id, at, place: c, whole, locked, late, copies, error: so.error });
      await put(aws.s3(c.archive.awsRegion), c.archive.bucket, `drills/${c.account}/${c.awsRegion}/${id}.json`, Body);
      const metrics = { DrillSucceeded: whole, DrillMissedTarget: late || !whole };
      await aws.metrics.putMetricData({
        Namespace: `educloud/${c.region}`,
        MetricData: Object.entries(metrics).map(([MetricName, is]) => ({ MetricName, Value: Number(is) })),
      });
      return { ...so, failed: !whole };
    }
    case 'cleanUp':
      for (const Bucket of [c.store, c.quarantine]) {
        const { Versions = [], DeleteMarkers = [] } = await home.listObjectVersions({ Bucket, Prefix: folder });
        for (const { Key = '', VersionId } of [...Versions, ...DeleteMarkers])
          await home.deleteObject({ Bucket, Key, VersionId });
      }
      return so;
  }
  throw new DrillError(`no step is called ${step}`);
};

/** @param {Event} event */
exports.handler = (event) => {
  // The runtime brings the SDK; the package does not need it.
  /** @param {string} name */
  const sdk = (name) => require(`@aws-sdk/client-${name}`);
  const { S3 } = sdk('s3');
  const { Backup } = sdk('backup');
  const { CloudWatch } = sdk('cloudwatch');
  /** @param {string} region */
  const s3 = (region) => new S3({ region });
  const aws = { s3, backup: new Backup(), metrics: new CloudWatch(), now: Date.now };
  return exports.drill(aws, JSON.parse(process.env.DRILL ?? '{}'), event);
};
