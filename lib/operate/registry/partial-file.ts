import { appendFileSync, lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { writing } from '../../files';
import type { StoredParameter } from './stored-parameter';

// Progress beside the output: a head, then one line an account, appended in one call each. Whenever the process is
// killed, at most the last line is torn, and with it the account that was not finished yet.

/** Whose progress a file holds. */
export interface PartialHead {
  readonly region: string;
  /** Of the planned places, see {@link placesDigest}. */
  readonly digest: string;
}

/** Why a run begins where it does. */
export type Start = 'new' | 'resumed' | 'other-plan' | 'damaged' | 'restarted';

/** Accounts that an earlier run has read. */
export interface Progress {
  readonly start: Start;
  readonly accounts: ReadonlyMap<string, readonly StoredParameter[]>;
}

/** Larger than the progress of any region that the plan accepts. */
const maxBytes = 256 * 1024 * 1024;

const headSchema = z.strictObject({ version: z.literal(1), region: z.string(), digest: z.string() });

const lineSchema = z.strictObject({
  account: z.string(),
  parameters: z.array(z.strictObject({ awsRegion: z.string(), name: z.string(), type: z.string(), value: z.string() })),
});

/**
 * What an earlier run left at `path`; lines that cannot be read are passed over.
 *
 * @param restart pass over all of it
 * @throws EDU701 where it cannot be read, since it could not be replaced either
 */
export function readProgress(path: string, head: PartialHead, restart: boolean): Progress {
  const none = (start: Start): Progress => ({ start, accounts: new Map() });
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return none('new');
  if (restart) return none('restarted');
  if (!stat.isFile() || stat.size > maxBytes) return none('damaged');
  const [first = '', ...lines] = writing(path, () => readFileSync(path, 'utf8')).split('\n');
  const stated = headSchema.safeParse(parseJson(first));
  if (!stated.success) return none('damaged');
  if (stated.data.region !== head.region || stated.data.digest !== head.digest) return none('other-plan');
  const accounts = lines.flatMap((line) => {
    const read = lineSchema.safeParse(parseJson(line));
    return read.success ? [[read.data.account, read.data.parameters] as const] : [];
  });
  return { start: 'resumed', accounts: new Map(accounts) };
}

/**
 * Begins the file with what is known already, in one step: the torn end of an earlier run goes, its whole lines stay.
 *
 * @throws EDU701
 */
export function beginProgress(
  path: string,
  head: PartialHead,
  accounts: ReadonlyMap<string, readonly StoredParameter[]>,
): void {
  const draft = `${path}.new`;
  const lines = [...accounts].map(([account, parameters]) => formatLine(account, parameters));
  writing(path, () => {
    writeFileSync(draft, [`${JSON.stringify({ version: 1, ...head })}\n`, ...lines].join(''));
    renameSync(draft, path);
  });
}

/** @throws EDU701 */
export function keepAccount(path: string, account: string, parameters: readonly StoredParameter[]): void {
  writing(path, () => {
    appendFileSync(path, formatLine(account, parameters));
  });
}

/** @throws EDU701 */
export function dropProgress(path: string): void {
  writing(path, () => {
    rmSync(path, { force: true });
  });
}

function formatLine(account: string, parameters: readonly StoredParameter[]): string {
  const ordered = parameters.map(({ awsRegion, name, type, value }) => ({ awsRegion, name, type, value }));
  return `${JSON.stringify({ account, parameters: ordered })}\n`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
