import type { Stack } from 'aws-cdk-lib/core';
import { RecoveryDrill, type Perimeter } from '../../constructs';
import { KitError } from '../errors';
import type { Plan, PlannedStack } from '../plan';
import { alarmTopic, copyVaultArn } from './fill-recovery';

/** The drill of an account and AWS Region. */
export function fillDrill(stack: Stack, plan: Plan, planned: PlannedStack): void {
  const drill = plan.recovery.drills.find((one) => one.stack === planned.name);
  if (drill === undefined) throw new KitError(`the plan knows no drill of stack ${planned.name}`);
  const { bucket, quarantineBucket, keyAlias, replica, backup, everyDays, rpoMinutes, rtoMinutes } = drill;
  const { logArchive } = plan.shared;
  new RecoveryDrill(stack, 'Drill', {
    regionId: plan.region.id,
    jurisdiction: plan.region.jurisdiction,
    perimeter: perimeterOf(plan),
    bucketName: bucket,
    quarantineBucketName: quarantineBucket,
    keyAliasName: keyAlias,
    everyDays,
    rpoMinutes,
    rtoMinutes,
    archiveBucketName: drill.archiveBucket,
    archiveAccount: logArchive.account,
    archiveAwsRegion: logArchive.awsRegion,
    topicArn: alarmTopic(plan, planned),
    ...(replica === undefined
      ? {}
      : {
          replica: {
            bucketName: replica.bucket,
            awsRegion: replica.awsRegion,
            keyAliasName: replica.keyAlias,
            lockDays: canaryLockDays,
            timeControl: replica.timeControl,
            ...(replica.account === planned.account ? {} : { account: replica.account }),
          },
        }),
    ...(backup === undefined
      ? {}
      : {
          backup: {
            vaultName: backup.vault,
            vaultKeyAliasName: backup.vaultKeyAlias,
            everyHours: backup.everyHours,
            startHours: backup.startHours,
            completionHours: backup.completionHours,
            ...(backup.copyVault === undefined ? {} : { copyVaultArn: copyVaultArn(plan, stack, backup.copyVault) }),
          },
        }),
  });
}

/** For how long the canary's replica is locked: as RecoveryDrillCopies does where nothing else is said. */
const canaryLockDays = 1;

function perimeterOf({ region: { perimeter } }: Plan): Perimeter {
  return { organizations: [...perimeter.organizations], accounts: [...perimeter.accounts] };
}
