import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { recoveryMeans, type RecoveryMeans } from '../lib/vocabulary';
import { siteOf, type Site } from './checks';
import { drillAlarms } from './drill-alarms';
import { checkDrill } from './drill-checks';
import { clockRole, clockRule, drillNames } from './drill-clock';
import { drillSlug } from '../lib/vocabulary';
import { inlineCode } from './drill-code';
import { drillMachine, functionPlaceholder, type DrillPatience } from './drill-machine';
import type { RecoveryDrillProps } from './drill-props';
import { drillPermissions, drillTrust, type DrillPlace } from './drill-role';
import { drillCanary, type DrillCanary } from './drill-canary';
import { hasRestoreTests, restoreTests } from './drill-restore-tests';
import { applyTags } from './tags';

/**
 * A drill of recovery, on a canary of its own, in an account and AWS Region with stores: every few days a canary is written,
 * waited for in its replica and in a recovery point, overwritten and deleted, brought back from its old version, its replica
 * and its recovery point, compared by checksum, and cleaned up. How much was lost and how long it took is measured, reported
 * into the log archive, and told by alarms where it missed a target.
 *
 * The canary's store, key, replica and vault are made by the same constructs as those of schools, so what the drill shows
 * of one holds for the others as far as constructs go. It reads and writes nothing of a school: its role carries a tag that
 * no school has.
 *
 * @throws EDU601 for a property that does not fit, or an environment-agnostic stack
 */
export class RecoveryDrill extends Construct {
  /** ARN of the state machine, without a token; an execution of it is a drill. */
  public readonly stateMachineArn: string;

  constructor(scope: Construct, id: string, props: RecoveryDrillProps) {
    super(scope, id);
    const site = siteOf(this);
    checkDrill(this, site, props);
    const { regionId } = props;
    const names = drillNames(site, regionId);
    this.stateMachineArn = names.machineArn;
    const canary = drillCanary(new Construct(this, 'Canary'), props);
    const place = placeOf(site, props, canary);

    const role = new CfnRole(this, 'Role', {
      roleName: names.roleName,
      path: '/educloud/',
      description: 'educloud: loses a canary and brings it back',
      assumeRolePolicyDocument: drillTrust(site, place),
      policies: [{ policyName: 'educloud', policyDocument: drillPermissions(site, place) }],
    });
    // Stores, keys and vaults know the canary's own by this tag, as they know those of a school.
    applyTags(role, { region: regionId, school: drillSlug });
    const log = new CfnLogGroup(this, 'Log', { logGroupName: names.logGroup, retentionInDays: 400 });
    const patience = patienceOf(props);
    const means = recoveryMeans.filter((one) => (one === 'replication' ? props.replica : props.backup) !== undefined);
    const run = new CfnFunction(this, 'Function', {
      functionName: names.name,
      description: 'One step of a drill of recovery.',
      runtime: 'nodejs22.x',
      handler: 'index.handler',
      code: { zipFile: inlineCode('recovery-drill') },
      role: role.attrArn,
      timeout: 60,
      memorySize: 256,
      environment: { variables: { DRILL: JSON.stringify(configOf(site, props, place, means, patience)) } },
    });
    run.addResourceDependency(log);
    applyTags(run, { region: regionId });

    const clock = { regionId, everyDays: props.everyDays, ...names };
    const starter = clockRole(this, site, clock);
    const machine = new CfnStateMachine(this, 'Machine', {
      stateMachineName: names.name,
      stateMachineType: 'STANDARD',
      roleArn: starter.attrArn,
      definition: drillMachine(means, patience),
      definitionSubstitutions: { [functionPlaceholder]: run.attrArn },
    });
    applyTags(machine, { region: regionId });
    clockRule(this, starter.attrArn, clock).addResourceDependency(machine);
    drillAlarms(this, { ...clock, topicArn: props.topicArn });
    if (canary.vault === undefined || !hasRestoreTests(site)) return;
    restoreTests(this, site, { ...props, vault: canary.vault.itself, vaultKeyArn: canary.vault.key.keyArn });
  }
}

function placeOf(site: Site, props: RecoveryDrillProps, { key, vault }: DrillCanary): DrillPlace {
  const { roleName, logGroupArn } = drillNames(site, props.regionId);
  const { replica } = props;
  return {
    regionId: props.regionId,
    roleArn: `arn:${site.partition.arnPartition}:iam::${site.account}:role/educloud/${roleName}`,
    logGroupArn,
    bucketName: props.bucketName,
    quarantineBucketName: props.quarantineBucketName,
    keyArn: key.keyArn,
    archive: { bucketName: props.archiveBucketName, account: props.archiveAccount },
    ...(replica === undefined ? {} : { replica: { ...replica, account: replica.account ?? site.account } }),
    ...(vault === undefined ? {} : { vault: { vaultArn: vault.itself.vaultArn, keyArn: vault.key.keyArn } }),
  };
}

/**
 * For how long a drill waits: long enough to see how late something is, not for ever. A backup comes with the next one that
 * is scheduled, or not at all.
 */
function patienceOf({ rpoMinutes, rtoMinutes, backup }: RecoveryDrillProps): DrillPatience {
  const twice = (minutes: number): number => Math.min(Math.max(2 * minutes, 240), 2880);
  const hours = backup === undefined ? 0 : backup.everyHours + backup.startHours + backup.completionHours + 1;
  return { replica: twice(rpoMinutes), backup: hours * 60, restore: twice(rtoMinutes) };
}

/** What the function is told; its shape is the type `Config` of functions/recovery-drill.js. */
function configOf(
  { account, awsRegion, partition }: Site,
  props: RecoveryDrillProps,
  { roleArn }: DrillPlace,
  means: readonly RecoveryMeans[],
  patience: DrillPatience,
): Record<string, unknown> {
  const { replica, backup } = props;
  return {
    region: props.regionId,
    account,
    awsRegion,
    store: props.bucketName,
    quarantine: props.quarantineBucketName,
    archive: { bucket: props.archiveBucketName, awsRegion: props.archiveAwsRegion },
    means: ['versions', ...means],
    rpo: props.rpoMinutes,
    rto: props.rtoMinutes,
    ...(replica === undefined
      ? {}
      : {
          replica: {
            bucket: replica.bucketName,
            awsRegion: replica.awsRegion,
            lockDays: replica.lockDays,
            patience: patience.replica,
          },
        }),
    ...(backup === undefined
      ? {}
      : {
          backup: {
            vault: backup.vaultName,
            source: `arn:${partition.arnPartition}:s3:::${props.bucketName}`,
            role: roleArn,
            patience: patience.backup,
            restorePatience: patience.restore,
          },
        }),
  };
}
