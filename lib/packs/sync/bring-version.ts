import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  documentLimits,
  readDocument,
  type Manifest,
  type PackFile,
  type Pointer,
  type RecallList,
} from '../documents';
import { writeDurably } from '../durable';
import type { PackKey } from '../pack-keys';
import { manifestKey } from '../pack-layout';
import { partsOf } from '../parts';
import { readSmall } from '../read-small';
import { writingFiles } from '../writing-files';
import { checkRoom, fetchAll } from './fetch-all';
import type { ContentJob } from './fetch-content';
import { fetchDocument } from './fetch-document';
import { emptyIncoming, install } from './install';
import { judgeManifest } from './judge-offer';
import type { Line } from './line';
import { planInstall, type InstallPlan } from './plan-install';
import type { Progress, Report } from './sync-result';
import { byContent, incomingName, makeIncoming, manifestName, type SyncState } from './sync-state';

/** A version that was offered and may be taken. */
export interface Offer {
  readonly target: string;
  readonly state: SyncState;
  readonly line: Line;
  readonly keys: readonly PackKey[];
  readonly recall: RecallList;
  readonly pointer: Pointer;
  /** The pointer as it was signed. */
  readonly sealed: Buffer;
  readonly dryRun: boolean;
  readonly onProgress: (progress: Progress) => void;
}

/**
 * Brings a target to the offered version: plans, fetches what is missing, and only when everything is there changes what is in sight.
 *
 * @throws what stopped it; until then nothing in sight has changed
 */
export async function bringVersion(offer: Offer, report: Report): Promise<void> {
  const { target, state, pointer, recall, dryRun, onProgress } = offer;
  const { bytes, manifest } = await offeredManifest(offer);
  const recalled = new Set(recall.recalled.map(({ sha256 }) => sha256));
  const files = manifest.files.filter(({ sha256 }) => !recalled.has(sha256));
  report.withheld = manifest.files.filter(({ sha256 }) => recalled.has(sha256)).map(({ path }) => path);
  const plan = await planInstall(target, files, state.owned, (done) => {
    onProgress({ step: 'check', done, total: files.length });
  });
  const localPart = localParts(target, state);
  const contents = [...byContent(plan.wanted).values()];
  const missing = missingBytes(state, contents, localPart);
  Object.assign(report, { placed: plan.wanted.length, repaired: plan.repaired, kept: plan.kept });
  if (dryRun) {
    report.fetched = missing;
    report.removed = plan.obsolete.filter((path) => !plan.kept.includes(path) && existsSync(join(target, path)));
    return;
  }
  const isInstalled = state.pointer?.manifest.sha256 === pointer.manifest.sha256 && state.journal === undefined;
  if (isInstalled && plan.wanted.length === 0) return;
  report.placed = 0;
  await writingFiles(target, () => fetchMissing(offer, contents, bytes, missing, localPart, report));
  const before = [...state.owned].flatMap(([path, all]) => [...all].map((sha256) => ({ path, sha256 })));
  const journal = { pointer: offer.sealed.toString('utf8'), manifest: bytes.toString('utf8'), before };
  report.removed = await writingFiles(target, () =>
    install({ target, control: state.control, journal, plan, owned: state.owned }),
  );
  report.placed = plan.wanted.length;
}

async function fetchMissing(
  { state, line, onProgress }: Offer,
  contents: readonly PackFile[],
  manifest: Buffer,
  missing: Report['fetched'],
  localPart: NonNullable<ContentJob['localPart']>,
  report: Report,
): Promise<void> {
  const incoming = makeIncoming(state.control);
  await emptyIncoming(state.control, new Set([manifestName, ...contents.map(({ sha256 }) => sha256)]));
  await writeDurably(join(incoming, manifestName), manifest);
  await checkRoom(incoming, roomFor(incoming, contents));
  const before = line.received();
  let blobs = 0;
  const tell = (): void => {
    const bytes = line.received() - before;
    report.fetched = { blobs, bytes };
    onProgress({ step: 'fetch', done: blobs, total: contents.length, bytes, ofBytes: missing.bytes });
  };
  const stop = line.onBytes(tell);
  try {
    await fetchAll(line, {
      contents,
      incoming,
      localPart,
      onReused: (bytes) => {
        report.reused += bytes;
      },
      onContent: (done) => {
        blobs = done;
        tell();
      },
    });
  } finally {
    stop();
  }
}

/** The manifest of the offered version: as it is held, as an interrupted run has left it, or from the source. */
async function offeredManifest({
  state,
  line,
  keys,
  pointer,
}: Offer): Promise<{ readonly bytes: Buffer; readonly manifest: Manifest }> {
  const key = manifestKey(pointer.version);
  const name = `${line.source.replace(/\/$/, '')}/${key}`;
  const places = [join(state.control, manifestName), join(state.control, incomingName, manifestName)];
  let bytes: Buffer | undefined;
  for (const place of places) {
    const found = await readSmall(place, documentLimits.manifest);
    if (found !== undefined && sha256Of(found) === pointer.manifest.sha256) bytes = found;
  }
  bytes ??= await fetchDocument(line, key, documentLimits.manifest, pointer.manifest);
  const manifest = readDocument('manifest', bytes, keys, name);
  judgeManifest(manifest, pointer, name);
  return { bytes, manifest };
}

/** Where parts of contents lie that earlier versions have put in sight, by what they should be. */
function localParts(target: string, { listed }: SyncState): NonNullable<ContentJob['localPart']> {
  const places = new Map<string, { readonly file: string; readonly start: number }>();
  for (const file of listed) {
    for (const { sha256, start } of partsOf(file)) places.set(sha256, { file: join(target, file.path), start });
  }
  return (sha256) => places.get(sha256);
}

/** What has to come over the line, as far as can be said without reading what lies there. */
function missingBytes(
  { control }: SyncState,
  contents: InstallPlan['wanted'],
  localPart: NonNullable<ContentJob['localPart']>,
): Report['fetched'] {
  let [blobs, bytes] = [0, 0];
  for (const content of contents) {
    const there = sizeOf(join(control, incomingName, content.sha256));
    const missing = partsOf(content)
      .filter(({ sha256 }) => localPart(sha256) === undefined)
      .reduce((sum, { start, size }) => sum + size - Math.min(size, Math.max(0, there - start)), 0);
    if (missing > 0) blobs += 1;
    bytes += missing;
  }
  return { blobs, bytes };
}

function roomFor(incoming: string, contents: readonly PackFile[]): number {
  return contents.reduce((sum, { size, sha256 }) => sum + Math.max(0, size - sizeOf(join(incoming, sha256))), 0);
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
