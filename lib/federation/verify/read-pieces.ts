import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { EducloudError, failure } from '../../errors';
import { readIssue } from '../../files';
import { feedLimits } from './limits';

const pieceSize = 128 * 1024;

/**
 * Reads a file once, piece by piece, and gives way to others between them; EDU101 to EDU104 where that cannot be done.
 *
 * @param take told of each piece, which is overwritten after it returns, with the bytes read so far and those of the file
 */
export async function readPieces(
  file: string,
  take: (bytes: Buffer, read: number, total: number) => void,
): Promise<void> {
  // Without O_NONBLOCK, opening a pipe waits for somebody who writes.
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK).catch((error: unknown) => {
    throw new EducloudError([readIssue(file, error)]);
  });
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) {
      const found = stat.isDirectory() ? 'a folder' : 'a device';
      throw failure('EDU102', 'this path is not a file', { file, found, allowed: 'a file of metadata' });
    }
    const buffer = Buffer.allocUnsafe(pieceSize);
    let read = 0;
    for (;;) {
      // A file that grows while it is read stays within the limit too.
      if (Math.max(read, stat.size) > feedLimits.file) throw tooLarge(file, Math.max(read, stat.size));
      const { bytesRead } = await handle.read(buffer, 0, pieceSize).catch((error: unknown) => {
        throw new EducloudError([readIssue(file, error)]);
      });
      if (bytesRead === 0) break;
      read += bytesRead;
      take(buffer.subarray(0, bytesRead), read, Math.max(read, stat.size));
    }
    if (read === 0) throw failure('EDU103', 'the file holds 0 bytes', { file, fix: 'fetch the feed again' });
  } finally {
    await handle.close();
  }
}

function tooLarge(file: string, size: number): EducloudError {
  return failure('EDU104', 'the file is larger than any feed that educloud reads', {
    file,
    found: `${size} bytes`,
    allowed: `${feedLimits.file} bytes`,
    fix: 'take a feed of fewer entities, such as that of one federation',
  });
}
