import type { RestoreRequest, RestoreResult } from '../../operate';
import { sayIn } from '../handout/say';
import { megabytes } from '../pack/megabytes';
import { printable } from '../printable';
import type { Language } from '../texts';
import { restoreTexts } from './restore-texts';

/** What a restore did, for who runs it. */
export function renderRestored(request: RestoreRequest, result: RestoreResult, language: Language): string {
  const say = sayIn(language);
  const { from, to, at, prefix, toPrefix, dryRun } = request;
  const { keys, copied, there, compared, failed, finished } = result;
  const amount = {
    objects: String(copied.objects),
    megabytes: megabytes(copied.bytes),
    there: String(there.objects),
  };
  return [
    say(restoreTexts.head, {
      from: `s3://${from.bucket}/${prefix}`,
      to: `s3://${to.bucket}/${toPrefix}${prefix}`,
      at: at.toISOString(),
    }),
    say(restoreTexts.keys, {
      stood: String(keys.stood),
      deleted: String(keys.deleted),
      later: String(keys.later),
    }),
    say(dryRun ? restoreTexts.wouldCopy : restoreTexts.copied, amount),
    ...(Object.values(compared).every((count) => count === 0)
      ? []
      : [
          say(restoreTexts.compared, {
            checksum: String(compared.checksum),
            etag: String(compared.etag),
            content: String(compared.content),
            size: String(compared.size),
          }),
        ]),
    ...(failed.length > 0 ? [say(restoreTexts.failed, { objects: String(failed.length) })] : []),
    ...(finished ? [] : [say(restoreTexts.unfinished)]),
    ...(dryRun ? [say(restoreTexts.dryRun)] : []),
    '',
  ]
    .map(printable)
    .join('\n');
}
