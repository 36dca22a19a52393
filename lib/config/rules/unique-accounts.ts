import { issue, type Issue, type Place } from '../../errors';
import type { Draft } from '../draft';
import { tierOf } from '../normalise';
import { whereIs, type Rule } from './rule';

interface AccountUse {
  readonly account: string;
  readonly user: string;
  readonly place: () => Place;
}

/** One account, one owner: hub (with the log archive, if it likes), each district (it may have several), each node. */
export const uniqueAccounts: Rule = (draft) => {
  const seen = new Map<string, AccountUse>();
  const issues: Issue[] = [];
  for (const use of accountUses(draft)) {
    const first = seen.get(use.account);
    if (first === undefined) {
      seen.set(use.account, use);
      continue;
    }
    if (first.user === use.user) {
      issues.push(
        issue('EDU304', `account ${use.account} stands twice for ${use.user}`, {
          ...use.place(),
          found: use.account,
          allowed: 'each account once',
          fix: 'remove the repeat',
        }),
      );
      continue;
    }
    issues.push(
      issue(
        'EDU304',
        `account ${use.account} of ${use.user} is already the account of ${first.user} on ${whereIs(first.place())}`,
        {
          ...use.place(),
          found: use.account,
          allowed: 'an account of its own',
          fix: 'give each its own account; schools that share one are `pooled` in a district',
        },
      ),
    );
  }
  return issues;
};

/** The account that makes the organisation's trail, unless it is the hub's or the log archive's. */
function organizationTrail(shell: Draft['shell']): string[] {
  const account = shell?.audit?.organizationTrail?.account;
  const shared = [shell?.accounts.hub, shell?.accounts.logArchive];
  return account === undefined || shared.includes(account) ? [] : [account];
}

function accountUses({ shell, schools, at }: Draft): AccountUse[] {
  const logArchive = shell?.accounts.logArchive;
  return [
    ...(shell === undefined
      ? []
      : [{ account: shell.accounts.hub, user: 'the hub', place: () => at(['accounts', 'hub']) }]),
    ...(logArchive === undefined || logArchive === shell?.accounts.hub
      ? []
      : [{ account: logArchive, user: 'the log archive', place: () => at(['accounts', 'logArchive']) }]),
    ...(shell?.accounts.recovery === undefined
      ? []
      : [{ account: shell.accounts.recovery, user: 'the recovery copies', place: () => at(['accounts', 'recovery']) }]),
    ...organizationTrail(shell).map((account) => ({
      account,
      user: 'the organisation’s trail',
      place: () => at(['audit', 'organizationTrail', 'account']),
    })),
    ...(shell?.districts ?? []).flatMap(({ id, account, moreAccounts = [] }, index) =>
      [account, ...moreAccounts].map((one, number) => ({
        account: one,
        user: `district \`${id}\``,
        place: () => at(['districts', index, ...(number === 0 ? ['account'] : ['moreAccounts', number - 1])]),
      })),
    ),
    ...schools.flatMap(({ input, at: place }) =>
      input.account === undefined || tierOf(input) !== 'node'
        ? []
        : [{ account: input.account, user: `school \`${input.id}\``, place: () => place(['account']) }],
    ),
  ];
}
