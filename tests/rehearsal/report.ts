import type { KnownDeviation } from './emulator';

/** `as expected`; `known`: otherwise than AWS, as the table of the emulator says; `differs`: neither. */
export type Verdict = 'as expected' | 'known' | 'differs';

/** One thing that was tried. */
export interface Check {
  /** Stands in the table of known deviations. */
  readonly id: string;
  readonly step: string;
  readonly what: string;
  readonly expected: string;
  readonly observed: string;
  readonly verdict: Verdict;
  /** Which statement or rule decides, or why an emulator deviates. */
  readonly reason: string;
}

/** What is known before the verdict. */
export type Observation = Omit<Check, 'verdict'>;

/** Compares what was seen with what AWS ought to answer and with what the emulator is known to answer. */
export function judge(seen: Observation, deviations: readonly KnownDeviation[]): Check {
  const known = deviations.find(({ check }) => covers(check, seen.id));
  if (known === undefined) return { ...seen, verdict: seen.observed === seen.expected ? 'as expected' : 'differs' };
  if (seen.observed === known.observed) return { ...seen, verdict: 'known', reason: known.reason };
  return {
    ...seen,
    verdict: 'differs',
    reason: `the table of known deviations expects "${known.observed}"; remove or correct its entry`,
  };
}

/** Entries of the table that no check of the run touched. */
export function unusedDeviations(checks: readonly Check[], deviations: readonly KnownDeviation[]): readonly string[] {
  return deviations.filter(({ check }) => !checks.some(({ id }) => covers(check, id))).map(({ check }) => check);
}

/** An entry that ends with `*` stands for every check that begins so. */
function covers(check: string, id: string): boolean {
  return check.endsWith('*') ? id.startsWith(check.slice(0, -1)) : check === id;
}

/** What one emulator showed. */
export interface EmulatorReport {
  readonly emulator: string;
  readonly version: string;
  readonly licence: string;
  readonly seconds: number;
  readonly checks: readonly Check[];
  /** Resource types that were left out, with the stacks they stood in. */
  readonly filtered: readonly string[];
  readonly notShown: readonly string[];
  /** Why the run ended before its end; absent when it did not. */
  readonly broken?: string;
}

function isGood({ checks, broken }: EmulatorReport): boolean {
  return broken === undefined && checks.length > 0 && checks.every(({ verdict }) => verdict !== 'differs');
}

/** 77 where nothing ran, 1 where something differs. */
export function exitCodeOf(reports: readonly EmulatorReport[]): 0 | 1 | 77 {
  if (reports.length === 0) return 77;
  return reports.every(isGood) ? 0 : 1;
}

/** The report as people read it. */
export function renderReport(report: EmulatorReport): string {
  const { checks } = report;
  const count = (wanted: Verdict): number => checks.filter(({ verdict }) => verdict === wanted).length;
  const steps = [...new Set(checks.map(({ step }) => step))];
  return [
    `${report.emulator} ${report.version} (${report.licence}), ${report.seconds.toFixed(0)} s`,
    ...steps.flatMap((step) => ['', `  ${step}`, ...rows(checks.filter((check) => check.step === step))]),
    ...list('left out, since the emulator does not know the type', report.filtered),
    ...list('not shown by this emulator', report.notShown),
    ...(report.broken === undefined ? [] : ['', `  broken off: ${report.broken}`]),
    '',
    `${report.emulator}: ${count('as expected')} as expected, ${count('known')} known deviations, ${count('differs')} differ`,
  ].join('\n');
}

function rows(checks: readonly Check[]): string[] {
  const width = Math.max(...checks.map(({ what }) => what.length));
  return checks.map(({ verdict, what, expected, observed, reason }) => {
    const mark = { 'as expected': 'ok     ', known: 'known  ', differs: 'DIFFERS' }[verdict];
    const seen = observed === expected ? observed : `${observed} (expected: ${expected})`;
    return `    ${mark} ${what.padEnd(width)}  ${seen}${reason === '' ? '' : ` – ${reason}`}`;
  });
}

function list(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `  ${title}`, ...lines.map((line) => `    ${line}`)];
}
