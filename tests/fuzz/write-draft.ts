import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { rosterColumns } from '../../lib/config';
import { lockFile } from '../../lib/federation';
import { keyFiles } from './delivery-draft';
import type { Draft, DraftSchool } from './draft-of';
import { gb18030 } from './gb18030';
import { bytesOf, regionFile, rosterFile, secondRoster, type Files } from './input';

/** How people and programs write the same file. */
export interface Hand {
  readonly yaml: string;
  readonly windows: boolean;
  readonly mark: boolean;
  /** Rosters beside the file: none, one for all schools, or one or two among schools. */
  readonly rosters: string;
  readonly quoteAll: boolean;
  readonly chinese: boolean;
  readonly separator: string;
}

export const hands: fc.Arbitrary<Hand> = fc.record({
  yaml: fc.constantFrom('block', 'json', 'quoted', 'folded'),
  windows: fc.boolean(),
  mark: fc.boolean(),
  rosters: fc.constantFrom('none', 'none', 'all', 'some'),
  quoteAll: fc.boolean(),
  chinese: fc.boolean(),
  separator: fc.constantFrom(' ', ';', '+', ' ; '),
});

/** The files of a draft: this year's, or, once some schools have left, next year's. */
export function writeDraft(draft: Draft, hand: Hand, year: 'this' | 'next' = 'this'): Files {
  const schools =
    year === 'this'
      ? draft.schools
      : draft.schools.filter(({ fate }) => fate === 'stays').map((one) => ({ ...one, fields: one.later }));
  const rosters = rostersOf(schools, hand).map(({ name, rows }) => ({ name, ...roster(rows, hand) }));
  const inline = schools.filter((school) => isInline(school, hand));
  const entries = rosters.map(({ name, encoding }) => ({
    from: name,
    ...(encoding === undefined ? {} : { encoding }),
  }));
  const offboarded = year === 'this' || draft.offboarded.length === 0 ? {} : { offboarded: draft.offboarded };
  const [first] = entries;
  const listed =
    hand.rosters === 'all' && inline.length === 0 && first !== undefined
      ? first
      : [...entries, ...inline.map(({ fields }) => fields)];
  const text = written(
    { region: { ...(year === 'this' ? draft.shell : draft.later), ...offboarded, schools: listed } },
    hand.yaml,
  );
  return {
    [regionFile]: bytesOf(`${hand.mark ? '\ufeff' : ''}${hand.windows ? text.replace(/\n/g, '\r\n') : text}`),
    ...Object.fromEntries(rosters.map(({ name, bytes }) => [name, bytes])),
    ...Object.fromEntries(Object.entries(keyFiles).map(([name, text]) => [name, bytesOf(text)])),
    ...(draft.lock === '' ? {} : { [lockFile]: bytesOf(draft.lock) }),
  };
}

/** A roster has no column for targets. */
function isInline({ fields, inRoster }: DraftSchool, { rosters }: Hand): boolean {
  return 'recoveryTargets' in fields || rosters === 'none' || (rosters === 'some' && inRoster === 0);
}

function rostersOf(schools: readonly DraftSchool[], hand: Hand): { name: string; rows: DraftSchool[] }[] {
  const rows = (test: (school: DraftSchool) => boolean): DraftSchool[] =>
    schools.filter((school) => !isInline(school, hand) && test(school));
  const all = {
    none: [],
    all: [{ name: rosterFile, rows: rows(() => true) }],
    some: [
      { name: rosterFile, rows: rows(({ inRoster }) => inRoster === 1) },
      { name: secondRoster, rows: rows(({ inRoster }) => inRoster === 2) },
    ],
  }[hand.rosters];
  return (all ?? []).filter((one) => one.rows.length > 0);
}

function written(value: unknown, style: string): string {
  if (style === 'json') return `${JSON.stringify(value, undefined, 2)}\n`;
  if (style === 'quoted') return stringify(value, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' });
  return stringify(value, { lineWidth: style === 'folded' ? 40 : 0 });
}

function roster(rows: readonly DraftSchool[], hand: Hand): { bytes: Uint8Array; encoding?: string } {
  const cells = rows.map(({ fields }) =>
    Object.fromEntries(Object.entries(rosterColumns).map(([column, { path }]) => [column, cellAt(fields, path, hand)])),
  );
  const columns = Object.keys(rosterColumns).filter(
    (column) => ['id', 'tier'].includes(column) || cells.some((row) => row[column] !== ''),
  );
  const quoted = (cell: string): string =>
    hand.quoteAll || /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const end = hand.windows ? '\r\n' : '\n';
  const lines = [
    columns.join(','),
    ...cells.map((row) => columns.map((column) => quoted(row[column] ?? '')).join(',')),
  ];
  const text = lines.map((line) => `${line}${end}`).join('');
  const chinese = hand.chinese ? gb18030(text) : undefined;
  return chinese === undefined
    ? { bytes: bytesOf(`${hand.mark ? '\ufeff' : ''}${text}`) }
    : { bytes: chinese, encoding: 'gb18030' };
}

function cellAt(fields: object, path: readonly string[], { separator }: Hand): string {
  const value = path.reduce<unknown>(
    (current, step) =>
      typeof current === 'object' && current !== null ? new Map(Object.entries(current)).get(step) : undefined,
    fields,
  );
  // An address or a name may hold a `+`, so none separates two.
  const whole = path.includes('alarmEmails') || path.includes('recoveryTakenBy');
  if (Array.isArray(value)) return value.join(whole ? separator.replace('+', ';') : separator);
  return typeof value === 'string' ? value : '';
}
