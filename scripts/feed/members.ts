import type { Region } from '../../lib/config';
import { failure } from '../../lib/errors';
import type { EntitySubject } from './entity';

/** Which parties of a region have an identity provider in a feed. */
export interface MemberChoice {
  /** Ids of schools; every school that takes a feed where there are none. */
  readonly schools?: readonly string[];
  readonly kinds?: readonly string[];
  readonly districts?: readonly string[];
  readonly bureau: boolean;
  readonly proxy: boolean;
}

/**
 * The identity providers of a region, under addresses that follow from their domains. Sorted by entityID.
 *
 * @throws EDU704 for a school that takes no feed, and for a bureau or proxy that the region does not have
 */
export function membersOf(region: Region, choice: MemberChoice): EntitySubject[] {
  const { schools, kinds, districts } = choice;
  const taking = region.schools.filter(
    ({ tier, identityProvider, domains }) => tier !== 'external' && identityProvider === 'feed' && domains.length > 0,
  );
  const unknown = schools?.filter((id) => !taking.some((school) => school.id === id)) ?? [];
  if (unknown.length > 0)
    throw failure('EDU704', '--schools names schools that take no feed', { found: unknown.join(', ') });
  const members = taking
    .filter(({ id }) => schools?.includes(id) ?? true)
    .filter(({ kind }) => kinds?.includes(kind) ?? true)
    .filter(({ district }) => districts?.includes(district ?? '') ?? true)
    .map(({ domains, names }) => subject(domains, names));
  return [...members, ...shared(region, choice)].sort((a, b) => (a.entityId < b.entityId ? -1 : 1));
}

function subject(domains: readonly string[], names: EntitySubject['names']): EntitySubject {
  const host = `idp.${domains[0] ?? ''}`;
  return { entityId: `https://${host}/idp/shibboleth`, host, domains, names };
}

function shared({ federation }: Region, choice: MemberChoice): EntitySubject[] {
  const { bureau, proxy } = federation ?? {};
  if (choice.bureau && bureau === undefined)
    throw failure('EDU704', 'the region names no bureau', { found: '--bureau' });
  if (choice.proxy && proxy === undefined) throw failure('EDU704', 'the region names no proxy', { found: '--proxy' });
  return [
    ...(choice.bureau && bureau !== undefined
      ? [at(bureau.entityId, bureau.domains, { zh: '教育局', en: 'Education bureau' })]
      : []),
    ...(choice.proxy && proxy !== undefined ? [at(proxy.entityId, [], { zh: '登录代理', en: 'Sign-in proxy' })] : []),
  ];
}

function at(entityId: string, domains: readonly string[], names: EntitySubject['names']): EntitySubject {
  return { entityId, host: /^https?:\/\/([^/:]+)/.exec(entityId)?.[1] ?? 'idp.example', domains, names };
}
