import { parseInstant } from '../../delivery';
import { failure } from '../../errors';
import { restoreCopy, type RestoreProgress, type RestoreRequest } from '../../operate';
import type { CommandContext, Outcome, Values } from '../command';
import { sayIn, type Say } from '../handout/say';
import { megabytes } from '../pack/megabytes';
import { renderRestored } from '../restore/render-restored';
import { restoreTexts } from '../restore/restore-texts';

/** `educloud restore copy --from BUCKET --to BUCKET --at INSTANT …`: what stood at an instant, copied and verified. */
export async function restoreCopyCommand(values: Values, { language, progress }: CommandContext): Promise<Outcome> {
  const request: RestoreRequest = {
    from: bucketOf(values.from, values.fromAwsRegion),
    to: bucketOf(values.to, values.toAwsRegion),
    at: instantOf(String(values.at)),
    now: new Date(),
    prefix: textOf(values.prefix),
    toPrefix: textOf(values.toPrefix),
    verify: howOf(values.verify),
    overwrite: values.overwrite === true,
    dryRun: values.dryRun === true,
    onProgress: telling(progress.step, sayIn(language)),
  };
  const result = await restoreCopy(request);
  const { from, to, at, prefix, toPrefix, dryRun } = request;
  const ok = result.issues.every(({ severity }) => severity !== 'error');
  return {
    exitCode: ok ? 0 : 1,
    json: { ok, from, to, at: at.toISOString(), prefix, toPrefix, dryRun, ...result },
    text: renderRestored(request, result, language),
    issues: result.issues,
  };
}

function bucketOf(bucket: Values[string], awsRegion: Values[string]): RestoreRequest['from'] {
  return { bucket: String(bucket), ...(typeof awsRegion === 'string' ? { awsRegion } : {}) };
}

function textOf(value: Values[string]): string {
  return typeof value === 'string' ? value : '';
}

function instantOf(text: string): Date {
  const instant = parseInstant(text);
  if (instant !== undefined) return instant;
  throw failure('EDU660', '`--at` is no instant', {
    found: text,
    allowed: 'a day, a time and a zone, such as 2026-12-01T08:00:00Z or 2026-12-01T16:00:00+08:00',
    fix: 'a time without a zone means another instant in every office: write the zone',
  });
}

function howOf(value: Values[string]): RestoreRequest['verify'] {
  if (value === undefined || value === 'checksums') return 'checksums';
  if (value === 'full') return 'full';
  throw failure('EDU704', '`--verify` is unknown', { found: String(value), allowed: 'checksums or full' });
}

/** Tells of every ten thousandth version, and of each thousandth of the copies. */
function telling(step: CommandContext['progress']['step'], say: Say): (progress: RestoreProgress) => void {
  let last = '';
  return (now) => {
    const [done, total] = now.step === 'survey' ? [now.listed, 1] : [now.done, now.total];
    const mark = `${now.step} ${now.step === 'survey' ? Math.floor(done / 10_000) : Math.floor((done / total) * 1_000)}`;
    if (mark === last) return;
    last = mark;
    if (now.step === 'survey') step(`${say(restoreTexts.surveying)} ${now.listed}`);
    else {
      const amount = { megabytes: megabytes(now.bytes), total: megabytes(now.ofBytes) };
      step(say(restoreTexts.copying, amount), done, total);
    }
  };
}
