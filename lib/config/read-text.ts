import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { issue, type Issue } from '../errors';
import { readIssue } from '../files';

export type TextEncoding = 'utf-8' | 'gb18030';

export interface TextResult {
  readonly text?: string;
  readonly issues: readonly Issue[];
}

/** Limits in bytes. The largest real region files are rosters of some 60,000 rows, about 10 MB. */
export const sizeLimits = {
  regionFile: 8 * 1024 * 1024,
  roster: 32 * 1024 * 1024,
  ledger: 64 * 1024 * 1024,
  /** Half a kilobyte a school. */
  cells: 32 * 1024 * 1024,
  acceptances: 8 * 1024 * 1024,
  /** A public key has half a kilobyte. */
  publicKey: 16 * 1024,
  /** IAM takes a tenth of it at most. */
  policy: 128 * 1024,
} as const;

/**
 * Reads a text file, without a byte order mark.
 *
 * @param file path as the user wrote it
 * @param limit largest size accepted, in bytes
 */
export function readText(file: string, limit: number, encoding: TextEncoding = 'utf-8'): TextResult {
  const read = readBytes(file, limit);
  return read.bytes === undefined ? { issues: read.issues } : decode(read.bytes, file, encoding);
}

function readBytes(file: string, limit: number): { bytes?: Buffer; issues: Issue[] } {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, 'r');
    const stat = fstatSync(descriptor);
    const bad = stat.isFile()
      ? sizeIssue(file, stat.size, limit)
      : issue('EDU102', 'this path is not a file', {
          file,
          found: stat.isDirectory() ? 'a folder' : 'a device',
          allowed: 'a text file',
        });
    return bad === undefined ? { bytes: readFileSync(descriptor), issues: [] } : { issues: [bad] };
  } catch (error) {
    return { issues: [readIssue(file, error)] };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function sizeIssue(file: string, size: number, limit: number): Issue | undefined {
  if (size === 0) {
    return issue('EDU103', 'the file holds 0 bytes', { file, fix: 'start from `educloud init DIR`' });
  }
  if (size > limit) {
    return issue('EDU104', 'the file is larger than any that educloud reads', {
      file,
      found: `${size} bytes`,
      allowed: `${limit} bytes`,
      fix: 'move schools into rosters (`from: roster.csv`), or split the roster',
    });
  }
  return undefined;
}

function decode(bytes: Buffer, file: string, encoding: TextEncoding): TextResult {
  try {
    // TextDecoder drops a UTF-8 byte order mark by itself.
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), issues: [] };
  } catch {
    return {
      issues: [
        issue('EDU105', `the file is not valid ${encoding}`, {
          file,
          line: firstBadLine(bytes, encoding),
          allowed: 'utf-8, or gb18030 for a roster that says `encoding: gb18030`',
          fix:
            encoding === 'utf-8'
              ? 'save it as UTF-8; for a roster from Chinese Excel add `encoding: gb18030`'
              : 'save it as UTF-8 and drop `encoding`',
        }),
      ],
    };
  }
}

function firstBadLine(bytes: Buffer, encoding: TextEncoding): number {
  let line = 1;
  let start = 0;
  for (let end = bytes.indexOf(10); ; end = bytes.indexOf(10, start)) {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(bytes.subarray(start, end < 0 ? undefined : end));
    } catch {
      return line;
    }
    if (end < 0) return line;
    start = end + 1;
    line += 1;
  }
}
