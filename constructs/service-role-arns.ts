import type { Site } from './checks';

/** What service roles are for: copies, backups, and what alone may break the promise of a copy. */
export type ServiceUse = 'replication' | 'backup' | 'recovery';

/** ARN that a service role of a region has in an account, whether or not it exists yet. */
export function serviceRoleArn({ partition }: Site, account: string, regionId: string, use: ServiceUse): string {
  return roleArn(partition.arnPartition, account, `educloud-${regionId}-${use}`);
}

/** ARN of the role with which a school's data is restored. */
export function restoreRoleArn({ partition }: Site, account: string, regionId: string, schoolId: string): string {
  return roleArn(partition.arnPartition, account, restoreRoleName(regionId, schoolId));
}

/** Name of the role with which a school's data is restored; at most 58 characters. */
export function restoreRoleName(regionId: string, schoolId: string): string {
  return `educloud-${regionId}-restore-${schoolId}`;
}

function roleArn(partition: string, account: string, name: string): string {
  return `arn:${partition}:iam::${account}:role/educloud/${name}`;
}
