import { lstatSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { failure } from '../../errors';
import { writing } from '../../files';
import { canonicalJson } from '../canonical-json';
import {
  documentLimits,
  parseDocument,
  type Manifest,
  type PackFile,
  type Pointer,
  type RecallList,
} from '../documents';
import { unsealUnverified, type DocumentKind } from '../envelope';
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

/** What a target knows. Its documents were verified when they were written; who can change them can change the files as well. */
export interface SyncState {
  readonly control: string;
  readonly pointer?: Pointer;
  readonly manifest?: Manifest;
  readonly recall?: RecallList;
  readonly journal?: Journal & { readonly to: Pointer; readonly next: Manifest };
  readonly owned: Owned;
}

const journalSchema = z.strictObject({
  // Files at these paths may be removed, so none may lead out of the target.
  before: z.array(
    z.strictObject({ path: z.string().refine((text) => pathFault(text) === undefined), sha256: z.string() }),
  ),
  manifest: z.string(),
  pointer: z.string(),
});

export const journalName = 'journal.json';
export const manifestName = 'manifest.json';
export const incomingName = 'incoming';

/**
 * What is known in a target; nothing, where no sync was.
 *
 * @throws EDU621 and EDU643 for damaged documents, EDU631 where the target is no folder or a link stands in the control folder
 */
export async function readState(target: string): Promise<SyncState> {
  const control = join(target, controlFolder);
  checkFolders(target, control);
  const pointer = await heldDocument(control, pointerKey, 'pointer');
  const manifest = await heldDocument(control, manifestName, 'manifest');
  const recall = await heldDocument(control, recallKey, 'recall');
  const journal = await readJournal(control);
  const owned = new Map<string, Set<string>>();
  for (const { path, sha256 } of [
    ...(manifest?.files ?? []),
    ...(journal?.before ?? []),
    ...(journal?.next.files ?? []),
  ]) {
    owned.set(path, (owned.get(path) ?? new Set()).add(sha256));
  }
  return {
    control,
    owned,
    ...(pointer === undefined ? {} : { pointer }),
    ...(manifest === undefined ? {} : { manifest }),
    ...(recall === undefined ? {} : { recall }),
    ...(journal === undefined ? {} : { journal }),
  };
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
): Promise<ReturnType<typeof parseDocument<Kind>> | undefined> {
  const file = join(control, name);
  const bytes = await readSmall(file, documentLimits[kind]);
  return bytes === undefined ? undefined : parseDocument(kind, unsealUnverified(bytes, file), file);
}

async function readJournal(control: string): Promise<SyncState['journal']> {
  const file = join(control, journalName);
  const bytes = await readSmall(file, 4 * documentLimits.manifest);
  if (bytes === undefined) return undefined;
  const { success, data } = journalSchema.safeParse(parsed(bytes.toString('utf8')));
  if (!success) {
    throw failure('EDU621', 'the journal of a sync is damaged', {
      file,
      found: 'another form',
      allowed: 'the journal as a sync wrote it',
      fix: 'remove it and run the same command again: every file is verified anew',
    });
  }
  const to = parseDocument('pointer', unsealUnverified(Buffer.from(data.pointer), file), file);
  const next = parseDocument('manifest', unsealUnverified(Buffer.from(data.manifest), file), file);
  return { ...data, to, next };
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
