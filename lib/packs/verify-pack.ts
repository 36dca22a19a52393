import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { failure, issue, sortIssues, type Issue } from '../errors';
import type { Manifest, Pointer, RecallList } from './documents';
import { documentsOfPack, documentsOfSynced, type PackDocuments } from './collect-documents';
import { judgeContents } from './judge-contents';
import { judgeDocuments } from './judge-documents';
import { pointerKey } from './pack-layout';
import { controlFolder } from './pack-path';
import type { PackKey } from './pack-keys';

/** How a pack is verified. */
export interface VerifyOptions {
  /** A pack as `pack create` leaves it, or a folder that was synced. */
  readonly folder: string;
  readonly keys: readonly PackKey[];
  /** Day on which `notAfter` is judged, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly onProgress?: (files: number, total: number) => void;
}

/** What was found. The pack is sound where no issue is an error; a document is there where its signature holds. */
export interface Verified {
  readonly kind: 'pack' | 'synced';
  readonly pointer?: Pointer;
  readonly manifest?: Manifest;
  readonly recall?: RecallList;
  /** Contents that were read. */
  readonly files: number;
  readonly bytes: number;
  readonly issues: readonly Issue[];
}

const mostIssues = 1_000;

/**
 * Reads a whole pack and finds every fault: signatures, documents of different versions, contents, missing and foreign files.
 *
 * @throws EDU620 where there is no pack
 */
export async function verifyPack({ folder, keys, asOf, onProgress }: VerifyOptions): Promise<Verified> {
  const kind = kindOf(folder);
  const documents = await (kind === 'pack' ? documentsOfPack(folder, keys) : documentsOfSynced(folder, keys));
  const contents = await judgeContents(documents, onProgress);
  const issues = [...documents.issues, ...judgeDocuments(documents, asOf), ...contents.issues];
  const { pointer, recall } = documents;
  const manifest = currentOf(documents);
  return {
    kind,
    ...(pointer === undefined ? {} : { pointer: pointer.document }),
    ...(manifest === undefined ? {} : { manifest }),
    ...(recall === undefined ? {} : { recall: recall.document }),
    files: contents.files,
    bytes: contents.bytes,
    issues: fewEnough(sortIssues(issues), folder),
  };
}

function currentOf({ pointer, manifests }: PackDocuments): Manifest | undefined {
  return manifests.find(({ document }) => document.version === pointer?.document.version)?.document;
}

function kindOf(folder: string): Verified['kind'] {
  // A synced folder may hold a file of the pack that is itself called `current.json`.
  if (existsSync(join(folder, controlFolder))) return 'synced';
  if (existsSync(join(folder, pointerKey))) return 'pack';
  throw failure('EDU620', 'the folder holds no pack', {
    file: folder,
    found: existsSync(folder) ? `no ${pointerKey}` : 'no folder',
    allowed: 'a folder that `pack create` has made or `pack sync` has filled',
    fix: 'check the path; a stick may be mounted elsewhere',
  });
}

/** An empty folder lacks everything; a thousand of its faults are enough to see that. */
function fewEnough(issues: readonly Issue[], folder: string): readonly Issue[] {
  if (issues.length <= mostIssues) return issues;
  return [
    ...issues.slice(0, mostIssues),
    issue('EDU109', 'there are more faults than are printed', {
      file: folder,
      found: `${issues.length} faults`,
      allowed: `${mostIssues} are printed`,
      fix: 'take the pack from its publisher again',
    }),
  ];
}
