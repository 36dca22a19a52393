import { failure } from '../../errors';
import { syncPack, type SyncProgress } from '../../packs';
import type { CommandContext, Outcome, Values } from '../command';
import { dayOf } from '../day';
import { sayIn, type Say } from '../handout/say';
import { publicKeysOf } from '../pack/public-keys';
import { renderSynced } from '../pack/render-synced';
import { sourceOf } from '../pack/source-of';
import { syncTexts } from '../pack/sync-texts';

/** `educloud pack sync SOURCE FOLDER --key PUBLIC.pem …`: makes a folder hold the newest version of a pack. */
export async function packSync(values: Values, { language, progress }: CommandContext): Promise<Outcome> {
  const target = String(values.folder);
  const dryRun = values.dryRun === true;
  const limit = limitOf(values.limit);
  const asOf = dayOf(values.asOf);
  const say = sayIn(language);
  const keys = publicKeysOf(values.key);
  const source = await sourceOf(String(values.source), typeof values.cookies === 'string' ? values.cookies : undefined);
  const result = await syncPack({
    source,
    target,
    keys,
    asOf,
    dryRun,
    ...(limit === undefined ? {} : { limit }),
    onProgress: telling(progress.step, say),
    onPause: (milliseconds) => {
      progress.step(say(syncTexts.waiting, { seconds: String(Math.ceil(milliseconds / 1_000)) }));
    },
  });
  const ok = result.issues.every(({ severity }) => severity !== 'error');
  return {
    exitCode: ok ? 0 : 1,
    json: { ok, source: source.name, target, dryRun, ...result },
    text: renderSynced(target, result, dryRun, language),
    issues: result.issues,
  };
}

/** Tells of each thousandth, since bytes come in small pieces. */
function telling(step: CommandContext['progress']['step'], say: Say): (progress: SyncProgress) => void {
  let last = '';
  return (now) => {
    const [done, total] = now.step === 'check' ? [now.done, now.total] : [now.bytes, now.ofBytes];
    const mark = `${now.step} ${Math.floor((done / Math.max(1, total)) * 1_000)}`;
    if (mark === last) return;
    last = mark;
    if (now.step === 'check') step(say(syncTexts.checking), done, total);
    else {
      const counts = { done: String(now.done), total: String(now.total) };
      step(say(syncTexts.fetching, counts), Math.floor(done / 1_000_000), Math.ceil(total / 1_000_000));
    }
  };
}

/** Kilobits a second, as lines are sold, in bytes. */
function limitOf(value: Values[string]): number | undefined {
  if (value === undefined) return undefined;
  const text = String(value);
  if (/^[1-9]\d{0,8}$/.test(text)) return (Number(text) * 1_000) / 8;
  throw failure('EDU704', '`--limit` is no speed', {
    found: text,
    allowed: 'kilobits a second, a whole number from 1, such as 2000 for 2 Mbit/s',
  });
}
