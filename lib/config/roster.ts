import { parse } from 'csv-parse/sync';
import { issue, type Issue, type Place } from '../errors';
import type { RosterInput } from './region-file-schema';
import { mostMistakes } from './most-mistakes';
import { columnNamed, rosterColumns } from './roster-columns';
import { didYouMean } from './shape-issues';
import type { Path } from './yaml-source';

/** One row, in the shape of a school of the region file, with the way back to its cells. */
export interface RosterRow {
  readonly value: Readonly<Record<string, unknown>>;
  readonly at: (path: Path) => Place;
  /** Whether the district is the roster's, not the row's. */
  readonly inheritsDistrict: boolean;
}

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
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const { records, issues } = parseCsv(lines.join('\n'), file);
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
  const rows: RosterRow[] = [];
  for (const { record, line } of records.slice(1)) {
    if (issues.length > mostMistakes) break;
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
    const own = rowValue(names, record);
    const inheritsDistrict = inherits(own, roster);
    rows.push({
      value: inheritsDistrict ? { ...own, district: roster.district } : own,
      inheritsDistrict,
      at: (path) => ({ file, ...cellStart(lines, line, columnOf(names, path)), path: path.join('.') }),
    });
  }
  if (records.length === 1 && issues.length === 0)
    issues.push(
      issue('EDU103', 'the roster has a header and no school', {
        file,
        line: header.line,
        column: 1,
        fix: 'write one school a row, or take the roster out of the region file',
      }),
    );
  return { rows, issues: [...issues, ...headerIssues] };
}

/** The largest real rosters have some 60,000. */
const mostRows = 500_000;

/** csv-parse's words for what it cannot read. */
const csvFaults: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a double quote that is never closed',
  CSV_INVALID_CLOSING_QUOTE: 'text behind a closing double quote',
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: 'text behind a closing double quote',
  INVALID_OPENING_QUOTE: 'a double quote inside a cell that does not begin with one',
};

/** Rows and their first lines, up to a quote after which nobody can tell cells from text. */
function parseCsv(text: string, file: string): { records: CsvRecord[]; issues: Issue[] } {
  const issues: Issue[] = [];
  const records: CsvRecord[] = [];
  let readable = true;
  parse(text, {
    trim: true,
    relax_column_count: true,
    skip_records_with_error: true,
    record_delimiter: '\n',
    on_skip: (error) => {
      if (!readable || !error || issues.length > mostMistakes) return;
      readable = error.code === 'INVALID_OPENING_QUOTE';
      issues.push(
        issue('EDU112', 'the row breaks the rules of CSV', {
          file,
          line: error.code === 'CSV_QUOTE_NOT_CLOSED' ? lineOfByte(text, error) : lineOf(error),
          column: 1,
          found: csvFaults[error.code] ?? 'a row that cannot be read',
          fix: 'close every double quote, and write a quote inside a cell twice',
        }),
      );
    },
    on_record: (record, { lines }) => {
      const breaks = record.join('').split('\n').length - 1;
      if (!readable || !record.some((cell) => cell !== '')) return null;
      if (records.length > mostRows) readable = false;
      else records.push({ record, line: lines - breaks });
      if (!readable)
        issues.push(
          issue('EDU104', 'the roster has more rows than educloud reads', {
            file,
            line: lines - breaks,
            column: 1,
            found: 'more rows',
            allowed: `${mostRows} rows`,
            fix: 'split the roster',
          }),
        );
      return null;
    },
  });
  return { records, issues };
}

/** The line on which the cell begins that csv-parse was reading. */
function lineOfByte(text: string, error: Error): number {
  const bytes: unknown = 'bytes' in error ? error.bytes : undefined;
  return typeof bytes === 'number' ? Buffer.from(text).subarray(0, bytes).toString().split('\n').length : lineOf(error);
}

function lineOf(error: Error): number {
  const lines: unknown = 'lines' in error ? error.lines : undefined;
  return typeof lines === 'number' ? lines : 1;
}

function checkHeader(names: readonly string[], file: string, line: number, roster: RosterInput): Issue[] {
  const allowed = Object.keys(rosterColumns);
  const issues: Issue[] = [];
  const seen = new Set<string>();
  for (const column of names) {
    if (issues.length > mostMistakes) break;
    if (seen.has(column)) {
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
    seen.add(column);
  }
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

function rowValue(names: readonly string[], record: readonly string[]): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  names.forEach((name, index) => {
    const column = columnNamed(name);
    const cell = record[index] ?? '';
    if (column !== undefined && cell !== '')
      put(value, column.path, column.list === undefined ? cell : cell.split(column.list).filter(Boolean));
  });
  return value;
}

/** Whether the roster's district holds for a row: it is pooled, and names none of its own. */
function inherits({ district, account, tier }: Record<string, unknown>, roster: RosterInput): boolean {
  return (
    roster.district !== undefined &&
    district === undefined &&
    account === undefined &&
    (tier === undefined || tier === 'pooled')
  );
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
    columnNamed(name)?.path.every((step, depth) => path[depth] === undefined || path[depth] === step),
  );
  return Math.max(0, index);
}

/** Where a cell begins; a quoted cell before it may have put it on a later line than its row. */
function cellStart(lines: readonly string[], first: number, column: number): { line: number; column: number } {
  let quoted = false;
  for (let line = first, seen = 0; seen < column && line <= lines.length; line += 1) {
    const text = lines[line - 1] ?? '';
    for (let index = 0; index < text.length; index += 1) {
      if (text[index] === '"') quoted = !quoted;
      else if (text[index] === ',' && !quoted) seen += 1;
      if (seen === column) return { line, column: index + 2 };
    }
    if (!quoted) break;
  }
  return { line: first, column: 1 };
}
