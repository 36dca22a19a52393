import type { Construct } from 'constructs';
import { siteOf } from './checks';
import { drillRoleArn } from './drill-clock';
import { drillSlug } from '../lib/vocabulary';
import type { RecoveryDrillProps } from './drill-props';
import { hasRestoreTests, restoreTestRoleArn } from './drill-restore-tests';
import { QuarantineStore } from './quarantine-store';
import { RecoveryKey } from './recovery-key';
import { RecoveryPlan } from './recovery-plan';
import { RecoveryVault } from './recovery-vault';
import { SchoolKey } from './school-key';
import { SchoolStore } from './school-store';
import { ServiceRoles } from './service-roles';
import { StorePurpose } from './store-purpose';

/** What a drill loses and gets back. */
export interface DrillCanary {
  /** Key of store and quarantine. */
  readonly key: SchoolKey;
  /** None without backup. */
  readonly vault?: { readonly itself: RecoveryVault; readonly key: RecoveryKey };
}

/** Key, store and quarantine of the canary, and its vault where it is backed up: made as those of a school are. */
export function drillCanary(scope: Construct, props: RecoveryDrillProps): DrillCanary {
  const { regionId, jurisdiction, perimeter, replica, backup } = props;
  const serviceRoleArns = ServiceRoles.arnsIn(scope, regionId);
  const deployment = props.deployRoleArn === undefined ? {} : { deployRoleArn: props.deployRoleArn };
  const common = { schoolId: drillSlug, regionId, jurisdiction };
  const key = new SchoolKey(scope, 'Key', {
    ...common,
    aliasName: props.keyAliasName,
    bucketNames: [props.bucketName, props.quarantineBucketName],
    serviceRoleArns,
  });
  const owner = `${drillSlug}-${regionId}`;
  new SchoolStore(scope, 'Store', {
    ...common,
    ...deployment,
    purpose: StorePurpose.canary(),
    bucketName: props.bucketName,
    key,
    dataClasses: ['internal'],
    perimeter,
    serviceRoleArns,
    ...(replica === undefined ? {} : { replica }),
    ...(backup === undefined ? {} : { backupOwner: owner }),
  });
  new QuarantineStore(scope, 'Quarantine', {
    ...common,
    ...deployment,
    bucketName: props.quarantineBucketName,
    key,
    dataClasses: ['internal'],
    perimeter,
  });
  if (backup === undefined) return { key };
  const { lockDays = 1, retentionDays = 7 } = backup;
  const site = siteOf(scope);
  const vaultKey = new RecoveryKey(scope, 'VaultKey', {
    ...deployment,
    regionId,
    jurisdiction,
    aliasName: backup.vaultKeyAliasName,
    members: [{ schoolId: drillSlug, bucketNames: [] }],
    readerRoleArns: [
      drillRoleArn(site, site.account, site.awsRegion, regionId),
      ...(hasRestoreTests(site) ? [restoreTestRoleArn(site, regionId)] : []),
    ],
    vault: true,
  });
  const vault = new RecoveryVault(scope, 'Vault', {
    ...deployment,
    regionId,
    jurisdiction,
    schoolIds: [drillSlug],
    vaultName: backup.vaultName,
    key: vaultKey,
    lockDays,
    immutability: 'governance',
    restoreTesting: hasRestoreTests(site),
  });
  new RecoveryPlan(scope, 'Plan', {
    regionId,
    planName: backup.vaultName,
    vault,
    owner,
    everyHours: backup.everyHours,
    startHours: backup.startHours,
    completionHours: backup.completionHours,
    retentionDays,
    ...(backup.copyVaultArn === undefined ? {} : { copyVaultArn: backup.copyVaultArn }),
  });
  return { key, vault: { itself: vault, key: vaultKey } };
}
