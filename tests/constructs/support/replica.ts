import { RecoveryKey, ReplicaStore, type RecoveryKeyProps, type ReplicaStoreProps } from '../../../constructs';
import { Built, perimeter, stackIn } from './stage';

export { deployer, roleOf } from './roles';

export const replicaName = 'edu-rrc-nefu';
export const keyAlias = 'alias/educloud/recovery/nefu';

export const replicaProps: Omit<ReplicaStoreProps, 'key'> = {
  schoolId: 'nefu',
  regionId: 'northeast',
  jurisdiction: 'cn',
  store: 'records',
  bucketName: replicaName,
  dataClasses: ['personal'],
  perimeter,
  lockDays: 30,
  retentionDays: 365,
  immutability: 'governance',
};

export const keyProps: RecoveryKeyProps = {
  aliasName: keyAlias,
  regionId: 'northeast',
  jurisdiction: 'cn',
  members: [{ schoolId: 'nefu', bucketNames: [replicaName] }],
};

/** A replica with its key, and what AWS would make of them. */
export function replica(
  awsRegion = 'cn-northwest-1',
  { key: ofKey = {}, ...more }: Partial<Omit<ReplicaStoreProps, 'key'>> & { key?: Partial<RecoveryKeyProps> } = {},
) {
  const stack = stackIn(awsRegion);
  const key = new RecoveryKey(stack, 'Key', { ...keyProps, ...ofKey });
  const store = new ReplicaStore(stack, 'Replica', { ...replicaProps, ...more, key });
  const built = new Built(stack);
  return {
    stack,
    store,
    built,
    objects: built.objects(replicaName),
    bucket: built.bucketItself(replicaName),
    key: built.key(keyAlias),
  };
}
