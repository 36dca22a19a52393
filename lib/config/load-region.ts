import { dirname, isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { issue, sortIssues, type Issue, type Place } from '../errors';
import { deliverySchema, type DeliveryInput } from './delivery-schema';
import type { Draft, SchoolEntry } from './draft';
import { firstMistakes, mostMistakes } from './most-mistakes';
import { normalise } from './normalise';
import { readText, sizeLimits } from './read-text';
import { rosterSchema, schoolSchema, shellSchema, regionFileSchema, type RosterInput } from './region-file-schema';
import { readRoster } from './roster';
import type { Region } from './region';
import { checkRules } from './rules';
import { keysAt } from './schema-keys';
import { shapeIssues, type ShapeContext } from './shape-issues';
import { parseYaml, type Path, type YamlSource } from './yaml-source';

/** A valid region, or every mistake of its files, sorted by place. */
export interface LoadResult {
  readonly region?: Region;
  readonly issues: readonly Issue[];
}

/** Reads and checks a region file and its rosters. */
export function loadRegion(file: string): LoadResult {
  const read = readText(file, sizeLimits.regionFile);
  return read.text === undefined ? { issues: read.issues } : loadRegionText(read.text, file);
}

/** As {@link loadRegion}, for text that is at hand; `file` names it in messages and anchors its rosters. */
export function loadRegionText(text: string, file: string): LoadResult {
  const { source, issues: syntax } = parseYaml(text, file);
  if (source === undefined) return { issues: sortIssues(firstMistakes(syntax, file)) };
  const { draft, issues: shape } = readDraft(source, file);
  const rules = checkRules(draft);
  const issues = sortIssues(firstMistakes([...shape, ...rules], file));
  const failed = issues.some(({ severity }) => severity === 'error');
  return failed || draft.shell === undefined ? { issues } : { region: normalise(draft.shell, draft), issues };
}

function readDraft(source: YamlSource, file: string): { draft: Draft; issues: Issue[] } {
  const context: ShapeContext = { ...source, keysAt: (path) => keysAt(regionFileSchema, path) };
  const at = (path: Path): Place => source.at(['region', ...path]);
  const top = z.strictObject({ region: z.looseObject({}) }).safeParse(source.value);
  const issues = top.success ? [] : shapeIssues(top.error.issues, context);
  const raw = regionOf(source.value);
  if (raw === undefined) return { draft: { schools: [], at }, issues };
  const { schools: rawSchools, ...rest } = raw;
  const shell = shellSchema.safeParse(rest);
  if (!shell.success) issues.push(...shapeIssues(shell.error.issues, context, ['region']));
  const schools = readSchools(rawSchools, context, file, issues);
  // By itself, so that a mistake elsewhere hides no missing file.
  const delivery = deliverySchema.safeParse(rest.delivery);
  const publicKeys = delivery.success ? readPublicKeys(delivery.data, at, file, issues) : new Map<number, string>();
  return { draft: { ...(shell.success ? { shell: shell.data } : {}), schools, at, publicKeys }, issues };
}

/** Texts of the keys that sign for delivery; what cannot be read is a mistake of the line that names it. */
function readPublicKeys(
  { signing }: DeliveryInput,
  at: (path: Path) => Place,
  file: string,
  issues: Issue[],
): Map<number, string> {
  const texts = new Map<number, string>();
  for (const [index, { publicKey }] of (signing?.keys ?? []).entries()) {
    const path = isAbsolute(publicKey) ? publicKey : join(dirname(file), publicKey);
    const read = readText(path, sizeLimits.publicKey);
    if (read.text !== undefined) texts.set(index, read.text);
    const place = at(['delivery', 'signing', 'keys', index, 'publicKey']);
    const fix = 'write the path of a public key as PEM, relative to the region file';
    issues.push(
      ...read.issues.map((one) => issue(one.code, `public key ${path}: ${one.message}`, { ...one, fix, ...place })),
    );
  }
  return texts;
}

/** The `region` mapping as it was written, whatever else stands at the top of the file. */
function regionOf(value: unknown): Record<string, unknown> | undefined {
  return isMapping(value) && isMapping(value.region) ? value.region : undefined;
}

function readSchools(raw: unknown, context: ShapeContext, file: string, issues: Issue[]): SchoolEntry[] {
  const path: Path = ['region', 'schools'];
  if (Array.isArray(raw) && raw.length > 0) {
    const entries: unknown[] = raw;
    return entries.flatMap((entry, index) => readEntry(entry, [...path, index], context, file, issues));
  }
  if (isMapping(raw)) return readRosterEntry(raw, path, context, file, issues);
  const list = z.array(z.unknown()).min(1).safeParse(raw);
  if (!list.success) issues.push(...shapeIssues(list.error.issues, context, path));
  return [];
}

function readEntry(entry: unknown, path: Path, context: ShapeContext, file: string, issues: Issue[]): SchoolEntry[] {
  if (issues.length > mostMistakes) return [];
  if (isMapping(entry) && 'from' in entry) return readRosterEntry(entry, path, context, file, issues);
  const school = schoolSchema.safeParse(entry);
  if (school.success) return [{ input: school.data, at: (inner = []) => context.at([...path, ...inner]) }];
  issues.push(
    ...shapeIssues(
      school.error.issues,
      { ...context, keysAt: (inner) => keysAt(schoolSchema, inner.slice(path.length)) },
      path,
    ),
  );
  return [];
}

function readRosterEntry(
  entry: unknown,
  path: Path,
  context: ShapeContext,
  file: string,
  issues: Issue[],
): SchoolEntry[] {
  const roster = rosterSchema.safeParse(entry);
  if (!roster.success) {
    issues.push(
      ...shapeIssues(
        roster.error.issues,
        { ...context, keysAt: (inner) => keysAt(rosterSchema, inner.slice(path.length)) },
        path,
      ),
    );
    return [];
  }
  const rosterFile = isAbsolute(roster.data.from) ? roster.data.from : join(dirname(file), roster.data.from);
  const read = readText(rosterFile, sizeLimits.roster, roster.data.encoding);
  if (read.text === undefined) {
    issues.push(...read.issues.map((one) => rosterReadIssue(one, rosterFile, context.at([...path, 'from']))));
    return [];
  }
  return readRows(read.text, rosterFile, roster.data, context.at([...path, 'district']), issues);
}

/** A roster that cannot be read is a mistake of the line that names it; one that can, of its own line. */
function rosterReadIssue(one: Issue, rosterFile: string, place: Place): Issue {
  if (one.line !== undefined) return one;
  const mended = one.code === 'EDU103' ? { ...one, fix: 'write a header and one school a row' } : one;
  return issue(one.code, `roster ${rosterFile}: ${one.message}`, { ...mended, ...place });
}

function readRows(
  text: string,
  file: string,
  roster: RosterInput,
  districtPlace: Place,
  issues: Issue[],
): SchoolEntry[] {
  const { rows, issues: csv } = readRoster(text, file, roster);
  issues.push(...csv);
  return rows.flatMap((row) => {
    if (issues.length > mostMistakes) return [];
    const school = schoolSchema.safeParse(row.value);
    const at = (inner: Path = ['id']): Place =>
      row.inheritsDistrict && inner[0] === 'district' ? districtPlace : row.at(inner);
    if (school.success) return [{ input: school.data, at }];
    const context: ShapeContext = {
      at: row.at,
      atKey: row.at,
      written: () => undefined,
      writtenKey: () => undefined,
      value: row.value,
      keysAt: (path) => keysAt(schoolSchema, path),
    };
    issues.push(...shapeIssues(school.error.issues, context));
    return [];
  });
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
