import type { Act, Kept, RestoredStore, RestorePlan, RestoreStep } from '../../recovery';
import { sayIn, type Say } from '../handout/say';
import { printable } from '../printable';
import type { Language } from '../texts';
import { actTexts } from './act-texts';
import { doerTexts, limitTexts, lossTexts, restorePlanTexts as texts, sourceTexts, stepTexts } from './recovery-texts';
import { span } from './span';

/** A restore as somebody carries it out at night: what is promised, then every command in its order. */
export function renderRestorePlan(plan: RestorePlan, language: Language): string {
  const say = sayIn(language);
  const { school, at, lost, prefix, stores, steps } = plan;
  const first = steps[0]?.step === 'stop' ? 0 : 1;
  return [
    say(texts.head, { school, at, lost: say(lossTexts[lost]) }),
    ...(prefix === undefined ? [] : [say(texts.prefix, { prefix })]),
    say(texts.nothingRun),
    ...stores.flatMap((store) => ['', ...storeLines(store, say, language)]),
    ...steps.flatMap((step, index) => ['', ...stepLines(step, index + first, say)]),
    '',
  ]
    .map(printable)
    .join('\n');
}

function storeLines(store: RestoredStore, say: Say, language: Language): readonly string[] {
  const { bucket, rpoMinutes, rtoMinutes, kept, limits } = store;
  return [
    `${store.store}: ${bucket}`,
    `  ${say(texts.promised, { rpo: span(rpoMinutes, language), rto: span(rtoMinutes, language) })}`,
    ...kept.map((one) => `  - ${keptLine(one, say, language)}`),
    ...limits.map((limit) => `  ! ${say(limitTexts[limit])}`),
  ];
}

function keptLine(kept: Kept, say: Say, language: Language): string {
  return say(texts.kept, {
    source: say(sourceTexts[kept.source]),
    days: span(kept.days * 1440, language),
    missing: missingOf(kept, say, language),
  });
}

function missingOf({ survives, reaches, missingMinutes }: Kept, say: Say, language: Language): string {
  if (!survives) return say(texts.lostToo);
  if (!reaches) return say(texts.tooOld);
  if (missingMinutes === 0) return say(texts.nothingMissing);
  return say(texts.atMost, { span: span(missingMinutes, language) });
}

function stepLines({ step, who, store, acts }: RestoreStep, number: number, say: Say): readonly string[] {
  const title = `${say(stepTexts[step])}${store === undefined ? '' : ` – ${store}`}`;
  return [
    `${number}. ${title} (${say(texts.who)}: ${say(doerTexts[who])})`,
    ...acts.flatMap((one) => actLines(one, say)),
  ];
}

function actLines({ act, commands, values }: Act, say: Say): readonly string[] {
  const { does, expect, otherwise } = actTexts[act];
  return [
    '',
    `   ${say(does, values)}`,
    ...commands.map((line) => `       ${line}`),
    ...(expect === undefined ? [] : [`   ${say(texts.expect)}: ${say(expect, values)}`]),
    ...(otherwise === undefined ? [] : [`   ${say(texts.otherwise)}: ${say(otherwise, values)}`]),
  ];
}
