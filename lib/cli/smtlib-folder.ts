import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { failure } from '../errors';
import { makeFolder, writing } from '../files';
import type { SmtlibFile } from '../prove';

/** Every file that this leaves; those of an earlier proof are replaced, nothing else is deleted. */
const ours = /^(?:index\.json|\d{4,}-[a-z0-9-]+\.smt2)$/;

/**
 * Makes a folder ready for problems in SMT-LIB, which {@link writeSmtlib} writes.
 *
 * @throws EDU701 when it is a file or cannot be written, EDU702 when it holds other files
 */
export function prepareSmtlib(folder: string): void {
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
    const foreign = entries.filter((entry) => !entry.isFile() || !ours.test(entry.name)).map(({ name }) => name);
    if (foreign.length > 0) {
      throw failure('EDU702', `${folder} holds files that are no problems in SMT-LIB`, {
        file: folder,
        found: foreign.slice(0, 3).join(', '),
        allowed: 'an empty folder, or one of an earlier proof',
        fix: 'choose another folder with `--smtlib`',
      });
    }
    for (const { name } of entries) rmSync(join(folder, name));
  });
}

/** Writes the files one by one and returns the number of problems among them. */
export function writeSmtlib(folder: string, files: Iterable<SmtlibFile>): number {
  let count = 0;
  writing(folder, () => {
    for (const { name, text } of files) {
      writeFileSync(join(folder, name), text);
      if (name.endsWith('.smt2')) count += 1;
    }
  });
  return count;
}

function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}
