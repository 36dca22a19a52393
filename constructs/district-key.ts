import { PolicyDocument, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { checkAlias, checkRoleArns, checkSlug, siteOf, type Site } from './checks';
import { checkMembers, patternsOf, type DistrictKeyMember } from './key-members';
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

/** Properties of {@link DistrictKey}. */
export interface DistrictKeyProps {
  /** Alias of the key. */
  readonly aliasName: string;

  /** The schools that share the key, at least one. */
  readonly members: DistrictKeyMember[];

  /** Slug of the region, for tags. */
  readonly regionId: string;

  /**
   * Jurisdiction of the schools, for tags.
   *
   * @default - no such tag
   */
  readonly jurisdiction?: string;

  /**
   * ARNs of the roles that may use the key without being a school.
   *
   * @default - only the schools use the key
   */
  readonly serviceRoleArns?: string[];

  /**
   * ARN of the role that reads in an emergency, see {@link BureauRoles}: it may decrypt through S3 without being a
   * school, and do nothing else with the key.
   *
   * @default - nobody decrypts but the schools
   */
  readonly breakGlassRoleArn?: string;
}

/**
 * One KMS key for the schools of a shard: cheaper than a key each, and as isolated against reading, since the key policy
 * lets a school use it for its own buckets only – the bucket's name in the encryption context must hold the slug of the
 * caller's tag. What is given up: a school's data cannot be erased by deleting its key, and one policy stands for all.
 *
 * @throws EDU601 for a property that does not fit, or an environment-agnostic stack
 */
export class DistrictKey extends Construct implements IStoreKey {
  /** The key. */
  public readonly key: IKey;

  /** ARN of the key, as a token of this stack. */
  public readonly keyArn: string;

  /** Slugs of the schools that share the key. */
  public readonly schoolIds: string[];

  /** Names of all their buckets. */
  public readonly bucketNames: string[];

  constructor(scope: Construct, id: string, props: DistrictKeyProps) {
    super(scope, id);
    checkSlug(this, 'regionId', props.regionId);
    checkAlias(this, 'aliasName', props.aliasName);
    const site = siteOf(this);
    checkRoleArns(this, site, 'serviceRoleArns', props.serviceRoleArns ?? []);
    checkRoleArns(this, site, 'breakGlassRoleArn', breakGlassOf(props));
    const ids = checkMembers(this, site, props.members);
    this.schoolIds = [...ids];
    this.bucketNames = props.members.flatMap(({ bucketNames }) => bucketNames);
    const key = storeKey(this, {
      description: `educloud: data of ${ids.length} schools`,
      aliasName: props.aliasName,
      policy: policyOf(site, ids, props),
      tags: {
        region: props.regionId,
        ...(props.jurisdiction === undefined ? {} : { jurisdiction: props.jurisdiction }),
      },
    });
    this.key = key;
    this.keyArn = key.keyArn;
  }
}

/**
 * The tag of a caller that is let in is one of the slugs, exactly, so what stands in its place is no wildcard.
 */
function policyOf(site: Site, schoolIds: readonly [string, ...string[]], props: DistrictKeyProps): PolicyDocument {
  const { members, serviceRoleArns = [] } = props;
  const breakGlass = breakGlassOf(props);
  const ways = throughS3(site, patternsOf(members));
  const everyBucket = throughS3(site, members.flatMap(({ bucketNames }) => bucketNames).sort());
  const use: PolicyStatement = allow('SchoolsUseThroughS3', [ownAccount()], useActions, ['*'], {
    ...ways,
    StringEquals: {
      ...ways.StringEquals,
      [`aws:PrincipalTag/${tagKeys.school}`]: [...schoolIds],
      'kms:CallerAccount': site.account,
    },
  });
  return new PolicyDocument({
    statements: [
      administer(),
      use,
      ...serviceRoleUse(everyBucket, serviceRoleArns),
      ...breakGlassUse(site, breakGlass),
      denyUseOutsideS3(site),
      deny(
        'DenyOtherSchools',
        keyUseActions,
        ['*'],
        isolationConditions(schoolIds, [...serviceRoleArns, ...breakGlass]),
      ),
      denyForeignGrants(),
      denyHastyDeletion(),
    ],
  });
}
