import { issue, sortIssues, type Issue } from '../errors';
import { cellsSchema, type CellsInput } from './cells-schema';
import { firstMistakes } from './most-mistakes';
import { sizeLimits } from './read-text';
import { readYamlFile } from './yaml-file';
import type { Path, YamlSource } from './yaml-source';

/** What belongs to one school, each by name or ARN. */
export interface Cell {
  readonly buckets: readonly string[];
  readonly keys: readonly string[];
  readonly roles: readonly string[];
}

/** Who owns what in an assembly whose templates do not say so. */
export interface Cells {
  /** By the id of the school. */
  readonly schools: Readonly<Record<string, Cell>>;
  readonly perimeter?: { readonly organizations: readonly string[]; readonly accounts: readonly string[] };
  readonly serviceRoles?: readonly string[];
  readonly recoveryRoles?: readonly string[];
  readonly recoveryTakers?: Readonly<Record<string, readonly string[]>>;
  readonly restoreRoles?: readonly string[];
  readonly breakGlass?: readonly string[];
  readonly signIn?: CellsSignIn;
  readonly closedAccounts?: readonly string[];
}

/** Who signs in, and from where. */
export interface CellsSignIn {
  readonly domains: Readonly<Record<string, readonly string[]>>;
  readonly audiences: readonly string[];
  readonly bureau: readonly string[];
  readonly bureauDomains?: readonly string[];
  readonly proxies: readonly string[];
  readonly userTags: readonly string[];
}

/** Reads and checks a cells file. */
export function loadCells(file: string): { readonly cells?: Cells; readonly issues: readonly Issue[] } {
  const read = readYamlFile(file, cellsSchema, sizeLimits.cells, 'write `schools:` and what belongs to each');
  if (read.data === undefined) return { issues: read.issues };
  const issues = sortIssues(firstMistakes([...badIds(read.source), ...sharedResources(read.data, read.source)], file));
  return issues.length > 0 ? { issues } : { cells: cellsOf(read.data), issues };
}

function cellsOf(input: CellsInput): Cells {
  const { schools, perimeter, federation, ...rest } = input;
  const { serviceRoles, recoveryRoles, recoveryTakers, restoreRoles, breakGlass, closedAccounts } = rest;
  return {
    schools: Object.fromEntries(
      Object.entries(schools).map(([id, { buckets = [], keys = [], roles = [] }]) => [id, { buckets, keys, roles }]),
    ),
    ...(perimeter === undefined
      ? {}
      : { perimeter: { organizations: perimeter.organizations ?? [], accounts: perimeter.accounts ?? [] } }),
    ...(serviceRoles === undefined ? {} : { serviceRoles }),
    ...(recoveryRoles === undefined ? {} : { recoveryRoles }),
    ...(recoveryTakers === undefined ? {} : { recoveryTakers }),
    ...(restoreRoles === undefined ? {} : { restoreRoles }),
    ...(breakGlass === undefined ? {} : { breakGlass }),
    ...(federation === undefined ? {} : { signIn: signInOf(federation) }),
    ...(closedAccounts === undefined ? {} : { closedAccounts }),
  };
}

function signInOf(given: NonNullable<CellsInput['federation']>): CellsSignIn {
  const { domains = {}, audiences = [], bureau = [], bureauDomains, proxies = [], userTags = [] } = given;
  return { domains, audiences, bureau, proxies, userTags, ...(bureauDomains === undefined ? {} : { bureauDomains }) };
}

/** Ids stand in tags and in reports. They are read from the file, since the schema drops a key such as `__proto__`. */
function badIds(source: YamlSource): Issue[] {
  const schools: unknown = isMapping(source.value) ? source.value.schools : undefined;
  return Object.keys(isMapping(schools) ? schools : {})
    .filter((id) => !/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/.test(id))
    .map((id) =>
      issue('EDU204', 'the id of a school has a form that does not fit', {
        ...source.atKey(['schools', id]),
        found: id === '' ? 'an empty text' : id,
        allowed: 'letters, digits, `.`, `_` and `-`, at most 63, beginning with a letter or digit',
      }),
    );
}

/** A resource has one owner: if it had two, each would be an outsider to the other. */
function sharedResources({ schools }: CellsInput, source: YamlSource): Issue[] {
  const owners = new Map<string, string>();
  return Object.entries(schools).flatMap(([school, cell]) =>
    (['buckets', 'keys', 'roles'] as const).flatMap((kind) =>
      (cell[kind] ?? []).flatMap((name, index) => {
        const key = `${kind} ${bare(name)}`;
        const owner = owners.get(key);
        owners.set(key, owner ?? school);
        return owner === undefined ? [] : [twice(name, owner, school, ['schools', school, kind, index], source)];
      }),
    ),
  );
}

function twice(name: string, owner: string, school: string, path: Path, source: YamlSource): Issue {
  return issue('EDU731', owner === school ? `${name} stands here twice` : `${name} belongs to ${owner} already`, {
    ...source.at(path),
    found: name,
    fix: owner === school ? 'remove one of them' : 'name it in one cell, or in none if the schools share it',
  });
}

/** A bucket is the same by its name and by its ARN. */
function bare(name: string): string {
  return name.replace(/^arn:aws[a-z-]*:s3:::/, '');
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
