import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { partBytes, type Content } from './parts';

/** Opens a file to read it, never what a link leads to and never waiting for the other end of a pipe. */
export function openToRead(path: string): Promise<FileHandle> {
  // Windows knows neither; `??` would not help, since the types do not say so.
  return open(path, constants.O_RDONLY | (constants.O_NOFOLLOW || 0) | (constants.O_NONBLOCK || 0));
}

/** Reads a file once, 1 MiB at a time, and hands on what it reads. */
export async function hashFile(
  path: string,
  onChunk: (chunk: Uint8Array) => Promise<void> | void = () => undefined,
): Promise<Content> {
  const handle = await openToRead(path);
  try {
    return await hashHandle(handle, onChunk);
  } finally {
    await handle.close();
  }
}

async function hashHandle(handle: FileHandle, onChunk: (chunk: Uint8Array) => Promise<void> | void): Promise<Content> {
  const whole = createHash('sha256');
  const parts: string[] = [];
  let part = createHash('sha256');
  let size = 0;
  const buffer = Buffer.allocUnsafe(2 ** 20);
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, size);
    if (bytesRead === 0) break;
    const chunk = buffer.subarray(0, bytesRead);
    whole.update(chunk);
    // A read may be short, so it may lie across the end of a part.
    const room = partBytes - (size % partBytes);
    part.update(chunk.subarray(0, room));
    if (bytesRead >= room) {
      parts.push(part.digest('hex'));
      part = createHash('sha256').update(chunk.subarray(room));
    }
    size += bytesRead;
    await onChunk(chunk);
  }
  if (size % partBytes > 0) parts.push(part.digest('hex'));
  return { size, sha256: whole.digest('hex'), ...(size > partBytes ? { parts } : {}) };
}
