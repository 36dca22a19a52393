import { createHash, type Hash } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, open, type FileHandle } from 'node:fs/promises';
import { createFresh } from '../durable';
import { hashFile, openToRead } from '../hash-file';
import { partsOf, type Content, type Part } from '../parts';
import { leastStep, type Line } from './line';
import type { Fault } from './source-faults';

/** A content to be had, and where it may lie already. */
export interface ContentJob {
  readonly key: string;
  readonly content: Content;
  /** Where it is written; what stands there from an earlier run is taken up. */
  readonly file: string;
  /** A place on this disk that may hold the part with this SHA-256; it is verified. */
  readonly localPart?: (sha256: string) => { readonly file: string; readonly start: number } | undefined;
  /** Bytes that did not come over the line. */
  readonly onReused?: (bytes: number) => void;
}

const mostWrong = 3;

/**
 * Fetches a content part by part, each verified by its own hash, into a file that then is complete, verified and on the disk.
 * It takes up at the byte where it stopped.
 *
 * @returns what the source did wrong; undefined where the file is complete
 */
export async function fetchContent(line: Line, job: ContentJob): Promise<Fault | undefined> {
  const { content, file } = job;
  const handle = await openDraft(file);
  try {
    if ((await handle.stat()).size > content.size) await handle.truncate(content.size);
    const fault = await fillParts(line, job, handle);
    if (fault !== undefined) return fault;
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (content.parts === undefined || (await hashFile(file)).sha256 === content.sha256) return undefined;
  return { kind: 'wrong', found: 'parts that are right, and a whole that is not' };
}

/** A file that is written in any place. What is no file of its own, but a link or a second name of another one, is replaced. */
async function openDraft(path: string): Promise<FileHandle> {
  const found = await lstat(path).catch(() => undefined);
  if (found?.isFile() !== true || found.nlink > 1) return createFresh(path);
  return open(path, constants.O_RDWR | (constants.O_NOFOLLOW || 0));
}

/** How far a fill has come. */
interface Fill {
  readonly parts: readonly Part[];
  /** Parts before this one are verified. */
  index: number;
  /** Bytes of the current part that the file holds, where that is known better than by its length. */
  have?: number;
  validator?: string;
  /** The source begins at 0 whatever it is asked. */
  ignoresRanges: boolean;
  wrong: number;
}

async function fillParts(line: Line, job: ContentJob, handle: FileHandle): Promise<Fault | undefined> {
  const fill: Fill = { parts: partsOf(job.content), index: 0, ignoresRanges: false, wrong: 0 };
  const tried = new Set<number>();
  for (let failures = 0, gained = 0; ;) {
    const part = fill.parts[fill.index];
    if (part === undefined) return undefined;
    const have = fill.have ?? Math.min(part.size, Math.max(0, (await handle.stat()).size - part.start));
    const hash = await hashRange(handle, part.start, have);
    if (have === part.size && hash.copy().digest('hex') === part.sha256) {
      if (fill.have === undefined) job.onReused?.(part.size);
      advance(fill);
      continue;
    }
    const first = have === part.size ? 0 : have;
    if (first === 0 && !tried.has(fill.index)) {
      tried.add(fill.index);
      if (await copyLocal(job, part, handle)) {
        job.onReused?.(part.size);
        advance(fill);
        continue;
      }
    }
    const before = part.start + first;
    const { fault, position } = await fetchRun(
      line,
      job,
      handle,
      fill,
      first,
      first === 0 ? createHash('sha256') : hash,
    );
    if (fault === undefined) continue;
    if (fault.kind === 'wrong') fill.wrong += 1;
    else if (fault.kind !== 'broken') return fault;
    else {
      gained += position - before;
      failures = gained >= leastStep ? 1 : failures + 1;
      if (gained >= leastStep) gained = 0;
    }
    if (failures >= line.attempts || fill.wrong >= mostWrong) return fault;
    await line.pause(Math.max(1, failures));
  }
}

function advance(fill: Fill): void {
  fill.index += 1;
  delete fill.have;
}

/** One request: fills from the current part on, up to the first part that may lie on this disk. */
async function fetchRun(
  line: Line,
  job: ContentJob,
  handle: FileHandle,
  fill: Fill,
  first: number,
  held: Hash,
): Promise<{ readonly fault?: Fault; readonly position: number }> {
  const { size } = job.content;
  let [part, hash] = [fill.parts[fill.index], held];
  let position = (part?.start ?? 0) + first;
  let stop = runEnd(job, fill);
  fill.have = first;
  const answer = await line.ask(job.key, {
    start: position,
    ...(stop < size ? { end: stop } : {}),
    ...(fill.validator === undefined ? {} : { validator: fill.validator }),
    ...(fill.wrong > 0 ? { fresh: true } : {}),
  });
  if (answer.kind !== 'bytes') return { fault: answer, position };
  if (answer.total !== undefined && answer.total !== size) {
    answer.close();
    return { fault: { kind: 'wrong', found: `${answer.total} bytes instead of ${size}` }, position };
  }
  if (answer.start !== position) {
    fill.ignoresRanges = true;
    stop = size;
  }
  if (answer.validator !== undefined) fill.validator = answer.validator;
  let skip = position - answer.start;
  const seen = { wrong: false };
  const broken = await line.pour(answer, async (chunk) => {
    let rest = chunk.subarray(Math.min(skip, chunk.length));
    skip -= chunk.length - rest.length;
    while (rest.length > 0 && part !== undefined && position < stop) {
      const piece = rest.subarray(0, part.start + part.size - position);
      await writeAll(handle, piece, position);
      hash.update(piece);
      position += piece.length;
      rest = rest.subarray(piece.length);
      fill.have = position - part.start;
      if (fill.have < part.size) continue;
      seen.wrong = hash.digest('hex') !== part.sha256;
      if (seen.wrong) {
        fill.have = 0;
        return false;
      }
      advance(fill);
      [part, hash] = [fill.parts[fill.index], createHash('sha256')];
    }
    return position < stop;
  });
  if (seen.wrong) return { fault: { kind: 'wrong', found: 'another SHA-256' }, position };
  if (position >= stop) return { position };
  if (part !== undefined && position > part.start) fill.have = position - part.start;
  return { fault: { kind: 'broken', found: broken ?? 'a body that is too short' }, position };
}

function runEnd({ content, localPart }: ContentJob, { parts, index, ignoresRanges }: Fill): number {
  if (ignoresRanges || localPart === undefined) return content.size;
  const next = parts.slice(index + 1).find(({ sha256 }) => localPart(sha256) !== undefined);
  return next?.start ?? content.size;
}

async function copyLocal({ localPart }: ContentJob, part: Part, handle: FileHandle): Promise<boolean> {
  const place = localPart?.(part.sha256);
  if (place === undefined) return false;
  const from = await openToRead(place.file).catch(() => undefined);
  if (from === undefined) return false;
  try {
    const copied = await hashRange(from, place.start, part.size, (bytes, at) =>
      writeAll(handle, bytes, part.start + at),
    );
    if (copied.digest('hex') === part.sha256) return true;
    // What was copied is not the part; its length must not speak for it.
    await handle.truncate(part.start);
    return false;
  } finally {
    await from.close();
  }
}

/** SHA-256 of a stretch of a file; shorter where the file ends. */
async function hashRange(
  handle: FileHandle,
  start: number,
  size: number,
  onChunk: (bytes: Uint8Array, at: number) => Promise<void> = () => Promise.resolve(),
): Promise<Hash> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(Math.min(size, 2 ** 20));
  for (let at = 0; at < size;) {
    const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, size - at), start + at);
    if (bytesRead === 0) break;
    const bytes = buffer.subarray(0, bytesRead);
    hash.update(bytes);
    await onChunk(bytes, at);
    at += bytesRead;
  }
  return hash;
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    at += (await handle.write(bytes, at, bytes.length - at, position + at)).bytesWritten;
  }
}
