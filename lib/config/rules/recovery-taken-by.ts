import { issue, type Issue, type Place } from '../../errors';
import { partition } from '../../facts';
import type { Draft } from '../draft';
import type { Path } from '../yaml-source';
import type { Rule } from './rule';

interface Stated {
  readonly arns: readonly string[];
  readonly of: string;
  /** Accounts that are inside for whoever says it. */
  readonly inside: readonly string[];
  /** Accounts whose people must not end these copies, each with the reason. */
  readonly barred: ReadonlyMap<string, string>;
  readonly copies: boolean;
  readonly at: (path: Path) => Place;
}

/** Whoever may end a copy before its time is a person of the inside, and none of the roles that deploy, operate or are a school. */
export const recoveryTakenBy: Rule = (draft) => {
  const { shell } = draft;
  if (shell === undefined) return [];
  const { arnPartition } = partition(shell.partition);
  const organized = (shell.perimeter?.organizations ?? []).length > 0;
  return statedIn(draft).flatMap(({ arns, of, inside, barred, copies, at }) => [
    ...(copies ? [] : [nothingToEnd(of, at([]))]),
    ...arns.flatMap((arn, index) => {
      const [, told = '', , , account = '', name = ''] = arn.split(':');
      const place = { ...at([index]), found: arn };
      return [
        ...(told === arnPartition ? [] : [elsewhere(of, arnPartition, arn, place)]),
        ...(/^role\/(?:aws-service-role\/|cdk-|educloud\/)/.test(name) ? [ownRole(of, place)] : []),
        ...(organized || inside.includes(account) ? [] : [outsider(of, inside, account, place)]),
        ...(barred.has(account) ? [wrongAccount(of, barred.get(account) ?? '', place)] : []),
      ];
    }),
  ]);
};

function nothingToEnd(of: string, place: Place): Issue {
  return issue('EDU332', `${of} says who takes the recovery role, where nothing is copied`, {
    ...place,
    found: 'recoveryTakenBy',
    allowed: '`recoveryTakenBy` beside `recovery`, `recoveryTargets` or `endedRecovery`',
    fix: 'take `recoveryTakenBy` out, or say what must come back',
  });
}

function elsewhere(of: string, arnPartition: string, arn: string, place: Place & { found: string }): Issue {
  return issue('EDU332', `${of} lets somebody of another partition take the recovery role`, {
    ...place,
    allowed: `an ARN that begins with \`arn:${arnPartition}:iam::\``,
    fix: `write \`${arn.replace(/^arn:[a-z-]+:/, `arn:${arnPartition}:`)}\`, or name another role: no credentials cross partitions`,
  });
}

function ownRole(of: string, place: Place & { found: string }): Issue {
  return issue('EDU332', `${of} lets a role that deploys, operates or is a school take the recovery role`, {
    ...place,
    allowed:
      'a role or user of people who do none of that: not below `role/educloud/`, not of `cdk bootstrap`, not of a service',
    fix: 'name a role of its own, best one that two persons have to open together',
  });
}

function outsider(of: string, inside: readonly string[], account: string, place: Place & { found: string }): Issue {
  return issue('EDU332', `${of} lets somebody outside the perimeter take the recovery role`, {
    ...place,
    allowed: `an account inside: ${inside.join(', ')}`,
    fix: `name somebody of these accounts, or add '${account}' to \`perimeter.accounts\``,
  });
}

function wrongAccount(of: string, why: string, place: Place & { found: string }): Issue {
  return issue('EDU332', `${of} lets somebody take the recovery role who should not reach these copies: ${why}`, {
    ...place,
    allowed:
      'somebody of the hub’s account, of the account of copies, or of another account inside that holds no schools',
    fix: 'name a role or user of another account',
  });
}

function statedIn({ shell, schools, at }: Draft): Stated[] {
  if (shell === undefined) return [];
  const { recovery, recoveryTargets, recoveryTakenBy: shared, perimeter, accounts } = shell;
  const districts = shell.districts ?? [];
  const states = (one: { readonly recovery?: string | undefined; readonly recoveryTargets?: unknown }): boolean =>
    one.recovery !== undefined || (one.recoveryTargets !== undefined && one.recoveryTargets !== 'none');
  const inside = [
    ...Object.values(accounts).flatMap((account) => account ?? []),
    ...districts.flatMap(({ account, moreAccounts = [] }) => [account, ...moreAccounts]),
    ...(perimeter?.accounts ?? []),
  ].sort();
  // What is copied no more is still locked.
  const barred = new Map([
    ...(accounts.recovery === undefined
      ? []
      : districts.flatMap(({ account, moreAccounts = [] }) =>
          [account, ...moreAccounts].map(
            (one) => [one, 'it is an account of a district, whose copies lie apart from it'] as const,
          ),
        )),
    ...schools.flatMap(({ input }) =>
      input.account === undefined ? [] : [[input.account, `it is the account of school \`${input.id}\``] as const],
    ),
  ]);
  const all = states({ recovery, recoveryTargets }) || shell.endedRecovery !== undefined;
  return [
    ...(shared === undefined
      ? []
      : [
          {
            arns: shared,
            of: 'the region',
            inside,
            barred,
            copies: all || districts.some(states),
            at: (path: Path) => at(['recoveryTakenBy', ...path]),
          },
        ]),
    ...schools.flatMap(({ input, at: place }) =>
      input.recoveryTakenBy === undefined
        ? []
        : [
            {
              arns: input.recoveryTakenBy,
              of: `school \`${input.id}\``,
              inside: input.account === undefined ? inside : [...new Set([input.account, ...inside])].sort(),
              barred: new Map(),
              copies: all || states(input),
              at: (path: Path) => place(['recoveryTakenBy', ...path]),
            },
          ],
    ),
  ];
}
