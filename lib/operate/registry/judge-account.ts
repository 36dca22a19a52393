import { compare, issue, type Code, type Issue } from '../../errors';
import type { PlannedSchool } from '../../plan';
import { boundValues, plannedEntry, type PlannedAccount } from './planned-accounts';
import { entryBytes, registryEntrySchema, type RegistryEntry } from './registry-entry';
import type { StoredParameter } from './stored-parameter';

/** What is true of every account of a region. */
export interface RegionIdentity {
  readonly id: string;
  readonly arnPartition: string;
}

/** The entries of an account that agree with the plan, and what is wrong with the others. */
export interface JudgedAccount {
  readonly entries: readonly RegistryEntry[];
  readonly issues: readonly Issue[];
}

/**
 * Judges what stands in an account by what the plan puts there: EDU803 for what is no entry, EDU804 for an entry that
 * should not be there, EDU805 for one that says otherwise than the plan, EDU806 for one that is missing. Values of what
 * is no entry are never repeated: somebody may have put a secret there.
 */
export function judgeAccount(
  region: RegionIdentity,
  { account, schools }: PlannedAccount,
  parameters: readonly StoredParameter[],
): JudgedAccount {
  const arn = (awsRegion: string, name: string): string =>
    `arn:${region.arnPartition}:ssm:${awsRegion}:${account}:parameter${name}`;
  const found = new Map(parameters.map((one) => [arn(one.awsRegion, one.name), one]));
  const planned = new Map(schools.map((school) => [arn(school.awsRegion, school.parameter), school]));
  const unplanned = [...found.keys()].filter((path) => !planned.has(path)).sort(compare);
  const judged = [...planned].map(([path, school]) => judgeSchool(region.id, school, found.get(path), path));
  return {
    entries: judged.flatMap(({ entry, issues }) => (entry === undefined || issues.length > 0 ? [] : [entry])),
    issues: [...judged.flatMap(({ issues }) => issues), ...unplanned.map((path) => foreign(path, schools))],
  };
}

function judgeSchool(
  region: string,
  school: PlannedSchool,
  stored: StoredParameter | undefined,
  path: string,
): { readonly entry?: RegistryEntry; readonly issues: readonly Issue[] } {
  if (stored === undefined) {
    return {
      issues: [
        finding('EDU806', `\`${school.id}\` has no registry entry`, path, {
          found: 'nothing',
          fix: `deploy stack \`${school.stack}\`, which writes it`,
        }),
      ],
    };
  }
  const { entry, faults = [] } = readEntry(stored);
  const fix = `look who wrote it, then deploy stack \`${school.stack}\` again; CloudFormation leaves alone what was changed by hand, unless the parameter is deleted first`;
  if (entry === undefined) {
    return {
      issues: [
        finding('EDU803', `the registry entry of \`${school.id}\` cannot be read`, path, {
          found: faults.slice(0, 3).join('; '),
          allowed: 'an entry of version 1, as the stack of the school writes it',
          fix,
        }),
      ],
    };
  }
  const expected = boundValues(plannedEntry(region, school));
  const issues = Object.entries(boundValues(entry))
    .filter(([member, value]) => value !== expected[member])
    .map(([member, value]) =>
      finding('EDU805', `the registry entry of \`${school.id}\` has another \`${member}\` than the plan`, path, {
        found: value,
        allowed: expected[member] ?? '',
        fix,
      }),
    );
  return { entry, issues };
}

/** An entry, or what keeps the value from being one; never the value itself. */
function readEntry({ type, value }: StoredParameter): { entry?: RegistryEntry; faults?: readonly string[] } {
  if (type !== 'String') return { faults: [`a parameter of type ${type}`] };
  const bytes = Buffer.byteLength(value);
  if (bytes > entryBytes) return { faults: [`${bytes} bytes`] };
  const parsed = registryEntrySchema.safeParse(parseJson(value));
  if (parsed.success) return { entry: parsed.data };
  return { faults: parsed.error.issues.map(({ path, message }) => [...path.map(String), message].join(': ')) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function foreign(path: string, schools: readonly PlannedSchool[]): Issue {
  const ids = schools.map(({ id }) => id).sort(compare);
  return finding('EDU804', 'there is a registry entry that the plan does not put there', path, {
    found: path.slice(path.lastIndexOf('/') + 1),
    allowed: `${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ` and ${ids.length - 5} more` : ''}`,
    fix: 'delete the parameter, with its stack where that is retired; if the school does belong there, restore the ledger',
  });
}

function finding(code: Code, message: string, path: string, details: Partial<Issue>): Issue {
  return issue(code, message, { path, ...details });
}
