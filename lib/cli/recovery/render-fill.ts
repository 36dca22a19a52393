import type { FillJob } from '../../recovery';
import { sayIn } from '../handout/say';
import { printable } from '../printable';
import type { Language } from '../texts';
import { fillTexts as texts, restorePlanTexts } from './recovery-texts';

/** The jobs that copy what stores held before they were replicated, as lines for a shell. */
export function renderFill(jobs: readonly FillJob[], language: Language): string {
  const say = sayIn(language);
  if (jobs.length === 0) return `${say(texts.none)}\n`;
  return [
    say(texts.why),
    say(restorePlanTexts.nothingRun),
    ...jobs.flatMap(({ school, store, bucket, replica, create, see }) => [
      '',
      say(texts.job, { school, store, bucket, replica }),
      `    ${create}`,
      `    ${see}`,
    ]),
    '',
    `${say(restorePlanTexts.expect)}: ${say(texts.expect)}`,
    `${say(restorePlanTexts.otherwise)}: ${say(texts.otherwise)}`,
    '',
  ]
    .map(printable)
    .join('\n');
}
