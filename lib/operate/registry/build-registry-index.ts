import { compare, issue, sortIssues, type Issue } from '../../errors';
import type { Plan } from '../../plan';
import { inParallel } from './in-parallel';
import { prepareIndexFile, writeIndexFile } from './index-file';
import { judgeAccount, type JudgedAccount } from './judge-account';
import { beginProgress, dropProgress, keepAccount, readProgress, type Start } from './partial-file';
import { placesDigest, plannedAccounts, type PlannedAccount } from './planned-accounts';
import { formatRegistryIndex, registryIndex, type RegistryIndex } from './registry-index';
import type { AccountReading, StoredParameter } from './stored-parameter';

/** Accounts that are read at a time. */
const lanes = 8;

export interface RegistryRequest {
  readonly plan: Plan;
  /** The second part of the partition's ARNs, such as `aws-cn`. */
  readonly arnPartition: string;
  /** Path of the index; progress is kept in `<out>.partial`. */
  readonly out: string;
  /** Reads every account anew. */
  readonly restart?: boolean;
  readonly onProgress?: (text: string, done: number, total: number) => void;
}

/** How far the index has come. */
export interface RegistryResult {
  readonly start: Start;
  /** Accounts of the plan: how many there are, were read in this run, were taken up from an earlier one, cannot be read. */
  readonly accounts: {
    readonly total: number;
    readonly read: number;
    readonly resumed: number;
    readonly failed: readonly string[];
  };
  /** Absent, and not written, while an account has not been read. */
  readonly index?: RegistryIndex;
  /** Path of what is kept for the next run; absent when there is nothing to keep. */
  readonly partial?: string;
  readonly issues: readonly Issue[];
}

/** Reads what the schools of one account have registered; throws EDU801 when no account can be read at all. */
export type ReadAccount = (planned: PlannedAccount) => Promise<AccountReading>;

/**
 * Builds the hub's index from what the schools' accounts hold, and takes up the accounts that an earlier run under the
 * same plan has read without a finding. An account that cannot be read stops no other; the index is then not written,
 * and an old one stays as it is.
 *
 * @throws EDU701 and EDU702 for the output, EDU801 when no account can be read at all
 */
export async function buildRegistryIndex(request: RegistryRequest, read: ReadAccount): Promise<RegistryResult> {
  const { plan, arnPartition, out, restart = false } = request;
  prepareIndexFile(out);
  const progress = `${out}.partial`;
  const head = { region: plan.region.id, digest: placesDigest(plan) };
  const accounts = plannedAccounts(plan);
  const judge = (planned: PlannedAccount, parameters: readonly StoredParameter[]): JudgedAccount =>
    judgeAccount({ id: plan.region.id, arnPartition }, planned, parameters);

  const earlier = readProgress(progress, head, restart);
  const results = new Map<string, JudgedAccount>();
  const kept = new Map<string, readonly StoredParameter[]>();
  for (const planned of accounts) {
    const parameters = earlier.accounts.get(planned.account);
    const judged = parameters === undefined ? undefined : judge(planned, parameters);
    if (parameters === undefined || judged === undefined || judged.issues.length > 0) continue;
    results.set(planned.account, judged);
    kept.set(planned.account, parameters);
  }
  const resumed = kept.size;
  beginProgress(progress, head, kept);

  const failed: string[] = [];
  const rest = accounts.filter(({ account }) => !kept.has(account));
  const readOne = async (planned: PlannedAccount): Promise<void> => {
    const reading = await read(planned);
    if ('refusal' in reading) {
      failed.push(planned.account);
      results.set(planned.account, { entries: [], issues: [unreadable(planned, reading.refusal)] });
    } else {
      const judged = judge(planned, reading.parameters);
      results.set(planned.account, judged);
      // An account with a finding is read again: somebody is about to mend it.
      if (judged.issues.length === 0) {
        keepAccount(progress, planned.account, reading.parameters);
        kept.set(planned.account, reading.parameters);
      }
    }
    request.onProgress?.('reading accounts', results.size, accounts.length);
  };
  try {
    await inParallel(rest, lanes, readOne);
  } finally {
    // A head alone helps nobody.
    if (kept.size === 0) dropProgress(progress);
  }

  const issues = sortIssues([...results.values()].flatMap((one) => one.issues));
  const counts = { total: accounts.length, read: rest.length - failed.length, resumed, failed: failed.sort(compare) };
  const result = { start: earlier.start, accounts: counts, issues };
  if (failed.length > 0) return kept.size === 0 ? result : { ...result, partial: progress };
  const index = registryIndex(
    plan,
    [...results.values()].flatMap(({ entries }) => entries),
  );
  writeIndexFile(out, formatRegistryIndex(index));
  dropProgress(progress);
  return { ...result, index };
}

function unreadable({ account, schools }: PlannedAccount, refusal: string): Issue {
  return issue('EDU802', `account ${account} cannot be read`, {
    path: account,
    found: refusal,
    allowed: `a role that you may assume there and that may read the entries of ${schools.length} schools`,
    fix: 'see docs/registry.md for the role and who may assume it; then run the same command again, which reads only what is missing',
  });
}
