import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { CfnAlias, CfnKey, Key, type IKey } from 'aws-cdk-lib/aws-kms';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { failure } from '../lib/errors';
import { checkAlias, checkBucketName, checkRoleArns, checkSlug, siteOf, type Site } from './checks';
import { administer, denyForeignGrants, denyHastyDeletion, denyUseOutsideS3, throughS3 } from './key-statements';
import { allow, deny, isolationConditions, keyUseActions, ownAccount } from './statements';
import { applyTags, tagKeys } from './tags';

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
export class SchoolKey extends Construct {
  /** The key. */
  public readonly key: IKey;

  /** ARN of the key, as a token of this stack. */
  public readonly keyArn: string;

  /** Slug of the school that owns the key. */
  public readonly schoolId: string;

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
    checkRoleArns(this, site, props.serviceRoleArns ?? []);

    const key = new Key(this, 'Key', {
      description: `educloud: data of school ${props.schoolId}`,
      enableKeyRotation: true,
      pendingWindow: Duration.days(30),
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      policy: policyOf(site, props),
    });
    const alias = new CfnAlias(this, 'Alias', { aliasName, targetKeyId: key.keyArn });
    alias.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    const resource = key.node.defaultChild;
    if (resource instanceof CfnKey) {
      applyTags(resource, {
        school: props.schoolId,
        ...(props.regionId === undefined ? {} : { region: props.regionId }),
        ...(props.jurisdiction === undefined ? {} : { jurisdiction: props.jurisdiction }),
      });
    }
    this.key = key;
    this.keyArn = key.keyArn;
    this.schoolId = props.schoolId;
    this.bucketNames = [...props.bucketNames];
  }
}

function policyOf(site: Site, { schoolId, bucketNames, serviceRoleArns = [] }: SchoolKeyProps): PolicyDocument {
  const ways = throughS3(site, bucketNames);
  const use = ['kms:Decrypt', 'kms:GenerateDataKey'];
  const byServiceRole = { ArnEquals: { 'aws:PrincipalArn': serviceRoleArns } };
  return new PolicyDocument({
    statements: [
      administer(),
      allow('SchoolUsesThroughS3', [ownAccount()], use, ['*'], {
        ...ways,
        StringEquals: {
          ...ways.StringEquals,
          [`aws:PrincipalTag/${tagKeys.school}`]: schoolId,
          'kms:CallerAccount': site.account,
        },
      }),
      ...(serviceRoleArns.length === 0
        ? []
        : [
            allow('ServiceRolesUseThroughS3', [ownAccount()], use, ['*'], { ...ways, ...byServiceRole }),
            allow('ServiceRolesGrantToAws', [ownAccount()], ['kms:CreateGrant'], ['*'], {
              ...byServiceRole,
              Bool: { 'kms:GrantIsForAWSResource': 'true' },
            }),
          ]),
      denyUseOutsideS3(site),
      deny('DenyOtherSchools', keyUseActions, ['*'], isolationConditions(schoolId, serviceRoleArns)),
      denyForeignGrants(),
      denyHastyDeletion(),
    ],
  });
}
