import { Construct } from 'constructs';
import { siteOf } from './checks';
import { drillRoleArn, drillSlug } from './drill-clock';
import type { RecoveryDrillProps } from './drill-props';
import { hasRestoreTests } from './drill-restore-tests';
import { QuarantineStore } from './quarantine-store';
import { RecoveryKey } from './recovery-key';
import { RecoveryPlan } from './recovery-plan';
import { RecoveryVault } from './recovery-vault';
import { SchoolKey } from './school-key';
import { SchoolStore } from './school-store';
import { ServiceRoles } from './service-roles';
import { StorePurpose } from './store-purpose';

/** What a drill loses and gets back: key, store and quarantine of the canary, and its vault where it is backed up. */
export class DrillCanary extends Construct {
  /** Key of store and quarantine. */
  public readonly key: SchoolKey;

  /** Vault of the canary; none without backup. */
  public readonly vault?: RecoveryVault;

  /** Key of the vault. */
  public readonly vaultKey?: RecoveryKey;

  constructor(scope: Construct, id: string, props: RecoveryDrillProps) {
    super(scope, id);
    const { regionId, jurisdiction, perimeter, replica, backup } = props;
    const serviceRoleArns = ServiceRoles.arnsIn(this, regionId);
    const deployment = props.deployRoleArn === undefined ? {} : { deployRoleArn: props.deployRoleArn };
    const common = { schoolId: drillSlug, regionId, jurisdiction };
    this.key = new SchoolKey(this, 'Key', {
      ...common,
      aliasName: props.keyAliasName,
      bucketNames: [props.bucketName, props.quarantineBucketName],
      serviceRoleArns,
    });
    const owner = `${drillSlug}-${regionId}`;
    new SchoolStore(this, 'Store', {
      ...common,
      ...deployment,
      purpose: StorePurpose.canary(),
      bucketName: props.bucketName,
      key: this.key,
      dataClasses: ['internal'],
      perimeter,
      serviceRoleArns,
      ...(replica === undefined ? {} : { replica }),
      ...(backup === undefined ? {} : { backupOwner: owner }),
    });
    new QuarantineStore(this, 'Quarantine', {
      ...common,
      ...deployment,
      bucketName: props.quarantineBucketName,
      key: this.key,
      dataClasses: ['internal'],
      perimeter,
    });
    if (backup === undefined) return;
    const { lockDays = 1, retentionDays = 7 } = backup;
    const site = siteOf(this);
    this.vaultKey = new RecoveryKey(this, 'VaultKey', {
      ...deployment,
      regionId,
      jurisdiction,
      aliasName: backup.vaultKeyAliasName,
      members: [{ schoolId: drillSlug, bucketNames: [] }],
      readerRoleArns: [drillRoleArn(site, site.account, site.awsRegion, regionId)],
      vault: true,
    });
    this.vault = new RecoveryVault(this, 'Vault', {
      ...deployment,
      regionId,
      jurisdiction,
      schoolIds: [drillSlug],
      vaultName: backup.vaultName,
      key: this.vaultKey,
      lockDays,
      immutability: 'governance',
      restoreTesting: hasRestoreTests(site),
    });
    new RecoveryPlan(this, 'Plan', {
      regionId,
      planName: backup.vaultName,
      vault: this.vault,
      owner,
      everyHours: backup.everyHours,
      startHours: backup.startHours,
      completionHours: backup.completionHours,
      retentionDays,
      ...(backup.copyVaultArn === undefined ? {} : { copyVaultArn: backup.copyVaultArn }),
    });
  }
}
