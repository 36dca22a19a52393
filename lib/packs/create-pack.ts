import { EducloudError, failure, type Issue } from '../errors';
import { readIssue } from '../files';
import type { CommonsClass } from '../vocabulary';
import { canonicalJson } from './canonical-json';
import { checkPlaces, privateKeyAmong } from './check-places';
import { checkVersion } from './check-version';
import { parseDocument, type Manifest, type PackFile, type RecallList } from './documents';
import { hashFile } from './hash-file';
import { namedFiles, type NamedFile } from './judge-paths';
import { readPackFolder, type PackFolder } from './pack-folder';
import { manifestKey, pointerKey, recallKey } from './pack-layout';
import { holdsKeyOf, type PackKey, type Signer } from './pack-keys';
import { mergedRecalls, recalledBy, recallsInUse } from './recalls';
import { writePack, type Added } from './write-pack';
import { writingFiles } from './writing-files';

/** What a pack is made of. */
export interface CreateOptions {
  /** The files, under the names that schools will see. */
  readonly folder: string;
  /** The pack; it may hold earlier versions. */
  readonly out: string;
  readonly id: string;
  readonly version: number;
  readonly licence: CommonsClass;
  readonly signer: Signer;
  /** An earlier version in another folder. */
  readonly base?: string;
  /** Keys, besides the signer's, with which earlier versions may be signed. */
  readonly baseKeys?: readonly PackKey[];
  /** Paths in earlier versions, or SHA-256. */
  readonly recall?: readonly string[];
  /** Files that must not lie among those of the pack: the private key. */
  readonly secrets?: readonly string[];
  /** The last day on which schools take this version, `YYYY-MM-DD`. */
  readonly notAfter?: string;
  readonly onProgress?: (files: number, total: number) => void;
}

/** What was made. */
export interface CreatedPack {
  readonly manifest: Manifest;
  readonly recall: RecallList;
  readonly bytes: number;
  readonly added: Added;
}

/**
 * Makes a pack, or a new version of one. The same files give the same documents; a pointer to the new version is written last, so that a
 * cut leaves the old one.
 *
 * @throws EDU612 to EDU619, EDU640 and EDU641 for what is refused, EDU621 to EDU623 for earlier versions that are damaged
 */
export async function createPack(options: CreateOptions): Promise<CreatedPack> {
  const { folder, out, id, version, licence, signer, notAfter } = options;
  checkPlaces(options);
  const keys = [signer.key, ...(options.baseKeys ?? [])];
  const bases = await basesOf(options, keys);
  const named = await namedFiles(folder);
  const files = await hashed(named, options);
  const asked = await recalledBy(
    options.recall ?? [],
    bases.map((one) => one.folder),
    keys,
  );
  const recalled = mergedRecalls(...bases.map(({ pack }) => pack.recall?.recalled ?? []), asked);
  const inUse = recallsInUse(recalled, files);
  if (inUse.length > 0) throw new EducloudError(inUse);
  const until = notAfter === undefined ? {} : { notAfter };
  const recall = { format: 1, id, version: recallVersion(bases, recalled, notAfter), ...until, recalled } as const;
  const manifest = { format: 1, id, version, licence, ...until, recall: recall.version, files } as const;
  for (const base of bases) await checkVersion(base.folder, base.pack.pointer, manifest, keys);
  parseDocument('recall', canonicalJson(recall), recallKey);
  parseDocument('manifest', canonicalJson(manifest), manifestKey(version));
  const added = await writingFiles(out, () => writePack(out, { named, manifest, recall }, signer));
  return { manifest, recall, bytes: files.reduce((sum, { size }) => sum + size, 0), added };
}

async function hashed(
  named: readonly NamedFile[],
  { folder, signer, onProgress = () => undefined }: CreateOptions,
): Promise<readonly PackFile[]> {
  const files: PackFile[] = [];
  const issues: Issue[] = [];
  for (const [index, { path, absolute }] of named.entries()) {
    onProgress(index, named.length);
    try {
      const content = await hashFile(absolute, (chunk) => {
        if (holdsKeyOf(chunk, signer)) throw privateKeyAmong(path, folder);
      });
      files.push({ path, ...content });
    } catch (error) {
      issues.push(...(error instanceof EducloudError ? error.issues : [readIssue(absolute, error)]));
    }
  }
  if (issues.length > 0) throw new EducloudError(issues);
  return files;
}

interface Base {
  readonly folder: string;
  readonly pack: PackFolder;
}

async function basesOf({ out, base, id }: CreateOptions, keys: readonly PackKey[]): Promise<readonly Base[]> {
  const bases: Base[] = [];
  for (const folder of base === undefined ? [out] : [out, base]) {
    const pack = await readPackFolder(folder, keys);
    if (pack?.pointer === undefined && folder === base) {
      throw failure('EDU620', 'the folder of the earlier version holds no pack', {
        file: folder,
        found: `no ${pointerKey}`,
        allowed: 'a folder that `pack create` has made',
        fix: 'check the path; leave out `--base` for the first version',
      });
    }
    if (pack === undefined) continue;
    for (const found of [pack.pointer?.id ?? id, pack.recall?.id ?? id]) {
      if (found === id) continue;
      throw failure('EDU616', 'the folder holds another pack', {
        file: folder,
        found,
        allowed: id,
        fix: 'choose another folder, or write the id of this pack',
      });
    }
    bases.push({ folder, pack });
  }
  return bases;
}

/** Rises when anything of the list changes, so that no school takes an old list for the new one. */
function recallVersion(bases: readonly Base[], recalled: RecallList['recalled'], notAfter: string | undefined): number {
  const lists = bases.flatMap(({ pack }) => pack.recall ?? []);
  const newest = Math.max(0, ...lists.map(({ version }) => version));
  const same = lists.some(
    (list) =>
      list.version === newest && list.notAfter === notAfter && canonicalJson(list.recalled) === canonicalJson(recalled),
  );
  return same ? newest : newest + 1;
}
