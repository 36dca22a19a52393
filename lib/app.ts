import { lstatSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadRegion, readText, sizeLimits, type Region } from './config';
import { EducloudError, failure, issue, KitError, type Issue } from './errors';
import { lockFile, parseLock, type FederationLock } from './federation';
import { quoted, writing } from './files';
import { formatLedger, ledgerFile, parseLedger, planRegion, type Ledger, type Plan } from './plan';

// The one composition: region file (and what lies beside it) → Region → Plan → App. The CDK app and every command go through it.

/** A region file, read, checked and planned. */
export interface Planned {
  readonly region: Region;
  readonly plan: Plan;
  /** Path of the ledger, beside the region file. */
  readonly ledgerPath: string;
  /** The ledger as it ought to be committed. */
  readonly ledgerText: string;
  /** Whether there is a ledger at all. */
  readonly known: boolean;
  /** Whether the committed ledger says the same. */
  readonly fresh: boolean;
  readonly warnings: readonly Issue[];
  /** Addresses of sign-in by entityID, as the metadata lock has them. */
  readonly signOn: ReadonlyMap<string, readonly string[]>;
}

/** @throws EducloudError with every mistake of the region file, its rosters, its ledger and its metadata lock */
export function planFile(file: string): Planned {
  const { region, issues } = loadRegion(file);
  if (region === undefined) throw new EducloudError(issues);
  const ledgerPath = join(dirname(file), ledgerFile);
  const committed = readLedger(ledgerPath);
  const lock = region.federation === undefined ? undefined : readLock(join(dirname(file), lockFile));
  const result = planRegion(region, committed?.ledger, lock);
  if (result.plan === undefined || result.ledger === undefined) throw new EducloudError([...issues, ...result.issues]);
  const ledgerText = formatLedger(result.ledger);
  return {
    region,
    plan: result.plan,
    ledgerPath,
    ledgerText,
    known: committed !== undefined,
    fresh: committed?.text === ledgerText,
    warnings: [...issues, ...result.issues],
    signOn: new Map(lock?.identityProviders.map(({ entityId, signOn }) => [entityId, signOn])),
  };
}

/** As {@link planFile}; refuses a ledger that does not say what the plan says. */
export function planFresh(file: string): Planned {
  const planned = planFile(file);
  if (!planned.known) {
    throw failure('EDU405', `there is no ledger ${planned.ledgerPath}`, {
      file,
      allowed: 'the ledger of this region',
      fix: `if anything of this region has been deployed, restore its ledger from version control: without it schools would be placed anew. For a new region run \`educloud plan ${quoted(file)} --write\` and commit the ledger`,
    });
  }
  if (!planned.fresh) {
    const changes = planned.plan.changes.map(({ kind, subject }) => `${kind} ${subject}`);
    throw failure('EDU405', `${planned.ledgerPath} does not hold what the region file asks for`, {
      file,
      found:
        changes.length === 0
          ? 'another format'
          : `${changes.slice(0, 5).join(', ')}${changes.length > 5 ? ` and ${changes.length - 5} more` : ''}`,
      allowed: 'a ledger that is up to date',
      fix: `read \`educloud plan ${quoted(file)}\`, then run \`educloud plan ${quoted(file)} --write\` and commit the ledger`,
    });
  }
  return planned;
}

/** Writes the ledger in one step, so that an interrupted run leaves the old one whole. */
export function writeLedger({ ledgerPath, ledgerText }: Planned): void {
  const draft = `${ledgerPath}.new`;
  writing(ledgerPath, () => {
    writeFileSync(draft, ledgerText);
    renameSync(draft, ledgerPath);
  });
}

function readLedger(path: string): { text: string; ledger: Ledger } | undefined {
  // A link that leads nowhere is no missing ledger: placing every school anew would forget where they live.
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return undefined;
  const { text, issues } = readText(path, sizeLimits.ledger);
  if (text === undefined)
    throw new EducloudError(issues.map((one) => (one.code === 'EDU103' ? emptyLedger(path) : one)));
  // A checkout with Windows line ends is no other ledger.
  const unix = text.replaceAll('\r\n', '\n');
  const parsed = parseLedger(unix, path);
  if (parsed.ledger === undefined) throw new EducloudError(parsed.issues);
  return { text: unix, ledger: parsed.ledger };
}

/**
 * The metadata lock; undefined where there is none.
 *
 * @throws EDU553 to EDU555 for one that no import has written
 */
export function readLock(path: string): FederationLock | undefined {
  // A link that leads nowhere is no missing lock.
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return undefined;
  const { text, issues } = readText(path, sizeLimits.ledger);
  if (text === undefined && issues[0]?.code !== 'EDU103') throw new EducloudError(issues);
  const parsed = parseLock(text ?? '', path);
  if (parsed.lock === undefined) throw new EducloudError(parsed.issues);
  return parsed.lock;
}

function emptyLedger(file: string): Issue {
  return issue('EDU401', 'the ledger cannot be read', {
    file,
    found: '0 bytes',
    allowed: 'a ledger as `educloud plan --write` leaves it',
    fix: 'restore it from version control; it is the only record of where schools live',
  });
}

/**
 * The CDK app that `cdk.json` names: context `educloud:file` says which region file. Mistakes are printed as the
 * command line prints them, and leave exit code 1 without a stack trace.
 */
export async function runApp(): Promise<void> {
  const { buildApp, contextValue, writeAssembly } = await import('./synth/index.js');
  try {
    const { plan } = planFresh(contextValue('educloud:file') ?? 'examples/northeast/region.yaml');
    writeAssembly(buildApp(plan), plan);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof EducloudError && !(error instanceof KitError) ? 1 : 2;
  }
}
