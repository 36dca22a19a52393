import { createHash } from 'node:crypto';
import { mkdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EducloudError, failure } from '../errors';
import type { CommonsClass } from '../vocabulary';
import { canonicalJson } from './canonical-json';
import { checkPlaces } from './check-places';
import { checkVersion } from './check-version';
import {
  documentLimits,
  parseDocument,
  readDocument,
  type Manifest,
  type PackFile,
  type Pointer,
  type RecallList,
} from './documents';
import { createFresh, renameOver, syncFolder, writeDurably } from './durable';
import { seal, type DocumentKind } from './envelope';
import { hashFile } from './hash-file';
import { namedFiles, type NamedFile } from './judge-paths';
import { readPackFolder, type PackFolder } from './pack-folder';
import { blobKey, manifestKey, pointerKey, recallKey } from './pack-layout';
import type { PackKey, Signer } from './pack-keys';
import { readSmall } from './read-small';
import { mergedRecalls, recalledBy, recallsInUse } from './recalls';
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
  /** What was not in the pack before. */
  readonly added: { readonly files: number; readonly bytes: number };
}

/**
 * Makes a pack, or a new version of one. The same files give the same documents; a pointer to the new version is written last, so that a
 * cut leaves the old one.
 *
 * @throws EDU612 to EDU619, EDU640 and EDU641 for what is refused, EDU621 to EDU623 for earlier versions that are damaged
 */
export async function createPack(options: CreateOptions): Promise<CreatedPack> {
  const { folder, out, id, version, licence, signer, notAfter, onProgress = () => undefined } = options;
  checkPlaces(options);
  const keys = [signer.key, ...(options.baseKeys ?? [])];
  const bases = await basesOf(options, keys);
  const named = await namedFiles(folder);
  const files: PackFile[] = [];
  for (const file of named) {
    onProgress(files.length, named.length);
    files.push({ path: file.path, ...(await hashFile(file.absolute)) });
  }
  const asked = await recalledBy(
    options.recall ?? [],
    bases.map((one) => one.folder),
    keys,
  );
  const recalled = mergedRecalls(...bases.map(({ pack }) => pack.recall.recalled), asked);
  const inUse = recallsInUse(recalled, files);
  if (inUse.length > 0) throw new EducloudError(inUse);
  const until = notAfter === undefined ? {} : { notAfter };
  const recall = { format: 1, id, version: recallVersion(bases, recalled, notAfter), ...until, recalled } as const;
  const manifest = { format: 1, id, version, licence, ...until, recall: recall.version, files } as const;
  for (const base of bases) await checkVersion(base.folder, base.pack.pointer, manifest, keys);
  const added = await writingFiles(out, async () => {
    const written = await writeBlobs(out, named, files);
    const sealed = await writeDocument(out, manifestKey(version), 'manifest', manifest, signer);
    await writeDocument(out, recallKey, 'recall', recall, signer);
    const sum = { sha256: createHash('sha256').update(sealed).digest('hex'), size: sealed.length };
    const pointer: Pointer = { format: 1, id, version, ...until, recall: recall.version, manifest: sum };
    await writeDocument(out, pointerKey, 'pointer', pointer, signer);
    await Promise.all(recalled.map(({ sha256 }) => rm(join(out, blobKey(sha256)), { force: true })));
    return written;
  });
  return { manifest, recall, bytes: files.reduce((sum, { size }) => sum + size, 0), added };
}

interface Base {
  readonly folder: string;
  readonly pack: PackFolder;
}

async function basesOf({ out, base, id }: CreateOptions, keys: readonly PackKey[]): Promise<readonly Base[]> {
  const bases: Base[] = [];
  for (const folder of base === undefined ? [out] : [out, base]) {
    const pack = await readPackFolder(folder, keys);
    if (pack === undefined && folder === base) {
      throw failure('EDU620', 'the folder of the earlier version holds no pack', {
        file: folder,
        found: `no ${pointerKey}`,
        allowed: 'a folder that `pack create` has made',
        fix: 'check the path; leave out `--base` for the first version',
      });
    }
    if (pack === undefined) continue;
    for (const { id: found } of [pack.pointer, pack.recall]) {
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
  const lists = bases.map(({ pack }) => pack.recall);
  const newest = Math.max(0, ...lists.map(({ version }) => version));
  const same = lists.some(
    (list) =>
      list.version === newest && list.notAfter === notAfter && canonicalJson(list.recalled) === canonicalJson(recalled),
  );
  return same ? newest : newest + 1;
}

async function writeBlobs(
  out: string,
  named: readonly NamedFile[],
  files: readonly PackFile[],
): Promise<CreatedPack['added']> {
  const added = { files: 0, bytes: 0 };
  for (const [index, { sha256, size, path }] of files.entries()) {
    const to = join(out, blobKey(sha256));
    const from = named[index]?.absolute ?? '';
    if (await holds(to, sha256, size)) continue;
    await mkdir(dirname(to), { recursive: true });
    const draft = join(out, 'blobs', '.new');
    const handle = await createFresh(draft);
    try {
      const copied = await hashFile(from, async (chunk) => void (await handle.write(chunk)));
      if (copied.sha256 !== sha256) throw changedMeanwhile(path);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await renameOver(draft, to);
    await syncFolder(dirname(to));
    added.files += 1;
    added.bytes += size;
  }
  return added;
}

async function holds(path: string, sha256: string, size: number): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() === true && found.size === size && (await hashFile(path)).sha256 === sha256;
}

function changedMeanwhile(path: string): Error {
  return failure('EDU640', 'the file changed while the pack was made', {
    file: path,
    found: 'other bytes when it was read again',
    allowed: 'files that nobody is writing to',
    fix: 'make the pack again when the folder is quiet',
  });
}

/** A document that says the same already is left as it is, since an ECDSA signature is another one each time. */
async function writeDocument(
  out: string,
  key: string,
  kind: DocumentKind,
  document: Manifest | Pointer | RecallList,
  signer: Signer,
): Promise<Buffer> {
  const path = join(out, key);
  const there = await readSmall(path, documentLimits[kind]);
  const payload = canonicalJson(document);
  parseDocument(kind, payload, key);
  if (there !== undefined && saysTheSame(there, kind, payload, signer.key, path)) return there;
  const sealed = Buffer.from(await seal(kind, document, signer));
  await mkdir(dirname(path), { recursive: true });
  await writeDurably(path, sealed);
  return sealed;
}

function saysTheSame(bytes: Buffer, kind: DocumentKind, payload: string, key: PackKey, path: string): boolean {
  try {
    return canonicalJson(readDocument(kind, bytes, [key], path)) === payload;
  } catch {
    return false;
  }
}
