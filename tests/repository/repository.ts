import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The files of the repository as an audit sees them; a test may hand over another one that lives in memory. */
export interface Repository {
  /** Paths from the root with `/`, sorted. */
  readonly files: readonly string[];
  readonly read: (file: string) => string;
}

export const root = resolve(__dirname, '../..');

/** What is committed or would be: tracked files and untracked ones that are not ignored. */
export function openRepository(): Repository {
  const args = ['-c', 'safe.directory=*', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const listed = execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const paths = new Set(listed.split('\0').filter((file) => file !== ''));
  const files = [...paths].filter((file) => existsSync(join(root, file)) && statSync(join(root, file)).isFile());
  return { files: files.sort(), read: (file) => readFileSync(join(root, file), 'utf8') };
}

/** A repository of the given texts, for tests of the audits themselves. */
export function inMemory(texts: Readonly<Record<string, string>>): Repository {
  return { files: Object.keys(texts).sort(), read: (file) => texts[file] ?? '' };
}

/** The files whose path matches. */
export function matching(repository: Repository, pattern: RegExp): string[] {
  return repository.files.filter((file) => pattern.test(file));
}
