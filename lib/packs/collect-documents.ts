import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { EducloudError, type Issue } from '../errors';
import { documentLimits, readDocument, type Documents } from './documents';
import type { DocumentKind } from './envelope';
import { missing, versionsIn } from './pack-folder';
import { blobKey, manifestKey, pointerKey, recallKey } from './pack-layout';
import { controlFolder } from './pack-path';
import type { PackKey } from './pack-keys';
import { readSmall } from './read-small';

/** A document whose signature holds, and the file it stands in. */
export interface Found<Kind extends DocumentKind> {
  readonly file: string;
  /** The same, relative to the folder, with `/`. */
  readonly place: string;
  readonly document: Documents[Kind];
  /** Of the file, envelope and all. */
  readonly size: number;
  readonly sha256: string;
}

/** The documents of a folder that can be trusted one by one, and what is wrong with the others. */
export interface PackDocuments {
  readonly folder: string;
  readonly pointer?: Found<'pointer'>;
  readonly recall?: Found<'recall'>;
  readonly manifests: readonly Found<'manifest'>[];
  /** Places of all documents that were looked for, relative to the folder. */
  readonly places: readonly string[];
  /** Where the manifest of a version stands. */
  readonly manifestPlace: (version: number) => string;
  /** Where a file of a manifest stands, relative to the folder. */
  readonly placeOf: (file: { readonly path: string; readonly sha256: string }) => string;
  /** Folder whose other files are nobody’s concern. */
  readonly ignored?: string;
  readonly issues: readonly Issue[];
}

/** The documents of a pack as `pack create` leaves it. */
export async function documentsOfPack(folder: string, keys: readonly PackKey[]): Promise<PackDocuments> {
  const manifests = (await versionsIn(folder)).map(manifestKey);
  return {
    ...(await documentsAt(folder, { pointer: pointerKey, recall: recallKey, manifests }, keys)),
    folder,
    manifestPlace: manifestKey,
    placeOf: ({ sha256 }) => blobKey(sha256),
  };
}

/** The documents of a folder that was synced. */
export async function documentsOfSynced(folder: string, keys: readonly PackKey[]): Promise<PackDocuments> {
  const manifest = `${controlFolder}/manifest.json`;
  const [pointer, recall] = [`${controlFolder}/${pointerKey}`, `${controlFolder}/${recallKey}`] as const;
  return {
    ...(await documentsAt(folder, { pointer, recall, manifests: [manifest] }, keys)),
    folder,
    manifestPlace: () => manifest,
    placeOf: ({ path }) => path,
    ignored: controlFolder,
  };
}

interface Places {
  readonly pointer: string;
  readonly recall: string;
  readonly manifests: readonly string[];
}

async function documentsAt(
  folder: string,
  { pointer, recall, manifests }: Places,
  keys: readonly PackKey[],
): Promise<Pick<PackDocuments, 'pointer' | 'recall' | 'manifests' | 'places' | 'issues'>> {
  const issues: Issue[] = [];
  const read = async <Kind extends DocumentKind>(kind: Kind, place: string): Promise<Found<Kind> | undefined> => {
    const file = join(folder, place);
    try {
      const bytes = await readSmall(file, documentLimits[kind]);
      if (bytes === undefined) throw missing(file);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return { file, place, document: readDocument(kind, bytes, keys, file), size: bytes.length, sha256 };
    } catch (error) {
      if (!(error instanceof EducloudError)) throw error;
      issues.push(...error.issues);
      return undefined;
    }
  };
  const [first, second] = [await read('pointer', pointer), await read('recall', recall)];
  const found: Found<'manifest'>[] = [];
  for (const place of manifests) found.push(...[await read('manifest', place)].flatMap((one) => one ?? []));
  return {
    ...(first === undefined ? {} : { pointer: first }),
    ...(second === undefined ? {} : { recall: second }),
    manifests: found,
    places: [pointer, recall, ...manifests],
    issues,
  };
}
