import {
  RecoveryDrill,
  RecoveryDrillCopies,
  type DrillBackup,
  type DrillReplica,
  type RecoveryDrillCopiesProps,
  type RecoveryDrillProps,
} from '../../../constructs';
import { partitionOfAwsRegion } from '../../../lib/facts';
import type { Caller } from './evaluate';
import { Built, member, organization, own, perimeter, stackIn } from './stage';

export const canaryName = 'edu-can-northeast';
export const quarantineName = 'edu-qca-northeast';
export const replicaName = 'edu-rca-northeast';
export const copiesAlias = 'alias/educloud/drill-copies/northeast';
/** Account of the log archive. */
export const archiveAccount = member;

/** AWS Region of the copies, by that of the canary. */
export const copiesAt: Record<string, string> = {
  'cn-north-1': 'cn-northwest-1',
  'cn-northwest-1': 'cn-north-1',
  'eu-central-1': 'eu-west-1',
  'us-gov-west-1': 'us-gov-east-1',
};

export const drillReplica = (awsRegion: string, more: Partial<DrillReplica> = {}): DrillReplica => ({
  bucketName: replicaName,
  awsRegion: copiesAt[awsRegion] ?? awsRegion,
  keyAliasName: copiesAlias,
  lockDays: 1,
  ...more,
});

export const drillBackup: DrillBackup = {
  vaultName: 'edu-northeast_drill',
  vaultKeyAliasName: 'alias/educloud/drill-vault/northeast',
  everyHours: 6,
  startHours: 1,
  completionHours: 4,
};

export function drillProps(awsRegion: string, more: Partial<RecoveryDrillProps> = {}): RecoveryDrillProps {
  return {
    regionId: 'northeast',
    jurisdiction: 'cn',
    perimeter,
    bucketName: canaryName,
    quarantineBucketName: quarantineName,
    keyAliasName: 'alias/educloud/drill/northeast',
    replica: drillReplica(awsRegion),
    backup: drillBackup,
    everyDays: 3,
    rpoMinutes: 720,
    rtoMinutes: 1440,
    archiveBucketName: 'edu-log-northeast',
    archiveAccount,
    archiveAwsRegion: awsRegion,
    topicArn: `arn:${partitionOfAwsRegion(awsRegion).arnPartition}:sns:${awsRegion}:${own}:educloud-northeast-alarms`,
    ...more,
  };
}

/** Without what is undefined, which a spread would keep. */
export function without<T extends object>(props: T, ...keys: (keyof T)[]): T {
  return Object.fromEntries(Object.entries(props).filter(([key]) => !keys.includes(key as keyof T))) as T;
}

export function drill(awsRegion = 'cn-north-1', props: RecoveryDrillProps = drillProps(awsRegion)) {
  const stack = stackIn(awsRegion);
  const construct = new RecoveryDrill(stack, 'Drill', props);
  const built = new Built(stack);
  const { arnPartition } = partitionOfAwsRegion(awsRegion);
  const roleName = `educloud-northeast-drill-${awsRegion}`;
  const role: Caller = { ...built.as(roleName), organization, tags: { 'educloud:school': 'drill' } };
  const of = (type: string) => built.ofType(type).map(({ Properties }) => Properties);
  return { construct, built, role, roleName, arnPartition, of };
}

/** What the function is told. */
export function configOf(built: Built): Record<string, never> & Record<string, unknown> {
  const [run] = built.ofType('AWS::Lambda::Function');
  return JSON.parse(run?.Properties.Environment.Variables.DRILL);
}

/** Copies of the canary, in the AWS Region where they lie. */
export function copies(awsRegion = 'cn-north-1', more: Partial<RecoveryDrillCopiesProps> = {}, account = own) {
  const stack = stackIn(copiesAt[awsRegion], account);
  const construct = new RecoveryDrillCopies(stack, 'Copies', {
    regionId: 'northeast',
    jurisdiction: 'cn',
    perimeter,
    sourceAwsRegion: awsRegion,
    keyAliasName: copiesAlias,
    replicaBucketName: replicaName,
    ...more,
  });
  return { construct, built: new Built(stack) };
}
