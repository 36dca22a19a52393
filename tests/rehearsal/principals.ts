import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnAlias, CfnKey } from 'aws-cdk-lib/aws-kms';
import type { Stack } from 'aws-cdk-lib/core';
import { existsSync } from 'node:fs';
import type { Place } from './assembly';
import { ownStack } from './own-stack';
import { administratorOf, deployOne, folderFor, oneLine, type Stage } from './stage';
import type { Caller } from './signed-call';

export const otherKeyAlias = 'alias/rehearsal-other';

/**
 * Deploys what the access table needs besides the region: roles that may do anything to S3 and KMS as far as their own
 * policies go, so that bucket and key policies alone decide, and a key that belongs to nobody's store.
 */
export async function deployPrincipals(stage: Stage, place: Place, schools: readonly string[]): Promise<void> {
  const folder = folderFor(stage, `principals-${place.account}`);
  if (existsSync(folder)) return;
  const stack = { name: 'rehearsal-principals', account: place.account, awsRegion: place.awsRegion };
  const assembly = ownStack(folder, stack, (scope) => {
    for (const school of ['', ...schools]) addRole(scope, place.account, school);
    addKey(scope, place.account);
  });
  const result = await deployOne(stage, assembly, stack);
  if (result.outcome === 'failed') throw new Error(`the roles of the rehearsal: ${oneLine(result.reason)}`);
}

function addRole(stack: Stack, account: string, school: string): void {
  const allowAll = { Effect: 'Allow', Action: ['s3:*', 'kms:*', 'sts:AssumeRole'], Resource: '*' };
  new CfnRole(stack, school === '' ? 'Untagged' : `School-${school}`, {
    roleName: roleName(school),
    assumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${account}:root` },
          Action: ['sts:AssumeRole', 'sts:TagSession'],
        },
      ],
    },
    policies: [{ policyName: 'all', policyDocument: { Version: '2012-10-17', Statement: [allowAll] } }],
    ...(school === '' ? {} : { tags: [{ key: 'educloud:school', value: school }] }),
  });
}

function addKey(stack: Stack, account: string): void {
  const root = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` } };
  const key = new CfnKey(stack, 'OtherKey', {
    keyPolicy: { Version: '2012-10-17', Statement: [{ ...root, Action: 'kms:*', Resource: '*' }] },
  });
  new CfnAlias(stack, 'OtherAlias', { aliasName: otherKeyAlias, targetKeyId: key.attrArn });
}

function roleName(school: string): string {
  return school === '' ? 'rehearsal-untagged' : `rehearsal-school-${school}`;
}

/** Temporary credentials of a role that {@link deployPrincipals} made; `tag` comes with the request, not with the role. */
export async function assume(stage: Stage, place: Place, school: string, tag?: string): Promise<Caller> {
  const client = new STSClient({
    endpoint: stage.tls,
    region: place.awsRegion,
    credentials: await administratorOf(stage, place.account),
  });
  const { Credentials: given } = await client.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${place.account}:role/${roleName(school)}`,
      RoleSessionName: 'rehearsal',
      ...(tag === undefined ? {} : { Tags: [{ Key: 'educloud:school', Value: tag }] }),
    }),
  );
  return {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  };
}
