import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { failure } from '../lib/errors';
import { checkAlias, checkBucketName, checkRoleArns, checkSlug, siteOf, type Site } from './checks';
import {
  administer,
  breakGlassUse,
  denyForeignGrants,
  denyHastyDeletion,
  denyUseOutsideS3,
  serviceRoleUse,
  throughS3,
  useActions,
} from './key-statements';
import { allow, breakGlassOf, deny, isolationConditions, keyUseActions, ownAccount } from './statements';
import { storeKey, type IStoreKey } from './store-key';
import { tagKeys } from './tags';

/** Properties of {@link SchoolKey}. */
export interface SchoolKeyProps {
  /** Slug of the school that owns the key. */
  readonly schoolId: string;

  /** Names of the buckets that the key encrypts. It works for objects of these buckets and for nothing else. */
  readonly bucketNames: string[];

  /**
   * Alias of the key.
   *
   * @default `alias/educloud/<schoolId>`
   */
  readonly aliasName?: string;

  /**
   * ARNs of the roles that may use the key without being the school: replication, backup, recovery. They are named in
   * conditions, so they need not exist yet.
   *
   * @default - only the school uses the key
   */
  readonly serviceRoleArns?: string[];

  /**
   * ARN of the role that reads in an emergency, see {@link BureauRoles}: it may decrypt through S3 without being the
   * school, and do nothing else with the key.
   *
   * @default - nobody decrypts but the school
   */
  readonly breakGlassRoleArn?: string;

  /**
   * Slug of the region, for tags.
   *
   * @default - no such tag
   */
  readonly regionId?: string;

  /**
   * Jurisdiction of the school, for tags.
   *
   * @default - no such tag
   */
  readonly jurisdiction?: string;
}

/**
 * A school's own KMS key: rotated yearly, kept for 30 days after a deletion is asked for, usable only through S3 in its
 * AWS Region, only for the school's buckets and only by principals that carry the school's tag.
 *
 * @throws EDU601 for a property that does not fit, or an environment-agnostic stack
 */
export class SchoolKey extends Construct implements IStoreKey {
  /** The key. */
  public readonly key: IKey;

  /** ARN of the key, as a token of this stack. */
  public readonly keyArn: string;

  /** Slug of the school that owns the key, alone in a list. */
  public readonly schoolIds: string[];

  /** Names of the buckets that the key encrypts. */
  public readonly bucketNames: string[];

  constructor(scope: Construct, id: string, props: SchoolKeyProps) {
    super(scope, id);
    const aliasName = props.aliasName ?? `alias/educloud/${props.schoolId}`;
    checkSlug(this, 'schoolId', props.schoolId);
    if (props.regionId !== undefined) checkSlug(this, 'regionId', props.regionId);
    checkAlias(this, 'aliasName', aliasName);
    if (props.bucketNames.length === 0) {
      throw failure('EDU601', '`bucketNames` is empty: the key would encrypt nothing', {
        path: this.node.path,
        allowed: 'at least one bucket name',
      });
    }
    for (const name of props.bucketNames) checkBucketName(this, name);
    const site = siteOf(this);
    checkRoleArns(this, site, 'serviceRoleArns', props.serviceRoleArns ?? []);
    checkRoleArns(this, site, 'breakGlassRoleArn', breakGlassOf(props));

    const key = storeKey(this, {
      description: `educloud: data of school ${props.schoolId}`,
      aliasName,
      policy: policyOf(site, props),
      tags: {
        school: props.schoolId,
        ...(props.regionId === undefined ? {} : { region: props.regionId }),
        ...(props.jurisdiction === undefined ? {} : { jurisdiction: props.jurisdiction }),
      },
    });
    this.key = key;
    this.keyArn = key.keyArn;
    this.schoolIds = [props.schoolId];
    this.bucketNames = [...props.bucketNames];
  }
}

function policyOf(site: Site, props: SchoolKeyProps): PolicyDocument {
  const { schoolId, bucketNames, serviceRoleArns = [] } = props;
  const breakGlass = breakGlassOf(props);
  const ways = throughS3(site, bucketNames);
  return new PolicyDocument({
    statements: [
      administer(),
      allow('SchoolUsesThroughS3', [ownAccount()], useActions, ['*'], {
        ...ways,
        StringEquals: {
          ...ways.StringEquals,
          [`aws:PrincipalTag/${tagKeys.school}`]: schoolId,
          'kms:CallerAccount': site.account,
        },
      }),
      ...serviceRoleUse(ways, serviceRoleArns),
      ...breakGlassUse(site, breakGlass),
      denyUseOutsideS3(site),
      deny(
        'DenyOtherSchools',
        keyUseActions,
        ['*'],
        isolationConditions([schoolId], [...serviceRoleArns, ...breakGlass]),
      ),
      denyForeignGrants(),
      denyHastyDeletion(),
    ],
  });
}
