import { CfnRole } from 'aws-cdk-lib/aws-iam';
import type { Stack } from 'aws-cdk-lib/core';
import { RecoveryKey, ReplicaStore, SchoolCell } from '../../constructs';
import type { Assembly, Place } from './assembly';
import { ownStacks } from './own-stack';

const account = '222233334444';
const regionId = 'rehearsal';
const home: Place = { account, awsRegion: 'eu-central-1' };
const away: Place = { account, awsRegion: 'eu-west-1' };
const bucket = (purpose: string, { awsRegion }: Place): string =>
  `edu-${purpose}-${recoveredSchool}-${account}-${awsRegion}-an`;
const keyAliasName = 'alias/educloud/recovery/oak';
const perimeter = { organizations: [], accounts: [] };
const common = { schoolId: 'oak', regionId, jurisdiction: 'eu', perimeter };
const role = (name: string): string => `arn:aws:iam::${account}:role/${name}`;

/** The school whose records are lost and come back. */
export const recoveredSchool = 'oak';

/** Where the school is at home, and where its copies are. */
export const recoveryPlaces = { home, away };

/** Roles that policies name: they are taken by services on AWS, and by the account here. */
export const namedRoles = {
  recovery: `educloud/educloud-${regionId}-recovery`,
  replication: `educloud/educloud-${regionId}-replication`,
  backup: `educloud/educloud-${regionId}-backup`,
  deployer: 'rehearsal-deployer',
  restore: `educloud/educloud-${regionId}-restore-${recoveredSchool}`,
} as const;

export type NamedRole = keyof typeof namedRoles;

/** A school with a replica in another AWS Region, a quarantine and a restore role, made of the constructs alone. */
export function recoveryStacks(folder: string): Assembly {
  return ownStacks(folder, [
    { name: 'recovery-roles', ...home, fill: addRoles },
    { name: 'recovery-away', ...away, fill: addCopies },
    { name: 'recovery-home', ...home, fill: addSchool },
  ]);
}

/** May do anything as far as their own policies go, so that those of buckets decide. */
function addRoles(stack: Stack): void {
  for (const what of ['recovery', 'replication', 'backup', 'deployer'] as const) {
    const [name = '', path = ''] = namedRoles[what].split('/').reverse();
    new CfnRole(stack, what, {
      roleName: name,
      ...(path === '' ? {} : { path: `/${path}/` }),
      assumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'sts:AssumeRole' }],
      },
      policies: [
        {
          policyName: 'all',
          policyDocument: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: ['s3:*', 'kms:*', 'iam:PassRole'], Resource: '*' }],
          },
        },
      ],
    });
  }
}

function addCopies(stack: Stack): void {
  const bucketName = bucket('rrc', away);
  const deployRoleArn = role(namedRoles.deployer);
  const key = new RecoveryKey(stack, 'Key', {
    ...common,
    aliasName: keyAliasName,
    members: [{ schoolId: recoveredSchool, bucketNames: [bucketName] }],
    deployRoleArn,
  });
  new ReplicaStore(stack, 'Replica', {
    ...common,
    store: 'records',
    bucketName,
    key,
    dataClasses: ['personal'],
    lockDays: 30,
    retentionDays: 60,
    immutability: 'governance',
    deployRoleArn,
  });
}

function addSchool(stack: Stack): void {
  new SchoolCell(stack, 'Oak', {
    ...common,
    recordsBucketName: bucket('rec', home),
    recordsClasses: ['personal'],
    materialsBucketName: bucket('mat', home),
    materialsClasses: ['internal'],
    recordsReplica: { bucketName: bucket('rrc', away), awsRegion: away.awsRegion, keyAliasName },
    quarantineBucketName: bucket('qua', home),
    restoreRole: true,
    serviceRoleArns: [namedRoles.backup, namedRoles.recovery, namedRoles.replication].map(role),
    deployRoleArn: role(namedRoles.deployer),
  });
}
