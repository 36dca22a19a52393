import { EducloudError, issue, type Issue } from '../errors';
import { pathCollisions, pathFault } from './pack-path';
import { foreignKind, walkFolder, type FoundFile } from './walk-folder';

/** A file that goes into a pack under `path`. */
export interface NamedFile extends FoundFile {
  readonly path: string;
}

/**
 * The files of a folder under the names that they get in a pack: in Unicode NFC, sorted.
 *
 * @throws EDU612 for names that some system cannot have, EDU613 for names that are one there, EDU614 for links and the like; all at once
 */
export async function namedFiles(folder: string): Promise<readonly NamedFile[]> {
  const { files, others } = await walkFolder(folder);
  const named = files
    .map(({ path, absolute }) => ({ path: path.normalize('NFC'), absolute }))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const issues = [
    ...others.map(({ path, what }) => foreignKind(path, what)),
    ...named.flatMap(({ path }) => nameIssues(path)),
    ...pathCollisions(named.map(({ path }) => path)).map(([one, other]) => collision(one, other)),
  ];
  if (issues.length > 0) throw new EducloudError(issues);
  return named;
}

function nameIssues(path: string): Issue[] {
  const fault = pathFault(path);
  if (fault === undefined) return [];
  return [
    issue('EDU612', 'the file has a name that not every system can have', {
      file: path,
      found: fault,
      allowed: 'names that Windows, macOS and Linux take',
      fix: 'rename it',
    }),
  ];
}

function collision(one: string, other: string): Issue {
  return issue('EDU613', 'two names are one where case or the form of an accent does not count', {
    file: other,
    found: one === other ? one : `${one} and ${other}`,
    allowed: 'names that differ by more, and folders that are written in one way',
    fix: 'rename one of them',
  });
}
