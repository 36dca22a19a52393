import { Construct } from 'constructs';
import { failure } from '../lib/errors';
import { checkSlug, checkText, siteOf } from './checks';
import { drillRoleArn } from './drill-clock';
import { drillSlug } from '../lib/vocabulary';
import type { Perimeter } from './perimeter';
import { RecoveryKey } from './recovery-key';
import { RecoveryVault } from './recovery-vault';
import { ReplicaStore } from './replica-store';

/** Properties of {@link RecoveryDrillCopies}. */
export interface RecoveryDrillCopiesProps {
  /** Slug of the region. */
  readonly regionId: string;

  /** Jurisdiction whose law holds for the stores that the drill stands for, for tags. */
  readonly jurisdiction: string;

  /** Who counts as inside. */
  readonly perimeter: Perimeter;

  /** AWS Region where the drill takes place. */
  readonly sourceAwsRegion: string;

  /**
   * Account where the drill takes place.
   *
   * @default - the account of the stack
   */
  readonly sourceAccount?: string;

  /** Alias of the key of the copies. */
  readonly keyAliasName: string;

  /**
   * Name of the bucket of the canary's replica. A name that ends with `-an` is created in the account-regional namespace.
   *
   * @default - no replica; then `vaultName` must be there
   */
  readonly replicaBucketName?: string;

  /**
   * Name of the vault of copies of the canary's recovery points.
   *
   * @default - no vault; then `replicaBucketName` must be there
   */
  readonly vaultName?: string;

  /**
   * Days for which no version and no recovery point can be deleted, in governance mode.
   *
   * @default 1
   */
  readonly lockDays?: number;

  /**
   * Days after which copies go; not less than `lockDays`.
   *
   * @default 7
   */
  readonly retentionDays?: number;

  /**
   * ARN of the role with which CloudFormation deploys.
   *
   * @default - the role that `cdk bootstrap` makes with its default qualifier
   */
  readonly deployRoleArn?: string;
}

/**
 * Where the canary of a {@link RecoveryDrill} is copied to: key and replica, and a vault for copies of its recovery points,
 * made as those of a school are. It must stand before the drill.
 *
 * @throws EDU601 for a property that does not fit, or an environment-agnostic stack
 */
export class RecoveryDrillCopies extends Construct {
  /** Days for which versions and recovery points are locked: what the drill looks for. */
  public readonly lockDays: number;

  constructor(scope: Construct, id: string, props: RecoveryDrillCopiesProps) {
    super(scope, id);
    const { regionId, jurisdiction, replicaBucketName, vaultName, lockDays = 1, retentionDays = 7 } = props;
    const site = siteOf(this);
    const { sourceAccount = site.account } = props;
    checkSlug(this, 'regionId', regionId);
    const place = /^[a-z]{2,4}(-[a-z]+)+-\d$/;
    checkText(this, 'sourceAwsRegion', props.sourceAwsRegion, place, 'an AWS Region, such as cn-north-1');
    if (replicaBucketName === undefined && vaultName === undefined) {
      throw failure('EDU601', 'there would be no copies', {
        path: this.node.path,
        allowed: '`replicaBucketName`, `vaultName` or both',
      });
    }
    this.lockDays = lockDays;
    const deployment = props.deployRoleArn === undefined ? {} : { deployRoleArn: props.deployRoleArn };
    const lock = { lockDays, immutability: 'governance' };
    const readerRoleArns = [drillRoleArn(site, sourceAccount, props.sourceAwsRegion, regionId)];
    const key = new RecoveryKey(this, 'Key', {
      ...deployment,
      regionId,
      jurisdiction,
      aliasName: props.keyAliasName,
      members: [{ schoolId: drillSlug, bucketNames: replicaBucketName === undefined ? [] : [replicaBucketName] }],
      sourceAccount,
      readerRoleArns,
      vault: vaultName !== undefined,
    });
    if (replicaBucketName !== undefined) {
      new ReplicaStore(this, 'Replica', {
        ...deployment,
        ...lock,
        schoolId: drillSlug,
        regionId,
        jurisdiction,
        store: 'canary',
        bucketName: replicaBucketName,
        key,
        dataClasses: ['internal'],
        perimeter: props.perimeter,
        retentionDays,
        readerRoleArns,
      });
    }
    if (vaultName === undefined) return;
    new RecoveryVault(this, 'Vault', {
      ...deployment,
      ...lock,
      regionId,
      jurisdiction,
      schoolIds: [drillSlug],
      vaultName,
      key,
    });
  }
}
