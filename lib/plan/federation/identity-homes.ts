import type { Region } from '../../config';
import { compare, issue, type Issue } from '../../errors';
import { schoolsPerAccount } from '../budget';
import type { IdentityHome, PlannedSchool } from '../types';

/** How many identity providers of schools an account may have: 100 are the quota, the rest is for changes of keys. */
export const providersPerAccount = schoolsPerAccount;

export interface Homes {
  readonly homes: readonly IdentityHome[];
  readonly issues: readonly Issue[];
}

/** How people come in, account by account: by the schools' own identity providers, or by the proxy where they are too many. */
export function identityHomes(region: Region, bySaml: readonly PlannedSchool[]): Homes {
  const counts = new Map<string, { readonly first: PlannedSchool; count: number }>();
  for (const school of bySaml) {
    const known = counts.get(school.account);
    if (known === undefined) counts.set(school.account, { first: school, count: 1 });
    else known.count += 1;
  }
  const issues: Issue[] = [];
  const homes = [...counts]
    .sort(([a], [b]) => compare(a, b))
    .flatMap(([account, { first, count }]): IdentityHome[] => {
      const home = modeOf(region, first, count);
      if (home === undefined) {
        issues.push(tooMany(region, account, first, count));
        return [];
      }
      return [{ account, ...home, identityProviders: count, most: providersPerAccount }];
    });
  return { homes, issues };
}

function modeOf(
  { federation, districts }: Region,
  { tier, district }: PlannedSchool,
  count: number,
): Pick<IdentityHome, 'mode' | 'asked'> | undefined {
  if (tier === 'node') return { mode: 'direct', asked: false };
  const asked = federation?.mode;
  if (asked === 'proxy') return { mode: 'proxy', asked: true };
  const several = (districts.find(({ id }) => id === district)?.accounts.length ?? 1) > 1;
  if (count <= providersPerAccount) return { mode: several ? 'sharded' : 'direct', asked: asked !== undefined };
  return asked === undefined && federation?.proxy !== undefined ? { mode: 'proxy', asked: false } : undefined;
}

function tooMany({ federation, place }: Region, account: string, { district }: PlannedSchool, count: number): Issue {
  const proxy =
    federation?.proxy === undefined
      ? 'name a proxy identity provider under `federation.proxy`'
      : 'write `mode: proxy`, or no `mode`';
  return issue('EDU454', `${count} identity providers in account ${account} of district \`${district ?? ''}\``, {
    ...(federation?.place ?? place),
    found: String(count),
    allowed: `${providersPerAccount} of the 100 SAML providers that IAM has in an account; the others are for changes of keys`,
    fix: `${proxy}; or, before schools are placed, name further accounts under \`moreAccounts\` of the district, which then is sharded`,
  });
}
