import type { Federation, Region, School } from '../../config';
import { issue, type Issue, type Place } from '../../errors';
import type { FederationLock, LockedIdentityProvider } from '../../federation';

/** The identity providers that the region uses, as the lock has them. */
export interface Known {
  readonly schools: ReadonlyMap<string, LockedIdentityProvider>;
  readonly bureau?: LockedIdentityProvider;
  readonly proxy?: LockedIdentityProvider;
}

/** Finds in the lock what the region file asks for; what is missing, or no longer fits, is an issue each. */
export function providersIn(
  region: Region,
  federation: Federation,
  lock: FederationLock | undefined,
  wanted: readonly School[],
  needsProxy: boolean,
): { readonly known: Known; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const all = lock?.identityProviders ?? [];
  if (lock !== undefined && lock.region !== region.id) {
    issues.push(stale(`the lock was made for region \`${lock.region}\``, federation.place, lock.region, region.id));
  }
  for (const { id, signers, place } of federation.feeds) {
    const signer = lock?.feeds[id]?.signer;
    if (signer === undefined || signers.length === 0 || signers.includes(signer)) continue;
    issues.push(
      stale(
        `feed \`${id}\` of the lock was verified with a certificate that is not named`,
        place,
        signer,
        signers.join(', '),
      ),
    );
  }
  const feeds = new Map(federation.feeds.map((feed) => [feed.id, feed.registrars]));
  const checked = (one: LockedIdentityProvider | undefined, who: string, place: Place): typeof one => {
    if (one === undefined) return undefined;
    const registrars = feeds.get(one.feed);
    if (registrars === undefined) {
      const allowed = [...feeds.keys()].join(', ');
      issues.push(stale(`the identity provider of ${who} is from feed \`${one.feed}\``, place, one.feed, allowed));
    } else if (registrars.length > 0 && !registrars.includes(one.registrar ?? '')) {
      const found = one.registrar ?? 'none';
      const message = `the registrar of the identity provider of ${who} is no longer taken`;
      issues.push(stale(message, place, found, registrars.join(', ')));
    } else return one;
    return undefined;
  };
  const bySchool = new Map(all.flatMap((one) => (one.use.kind === 'school' ? [[one.use.school, one] as const] : [])));
  const schools = new Map(
    wanted.flatMap((school): [string, LockedIdentityProvider][] => {
      const found = bySchool.get(school.id);
      if (found === undefined) issues.push(missing(school));
      else issues.push(...scopeIssues(school, found));
      const provider = checked(found, `school \`${school.id}\``, school.place);
      return provider === undefined ? [] : [[school.id, provider]];
    }),
  );
  const one = (kind: 'bureau' | 'proxy', entityId: string | undefined): LockedIdentityProvider | undefined => {
    if (entityId === undefined) return undefined;
    const found = all.find((candidate) => candidate.use.kind === kind && candidate.entityId === entityId);
    if (found === undefined) {
      issues.push(
        issue('EDU452', `the lock does not have the identity provider of the ${kind}`, {
          ...federation.place,
          found: entityId,
          allowed: 'an entity of one of the feeds',
          fix: 'import the feed that has it',
        }),
      );
    }
    return checked(found, `the ${kind}`, federation.place);
  };
  const bureau = one('bureau', federation.bureau?.entityId);
  const proxy = needsProxy ? one('proxy', federation.proxy?.entityId) : undefined;
  return {
    known: { schools, ...(bureau === undefined ? {} : { bureau }), ...(proxy === undefined ? {} : { proxy }) },
    issues,
  };
}

function missing({ id, domains, place }: School): Issue {
  return issue('EDU452', `the lock has no identity provider for school \`${id}\``, {
    ...place,
    found: `none with the scope ${domains.join(' or ')}`,
    allowed: 'one for every school that signs in by a feed',
    fix: 'import the feed that has it, give `oidc`, or write `identityProvider: none` while its people have no sign-in',
  });
}

/** A scope that was taken when the feed was imported, and is the school's no longer. */
function scopeIssues({ id, domains, place }: School, { scopes, entityId }: LockedIdentityProvider): Issue[] {
  const lost = scopes.filter((scope) => !domains.includes(scope));
  return lost.length === 0
    ? []
    : [
        stale(
          `the identity provider ${entityId} is trusted with a scope that is not of school \`${id}\``,
          place,
          lost.join(', '),
          domains.join(', '),
        ),
      ];
}

function stale(message: string, place: Place, found: string, allowed: string): Issue {
  return issue('EDU453', message, { ...place, found, allowed, fix: 'import the feed again, and review what changes' });
}
