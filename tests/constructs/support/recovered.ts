import type { SchoolCellProps } from '../../../constructs';
import { addCell, Built, organization, stackIn } from './stage';

export const quarantine = 'edu-qua-nefu';

/** A school with a quarantine and the role that restores. */
export function recovered(awsRegion = 'cn-north-1', more: Partial<SchoolCellProps> = {}) {
  const stack = stackIn(awsRegion);
  const cell = addCell(stack, 'nefu', {
    quarantineBucketName: quarantine,
    restoreRole: true,
    vaultNames: ['edu-northeast_nefu'],
    ...more,
  });
  const built = new Built(stack);
  const tags = { 'educloud:school': 'nefu' };
  const role = built.as('educloud-northeast-restore-nefu', { tags, organization });
  return {
    cell,
    built,
    role,
    objects: built.objects(quarantine),
    bucket: built.bucketItself(quarantine),
    key: built.key('alias/educloud/nefu'),
  };
}
