import { Construct } from 'constructs';
import { checkRoleArns, siteOf } from './checks';
import type { DistrictKey } from './district-key';
import { addRecovery, type CellRecoveryProps } from './cell-recovery';
import type { Perimeter } from './perimeter';
import type { QuarantineStore } from './quarantine-store';
import { registryEntry } from './registry-entry';
import type { RestoreRole } from './restore-role';
import { SchoolKey } from './school-key';
import { SchoolStore } from './school-store';
import type { IStoreKey } from './store-key';
import { StorePurpose } from './store-purpose';

/** Properties of {@link SchoolCell}. */
export interface SchoolCellProps extends CellRecoveryProps {
  /** Slug of the school. */
  readonly schoolId: string;

  /** Slug of the region. */
  readonly regionId: string;

  /** Jurisdiction whose law holds for the school's data. */
  readonly jurisdiction: string;

  /** Name of the bucket for records. */
  readonly recordsBucketName: string;

  /** Data classes of the records. */
  readonly recordsClasses: string[];

  /** Name of the bucket for materials. */
  readonly materialsBucketName: string;

  /** Data classes of the materials. */
  readonly materialsClasses: string[];

  /** Who counts as inside. */
  readonly perimeter: Perimeter;

  /**
   * Names of the school for people, by language (`en`, `zh`, `ru`, `be`).
   *
   * @default - the slug stands for the name
   */
  readonly names?: Record<string, string>;

  /**
   * Kind of institution, for the registry.
   *
   * @default other
   */
  readonly kind?: string;

  /**
   * How the school takes part, for the registry: `node` or `pooled`.
   *
   * @default node
   */
  readonly tier?: string;

  /**
   * Key that the school shares, of the same stack. Its members must hold this school with all of its buckets.
   *
   * @default - a key of the school's own
   */
  readonly key?: DistrictKey;

  /**
   * Alias of the key, for the registry and for a key of the school's own.
   *
   * @default `alias/educloud/<schoolId>`
   */
  readonly keyAlias?: string;

  /**
   * Name of the registry entry.
   *
   * @default `/educloud/<regionId>/schools/<schoolId>`
   */
  readonly parameterName?: string;

  /**
   * ARNs of the roles that may handle objects without being the school.
   *
   * @default - none
   */
  readonly serviceRoleArns?: string[];

  /**
   * ARN of the role with which CloudFormation deploys; see {@link SchoolStoreProps.deployRoleArn}.
   *
   * @default - the role that `cdk bootstrap` makes with its default qualifier
   */
  readonly deployRoleArn?: string;

  /**
   * ARN of the role that reads in an emergency; see {@link SchoolStoreProps.breakGlassRoleArn}. A key that the school
   * shares must name it, too.
   *
   * @default - nobody reads but the school
   */
  readonly breakGlassRoleArn?: string;

  /**
   * Keep everything, allow no writes, grant nothing, expire nothing.
   *
   * @default false
   */
  readonly frozen?: boolean;
}

/** All that a school has of its own: a key, a store for records, a store for materials, and its registry entry. */
export class SchoolCell extends Construct {
  /** Slug of the school. */
  public readonly schoolId: string;

  /** Slug of the region. */
  public readonly regionId: string;

  /** Whether nothing is written or granted any more. */
  public readonly frozen: boolean;

  /** The key of the school's stores. */
  public readonly key: IStoreKey;

  /** Personal data. */
  public readonly records: SchoolStore;

  /** Teaching resources. */
  public readonly materials: SchoolStore;

  /** Where restores arrive, if there is such a place. */
  public readonly quarantine?: QuarantineStore;

  /** The role with which restores run, where it stands here. */
  public readonly restoreRole?: RestoreRole;

  /** ARN of the role with which restores run, wherever it stands, if there is one. */
  public readonly restoreRoleArn?: string;

  constructor(scope: Construct, id: string, props: SchoolCellProps) {
    super(scope, id);
    const { schoolId, regionId, jurisdiction, perimeter } = props;
    this.schoolId = schoolId;
    this.regionId = regionId;
    this.frozen = props.frozen ?? false;
    const roles = {
      ...(props.serviceRoleArns === undefined ? {} : { serviceRoleArns: props.serviceRoleArns }),
      ...(props.breakGlassRoleArn === undefined ? {} : { breakGlassRoleArn: props.breakGlassRoleArn }),
    };
    this.key =
      props.key ??
      new SchoolKey(this, 'Key', {
        schoolId,
        regionId,
        jurisdiction,
        bucketNames: [
          props.recordsBucketName,
          props.materialsBucketName,
          ...(props.quarantineBucketName === undefined ? [] : [props.quarantineBucketName]),
        ],
        ...(props.keyAlias === undefined ? {} : { aliasName: props.keyAlias }),
        ...roles,
      });
    const name = displayName(props.names);
    const common = {
      schoolId,
      regionId,
      jurisdiction,
      perimeter,
      key: this.key,
      frozen: this.frozen,
      ...(props.deployRoleArn === undefined ? {} : { deployRoleArn: props.deployRoleArn }),
      ...(name === undefined ? {} : { schoolName: name }),
      ...roles,
    };
    this.records = new SchoolStore(this, 'Records', {
      ...common,
      purpose: StorePurpose.records(),
      bucketName: props.recordsBucketName,
      dataClasses: props.recordsClasses,
      ...(props.recordsReplica === undefined ? {} : { replica: props.recordsReplica }),
      ...(props.recordsBackupOwner === undefined ? {} : { backupOwner: props.recordsBackupOwner }),
    });
    this.materials = new SchoolStore(this, 'Materials', {
      ...common,
      purpose: StorePurpose.materials(),
      bucketName: props.materialsBucketName,
      dataClasses: props.materialsClasses,
      ...(props.materialsReplica === undefined ? {} : { replica: props.materialsReplica }),
      ...(props.materialsBackupOwner === undefined ? {} : { backupOwner: props.materialsBackupOwner }),
    });
    const { quarantine, restoreRole } = addRecovery(this, this.key, props);
    if (quarantine !== undefined) this.quarantine = quarantine;
    if (restoreRole !== undefined) this.restoreRole = restoreRole;
    const restoring = restoreRole?.roleArn ?? props.restoreRoleArn;
    if (restoring !== undefined) {
      checkRoleArns(this, siteOf(this), 'restoreRoleArn', [restoring]);
      this.restoreRoleArn = restoring;
    }
    registryEntry(this, props);
  }
}

/** The first name there is; which language comes first is the writer's choice. */
function displayName(names: Record<string, string> | undefined): string | undefined {
  return Object.values(names ?? {})[0];
}
