import type { Federation, Region, School } from '../../config';
import { KitError } from '../../errors';
import type { CloudPersona } from '../../vocabulary';
import type { PlannedPersonaRole, PlannedSchool, PlannedSignIn } from '../types';
import { admissionsOf } from './admissions';
import type { SignInArns } from './arns';
import type { Known } from './providers-in';

export interface Context {
  readonly region: Region;
  readonly federation: Federation;
  readonly known: Known;
  /** Accounts whose schools come in by the proxy. */
  readonly proxied: ReadonlySet<string>;
  readonly arns: SignInArns;
}

/** How people of a school get AWS credentials; undefined where nobody does. */
export function signInOf(context: Context, school: PlannedSchool, stated: School): PlannedSignIn | undefined {
  if (stated.identityProvider === 'none') return undefined;
  return stated.identityProvider === 'oidc' ? byOidc(context, school, stated) : bySaml(context, school);
}

function byOidc(context: Context, school: PlannedSchool, { oidc }: School): PlannedSignIn | undefined {
  if (oidc === undefined) return undefined;
  const roles = personasOf(context, school).flatMap((persona): PlannedPersonaRole[] => {
    const clientId = oidc.clients[persona];
    return clientId === undefined ? [] : [{ ...role(context, school, persona), admissions: [], clientId }];
  });
  return {
    via: 'oidc',
    identityProvider: oidc.issuer,
    scopes: [],
    providers: [context.arns.oidc(school.account, oidc.issuer)],
    roles,
  };
}

function bySaml(context: Context, school: PlannedSchool): PlannedSignIn {
  const { federation, known, proxied, arns } = context;
  const { account, id } = school;
  const provider = known.schools.get(id);
  const feed = federation.feeds.find((one) => one.id === provider?.feed);
  if (provider === undefined || feed === undefined)
    throw new KitError(`\`${id}\` signs in by a feed that is not known`);
  const { scopes } = provider;
  const isProxied = proxied.has(account);
  return {
    via: isProxied ? 'proxy' : 'saml',
    identityProvider: provider.entityId,
    feed: feed.id,
    scopes,
    providers: isProxied
      ? [arns.saml(account, 'proxy-blue'), arns.saml(account, 'proxy-green')]
      : [arns.saml(account, { school: id })],
    roles: personasOf(context, school).flatMap((persona) => {
      const admissions = admissionsOf(feed, scopes, persona);
      return admissions.length === 0 ? [] : [{ ...role(context, school, persona), admissions }];
    }),
  };
}

function role(
  { arns }: Context,
  { account, id }: PlannedSchool,
  persona: CloudPersona,
): Pick<PlannedPersonaRole, 'persona' | 'arn'> {
  return { persona, arn: arns.role(account, id, persona) };
}

function personasOf({ region, federation }: Context, { district }: PlannedSchool): readonly CloudPersona[] {
  return region.districts.find(({ id }) => id === district)?.cloudPersonas ?? federation.cloudPersonas;
}
