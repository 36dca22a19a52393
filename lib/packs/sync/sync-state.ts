import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { EducloudError, failure } from '../../errors';
import { writing } from '../../files';
import { canonicalJson } from '../canonical-json';
import {
  documentLimits,
  parseDocument,
  readDocument,
  type Manifest,
  type PackFile,
  type Pointer,
  type RecallList,
} from '../documents';
import { unsealUnverified, type DocumentKind } from '../envelope';
import type { PackKey } from '../pack-keys';
import { pointerKey, recallKey } from '../pack-layout';
import { controlFolder, pathFault } from '../pack-path';
import { readSmall } from '../read-small';

/** Which contents syncs have put at which paths. */
export type Owned = ReadonlyMap<string, ReadonlySet<string>>;

/** A change of version that was begun: everything for it has been fetched and verified. */
export interface Journal {
  /** The documents, sealed, as they were verified. */
  readonly pointer: string;
  readonly manifest: string;
  /** What earlier versions have put there. */
  readonly before: readonly { readonly path: string; readonly sha256: string }[];
}

/**
 * What a target knows. It may have come on a stick, or from the time of another key, so its documents are verified each time. What is not
 * signed by a trusted key says nothing of versions, recalls and what is to be done; it only tells which files are a pack's.
 */
export interface SyncState {
  readonly control: string;
  readonly pointer?: Pointer;
  readonly recall?: RecallList;
  readonly journal?: Journal & { readonly to: Pointer; readonly next: Manifest };
  /** The newest version that was ever offered, complete or not. */
  readonly seen?: Pointer;
  /** The pack that the target is for, whoever says so. */
  readonly id?: string;
  /** Files that may have been put there, whoever says so: each is verified before it is used. */
  readonly listed: readonly PackFile[];
  readonly owned: Owned;
  /** Documents that no trusted key has signed. */
  readonly untrusted: readonly string[];
}

const journalSchema = z.strictObject({
  before: z.array(
    z.strictObject({ path: z.string().refine((path) => pathFault(path) === undefined), sha256: z.string() }),
  ),
  manifest: z.string(),
  pointer: z.string(),
});

export const journalName = 'journal.json';
export const manifestName = 'manifest.json';
export const seenName = 'seen.json';
export const incomingName = 'incoming';

/**
 * What is known in a target; nothing, where no sync was.
 *
 * @throws EDU621 and EDU643 for damaged documents, EDU631 where the target is no folder or a link stands in the control folder
 */
export async function readState(target: string, keys: readonly PackKey[]): Promise<SyncState> {
  const control = join(target, controlFolder);
  checkFolders(target, control);
  const pointer = await heldDocument(control, pointerKey, 'pointer', keys);
  const seen = await heldDocument(control, seenName, 'pointer', keys);
  const manifest = await heldDocument(control, manifestName, 'manifest', keys);
  const recall = await heldDocument(control, recallKey, 'recall', keys);
  const journal = await readJournal(control, keys, trusted(pointer));
  const listed = [...(manifest?.document.files ?? []), ...(journal?.next.files ?? [])];
  const owned = new Map<string, Set<string>>();
  for (const { path, sha256 } of [...listed, ...(journal?.before ?? [])]) {
    owned.set(path, (owned.get(path) ?? new Set()).add(sha256));
  }
  const held = [pointer, seen, manifest, recall, journal].filter((one) => one !== undefined);
  const id = [pointer, recall, seen, manifest].find((one) => one !== undefined)?.document.id ?? journal?.to.id;
  return {
    control,
    owned,
    listed,
    untrusted: held.filter(({ isTrusted }) => !isTrusted).map(({ file }) => file),
    ...optional('pointer', trusted(pointer)),
    ...optional('recall', trusted(recall)),
    ...optional('seen', trusted(seen)),
    ...optional('journal', journal?.isTrusted === true ? journal : undefined),
    ...optional('id', id),
  };
}

/** A document of the control folder. */
interface Held<T> {
  readonly document: T;
  readonly file: string;
  readonly isTrusted: boolean;
}

function trusted<T>(one: Held<T> | undefined): T | undefined {
  return one?.isTrusted === true ? one.document : undefined;
}

function optional<Key extends string, T>(key: Key, value: T | undefined): { readonly [key in Key]?: T } {
  const members: { [key in Key]?: T } = {};
  if (value !== undefined) members[key] = value;
  return members;
}

/** The text of a journal. */
export function journalText({ pointer, manifest, before }: Journal): string {
  return `${canonicalJson({ pointer, manifest, before: before.map(({ path, sha256 }) => ({ path, sha256 })) })}\n`;
}

/** Makes the folder for what is on its way. */
export function makeIncoming(control: string): string {
  const path = join(control, incomingName);
  writing(path, () => mkdirSync(path, { recursive: true }));
  return path;
}

/** Contents by name, each once. */
export function byContent(files: readonly PackFile[]): ReadonlyMap<string, PackFile> {
  return new Map(files.map((file) => [file.sha256, file]));
}

async function heldDocument<Kind extends DocumentKind>(
  control: string,
  name: string,
  kind: Kind,
  keys: readonly PackKey[],
): Promise<Held<ReturnType<typeof parseDocument<Kind>>> | undefined> {
  const file = join(control, name);
  const bytes = await readSmall(file, documentLimits[kind]);
  return bytes === undefined ? undefined : judged(bytes, kind, keys, file);
}

function judged<Kind extends DocumentKind>(
  bytes: Buffer,
  kind: Kind,
  keys: readonly PackKey[],
  file: string,
): Held<ReturnType<typeof parseDocument<Kind>>> {
  try {
    return { document: readDocument(kind, bytes, keys, file), file, isTrusted: true };
  } catch (error) {
    if (!(error instanceof EducloudError) || !error.issues.every(({ code }) => code === 'EDU622')) throw error;
    return { document: parseDocument(kind, unsealUnverified(bytes, file), file), file, isTrusted: false };
  }
}

async function readJournal(
  control: string,
  keys: readonly PackKey[],
  held: Pointer | undefined,
): Promise<(NonNullable<SyncState['journal']> & Omit<Held<unknown>, 'document'>) | undefined> {
  const file = join(control, journalName);
  const bytes = await readSmall(file, 4 * documentLimits.manifest);
  if (bytes === undefined) return undefined;
  const { success, data } = journalSchema.safeParse(parsed(bytes.toString('utf8')));
  if (!success) throw damaged(file, 'another form');
  const to = judged(Buffer.from(data.pointer), 'pointer', keys, file);
  const next = judged(Buffer.from(data.manifest), 'manifest', keys, file);
  const { id, version, manifest } = to.document;
  const isWhole = manifest.sha256 === createHash('sha256').update(data.manifest).digest('hex');
  if (!isWhole || id !== (held?.id ?? id) || version < (held?.version ?? 0)) throw damaged(file, `${id} ${version}`);
  return { ...data, to: to.document, next: next.document, file, isTrusted: to.isTrusted && next.isTrusted };
}

function damaged(file: string, found: string): Error {
  return failure('EDU621', 'the journal of a sync is damaged', {
    file,
    found,
    allowed: 'the journal as a sync wrote it',
    fix: 'remove it and run the same command again: every file is verified anew',
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A link in the control folder would lead writing elsewhere. */
function checkFolders(target: string, control: string): void {
  const found = statSync(target, { throwIfNoEntry: false });
  if (found !== undefined && !found.isDirectory()) throw noFolder(target, 'a file');
  for (const path of [control, join(control, incomingName)]) {
    const inside = lstatSync(path, { throwIfNoEntry: false });
    if (inside !== undefined && !inside.isDirectory()) throw noFolder(path, inside.isFile() ? 'a file' : 'a link');
  }
}

function noFolder(file: string, found: string): Error {
  return failure('EDU631', 'something else stands where a folder is needed', {
    file,
    found,
    allowed: 'a folder, or nothing',
    fix: 'choose another folder, or remove it',
  });
}
