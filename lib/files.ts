import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
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

/** What a folder may hold that is made ready for output. */
export interface OwnFiles {
  /** Names of the files that are replaced; nothing else is deleted. */
  readonly names: RegExp;
  /** The file without which none is taken for an own one; any folder will do where there is no marker. */
  readonly marker?: string;
  /** What files of others are told to be: `no cloud assembly`. */
  readonly foreign: string;
  /** The folders that are fine. */
  readonly allowed: string;
  /** The option that names the folder. */
  readonly option: string;
}

/**
 * Makes `folder` an empty folder; own files of an earlier run are deleted.
 *
 * @throws EDU701 when it is a file or cannot be written, EDU702 when it holds other files
 */
export function prepareFolder(folder: string, { names, marker, foreign, allowed, option }: OwnFiles): void {
  const nearest = nearestExisting(folder);
  if (!statSync(nearest).isDirectory()) {
    throw failure('EDU701', `${nearest} is not a folder`, {
      file: folder,
      found: 'a file',
      allowed: 'a folder, or a path where one can be made',
    });
  }
  writing(folder, () => {
    makeFolder(folder);
    const entries = readdirSync(folder, { withFileTypes: true });
    const isOurs = marker === undefined || entries.some(({ name }) => name === marker);
    const others = entries.filter((entry) => !isOurs || !entry.isFile() || !names.test(entry.name));
    if (others.length > 0) {
      throw failure('EDU702', `${folder} holds files that are ${foreign}`, {
        file: folder,
        found: others
          .slice(0, 3)
          .map(({ name }) => name)
          .join(', '),
        allowed,
        fix: `choose another folder with \`${option}\``,
      });
    }
    for (const { name } of entries) rmSync(join(folder, name));
  });
}

function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}

/** A path as a shell takes it for one word. */
export function quoted(path: string): string {
  return /^[\w./~-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
