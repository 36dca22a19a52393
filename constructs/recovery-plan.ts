import { CfnBackupPlan, CfnBackupSelection } from 'aws-cdk-lib/aws-backup';
import { Construct } from 'constructs';
import { failure } from '../lib/errors';
import { checkSlug, checkText, siteOf } from './checks';
import type { RecoveryVault } from './recovery-vault';
import { serviceRoleArn } from './service-role-arns';
import { applyTags, tagKeys } from './tags';

/** Properties of {@link RecoveryPlan}. */
export interface RecoveryPlanProps {
  /** Slug of the region, whose backup role does it. */
  readonly regionId: string;

  /** Name of the plan, of its rule and of its selection: 2 to 50 letters, digits, `-` and `_`. */
  readonly planName: string;

  /** Vault of this stack into which it backs up. */
  readonly vault: RecoveryVault;

  /** Whose buckets are backed up: the value of their tag `educloud:backup`. */
  readonly owner: string;

  /** Hours between two backups: a divisor of 24. */
  readonly everyHours: number;

  /** Hours within which a backup must have begun, at least one. */
  readonly startHours: number;

  /** Hours within which a backup that has begun must have ended, at least one. */
  readonly completionHours: number;

  /** Days after which a recovery point is deleted; not less than the vault's `lockDays`. */
  readonly retentionDays: number;

  /**
   * ARN of a vault in another AWS Region that gets a copy of each recovery point, kept for as long.
   *
   * @default - no copies
   */
  readonly copyVaultArn?: string;
}

/**
 * Backs up every bucket of an owner by its tag, again and again, into one vault, and copies each recovery point into another
 * AWS Region where one is named.
 *
 * The selection names buckets as such and asks for the tag besides: a selection by tag alone finds no bucket where the account
 * has not opted in to backups of Amazon S3
 * (https://docs.aws.amazon.com/aws-backup/latest/devguide/working-with-supported-services.html).
 *
 * @throws EDU601 for a property that does not fit, or an environment-agnostic stack
 */
export class RecoveryPlan extends Construct {
  constructor(scope: Construct, id: string, props: RecoveryPlanProps) {
    super(scope, id);
    checkProps(this, props);
    const site = siteOf(this);
    const { arnPartition } = site.partition;
    const lifecycle = { deleteAfterDays: props.retentionDays };
    const plan = new CfnBackupPlan(this, 'Plan', {
      backupPlan: {
        backupPlanName: props.planName,
        backupPlanRule: [
          {
            ruleName: props.planName,
            targetBackupVault: props.vault.vaultName,
            scheduleExpression: `cron(0 ${hours(props.everyHours)} ? * * *)`,
            startWindowMinutes: props.startHours * 60,
            completionWindowMinutes: props.completionHours * 60,
            lifecycle,
            ...(props.copyVaultArn === undefined
              ? {}
              : { copyActions: [{ destinationBackupVaultArn: props.copyVaultArn, lifecycle }] }),
          },
        ],
      },
    });
    applyTags(plan, { region: props.regionId });
    plan.node.addDependency(props.vault);
    new CfnBackupSelection(this, 'Selection', {
      backupPlanId: plan.attrBackupPlanId,
      backupSelection: {
        selectionName: props.planName,
        iamRoleArn: serviceRoleArn(site, site.account, props.regionId, 'backup'),
        resources: [`arn:${arnPartition}:s3:::*`],
        conditions: {
          StringEquals: [{ ConditionKey: `aws:ResourceTag/${tagKeys.backup}`, ConditionValue: props.owner }],
        },
      },
    });
  }
}

function hours(every: number): string {
  return every === 24 ? '0' : `0/${String(every)}`;
}

function checkProps(scope: Construct, props: RecoveryPlanProps): void {
  const path = scope.node.path;
  checkSlug(scope, 'regionId', props.regionId);
  checkText(scope, 'planName', props.planName, /^[A-Za-z0-9_-]{2,50}$/, '2 to 50 letters, digits, `-` and `_`');
  checkText(scope, 'owner', props.owner, /^[A-Za-z0-9_-]{1,128}$/, 'a slug, or the name of a shard');
  const whole = (value: number): boolean => Number.isInteger(value) && value >= 1;
  if (!whole(props.everyHours) || 24 % props.everyHours !== 0) {
    const found = String(props.everyHours);
    throw failure('EDU601', '`everyHours` does not fit', { path, found, allowed: 'a divisor of 24, from 1 to 24' });
  }
  for (const [property, value] of Object.entries({
    startHours: props.startHours,
    completionHours: props.completionHours,
    retentionDays: props.retentionDays,
  })) {
    if (whole(value)) continue;
    throw failure('EDU601', `\`${property}\` does not fit`, { path, found: String(value), allowed: 'whole, from 1' });
  }
  if (props.retentionDays < props.vault.lockDays) {
    throw failure('EDU601', '`retentionDays` is shorter than the vault’s lock: every backup would be refused', {
      path,
      found: String(props.retentionDays),
      allowed: `from ${String(props.vault.lockDays)}`,
    });
  }
  if (props.copyVaultArn === undefined) return;
  const { account, awsRegion, partition } = siteOf(scope);
  checkText(
    scope,
    'copyVaultArn',
    props.copyVaultArn,
    new RegExp(
      `^arn:${partition.arnPartition}:backup:(?!${awsRegion}:)[a-z0-9-]+:${account}:backup-vault:[A-Za-z0-9_-]{2,50}$`,
    ),
    'the ARN of a vault of this account in another AWS Region',
  );
}
