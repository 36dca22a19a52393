import { join as joinPath } from 'node:path';
import { EducloudError, issue, sortIssues, type Issue } from '../errors';
import { readAssembly, type StackFile } from './assembly/read-assembly';
import { readJson } from './assembly/read-json';
import { documentFile, readRegionDocument, type RegionDocument } from './assembly/region-document';
import type { Cells } from './cells';
import { emptyDraft, type Draft } from './resources/draft';
import { readTemplate } from './resources/read-template';
import { exportsOf, missingImports } from './template/exports';
import { placeOf } from './template/place';
import { resolverOf } from './template/resolver-of';
import { templateOf } from './template/template';
import { joinAccounts } from './world/join-accounts';
import { joinBuckets, joinKeys, joinTopics } from './world/join-buckets';
import { joinDistributions, joinKeyGroups } from './world/join-distributions';
import { joinIdentities, withTwins } from './world/join-identities';
import { joinBackupRules, joinVaults } from './world/join-vaults';
import { roleArns, withOwners } from './world/ownership';
import type { Perimeter, SignIn, World } from './world';

export interface ReadOptions {
  /** Owners and trust from outside the assembly. */
  readonly cells?: Cells;
  /** Told after every template. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Reads a cloud assembly (or a folder of templates) as a World. One template is in memory at a time.
 *
 * @throws {EducloudError} all that is wrong with the files, at once
 */
export function readWorld(folder: string, { cells, onProgress }: ReadOptions = {}): World {
  const issues: Issue[] = [];
  const stacks = readAssembly(folder, issues);
  const document = readRegionDocument(folder, issues);
  const draft = emptyDraft();
  readStacks(folder, stacks, draft, issues, onProgress);
  const world = join(stacks, draft, document, cells, issues);
  if (issues.length > 0) throw new EducloudError(sortIssues(issues));
  return world;
}

/** Stacks that import a value wait for the stack that exports it, for as long as any stack still gets further. */
function readStacks(
  folder: string,
  stacks: readonly StackFile[],
  draft: Draft,
  issues: Issue[],
  onProgress: ReadOptions['onProgress'],
): void {
  const exported = new Map<string, string>();
  let waiting = stacks;
  let done = 0;
  for (let last = false; waiting.length > 0;) {
    const later: StackFile[] = [];
    for (const stack of waiting) {
      if (readOrReport(folder, stack, exported, draft, issues, last)) onProgress?.((done += 1), stacks.length);
      else later.push(stack);
    }
    last = later.length === waiting.length;
    waiting = later;
  }
}

/** As {@link readStack}; what is nested deeper than any stack of calls is told like every other fault. */
function readOrReport(...read: Parameters<typeof readStack>): boolean {
  try {
    return readStack(...read);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const [folder, { file }, , , issues] = read;
    issues.push(
      issue('EDU725', 'the template is nested too deep', {
        file: joinPath(folder, file),
        allowed: 'what CloudFormation accepts',
      }),
    );
    return true;
  }
}

/** Reads one template unless it must wait for another, and tells whether it did. */
function readStack(
  folder: string,
  stack: StackFile,
  exported: Map<string, string>,
  draft: Draft,
  issues: Issue[],
  last: boolean,
): boolean {
  const file = readJson(folder, stack.file, issues);
  if (file === undefined) return true;
  const resolver = resolverOf(templateOf(stack, file), (name) => exported.get(`${stack.environment} ${name}`));
  if (!last && file.text.includes('Fn::ImportValue') && missingImports(file.value, resolver)) return false;
  for (const [name, value] of exportsOf(resolver)) exported.set(`${stack.environment} ${name}`, value);
  readTemplate(resolver, draft);
  const { account, partition, awsRegion } = resolver.template.place;
  if (stack.deployRole !== undefined) {
    const arn = stack.deployRole
      .replaceAll('${AWS::Partition}', partition)
      .replaceAll('${AWS::Region}', awsRegion)
      .replaceAll('${AWS::AccountId}', account);
    draft.deployRoles.set(`${arn} ${awsRegion}`, { arn, account, awsRegion });
  }
  return true;
}

function join(
  stacks: readonly StackFile[],
  draft: Draft,
  document: RegionDocument | undefined,
  cells: Cells | undefined,
  issues: Issue[],
): World {
  const places = stacks.map((stack) => ({ stack, place: placeOf(stack) }));
  const ids = [...new Set(places.map(({ place }) => place.account))].sort();
  const doubts = [...draft.doubts];
  const [custom] = draft.custom;
  if (custom !== undefined) {
    doubts.push({
      source: custom,
      reason: `what ${draft.custom.length} custom resources do when deployed is not seen`,
      note: true,
    });
  }
  const allKeys = joinKeys(draft);
  const allBuckets = joinBuckets(draft, allKeys, doubts);
  const { roles: allRoles, users } = joinIdentities(draft, doubts);
  const { accounts, assumptions } = joinAccounts(ids, draft, document, doubts);
  const owned = { buckets: allBuckets, keys: allKeys, roles: allRoles };
  const { buckets, keys, roles } = cells === undefined ? owned : withOwners(owned, cells, issues);
  const perimeter: Perimeter = cells?.perimeter ?? document?.perimeter ?? { organizations: [], accounts: ids };
  const signIn = cells?.signIn ?? document?.signIn;
  const serviceRoles = [...(document?.serviceRoles ?? []), ...(cells?.serviceRoles ?? [])];
  return {
    buckets,
    keys,
    roles,
    users,
    identityProviders: withTwins(draft.identityProviders),
    others: joinTopics(draft),
    distributions: joinDistributions(draft, doubts),
    keyGroups: joinKeyGroups(draft),
    originIdentities: draft.originIdentities,
    accounts,
    deployRoles: [...draft.deployRoles.values()],
    perimeter,
    closedAccounts: cells?.closedAccounts ?? [],
    serviceRoles: roleArns(serviceRoles, roles),
    vaults: joinVaults(draft, keys),
    backupRules: joinBackupRules(draft),
    trails: draft.trails,
    recoveryRoles: roleArns([...(document?.recoveryRoles ?? []), ...(cells?.recoveryRoles ?? [])], roles),
    recoveryTakers: joinedTakers(document?.recoveryTakers, cells?.recoveryTakers),
    restoreRoles: roleArns([...(document?.restoreRoles ?? []), ...(cells?.restoreRoles ?? [])], roles),
    breakGlass: roleArns([...(document?.breakGlass ?? []), ...(cells?.breakGlass ?? [])], roles),
    ...(signIn === undefined ? {} : { signIn }),
    assumptions: [...assumptions, ...outsideAssumptions(stacks, document, cells)],
    doubts,
    stacks: places.map(({ stack, place }) => ({
      name: stack.name,
      file: stack.file,
      account: place.account,
      awsRegion: place.awsRegion,
    })),
  };
}

/** Of two lists for one role both count. */
function joinedTakers(...given: readonly World['recoveryTakers'][]): NonNullable<World['recoveryTakers']> {
  const entries = given.flatMap((one) => Object.entries(one ?? {}));
  return Object.fromEntries(
    entries.map(([role]) => [
      role,
      [...new Set(entries.filter(([other]) => other === role).flatMap(([, by]) => by))].sort(),
    ]),
  );
}

/** What no template shows. */
function outsideAssumptions(
  stacks: readonly StackFile[],
  document: RegionDocument | undefined,
  cells: Cells | undefined,
): readonly string[] {
  const agnostic = new Set(stacks.filter(({ account }) => account === undefined).map(({ environment }) => environment));
  const shared = [...agnostic].some((one) => stacks.filter(({ environment }) => environment === one).length > 1);
  const perimeter =
    cells?.perimeter !== undefined ? 'the cells file' : document?.perimeter !== undefined ? documentFile : undefined;
  return [
    ...(perimeter === undefined ? [] : [`The perimeter is the one that ${perimeter} names.`]),
    ...((document?.serviceRoles?.length ?? 0) > 0 ? [`Service roles are those that ${documentFile} names.`] : []),
    ...((cells?.serviceRoles?.length ?? 0) > 0 ? ['The roles that the cells file names act for AWS itself.'] : []),
    ...((document?.recoveryRoles?.length ?? 0) > 0 ? [`Roles for recovery are those that ${documentFile} names.`] : []),
    ...((cells?.recoveryRoles?.length ?? 0) > 0 ? ['Roles for recovery are those that the cells file names.'] : []),
    ...(Object.keys(document?.recoveryTakers ?? {}).length > 0
      ? [`Who takes roles for recovery is who ${documentFile} names.`]
      : []),
    ...(Object.keys(cells?.recoveryTakers ?? {}).length > 0
      ? ['Who takes roles for recovery is who the cells file names.']
      : []),
    ...((document?.restoreRoles?.length ?? 0) > 0 ? [`Roles that restore are those that ${documentFile} names.`] : []),
    ...((cells?.restoreRoles?.length ?? 0) > 0 ? ['Roles that restore are those that the cells file names.'] : []),
    ...((document?.breakGlass?.length ?? 0) > 0 ? [`Break-glass roles are those that ${documentFile} names.`] : []),
    ...((cells?.breakGlass?.length ?? 0) > 0 ? ['Break-glass roles are those that the cells file names.'] : []),
    ...signInAssumptions(
      cells?.signIn === undefined ? documentFile : 'the cells file',
      cells?.signIn ?? document?.signIn,
    ),
    ...(Object.keys(cells?.schools ?? {}).length > 0 ? ['Schools own what the cells file says.'] : []),
    ...((cells?.closedAccounts?.length ?? 0) > 0
      ? ['In the accounts that the cells file closes there are no principals but those of the templates.']
      : []),
    ...(shared
      ? ['Stacks without an account are deployed to one account, as one run of the CDK command line does.']
      : []),
  ];
}

/** Whose word is taken for who signs in where. */
function signInAssumptions(file: string, signIn: SignIn | undefined): readonly string[] {
  if (signIn === undefined) return [];
  return [
    `Domains of schools, audiences of sign-in and tags of users are those that ${file} names.`,
    ...(signIn.bureau.length > 0 ? [`The bureau's identity providers are those that ${file} names.`] : []),
    ...(signIn.proxies.length > 0
      ? [`Identity providers that vouch for people of many schools are those that ${file} names.`]
      : []),
  ];
}
