import { readable } from '../../lib/model';
import type { Request } from '../../lib/prove';
import type { Expected } from './kind';
import type { Found, Trial } from './trial';

/** The table of a run, with a line of sums. */
export function renderTrials(trials: readonly Trial[], found: readonly Found[], tools: readonly string[]): string {
  const heads = ['kind', 'expected', 'educloud prove', ...tools];
  const rows = trials.map((trial, index) => [
    trial.kind.id,
    expectation(trial.kind.expected),
    outcome(trial),
    ...tools.map((tool) => rulesText(found[index]?.[tool])),
  ]);
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(heads), ...rows.map(line), '', ...sums(trials, found, tools)].join('\n');
}

/** One mutant as data. */
export function trialData({ kind, judgement, example }: Trial, found: Found): unknown {
  const [first] = judgement.lost;
  return {
    id: kind.id,
    sentence: kind.sentence,
    example,
    expected: kind.expected,
    outcome: judgement.outcome,
    asExpected: judgement.asExpected,
    properties: [...new Set(judgement.lost.map(({ property }) => property))],
    ...(first?.request === undefined ? {} : { request: first.request }),
    tools: Object.fromEntries(Object.entries(found).map(([tool, rules]) => [tool, rules ?? 'not installed'])),
  };
}

/** What is expected, in a word: for a property that must fall, its id. */
export function expectation(expected: Expected): string {
  if (!('property' in expected)) return expected.outcome;
  return expected.outcome === 'refuted' ? expected.property : `${expected.outcome}: ${expected.property}`;
}

function outcome({ kind: { expected }, judgement: { outcome: word, lost, asExpected } }: Trial): string {
  const [first] = lost;
  if (word === 'same') return asExpected ? expected.outcome : '**survived**';
  const request = first?.request === undefined ? '' : `: ${requestText(first.request)}`;
  const text =
    word === 'refuted' ? `killed by ${first?.property ?? ''}${request}` : `${word}: ${first?.property ?? ''}`;
  return asExpected ? text : `**unexpected** ${text}`;
}

function requestText({ caller, action, resource }: Request): string {
  const who = 'arn' in caller ? caller.arn.split(':').slice(4).join(':') : 'name' in caller ? caller.name : caller.kind;
  return `${who} ${action} ${readable(resource).split(':').slice(5).join(':')}`;
}

function rulesText(rules: readonly string[] | undefined): string {
  if (rules === undefined) return 'not installed';
  return rules.length === 0 ? '–' : rules.join(' ');
}

function sums(trials: readonly Trial[], found: readonly Found[], tools: readonly string[]): readonly string[] {
  const count = (test: (trial: Trial) => boolean): number => trials.filter(test).length;
  const is = (word: string) => (trial: Trial) => trial.judgement.asExpected && trial.kind.expected.outcome === word;
  const survived = count(({ judgement }) => !judgement.asExpected && judgement.outcome === 'same');
  const unexpected = count(({ judgement }) => !judgement.asExpected) - survived;
  const harmful = trials.flatMap(({ kind }, index) => ('property' in kind.expected ? [index] : []));
  return [
    `${trials.length} kinds: ${count(is('refuted'))} killed by a request, ${count(is('vacuous'))} vacuous, ${count(is('undecided'))} undecided, ${count(is('equivalent'))} equivalent, ${count(is('unclaimed'))} unclaimed; ${survived} survived, ${unexpected} unexpected`,
    ...tools.map((tool) => {
      if (found.every((one) => one[tool] === undefined)) return `${tool}: not installed`;
      const some = (index: number): boolean => (found[index]?.[tool]?.length ?? 0) > 0;
      const harmless = trials.filter((_, index) => !harmful.includes(index) && some(index)).length;
      return `${tool}: reports ${harmful.filter(some).length} of the ${harmful.length} that break a property, and ${harmless} of the ${trials.length - harmful.length} others`;
    }),
  ];
}
