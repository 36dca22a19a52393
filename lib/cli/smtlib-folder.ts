import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareFolder, writing, type OwnFiles } from '../files';
import type { SmtlibFile } from '../prove';

/** Every file that this leaves; those of an earlier proof are replaced, nothing else is deleted. */
const ours: OwnFiles = {
  names: /^(?:index\.json|\d{4,}-[a-z0-9-]+\.smt2)$/,
  foreign: 'no problems in SMT-LIB',
  allowed: 'an empty folder, or one of an earlier proof',
  option: '--smtlib',
};

/**
 * Makes a folder ready for problems in SMT-LIB, which {@link writeSmtlib} writes.
 *
 * @throws EDU701 when it is a file or cannot be written, EDU702 when it holds other files
 */
export function prepareSmtlib(folder: string): void {
  prepareFolder(folder, ours);
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
