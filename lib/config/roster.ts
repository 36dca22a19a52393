import { parse } from 'csv-parse/sync';
import { issue, type Issue, type Place } from '../errors';
import { nameLanguages } from '../vocabulary';
import type { RosterInput } from './region-file-schema';
import { didYouMean } from './shape-issues';
import type { Path } from './yaml-source';

/** One row, in the shape of a school of the region file, with the way back to its cells. */
export interface RosterRow {
  readonly value: Readonly<Record<string, unknown>>;
  readonly at: (path: Path) => Place;
}

interface Column {
  /** Where the cell goes in a school of the region file. */
  readonly path: readonly [string, ...string[]];
  readonly list?: boolean;
}

/** Every column that a roster may have. Lists in a cell are separated by blanks, `;` or `+`. */
export const rosterColumns: Readonly<Record<string, Column>> = {
  id: { path: ['id'] },
  ...Object.fromEntries(
    nameLanguages.map((language) => [`name_${language}`, { path: ['names', language] } satisfies Column]),
  ),
  kind: { path: ['kind'] },
  tier: { path: ['tier'] },
  district: { path: ['district'] },
  account: { path: ['account'] },
  jurisdiction: { path: ['jurisdiction'] },
  domains: { path: ['domains'], list: true },
  home: { path: ['home'] },
  recovery: { path: ['recovery'] },
  records: { path: ['stores', 'records', 'dataClasses'], list: true },
  materials: { path: ['stores', 'materials', 'dataClasses'], list: true },
};

interface CsvRecord {
  readonly record: readonly string[];
  readonly line: number;
}

/**
 * Reads a roster: CSV (RFC 4180) with a header.
 *
 * @param text decoded text, without byte order mark
 * @param file path for messages
 */
export function readRoster(text: string, file: string, roster: RosterInput): { rows: RosterRow[]; issues: Issue[] } {
  const { records, issues } = parseCsv(text, file);
  const header = records[0];
  if (header === undefined) {
    return {
      rows: [],
      issues: [
        ...issues,
        issue('EDU110', 'the roster has no header', {
          file,
          line: 1,
          column: 1,
          allowed: Object.keys(rosterColumns).join(', '),
        }),
      ],
    };
  }
  const names = header.record.map((cell) => cell.trim().toLowerCase());
  const headerIssues = checkHeader(names, file, header.line, roster);
  if (headerIssues.some(({ code }) => code === 'EDU110')) return { rows: [], issues: [...issues, ...headerIssues] };
  const cells = cellPlaces(text, file);
  const rows: RosterRow[] = [];
  for (const { record, line } of records.slice(1)) {
    if (record.length !== names.length) {
      issues.push(
        issue('EDU112', 'the row has another number of cells than the header', {
          file,
          line,
          column: 1,
          found: `${record.length} cells`,
          allowed: `${names.length} cells`,
          fix: 'put cells that contain commas in double quotes',
        }),
      );
      continue;
    }
    rows.push({ value: rowValue(names, record, roster), at: (path) => cells(line, columnOf(names, path), path) });
  }
  return { rows, issues: [...issues, ...headerIssues] };
}

function parseCsv(text: string, file: string): { records: CsvRecord[]; issues: Issue[] } {
  const issues: Issue[] = [];
  const records: CsvRecord[] = [];
  parse(text, {
    trim: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error)
        issues.push(
          issue('EDU112', 'the row breaks the rules of CSV', {
            file,
            line: lineOf(error),
            column: 1,
            found: error.code,
            fix: 'close every double quote, and write a quote inside a cell twice',
          }),
        );
    },
    on_record: (record, { lines }) => {
      if (record.some((cell) => cell !== '')) records.push({ record, line: lines });
      return null;
    },
  });
  return { records, issues };
}

function lineOf(error: Error): number {
  const lines: unknown = 'lines' in error ? error.lines : undefined;
  return typeof lines === 'number' ? lines : 1;
}

function checkHeader(names: readonly string[], file: string, line: number, roster: RosterInput): Issue[] {
  const allowed = Object.keys(rosterColumns);
  const issues: Issue[] = [];
  names.forEach((column, index) => {
    if (names.indexOf(column) !== index) {
      issues.push(
        issue('EDU111', `column \`${column}\` stands twice`, {
          file,
          line,
          column: 1,
          found: column,
          fix: 'remove one of the two',
        }),
      );
    } else if (!allowed.includes(column)) {
      const meant = didYouMean(column, allowed);
      issues.push(
        issue('EDU111', `\`${column}\` is not a column of a roster`, {
          file,
          line,
          column: 1,
          found: column,
          allowed: allowed.join(', '),
          fix: meant === undefined ? 'remove the column' : `did you mean \`${meant}\`?`,
        }),
      );
    }
  });
  const missing = (column: string, why: string): void => {
    issues.push(
      issue('EDU110', `column \`${column}\` is missing`, {
        file,
        line,
        column: 1,
        found: names.join(', '),
        allowed: allowed.join(', '),
        fix: why,
      }),
    );
  };
  if (!names.includes('id')) {
    missing(
      'id',
      names.some((column) => column.includes(';'))
        ? 'separate columns with commas, not semicolons'
        : 'add it: every school needs a slug',
    );
  }
  if (roster.district === undefined && !names.some((column) => ['district', 'account', 'tier'].includes(column))) {
    missing('district', 'add it, or write `district:` beside `from:` for the whole roster');
  }
  return issues;
}

function rowValue(names: readonly string[], record: readonly string[], roster: RosterInput): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  names.forEach((name, index) => {
    const column = rosterColumns[name];
    const cell = record[index] ?? '';
    if (column !== undefined && cell !== '')
      put(value, column.path, column.list ? cell.split(/[\s;+]+/).filter(Boolean) : cell);
  });
  if (
    roster.district !== undefined &&
    value.district === undefined &&
    value.account === undefined &&
    value.tier !== 'external'
  ) {
    value.district = roster.district;
  }
  return value;
}

function put(target: Record<string, unknown>, [first, ...rest]: readonly string[], value: unknown): void {
  if (first === undefined) return;
  if (rest.length === 0) {
    target[first] = value;
    return;
  }
  const inner: Record<string, unknown> = { ...(isRecord(target[first]) ? target[first] : {}) };
  put(inner, rest, value);
  target[first] = inner;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Index of the column whose cell became the value at `path`; 0 where none did. */
function columnOf(names: readonly string[], path: Path): number {
  const index = names.findIndex((name) =>
    rosterColumns[name]?.path.every((step, depth) => path[depth] === undefined || path[depth] === step),
  );
  return Math.max(0, index);
}

/** Places of cells, found only when a message needs one. */
function cellPlaces(text: string, file: string): (line: number, column: number, path: Path) => Place {
  let lines: string[] | undefined;
  return (line, column, path) => {
    lines ??= text.split(/\r\n|\n|\r/);
    return { file, line, column: cellStart(lines[line - 1] ?? '', column) + 1, path: path.join('.') };
  };
}

function cellStart(line: string, column: number): number {
  let start = 0;
  let quoted = false;
  for (let index = 0, seen = 0; index < line.length && seen < column; index += 1) {
    if (line[index] === '"') quoted = !quoted;
    else if (line[index] === ',' && !quoted) {
      seen += 1;
      start = index + 1;
    }
  }
  return start;
}
