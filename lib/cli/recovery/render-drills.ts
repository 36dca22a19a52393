import type { DrillPlan } from '../../recovery';
import { counted } from '../counted';
import { sayIn, type Say } from '../handout/say';
import { printable } from '../printable';
import type { Language } from '../texts';
import { drillStepTexts, drillTexts as texts } from './recovery-texts';
import { span } from './span';

/** The drills of a region: what those of the same means do, then where and when each runs and how one is started by hand. */
export function renderDrills(region: string, drills: readonly DrillPlan[], language: Language): string {
  const say = sayIn(language);
  if (drills.length === 0) return `${printable(say(texts.none, { region }))}\n`;
  const ways = new Map<string, readonly DrillPlan[]>();
  for (const drill of drills) {
    const way = drill.means.join(' + ');
    ways.set(way, [...(ways.get(way) ?? []), drill]);
  }
  return [
    ...[...ways].flatMap(([way, alike]) => [
      `${way}:`,
      ...stepLines(alike[0]?.steps ?? [], say),
      ...alike.flatMap((drill) => ['', ...drillLines(drill, say, language)]),
      '',
    ]),
    say(texts.failure),
    say(texts.byHand),
    '',
  ]
    .map(printable)
    .join('\n');
}

function stepLines(steps: DrillPlan['steps'], say: Say): readonly string[] {
  return steps.flatMap(({ id, everySeconds, calls }, index) => [
    `${index + 1}. ${id}: ${say(drillStepTexts[id])}`,
    `   ${calls.join(', ')}${everySeconds === undefined ? '' : `; ${say(texts.poll, { seconds: String(everySeconds) })}`}`,
  ]);
}

function drillLines(drill: DrillPlan, say: Say, language: Language): readonly string[] {
  const { account, awsRegion, everyDays, rpoMinutes, rtoMinutes, copiesIn, reports, commands, schools } = drill;
  const days = span(everyDays * 1440, language);
  return [
    say(texts.head, { account, awsRegion, days, schools: counted(language, schools.length, 'school') }),
    say(texts.targets, {
      rpo: span(rpoMinutes, language),
      rto: span(rtoMinutes, language),
      place: copiesIn ?? say(texts.home),
    }),
    say(texts.reports, { reports }),
    ...commands.map((line) => `    ${line}`),
  ];
}
