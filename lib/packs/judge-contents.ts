import { join } from 'node:path';
import { compare, issue, type Issue } from '../errors';
import { readIssue } from '../files';
import type { PackDocuments } from './collect-documents';
import type { PackFile } from './documents';
import { hashFile } from './hash-file';
import { differs } from './judge-documents';
import { missing } from './pack-folder';
import { foldersOf } from './pack-path';
import { foreignKind, walkFolder, type FoundFile } from './walk-folder';

/** What became of the files of a pack. */
export interface Contents {
  readonly files: number;
  readonly bytes: number;
  readonly issues: readonly Issue[];
}

/** Reads every file that a manifest lists, and finds those that none lists. */
export async function judgeContents(
  documents: PackDocuments,
  onProgress: (files: number, total: number) => void = () => undefined,
): Promise<Contents> {
  const { folder } = documents;
  const { files, others } = await walkFolder(folder);
  const isIgnored = ({ path }: { readonly path: string }): boolean => isBelow(path, documents.ignored);
  // Some file systems hand a name back in another form than it was written in.
  const found = new Map(files.filter((one) => !isIgnored(one)).map((one) => [one.path.normalize('NFC'), one]));
  const foreign = new Map(others.filter((one) => !isIgnored(one)).map((one) => [one.path.normalize('NFC'), one.what]));
  const listed = listedFiles(documents);
  const recalled = new Set(documents.recall?.document.recalled.map(({ sha256 }) => sha256));
  const issues: Issue[] = [...foreign].map(([path, what]) => foreignKind(join(folder, path), what));
  const read = { files: 0, bytes: 0 };
  let seen = 0;
  for (const [place, file] of listed) {
    onProgress(seen, listed.size);
    seen += 1;
    const there = found.get(place);
    if (recalled.has(file.sha256)) {
      if (there !== undefined) issues.push(stillThere(there.absolute, file.sha256));
    } else if (there !== undefined) {
      issues.push(...(await contentIssues(there, file)));
      read.files += 1;
      read.bytes += file.size;
    } else if (![...foldersOf(place), place].some((path) => foreign.has(path))) {
      issues.push(...missing(join(folder, place)).issues);
    }
  }
  return { ...read, issues: [...issues, ...unlisted([...found], listed, documents, recalled)] };
}

function listedFiles({ manifests, placeOf }: PackDocuments): ReadonlyMap<string, PackFile> {
  const listed = manifests.flatMap(({ document }) => document.files.map((file) => [placeOf(file), file] as const));
  return new Map(listed.sort(([a], [b]) => compare(a, b)));
}

async function contentIssues({ absolute }: FoundFile, file: PackFile): Promise<readonly Issue[]> {
  try {
    const { size, sha256, parts } = await hashFile(absolute);
    if (size !== file.size) return differs(absolute, `${size} bytes`, `${file.size} bytes`).issues;
    if (sha256 !== file.sha256) return differs(absolute, sha256, file.sha256).issues;
    const part = (parts ?? []).findIndex((one, index) => one !== file.parts?.[index]);
    return part < 0
      ? []
      : differs(absolute, `part ${part + 1}: ${parts?.[part] ?? ''}`, file.parts?.[part] ?? '').issues;
  } catch (error) {
    return [readIssue(absolute, error)];
  }
}

/** Where a manifest cannot be read, nobody knows what it lists; that it cannot be read is told already. */
function unlisted(
  found: readonly (readonly [string, FoundFile])[],
  listed: ReadonlyMap<string, PackFile>,
  { places, manifests, pointer, recall }: PackDocuments,
  recalled: ReadonlySet<string>,
): readonly Issue[] {
  const read = [...manifests, pointer, recall].filter((one) => one !== undefined).length;
  if (read < places.length) return [];
  return found
    .filter(([place]) => !listed.has(place) && !places.includes(place))
    .map(([place, { absolute }]) => {
      const name = place.split('/').at(-1) ?? '';
      return recalled.has(name) ? stillThere(absolute, name) : notOfThePack(absolute);
    });
}

function stillThere(file: string, sha256: string): Issue {
  return issue('EDU639', 'a recalled content is still there', {
    file,
    found: sha256,
    allowed: 'nothing that the publisher has recalled',
    fix: 'run `pack sync` (of a pack, `pack create`) again, which removes it',
  });
}

function notOfThePack(file: string): Issue {
  return issue('EDU637', 'the file does not belong to the pack', {
    file,
    found: 'a file that no manifest lists',
    allowed: 'the files of the pack alone',
    fix: 'keep it elsewhere if it is yours, else remove it: nothing vouches for it',
  });
}

function isBelow(path: string, folder: string | undefined): boolean {
  return folder !== undefined && path.startsWith(`${folder}/`);
}
