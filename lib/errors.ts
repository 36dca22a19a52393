import { codes, type Code } from './error-codes';

export { codes, type Code };

/** `error` fails the command; `warning` is printed and kept in `--json`. */
export type Severity = 'error' | 'warning';

/** One mistake, with all that its reader needs to find and mend it. */
export interface Issue {
  readonly code: Code;
  readonly severity: Severity;
  /** What is wrong, in the reader's words. */
  readonly message: string;
  readonly file?: string;
  /** Line, counted from 1. */
  readonly line?: number;
  /** Column in UTF-16 code units, counted from 1. */
  readonly column?: number;
  /** Dotted path inside the file (`region.schools[3].domains`) or a construct path. */
  readonly path?: string;
  readonly found?: string;
  readonly allowed?: string;
  readonly fix?: string;
}

/** Where an issue stands. */
export type Place = Pick<Issue, 'file' | 'line' | 'column' | 'path'>;

/** The one error type: carries the mistakes of the user's input (exit code 1). */
export class EducloudError extends Error {
  public readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(issues.map(oneLine).join('\n'));
    this.name = 'EducloudError';
    this.issues = issues;
  }
}

/** One issue in one line, for callers that only see the message: users of the constructs, and `cdk synth`. */
function oneLine({ code, file, line, column, path, message, found, allowed, fix }: Issue): string {
  const place = file === undefined ? path : [file, line, column].filter((part) => part !== undefined).join(':');
  const details = Object.entries({ found, allowed, fix }).flatMap(([key, value]) =>
    value ? [`${key}: ${value}`] : [],
  );
  return `${place ? `${place}  ` : ''}${code}  ${message}${details.length > 0 ? ` (${details.join('; ')})` : ''}`;
}

/** A broken promise of the kit itself (exit code 2), never of the user's input. */
export class KitError extends EducloudError {
  constructor(message: string) {
    super([issue('EDU901', message)]);
    this.name = 'KitError';
  }
}

/** Builds an issue of severity `error`. A file may hold a key of a megabyte; its mistake is told in a few lines. */
export function issue(code: Code, message: string, details: Omit<Partial<Issue>, 'code' | 'message'> = {}): Issue {
  const { path, found, allowed, fix, ...rest } = details;
  const texts = Object.entries({ path, found, allowed, fix }).flatMap(([key, text]) =>
    text === undefined ? [] : [[key, brief(text)] as const],
  );
  return {
    severity: 'error',
    ...rest,
    ...Object.fromEntries(texts),
    code,
    message: code === 'EDU901' ? message : brief(message),
  };
}

const longestText = 1_000;

/** Both ends of a text that is too long, since what is wrong with a value often stands behind it. */
function brief(text: string): string {
  if (text.length <= longestText) return text;
  const head = text.slice(0, longestText / 2).replace(/[\uD800-\uDBFF]$/, '');
  return `${head} … ${text.slice(3 - longestText / 2).replace(/^[\uDC00-\uDFFF]/, '')}`;
}

/** The single error for `code`, ready to throw. */
export function failure(
  code: Code,
  message: string,
  details?: Omit<Partial<Issue>, 'code' | 'message'>,
): EducloudError {
  return new EducloudError([issue(code, message, details)]);
}

/** Sorts by file, line, column and code, so that the same input prints the same list; says nothing twice. */
export function sortIssues(issues: readonly Issue[]): Issue[] {
  const distinct = new Map(issues.map((one) => [JSON.stringify(one), one]));
  return [...distinct.values()].sort(
    (a, b) =>
      compare(a.file ?? '', b.file ?? '') ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0) ||
      compare(a.code, b.code) ||
      compare(a.path ?? '', b.path ?? '') ||
      compare(a.message, b.message),
  );
}

/** Code-unit comparison: the same order on every machine and in every locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
