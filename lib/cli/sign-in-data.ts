import type { Planned } from '../app';
import type { Region, School } from '../config';
import { failure } from '../errors';
import { partition, samlAudiences } from '../facts';
import type { ProxyFilterData } from '../federation';
import type { Plan, PlannedSchool } from '../plan';
import { tagKeyOfUsers, type SchoolPersona } from '../vocabulary';
import type { HandoutRegion, HandoutSignIn, ServiceProvider } from './handout/handout-data';

/** What hand-outs say of a region, from its plan. Throws EDU501 where nobody knows how AWS takes SAML. */
export function handoutRegionOf({ region, plan, signOn }: Planned): HandoutRegion {
  const planned = new Map(plan.schools.map((school) => [school.id, school]));
  const proxy = region.federation?.proxy;
  return {
    region: region.id,
    home: region.home,
    serviceProvider: serviceProviderOf(plan),
    userTag: tagKeyOfUsers,
    ...(proxy === undefined ? {} : { proxy }),
    schools: [
      ...region.schools.map((school) => ({
        id: school.id,
        names: school.names,
        domains: school.domains,
        signIn: signInOf(region, school, planned.get(school.id), signOn),
      })),
      // Frozen ones stand in the ledger alone.
      ...plan.schools
        .filter(({ id }) => region.schools.every((school) => school.id !== id))
        .map(({ id, names }) => ({ id, names, domains: [], signIn: { kind: 'absent', why: 'frozen' } as const })),
    ],
  };
}

/** Who may say what through the proxy of a region, from its plan. */
export function proxyFilterOf({ region, plan }: Planned): ProxyFilterData {
  const proxy = plan.federation?.proxy;
  return {
    region: region.id,
    ...(proxy === undefined ? {} : { proxyEntityId: proxy.entityId }),
    providers: plan.schools.flatMap(({ id, signIn }) => {
      if (signIn?.via !== 'proxy') return [];
      return [{ id: signIn.identityProvider, school: id, scopes: signIn.scopes, ...valuesOf(region, signIn.feed) }];
    }),
  };
}

function serviceProviderOf({ region, bases }: Plan): ServiceProvider {
  const facts = partition(region.partition);
  const { serviceProviderId, audience, metadataUrl, reason } = facts.saml;
  if (serviceProviderId === null || audience === null) {
    throw failure('EDU501', `nobody knows under which entityID AWS takes SAML in ${region.partition}`, {
      found: reason ?? region.partition,
      allowed: 'a partition whose `saml.serviceProviderId` is known',
    });
  }
  const regional = samlAudiences(facts, [...new Set([region.home, ...bases.map(({ awsRegion }) => awsRegion)])]);
  return {
    entityId: serviceProviderId,
    audiences: [audience, ...regional.filter((one) => one !== audience)],
    ...(metadataUrl === null ? {} : { metadataUrl: metadataUrl.replaceAll('{awsRegion}', region.home) }),
  };
}

function signInOf(
  region: Region,
  { tier, oidc }: School,
  planned: PlannedSchool | undefined,
  signOn: Planned['signOn'],
): HandoutSignIn {
  if (tier === 'external') return { kind: 'absent', why: 'external' };
  const signIn = planned?.signIn;
  if (signIn === undefined) return { kind: 'absent', why: 'none' };
  const { roles, identityProvider, providers, via, feed } = signIn;
  switch (via) {
    case 'oidc':
      return { kind: 'oidc', issuer: identityProvider, clients: oidc?.clients ?? {}, roles };
    case 'proxy':
      return { kind: 'proxy', ...valuesOf(region, feed, (persona) => persona !== 'student') };
    case 'saml': {
      const arn = providers[0] ?? '';
      return {
        kind: 'saml',
        provider: { entityId: identityProvider, signOn: signOn.get(identityProvider) ?? [], arn },
        roles,
      };
    }
  }
}

/** Values that mean one of these personas here, of the feed that a school's identity provider is in. */
function valuesOf(
  { federation }: Region,
  name: string | undefined,
  fits: (persona: SchoolPersona) => boolean = () => true,
): { readonly affiliations: readonly string[]; readonly entitlements: readonly string[] } {
  const feed = federation?.feeds.find(({ id }) => id === name);
  const values = (map: Readonly<Record<string, SchoolPersona>> = {}): string[] =>
    Object.entries(map).flatMap(([value, persona]) => (fits(persona) ? [value] : []));
  return { affiliations: values(feed?.affiliations), entitlements: values(feed?.entitlements) };
}
