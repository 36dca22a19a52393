import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareFolder, writing, type OwnFiles } from '../files';

/** Every file that a synthesis leaves. In a folder with the marker `cdk.out` they are replaced; nothing else is deleted. */
const ours: OwnFiles = {
  names:
    /^(cdk\.out|manifest\.json|tree\.json|educloud\.json|README\.md|validation-report\.json|policy-validation-report\.json|performance-counters\.json|.+\.(template|assets|metadata)\.json)$/,
  marker: 'cdk.out',
  foreign: 'no cloud assembly',
  allowed: 'an empty folder, or an earlier output of educloud',
  option: '--out',
};

/**
 * Makes `folder` an empty folder for a cloud assembly; an assembly that is there already is replaced.
 *
 * @throws EDU701 when it is a file or cannot be written, EDU702 when it holds anything but a cloud assembly
 */
export function prepareOutput(folder: string): void {
  prepareFolder(folder, ours);
  // The marker of a cloud assembly; written first, so that a folder that cannot be written is found before the work.
  writing(folder, () => {
    writeFileSync(join(folder, 'cdk.out'), '');
  });
}
