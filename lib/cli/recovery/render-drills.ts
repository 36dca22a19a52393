import type { DrillPlan } from '../../recovery';
import { counted } from '../counted';
import { sayIn, type Say } from '../handout/say';
import { printable } from '../printable';
import type { Language } from '../texts';
import { drillStepTexts, drillTexts as texts } from './recovery-texts';
import { span } from './span';

/** The drills of a region: what each does, when, and how one is started by hand. */
export function renderDrills(region: string, drills: readonly DrillPlan[], language: Language): string {
  const say = sayIn(language);
  if (drills.length === 0) return `${printable(say(texts.none, { region }))}\n`;
  return [...drills.flatMap((drill) => [...drillLines(drill, say, language), '']), say(texts.failure), '']
    .map(printable)
    .join('\n');
}

function drillLines(drill: DrillPlan, say: Say, language: Language): readonly string[] {
  const { account, awsRegion, everyDays, rpoMinutes, rtoMinutes, copiesIn, reports, commands, schools } = drill;
  const days = span(everyDays * 1440, language);
  const place = copiesIn ?? say(texts.home);
  return [
    say(texts.head, { account, awsRegion, days, schools: counted(language, schools.length, 'school') }),
    say(texts.targets, { rpo: span(rpoMinutes, language), rto: span(rtoMinutes, language), place }),
    ...drill.steps.flatMap(({ id, everySeconds, calls }, index) => [
      `${index + 1}. ${id}: ${say(drillStepTexts[id])}`,
      `   ${calls.join(', ')}${everySeconds === undefined ? '' : `; ${say(texts.poll, { seconds: String(everySeconds) })}`}`,
    ]),
    say(texts.reports, { reports }),
    say(texts.byHand),
    ...commands.map((line) => `    ${line}`),
  ];
}
