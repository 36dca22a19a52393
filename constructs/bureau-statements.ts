import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Site } from './checks';
import { configurationReads, iamChanges, registryReads, roleTaking } from './reading-actions';
import { bucketArns, keyUseActions, listing, objectActions, writeActions } from './statements';

/**
 * What runs a region: looks, drills for drift, hears alarms. It takes no other role, not even one that deploys: whoever
 * deploys can change every policy, which is for a pipeline and two pairs of eyes.
 */
export function operatorStatements(site: Site, regionId: string): PolicyStatement[] {
  const { account, partition } = site;
  const ours = (service: string, name: string): string =>
    `arn:${partition.arnPartition}:${service}:*:${account}:${name}educloud-${regionId}-`;
  return [
    ...reading(site, regionId),
    allows('Runs', [
      'cloudformation:DetectStackDrift',
      'cloudformation:DetectStackResourceDrift',
      'cloudformation:ValidateTemplate',
      'events:TestEventPattern',
    ]),
    allows('HearsAlarms', ['sns:Subscribe'], [`${ours('sns', '')}alarms`]),
    allows('TestsAlarms', ['cloudwatch:SetAlarmState'], [`${ours('cloudwatch', 'alarm:')}*`]),
    denies('NoObjectData', [...objectActions, listing]),
    ...bureauDenies(),
    denies('NoRole', roleTaking),
  ];
}

/** What checks a region: configuration and logs, and nothing that anybody could be affected by. */
export function auditorStatements(site: Site, regionId: string, logBucketNames: readonly string[]): PolicyStatement[] {
  const logs = [...new Set(logBucketNames)].sort().map((name) => bucketArns(site, name));
  const buckets = logs.map(([bucket]) => bucket);
  const objects = logs.map(([, all]) => all);
  const data = [...objectActions, listing];
  return [
    ...reading(site, regionId),
    allows('Audits', [
      'config:Describe*',
      'config:Get*',
      'config:List*',
      'config:SelectResourceConfig',
      'iam:GenerateCredentialReport',
      'iam:GenerateServiceLastAccessedDetails',
      'organizations:Describe*',
      'organizations:List*',
    ]),
    ...(logs.length === 0
      ? [denies('NoObjectData', data)]
      : [
          allows('ReadsLogs', ['s3:GetObject', 's3:GetObjectRetention', 's3:GetObjectVersion'], objects),
          allows('ListsLogs', ['s3:ListBucket', 's3:ListBucketVersions'], buckets),
          new PolicyStatement({
            sid: 'NoOtherObjectData',
            effect: Effect.DENY,
            actions: data,
            notResources: [...buckets, ...objects],
          }),
          denies('NoWrites', writeActions),
        ]),
    ...bureauDenies(),
    denies('NoRole', roleTaking),
  ];
}

/**
 * What reads in an emergency: every store of the account, whatever school it is of, through its key, and nothing else.
 * The last statement holds whatever is attached to the role later.
 */
export function breakGlassStatements({ account, partition }: Site): PolicyStatement[] {
  const { arnPartition, kmsViaServiceSuffixes } = partition;
  const stores = ['rec', 'mat'].map((store) => `arn:${arnPartition}:s3:::edu-${store}-*`);
  const objects = ['s3:GetObject', 's3:GetObjectVersion'];
  const lists = ['s3:ListBucket', 's3:ListBucketVersions'];
  const finds = ['s3:GetBucketLocation', 's3:ListAllMyBuckets'];
  const here = { StringEquals: { 'aws:ResourceAccount': account } };
  return [
    allows(
      'Reads',
      objects,
      stores.map((store) => `${store}/*`),
      here,
    ),
    allows('Lists', lists, stores, here),
    allows('Finds', finds),
    allows('Decrypts', ['kms:Decrypt'], [`arn:${arnPartition}:kms:*:${account}:key/*`], {
      StringLike: { 'kms:ViaService': kmsViaServiceSuffixes.map((suffix) => `s3.*.${suffix}`) },
    }),
    new PolicyStatement({
      sid: 'NothingElse',
      effect: Effect.DENY,
      notActions: [...objects, ...lists, ...finds, 'kms:Decrypt'],
      resources: ['*'],
    }),
  ];
}

function reading({ account, partition }: Site, regionId: string): PolicyStatement[] {
  const registry = `arn:${partition.arnPartition}:ssm:*:${account}:parameter/educloud/${regionId}`;
  return [
    allows('ReadsConfiguration', configurationReads),
    allows('ReadsRegistry', registryReads, [registry, `${registry}/*`]),
  ];
}

/** No use of a key on data, no grant of one, and no way to more permissions. */
function bureauDenies(): PolicyStatement[] {
  return [denies('NoKeyUse', [...keyUseActions, 'kms:CreateGrant']), denies('NoIamChange', iamChanges)];
}

function allows(
  sid: string,
  actions: string[],
  resources: string[] = ['*'],
  conditions: Record<string, Record<string, unknown>> = {},
): PolicyStatement {
  return new PolicyStatement({ sid, actions, resources, conditions });
}

function denies(sid: string, actions: string[]): PolicyStatement {
  return new PolicyStatement({ sid, effect: Effect.DENY, actions, resources: ['*'] });
}
