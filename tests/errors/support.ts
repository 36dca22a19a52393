import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { main } from '../../lib/cli';
import { loadRegionText, type Region } from '../../lib/config';
import { EducloudError, type Code, type Issue } from '../../lib/errors';
import { formatLedger, parseLedger, planRegion, type Ledger } from '../../lib/plan';

/** What stands at a path: text, bytes, as many zeros as `size` says, or a folder. */
export type Content = string | Uint8Array | { readonly size: number } | { readonly folder: true };

export type Files = Readonly<Record<string, Content>>;

/** A mistake that a command line answers with one code. */
export interface Situation {
  readonly code: Code;
  /** A code that cannot but come with it. */
  readonly beside?: Code;
  readonly what: string;
  readonly files?: Files;
  /** `@name` stands for a path in the folder of the files. */
  readonly args: readonly string[];
}

/** What a command line has written, and how it ended. */
export interface Run {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

const folders: string[] = [];

afterAll(() => folders.splice(0).forEach((one) => rmSync(one, { recursive: true, force: true })));

/** Lays out the files of a situation and returns their folder. */
export function layOut(files: Files = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'educloud-errors-'));
  folders.push(root);
  for (const [name, content] of Object.entries(files)) put(join(root, name), content);
  return root;
}

function put(path: string, content: Content): void {
  if (typeof content !== 'string' && 'folder' in content) {
    mkdirSync(path);
    return;
  }
  const size = typeof content !== 'string' && 'size' in content ? content.size : undefined;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' || content instanceof Uint8Array ? content : '');
  if (size !== undefined) truncateSync(path, size);
}

/** Runs a command line of a situation. */
export async function run(args: readonly string[], root: string): Promise<Run> {
  const written = { out: '', err: '' };
  const write = (to: 'out' | 'err') => (text: string) => {
    written[to] += text;
  };
  const exitCode = await main(
    args.map((one) => (one.startsWith('@') ? join(root, one.slice(1)) : one)),
    {
      out: write('out'),
      err: write('err'),
      terminal: {
        isTTY: false,
        write: (text: string | Uint8Array) => {
          written.err += String(text);
          return true;
        },
      },
    },
  );
  return { exitCode, ...written };
}

/** The issues of the one JSON document on standard output. */
export function issuesIn({ out }: Run): readonly Issue[] {
  const document: unknown = JSON.parse(out);
  const issues =
    typeof document === 'object' && document !== null && 'issues' in document ? document.issues : undefined;
  expect(Array.isArray(issues)).toBe(true);
  return Array.isArray(issues) ? issues : [];
}

/** The issues that an action throws; none when it throws nothing. */
export function issuesOf(action: () => unknown): readonly Issue[] {
  try {
    action();
  } catch (error) {
    if (error instanceof EducloudError) return error.issues;
    throw error;
  }
  return [];
}

/** A region of one line a key, with `more` lines and `schools` in the district `north`. */
export function regionOf(
  schools: readonly string[],
  more: readonly string[] = [],
  head: Readonly<Record<string, string>> = {},
): string {
  const { id = 'smallest', partition = 'aws', home = 'eu-central-1' } = head;
  return [
    'region:',
    `  id: ${id}`,
    `  partition: ${partition}`,
    `  home: ${home}`,
    '  accounts: { hub: "111122223333" }',
    '  districts: [{ id: north, account: "444455556666" }]',
    ...more.map((line) => `  ${line}`),
    '  schools:',
    ...schools.map((line) => `    - ${line}`),
    '',
  ].join('\n');
}

/** The ledger that `plan --write` leaves after each of the texts in turn. */
export function ledgerAfter(...texts: readonly string[]): string {
  let ledger: Ledger | undefined;
  for (const text of texts) ledger = planned(regionIn(text), ledger);
  return ledger === undefined ? '' : formatLedger(ledger);
}

function planned(region: Region, old: Ledger | undefined): Ledger {
  // As a command does it: written and read again between two plans.
  const before = old === undefined ? undefined : parseLedger(formatLedger(old), 'ledger').ledger;
  const { ledger, issues } = planRegion(region, before);
  if (ledger === undefined) throw new EducloudError(issues);
  return ledger;
}

function regionIn(text: string): Region {
  const { region, issues } = loadRegionText(text, 'region.yaml');
  if (region === undefined) throw new EducloudError(issues);
  return region;
}
