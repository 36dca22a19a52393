import { addCell, addRole, Built, stackIn } from './stage';

/** A school with a reading and writing role, and what AWS would make of it. */
export function school(awsRegion = 'cn-north-1', more: Parameters<typeof addCell>[2] = {}) {
  const stack = stackIn(awsRegion);
  const role = addRole(stack);
  const cell = addCell(stack, 'nefu', more);
  cell.records.grantReadWrite(role);
  cell.materials.grantRead(role);
  const built = new Built(stack);
  return {
    built,
    cell,
    caller: built.role(),
    objects: built.objects('edu-rec-nefu'),
    bucket: built.bucketItself('edu-rec-nefu'),
    key: built.key('alias/educloud/nefu'),
  };
}
