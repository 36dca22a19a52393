import { AccountPrincipal, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Site } from './checks';
import type { Perimeter } from './perimeter';
import { restoreRoleArn, serviceRoleArn } from './service-role-arns';
import { denySettings, replicaSettings } from './setting-statements';
import {
  allow,
  bucketArns,
  copyActions,
  deny,
  deployRoleOf,
  isolationConditions,
  listing,
  objectActions,
  outsideConditions,
  ownKeyDenies,
  transportDenies,
  writeActionsButCopies,
} from './statements';

/** Of whom and for whom a replica is. */
export interface ReplicaPolicyProps {
  readonly schoolId: string;
  readonly regionId: string;
  readonly bucketName: string;
  readonly key: { readonly keyArn: string; readonly sourceAccount: string };
  readonly perimeter: Perimeter;
  readonly readerRoleArns?: readonly string[];
  readonly deployRoleArn?: string;
}

/** Who writes, who reads, and that nothing else happens to a replica. */
export function replicaPolicy(site: Site, props: ReplicaPolicyProps): PolicyStatement[] {
  const { schoolId, regionId, bucketName, key, perimeter, deployRoleArn = deployRoleOf(site) } = props;
  const arns = bucketArns(site, bucketName);
  const { sourceAccount } = key;
  const replication = serviceRoleArn(site, sourceAccount, regionId, 'replication');
  const recovery = serviceRoleArn(site, site.account, regionId, 'recovery');
  const services = [recovery, replication].sort();
  const inside = { ...perimeter, accounts: [...perimeter.accounts, sourceAccount] };
  const butRecovery = { ArnNotEquals: { 'aws:PrincipalArn': recovery } };
  return [
    ...transportDenies(arns),
    ...ownKeyDenies(arns[1], key.keyArn),
    deny('DenyOtherSchools', objectActions, arns, isolationConditions([schoolId], services)),
    deny('DenyListingByOthers', [listing], [arns[0]], isolationConditions([schoolId], [...services, deployRoleArn])),
    deny('DenyOutsiders', [...objectActions, listing], arns, outsideConditions(site, inside)),
    deny('DenyWritesButCopies', writeActionsButCopies, [arns[1]], butRecovery),
    deny('DenyCopiesByOthers', copyActions, [arns[1]], { ArnNotEquals: { 'aws:PrincipalArn': replication } }),
    // The role that copies could delete as well: what is lost there stays here.
    deny('DenyReplicatedDeletes', ['s3:ReplicateDelete'], [arns[1]], {}),
    denySettings(arns[0], replicaSettings, [deployRoleArn, recovery]),
    ...(sourceAccount === site.account
      ? []
      : fromElsewhere(arns, {
          sourceAccount,
          replication,
          restore: props.readerRoleArns ?? [restoreRoleArn(site, sourceAccount, regionId, schoolId)],
        })),
  ];
}

/** An account lets roles of another one in by name: its identity policies say nothing about them. */
function fromElsewhere(
  [bucket, objects]: readonly [string, string],
  from: { readonly sourceAccount: string; readonly replication: string; readonly restore: readonly string[] },
): PolicyStatement[] {
  const account = new AccountPrincipal(from.sourceAccount);
  const byCopies = { ArnEquals: { 'aws:PrincipalArn': from.replication } };
  const byRestores = { ArnEquals: { 'aws:PrincipalArn': [...from.restore] } };
  return [
    allow('CopiesFromElsewhere', [account], copyActions, [objects], byCopies),
    // S3 asks whether versions are kept here before it takes a rule.
    allow('CopiesAskAboutBucket', [account], ['s3:GetBucketVersioning', 's3:List*'], [bucket], byCopies),
    allow(
      'RestoresReadObjects',
      [account],
      [
        's3:GetObject',
        's3:GetObjectRetention',
        's3:GetObjectTagging',
        's3:GetObjectVersion',
        's3:GetObjectVersionTagging',
      ],
      [objects],
      byRestores,
    ),
    allow(
      'RestoresListObjects',
      [account],
      ['s3:GetBucketLocation', 's3:GetBucketVersioning', 's3:ListBucket', 's3:ListBucketVersions'],
      [bucket],
      byRestores,
    ),
  ];
}
