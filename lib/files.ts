import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { EducloudError, failure, issue, type Issue } from './errors';

/** Runs `write`; a refusal of the file system becomes EDU701. */
export function writing<T>(target: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    if (error instanceof EducloudError) throw error;
    throw failure('EDU701', `${target} cannot be written`, {
      file: target,
      found: systemCode(error),
      allowed: 'a place that you may write to',
      fix: 'choose another, or change its permissions',
    });
  }
}

/** Why a file cannot be read: EDU101 where there is none, EDU102 otherwise. */
export function readIssue(file: string, error: unknown): Issue {
  const code = systemCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return issue('EDU101', 'there is no such file', {
      file,
      fix: 'check the path; it is relative to where it is written',
    });
  }
  // What Node says of a path with a NUL in it.
  if (code === 'ERR_INVALID_ARG_VALUE') {
    return issue('EDU102', 'the file cannot be read', {
      file,
      found: 'a path with a NUL character',
      fix: 'write its name',
    });
  }
  return issue('EDU102', 'the file cannot be read', { file, found: code, fix: 'check its permissions' });
}

/** The code of a file-system error, such as `ENOENT`; the error as text where it has none. */
export function systemCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
}

/**
 * Makes a folder and those above it that are missing, one by one: with `recursive`, Node 20 never returns where a folder
 * can be seen and not written to, as under `/proc`.
 */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  mkdirSync(path);
}

/** A path as a shell takes it for one word. */
export function quoted(path: string): string {
  return /^[\w./~-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
