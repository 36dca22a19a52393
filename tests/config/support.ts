import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { loadRegion, loadRegionText, type LoadResult, type Region } from '../../lib/config';
import { EducloudError, type Issue } from '../../lib/errors';

const folders: string[] = [];

afterAll(() => folders.splice(0).forEach((one) => rmSync(one, { recursive: true, force: true })));

/** A folder of its own, removed when the suite ends. */
export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'educloud-config-'));
  folders.push(made);
  return made;
}

/** Writes files into a folder of their own and returns the path of the first. */
export function files(contents: Readonly<Record<string, string | Uint8Array>>): string {
  const root = folder();
  for (const [name, content] of Object.entries(contents)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return join(root, Object.keys(contents)[0] ?? '');
}

/** Loads `region.yaml` with the files beside it. */
export function loadWith(
  text: string | Uint8Array,
  beside: Readonly<Record<string, string | Uint8Array>> = {},
): LoadResult {
  return loadRegion(files({ 'region.yaml': text, ...beside }));
}

/** Loads a text that names no roster. */
export function loadText(text: string): LoadResult {
  return loadRegionText(text, 'region.yaml');
}

/** The region of a valid file; fails with its mistakes otherwise. */
export function regionIn({ region, issues }: LoadResult): Region {
  if (region === undefined) throw new EducloudError(issues);
  return region;
}

/** `code line:column` of each issue; for another file than the region file with its name in front of the line. */
export function places({ issues }: LoadResult): string[] {
  return issues.map(({ code, file = '', line, column }) => {
    const name = basename(file) === 'region.yaml' ? '' : `${basename(file)}:`;
    return `${code} ${name}${line ?? ''}:${column ?? ''}`;
  });
}

/** The only issue of a file. */
export function onlyIssue(result: LoadResult): Issue {
  const [first, ...more] = result.issues;
  if (first === undefined || more.length > 0) throw new EducloudError(result.issues);
  return first;
}

export interface Parts {
  readonly id?: string;
  readonly partition?: string;
  readonly home?: string;
  readonly accounts?: string;
  readonly districts?: readonly string[];
  /** More lines of the region, each as `key: value`. They begin on line 6. */
  readonly more?: readonly string[];
}

/**
 * A region file of one line a key: `id` on line 2, `partition` 3, `home` 4, `accounts` 5, then `more`, then `districts:`
 * with one district a line, then `schools:` with one entry a line. Without `more` the first district is on line 7 and
 * the first entry on line 9.
 */
export function regionText(entries: readonly string[], parts: Parts = {}): string {
  const districts = parts.districts ?? ['{ id: north, account: "444455556666" }'];
  return [
    'region:',
    `  id: ${parts.id ?? 'smallest'}`,
    `  partition: ${parts.partition ?? 'aws'}`,
    `  home: ${parts.home ?? 'eu-central-1'}`,
    `  accounts: ${parts.accounts ?? '{ hub: "111122223333" }'}`,
    ...(parts.more ?? []).map((line) => `  ${line}`),
    '  districts:',
    ...districts.map((line) => `    - ${line}`),
    '  schools:',
    ...entries.map((line) => `    - ${line}`),
    '',
  ].join('\n');
}

/** A node that the perimeter names, for rules about nodes. */
export const insidePerimeter = 'perimeter: { accounts: ["777788889999"] }';

/** Chinese text as Chinese Excel saves it; only characters of this table. */
export function gb18030(text: string): Uint8Array {
  const table: Readonly<Record<string, readonly number[]>> = {
    橡: [0xcf, 0xf0],
    树: [0xca, 0xf7],
    小: [0xd0, 0xa1],
    学: [0xd1, 0xa7],
    〇: [0xa9, 0x96],
  };
  return Uint8Array.from(Array.from(text).flatMap((letter) => table[letter] ?? [letter.charCodeAt(0)]));
}
