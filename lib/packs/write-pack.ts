import { createHash } from 'node:crypto';
import { mkdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { failure } from '../errors';
import { canonicalJson } from './canonical-json';
import { documentLimits, readDocument, type Manifest, type PackFile, type Pointer, type RecallList } from './documents';
import { createFresh, renameOver, syncFolder, writeDurably } from './durable';
import { seal, type DocumentKind } from './envelope';
import { hashFile } from './hash-file';
import type { NamedFile } from './judge-paths';
import { blobKey, manifestKey, pointerKey, recallKey } from './pack-layout';
import type { PackKey, Signer } from './pack-keys';
import { readSmall, tooLong } from './read-small';

/** What was not in the pack before. */
export interface Added {
  readonly files: number;
  readonly bytes: number;
}

/** Writes a version so that a cut leaves the one before: contents, manifest, recall list, and the pointer last. */
export async function writePack(
  out: string,
  {
    named,
    manifest,
    recall,
  }: { readonly named: readonly NamedFile[]; readonly manifest: Manifest; readonly recall: RecallList },
  signer: Signer,
): Promise<Added> {
  const { format, id, version, notAfter } = manifest;
  const added = await writeBlobs(out, named, manifest.files);
  const sealed = await writeDocument(out, manifestKey(version), 'manifest', manifest, signer);
  await writeDocument(out, recallKey, 'recall', recall, signer);
  const sum = { sha256: createHash('sha256').update(sealed).digest('hex'), size: sealed.length };
  const until = notAfter === undefined ? {} : { notAfter };
  const pointer: Pointer = { format, id, version, ...until, recall: recall.version, manifest: sum };
  await writeDocument(out, pointerKey, 'pointer', pointer, signer);
  await Promise.all(recall.recalled.map(({ sha256 }) => rm(join(out, blobKey(sha256)), { force: true })));
  // What an earlier cut has left.
  for (const key of [
    join('blobs', '.new'),
    ...[pointerKey, recallKey, manifestKey(version)].map((one) => `${one}.new`),
  ]) {
    await rm(join(out, key), { force: true });
  }
  return added;
}

async function writeBlobs(out: string, named: readonly NamedFile[], files: readonly PackFile[]): Promise<Added> {
  const added = { files: 0, bytes: 0 };
  const touched = new Set<string>();
  for (const [index, { sha256, size, path }] of files.entries()) {
    const to = join(out, blobKey(sha256));
    const from = named[index]?.absolute ?? '';
    if (await holds(to, sha256, size)) continue;
    await mkdir(dirname(to), { recursive: true });
    const draft = join(out, 'blobs', '.new');
    const handle = await createFresh(draft);
    try {
      const copied = await hashFile(from, (chunk) => handle.writeFile(chunk));
      if (copied.sha256 !== sha256) throw changedMeanwhile(path);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await renameOver(draft, to);
    touched.add(dirname(to));
    added.files += 1;
    added.bytes += size;
  }
  for (const folder of touched) await syncFolder(folder);
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
  if (there !== undefined && saysTheSame(there, kind, payload, signer.key, path)) return there;
  if (there !== undefined && kind === 'manifest') throw signedOtherwise(path, signer.key);
  const sealed = Buffer.from(await seal(kind, document, signer));
  if (sealed.length > documentLimits[kind]) throw tooLong(path, sealed.length, documentLimits[kind]);
  await mkdir(dirname(path), { recursive: true });
  await writeDurably(path, sealed);
  return sealed;
}

/** Caches keep a manifest under its name for a year, so that it may never have other bytes. */
function signedOtherwise(file: string, { id }: PackKey): Error {
  return failure('EDU617', 'this version of the pack exists, signed by another key', {
    file,
    found: 'a signature by another key than the one given',
    allowed: `a version that ${id} has signed, or a new one`,
    fix: 'publish under a higher version what the new key is to sign',
  });
}

function saysTheSame(bytes: Buffer, kind: DocumentKind, payload: string, key: PackKey, path: string): boolean {
  try {
    return canonicalJson(readDocument(kind, bytes, [key], path)) === payload;
  } catch {
    return false;
  }
}
