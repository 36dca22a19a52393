import { basename, join } from 'node:path';
import { EducloudError, failure, issue, KitError, type Issue } from '../../errors';
import { makeFolder, writing } from '../../files';
import { realPlace } from '../check-places';
import { documentLimits, readDocument, type RecallList } from '../documents';
import { writeDurably } from '../durable';
import type { PackKey } from '../pack-keys';
import { liesWithin, pointerKey, recallKey } from '../pack-layout';
import { controlFolder } from '../pack-path';
import type { PackSource } from '../source/pack-source';
import { writingFiles } from '../writing-files';
import { applyRecalls } from './apply-recalls';
import { bringVersion } from './bring-version';
import { fetchDocument } from './fetch-document';
import { finishJournal } from './finish-journal';
import { judgeDay, judgePointer, judgeRecall } from './judge-offer';
import { openLine, type Line, type Patience } from './line';
import { takeLock } from './sync-lock';
import type { Progress, Report, SyncResult } from './sync-result';
import { readState, seenName, type SyncState } from './sync-state';

/** From where to where, and what is trusted. */
export interface SyncOptions extends Patience {
  readonly source: PackSource;
  readonly target: string;
  readonly keys: readonly PackKey[];
  /** The day on which dates are judged, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Looks and changes nothing. */
  readonly dryRun?: boolean;
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * Makes a folder hold the newest version of a pack. First goes what is recalled, whatever happens after; then everything that is
 * missing is fetched and verified beside the files; at last they are changed, each in one step.
 *
 * @throws EDU621, EDU630, EDU631, EDU641, EDU643 and EDU701 where it cannot begin; what stops it later is in the result
 */
export async function syncPack(options: SyncOptions): Promise<SyncResult> {
  const { source, target, keys, dryRun = false } = options;
  checkApart(source, target);
  if (dryRun) return sync(options);
  writing(target, () => {
    makeFolder(target);
  });
  // Looks at the control folder before anything is written into it.
  await readState(target, keys);
  const release = takeLock(join(target, controlFolder));
  try {
    return await sync(options);
  } finally {
    release();
  }
}

async function sync(options: SyncOptions): Promise<SyncResult> {
  const { source, target, keys, dryRun = false } = options;
  const report: Report = {
    finished: false,
    fetched: { blobs: 0, bytes: 0 },
    reused: 0,
    placed: 0,
    removed: [],
    recalled: [],
    repaired: [],
    kept: [],
    withheld: [],
    issues: [],
  };
  let state = await readState(target, keys);
  const known = state.pointer?.version;
  const { untrusted } = state;
  const line = openLine(source, options);
  try {
    const offer = await recallFirst(options, line, state, report);
    state = await readState(target, keys);
    if (state.journal !== undefined && !dryRun) {
      report.finished = await finishJournal(target, state, state.journal, report);
      state = await readState(target, keys);
    }
    if (!offer.isGood) throw new EducloudError(offer.issues);
    await bring(options, line, state, offer.recall, report);
  } catch (error) {
    if (!(error instanceof EducloudError) || error instanceof KitError) throw error;
    report.issues = error.issues;
  }
  const after = await readState(target, keys);
  const { id, version } = after.pointer ?? {};
  return {
    ...report,
    issues: [...report.issues, ...untrustedWarning(target, untrusted), ...recalledWarning(target, report.recalled)],
    ...(id === undefined ? {} : { id }),
    ...(version === undefined ? {} : { version }),
    ...(known === undefined || known === version ? {} : { previous: known }),
  };
}

type RecallOffer =
  | { readonly isGood: true; readonly recall: RecallList }
  | { readonly isGood: false; readonly issues: readonly Issue[] };

/** Applies the recalls that are known, then those of the source, before anything else can fail. */
async function recallFirst(
  { source, target, keys, asOf, dryRun = false }: SyncOptions,
  line: Line,
  state: SyncState,
  report: Report,
): Promise<RecallOffer> {
  const contents = (list: RecallList | undefined): ReadonlySet<string> =>
    new Set(list?.recalled.map(({ sha256 }) => sha256));
  report.recalled = await applyRecalls(target, state, contents(state.recall), dryRun);
  const name = nameOf(source, recallKey);
  try {
    const bytes = await fetchDocument(line, recallKey, documentLimits.recall);
    const recall = readDocument('recall', bytes, keys, name);
    judgeRecall(recall, state, name);
    if (!dryRun) await writingFiles(target, () => writeDurably(join(state.control, recallKey), bytes));
    const more = await applyRecalls(target, state, contents(recall), dryRun);
    report.recalled = [...new Set([...report.recalled, ...more])];
    judgeDay(recall, asOf, name);
    return { isGood: true, recall };
  } catch (error) {
    if (!(error instanceof EducloudError) || error instanceof KitError) throw error;
    return { isGood: false, issues: error.issues };
  }
}

async function bring(
  options: SyncOptions,
  line: Line,
  state: SyncState,
  recall: RecallList,
  report: Report,
): Promise<void> {
  const { source, target, keys, asOf, dryRun = false, onProgress = () => undefined } = options;
  const name = nameOf(source, pointerKey);
  const sealed = await fetchDocument(line, pointerKey, documentLimits.pointer);
  const pointer = readDocument('pointer', sealed, keys, name);
  judgePointer(pointer, recall, state, name);
  judgeDay(pointer, asOf, name);
  report.offered = pointer.version;
  // From now on an older version is one, even if this one never gets complete.
  if (!dryRun) await writingFiles(target, () => writeDurably(join(state.control, seenName), sealed));
  await bringVersion({ target, state, line, keys, recall, pointer, sealed, dryRun, onProgress }, report);
}

/** After a change of key, or where somebody has prepared the folder, it does not know any more what it has seen. */
function untrustedWarning(target: string, files: readonly string[]): readonly Issue[] {
  if (files.length === 0) return [];
  const warning = issue('EDU622', 'what the folder remembers is not signed by a trusted key, and was not believed', {
    file: target,
    found: files.map((file) => basename(file)).join(', '),
    fix: 'if the publisher has changed the key, this comes once; otherwise ask who wrote into the folder',
  });
  return [{ ...warning, severity: 'warning' }];
}

function recalledWarning(target: string, paths: readonly string[]): readonly Issue[] {
  if (paths.length === 0) return [];
  const warning = issue('EDU634', 'the publisher has recalled files', {
    file: target,
    found: paths.slice(0, 20).join(', '),
    fix: 'remove copies of them elsewhere, too',
  });
  return [{ ...warning, severity: 'warning' }];
}

/** A pack cannot be synced into itself. */
function checkApart({ place }: PackSource, target: string): void {
  if (place === undefined) return;
  const to = realPlace(target);
  if (!liesWithin(place, to) && !liesWithin(to, place)) return;
  throw failure('EDU641', 'source and target would lie in one another', {
    file: target,
    found: place,
    allowed: 'two folders beside each other',
    fix: 'choose another target',
  });
}

function nameOf({ name }: PackSource, key: string): string {
  return `${name.replace(/\/$/, '')}/${key}`;
}
