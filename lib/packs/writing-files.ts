import { EducloudError, failure, type EducloudError as Refusal } from '../errors';
import { systemCode } from '../files';

/** Codes of the file system that its owner can mend; anything else is a fault of the kit. */
const refusals: ReadonlySet<string> = new Set([
  ...['EACCES', 'EBUSY', 'EDQUOT', 'EFBIG', 'EIO', 'EISDIR', 'ELOOP', 'EMFILE', 'ENAMETOOLONG', 'ENFILE', 'ENOENT'],
  // Node has its own code for a folder where `rm` was to remove a file; the others are what pipes and devices answer.
  ...['ERR_FS_EISDIR', 'ESPIPE', 'ENXIO'],
  ...['ENOSPC', 'ENOTDIR', 'ENOTEMPTY', 'EPERM', 'EROFS', 'EEXIST', 'EXDEV', 'EINVAL', 'EILSEQ'],
]);

/** Runs `write`; a refusal of the file system becomes EDU701, a full disk EDU632. */
export async function writingFiles<T>(target: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw refusalOf(target, error) ?? error;
  }
}

function refusalOf(target: string, error: unknown): Refusal | undefined {
  const code = systemCode(error);
  if (error instanceof EducloudError || !refusals.has(code)) return undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return noRoom(target, code);
  return failure('EDU701', `${target} cannot be written`, {
    file: target,
    found: code,
    allowed: 'a place that you may write to',
    fix: 'choose another, or change its permissions',
  });
}

/** A disk that is too full. */
export function noRoom(target: string, found: string): Refusal {
  return failure('EDU632', 'there is not enough room on the disk', {
    file: target,
    found,
    allowed: 'room for everything that is new, besides what is there',
    fix: 'make room and run the same command again: what was fetched is kept',
  });
}
