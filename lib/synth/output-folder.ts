import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { failure } from '../errors';
import { makeFolder, writing } from '../files';

/** Every file that a synthesis leaves. In a folder with the marker `cdk.out` they are replaced; nothing else is deleted. */
const ours =
  /^(cdk\.out|manifest\.json|tree\.json|educloud\.json|README\.md|validation-report\.json|policy-validation-report\.json|performance-counters\.json|.+\.(template|assets|metadata)\.json)$/;

/**
 * Makes `folder` an empty folder for a cloud assembly; an assembly that is there already is replaced.
 *
 * @throws EDU701 when it is a file or cannot be written, EDU702 when it holds anything but a cloud assembly
 */
export function prepareOutput(folder: string): void {
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
    const isAssembly = entries.some(({ name }) => name === 'cdk.out');
    const foreign = entries
      .filter((entry) => !isAssembly || !entry.isFile() || !ours.test(entry.name))
      .map(({ name }) => name);
    if (foreign.length > 0) {
      throw failure('EDU702', `${folder} holds files that are no cloud assembly`, {
        file: folder,
        found: foreign.slice(0, 3).join(', '),
        allowed: 'an empty folder, or an earlier output of educloud',
        fix: 'choose another folder with `--out`',
      });
    }
    for (const { name } of entries) rmSync(join(folder, name));
    // The marker of a cloud assembly; written first, so that a folder that cannot be written is found before the work.
    writeFileSync(join(folder, 'cdk.out'), '');
  });
}

function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}
