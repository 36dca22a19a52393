import { RecoveryKey, RecoveryVault, type RecoveryKeyProps, type RecoveryVaultProps } from '../../../constructs';
import type { Statement, Target } from './evaluate';
import { Built, own, stackIn } from './stage';

export const vaultName = 'edu-northeast_nefu';

export const vaultProps: Omit<RecoveryVaultProps, 'key'> = {
  schoolIds: ['nefu'],
  regionId: 'northeast',
  jurisdiction: 'cn',
  vaultName,
  lockDays: 30,
  immutability: 'governance',
};

type More = Partial<Omit<RecoveryVaultProps, 'key'>> & { key?: Partial<RecoveryKeyProps> };

/** A vault with its key, in a stack that may get more. */
export function makeVault(awsRegion = 'cn-north-1', { key: ofKey = {}, ...more }: More = {}) {
  const stack = stackIn(awsRegion);
  const schoolIds = more.schoolIds ?? vaultProps.schoolIds;
  const key = new RecoveryKey(stack, 'Key', {
    aliasName: 'alias/educloud/vault/nefu',
    regionId: 'northeast',
    jurisdiction: 'cn',
    members: schoolIds.map((schoolId) => ({ schoolId, bucketNames: [] })),
    vault: true,
    ...ofKey,
  });
  return { stack, construct: new RecoveryVault(stack, 'Vault', { ...vaultProps, ...more, key }) };
}

/** The same, and what AWS would make of it. */
export function vault(awsRegion = 'cn-north-1', more: More = {}) {
  const { stack, construct } = makeVault(awsRegion, more);
  const built = new Built(stack);
  return { construct, built, ...targets(built, construct.vaultArn) };
}

/** The vault itself and one of its recovery points, both under the vault's policy. */
export function targets(built: Built, vaultArn: string): { itself: Target; point: Target } {
  const [resource] = built.ofType('AWS::Backup::BackupVault');
  const policy: Statement[] = resource?.Properties.AccessPolicy.Statement;
  const point = `${vaultArn.replace(/:backup-vault:.*/, '')}:recovery-point:1EB3B5E7`;
  return {
    itself: { account: own, policy, resource: vaultArn },
    point: { account: own, policy, resource: point },
  };
}
