import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { S3Client } from '@aws-sdk/client-s3';
import { assume, deployPrincipals } from './principals';
import { namedRoles, recoveredSchool, recoveryPlaces, type NamedRole } from './recovery-stacks';
import { s3 } from './requests';
import type { Caller } from './signed-call';
import { administratorOf, type Stage } from './stage';

/** Everyone who has to do with a loss: the school's own administrator, another school's, one of the account, and named roles. */
export type Person = 'school' | 'other school' | 'untagged' | NamedRole;

export type People = ReadonlyMap<Person, Caller>;

const otherSchool = 'elm';

/** Name of every session. */
export const sessionName = 'rehearsal';

/** Takes every role once. The restore role is taken by the school, as on the night. */
export async function takeRoles(stage: Stage): Promise<People> {
  const { home } = recoveryPlaces;
  await deployPrincipals(stage, home, [recoveredSchool, otherSchool]);
  const administrator = await administratorOf(stage, home.account);
  const school = await assume(stage, home, recoveredSchool);
  const people = new Map<Person, Caller>([
    ['school', school],
    ['other school', await assume(stage, home, otherSchool)],
    ['untagged', await assume(stage, home, '')],
  ]);
  for (const name of ['recovery', 'replication', 'backup', 'deployer'] as const) {
    people.set(name, await take(stage, administrator, namedRoles[name]));
  }
  people.set('restore', await take(stage, school, namedRoles.restore));
  return people;
}

/** A client of somebody, for an AWS Region. */
export function clientOf(stage: Stage, people: People, person: Person, awsRegion: string): S3Client {
  return s3(stage.tls, awsRegion, people.get(person));
}

async function take(stage: Stage, caller: Caller, role: string): Promise<Caller> {
  const { account, awsRegion } = recoveryPlaces.home;
  const client = new STSClient({ endpoint: stage.tls, region: awsRegion, credentials: caller });
  const { Credentials: given } = await client.send(
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/${role}`, RoleSessionName: sessionName }),
  );
  return {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  };
}
