import { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { failure } from '../lib/errors';
import { quota } from '../lib/facts';
import { checkText, siteOf } from './checks';
import type { DistrictKey } from './district-key';
import type { Perimeter } from './perimeter';
import { SchoolKey } from './school-key';
import { SchoolStore } from './school-store';
import type { IStoreKey } from './store-key';
import { StorePurpose } from './store-purpose';
import { tagKeys } from './tags';

/** Properties of {@link SchoolCell}. */
export interface SchoolCellProps {
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
   * Key that the school shares, of the same stack. Its members must hold this school with both buckets.
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
        bucketNames: [props.recordsBucketName, props.materialsBucketName],
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
    });
    this.materials = new SchoolStore(this, 'Materials', {
      ...common,
      purpose: StorePurpose.materials(),
      bucketName: props.materialsBucketName,
      dataClasses: props.materialsClasses,
    });
    registryEntry(this, props);
  }
}

/** The entry is a parameter of the school's own account: the hub's index is built from these, never the other way round. */
function registryEntry(scope: Construct, props: SchoolCellProps): void {
  const name = props.parameterName ?? `/educloud/${props.regionId}/schools/${props.schoolId}`;
  checkText(scope, 'parameterName', name, /^(\/[A-Za-z0-9_.-]{1,60}){1,15}$/, 'a path of letters, digits and `_.-`');
  for (const one of Object.values(props.names ?? {}))
    checkText(
      scope,
      'names',
      one,
      /^(?![^]*(?:\$\{|\{\{|AWS::))/,
      'no `${`, `{{` or `AWS::`, which CloudFormation would resolve',
    );
  const { account, awsRegion } = siteOf(scope);
  const value = JSON.stringify({
    version: 1,
    region: props.regionId,
    school: props.schoolId,
    names: props.names ?? {},
    kind: props.kind ?? 'other',
    tier: props.tier ?? 'node',
    status: props.frozen ? 'frozen' : 'active',
    jurisdiction: props.jurisdiction,
    account,
    awsRegion,
    keyAlias: props.keyAlias ?? `alias/educloud/${props.schoolId}`,
    stores: {
      records: { bucket: props.recordsBucketName, dataClasses: props.recordsClasses },
      materials: { bucket: props.materialsBucketName, dataClasses: props.materialsClasses },
    },
  });
  checkSize(scope, value);
  new CfnParameter(scope, 'Registry', {
    name,
    type: 'String',
    value,
    description: `educloud: where school ${props.schoolId} keeps its data`,
    tags: {
      [tagKeys.region]: props.regionId,
      [tagKeys.school]: props.schoolId,
      [tagKeys.jurisdiction]: props.jurisdiction,
    },
  });
}

/** A Chinese letter is three bytes. A token counts as it stands, which is about as long as what replaces it. */
function checkSize(scope: Construct, value: string): void {
  const bytes = Buffer.byteLength(value);
  const { value: allowed } = quota(siteOf(scope).partition.id, 'ssm.standardParameterBytes');
  if (bytes <= allowed) return;
  throw failure('EDU601', 'the registry entry is too large', {
    path: scope.node.path,
    found: `${String(bytes)} bytes`,
    allowed: `${String(allowed)} bytes, as many as a standard parameter holds`,
    fix: 'shorten `names`',
  });
}

/** The first name there is; which language comes first is the writer's choice. */
function displayName(names: Record<string, string> | undefined): string | undefined {
  return Object.values(names ?? {})[0];
}
