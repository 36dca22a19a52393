import { compare, issue, sortIssues, type Issue } from '../errors';
import { claimants, type Party } from './claimants';
import type { Feed, FeedIdentityProvider } from './feed';
import { foreignRegistrar, isRegistrar, judgeProvider } from './judge-provider';
import type { IdentityProviderUse, LockedIdentityProvider } from './lock';
import type { Chosen, Refused, Selection, SelectOptions } from './selection';
import { sharedKeys } from './shared-keys';
import { about, isSameUse, nameOfUse, standing } from './standing';
import type { Wanted } from './wanted';

/**
 * The identity providers of a region in a verified feed. A school's is the one of which a scope equals one of its domains, letter by
 * letter; the bureau's and the proxy are known by their entityID. Whatever leaves a doubt is refused.
 */
export function selectIdentityProviders(feed: Feed, wanted: Wanted, options: SelectOptions): Selection {
  const found = claimants(feed, wanted);
  const results = found.parties.map((party) => decide(party, wanted, options));
  const judged = results.flatMap(({ chosen }) => chosen ?? []);
  const shared = sharedKeys(judged, feed, options);
  const chosen = judged.filter((one) => !shared.refused.has(one));
  const refused = [
    ...results.flatMap((one) => one.refused ?? []),
    ...[...shared.refused].map(([{ use, provider }, issues]) => ({ use, entityIds: [provider.entityId], issues })),
  ];
  return {
    chosen: chosen.sort((a, b) => compare(a.provider.entityId, b.provider.entityId)),
    refused,
    absent: results.flatMap(({ absent }) => absent ?? []),
    issues: sortIssues([
      ...found.issues,
      ...results.flatMap(({ issues }) => issues),
      ...refused.flatMap(({ issues }) => issues),
      ...shared.warnings,
    ]),
  };
}

interface Decision {
  readonly chosen?: Chosen;
  readonly refused?: Refused;
  readonly absent?: IdentityProviderUse;
  /** What is told besides; what belongs to a refusal stands there. */
  readonly issues: readonly Issue[];
}

function decide({ use, domains, providers: all, faultsOf }: Party, wanted: Wanted, options: SelectOptions): Decision {
  const elsewhere = options.others.find((one) => isSameUse(one.use, use));
  const taken = all.filter((one) => isRegistrar(one, wanted.registrars));
  // Whoever is registered elsewhere and claims a name stops nobody who holds it; he is told, and not taken.
  const strangers = taken.length > 0 || elsewhere !== undefined ? all.filter((one) => !taken.includes(one)) : [];
  const issues = strangers.map((one) => ({
    ...about(foreignRegistrar(one, standing(one, options), wanted.registrars), use, one),
    severity: 'warning' as const,
  }));
  const providers = all.filter((one) => !strangers.includes(one));
  const entityIds = providers.map(({ entityId }) => entityId);
  const [provider, second] = providers;
  if (provider === undefined) return { issues, ...(elsewhere === undefined ? { absent: use } : {}) };
  if (second !== undefined || elsewhere !== undefined) {
    const names = [...entityIds, ...(elsewhere === undefined ? [] : [elsewhere.entityId])];
    return {
      issues,
      refused: { use, entityIds, issues: [twoClaim(use, names, second ?? provider, elsewhere, options)] },
    };
  }
  const { certificates, issues: own } = judgeProvider(provider, use, {
    told: standing(provider, options),
    asOf: options.asOf,
    registrars: wanted.registrars,
  });
  const judged = [...faultsOf(provider).map((fault) => ({ ...fault, ...standing(provider, options) })), ...own].map(
    (one) => about(one, use, provider),
  );
  if (judged.some(({ severity }) => severity === 'error')) {
    return { issues, refused: { use, entityIds, issues: judged } };
  }
  const scopes = use.kind === 'proxy' ? [] : provider.scopes.map(({ value }) => value);
  return {
    issues: [...issues, ...judged],
    chosen: { provider, use, certificates, scopes: domains.filter((one) => scopes.includes(one)).sort(compare) },
  };
}

function twoClaim(
  use: IdentityProviderUse,
  names: readonly string[],
  last: FeedIdentityProvider,
  elsewhere: LockedIdentityProvider | undefined,
  options: SelectOptions,
): Issue {
  return issue('EDU542', `two identity providers claim to be that of ${nameOfUse(use)}: which is it?`, {
    ...standing(last, options),
    found: names.join(', '),
    allowed: 'one, in one feed',
    fix:
      elsewhere === undefined
        ? 'ask the federation to remove the scope from the other, or state the right `registrars` of the feed'
        : `it is in the lock from the feed \`${elsewhere.feed}\`: state \`registrars\` that leave it to one feed, and import that feed again`,
  });
}
