import { EducloudError, failure } from '../errors';
import { readIssue, systemCode } from '../files';
import { openToRead } from './hash-file';

/**
 * The bytes of a file of limited length; undefined where there is none.
 *
 * @throws EDU102 where it cannot be read, EDU643 where it is longer
 */
export async function readSmall(path: string, limit: number): Promise<Buffer | undefined> {
  try {
    const handle = await openToRead(path);
    try {
      const { size } = await handle.stat();
      if (size > limit) throw tooLong(path, size, limit);
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof EducloudError) throw error;
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error))) return undefined;
    throw new EducloudError([readIssue(path, error)]);
  }
}

/** A document that is too long to be read. */
export function tooLong(file: string, found: number, limit: number): EducloudError {
  return failure('EDU643', 'the document is longer than one of its kind may be', {
    file,
    found: `${found} bytes`,
    allowed: `${limit} bytes`,
    fix: 'take the pack from its publisher again; a pack with too many files is made into two',
  });
}
