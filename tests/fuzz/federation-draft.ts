import { formatLock, mergeLock, type Chosen, type IdentityProviderUse } from '../../lib/federation';
import { readCertificate } from '../../lib/federation/certificate';
import { partition } from '../../lib/facts';
import { certificateOf, feedOf, providerOf } from '../federation/select-support';
import type { DraftSchool } from './draft-of';
import type { SchoolShape, Shape } from './valid-draft';

type Plain = Readonly<Record<string, unknown>>;

const feed = 'main-feed';
const bureauEntity = 'https://idp.bureau.example/idp';
const proxyEntity = 'urn:proxy:bureau.example';

/** `federation` of a shape's region: of SAML only where AWS says how it takes it. */
export function federationOf(shape: Shape): Plain {
  const { federation } = shape;
  if (federation === null) return {};
  if (!takesSaml(shape)) return { federation: {} };
  const { mode, preset, changed, personas, bureau, proxy } = federation;
  const own = {
    affiliations: { jiaoshi: 'teacher', staff: 'none' },
    entitlements: { 'urn:x:admin': 'school-admin' },
    registrars: ['https://registrar.example'],
    signers: ['b'.repeat(64)],
  };
  return {
    federation: {
      ...(mode === null || (mode === 'proxy' && !proxy) ? {} : { mode }),
      feeds: { [feed]: { preset, ...(changed ? own : {}) } },
      ...(personas === null ? {} : { cloudPersonas: personas }),
      ...(bureau === 'none'
        ? {}
        : {
            bureau: {
              entityId: bureauEntity,
              domains: ['bureau.example'],
              ...(bureau === 'usual'
                ? {}
                : { operators: 'urn:x:ops', auditors: 'urn:x:audit', breakGlass: 'urn:x:glass' }),
            },
          }),
      ...(proxy ? { proxy: { entityId: proxyEntity } } : {}),
    },
  };
}

/** How people of a school sign in: by a feed only with domains that a trust policy has room for. */
export function signInOf(id: string, { signIn, domains }: SchoolShape, shape: Shape): Plain {
  if (shape.federation === null) return {};
  const issuer = `https://login.${id}.example/realms/staff`;
  if (signIn === 'oidc') return { oidc: { issuer, clients: { teacher: `${id}-t`, 'school-admin': `${id}-a` } } };
  const short = domains.length > 0 && domains.length < 3 && domains.every((domain) => domain.length < 60);
  return signIn === 'feed' && short && takesSaml(shape) ? {} : { identityProvider: 'none' };
}

/** What imports of the feed have left; empty where nobody signs in by it. */
export function lockOf(shape: Shape, schools: readonly Pick<DraftSchool, 'fields'>[]): string {
  const { federation, id } = shape;
  if (federation === null || !takesSaml(shape)) return '';
  const chosen = [
    ...schools.flatMap(({ fields }) => {
      const { domains, tier } = fields;
      if ('oidc' in fields || 'identityProvider' in fields || tier === 'external' || !isTexts(domains)) return [];
      return [chosenOf(`https://idp.${fields.id}.example`, { kind: 'school', school: fields.id }, [...domains].sort())];
    }),
    ...(federation.bureau === 'none' ? [] : [chosenOf(bureauEntity, { kind: 'bureau' }, ['bureau.example'])]),
    ...(federation.proxy ? [chosenOf(proxyEntity, { kind: 'proxy' }, [])] : []),
  ];
  return formatLock(
    mergeLock(undefined, {
      region: id,
      feedNames: [feed],
      feedName: feed,
      feed: feedOf(chosen.map(({ provider }) => provider)),
      chosen,
      retireOldKeys: false,
    }),
  );
}

function chosenOf(entityId: string, use: IdentityProviderUse, scopes: readonly string[]): Chosen {
  const certificate = readCertificate(certificateFor(entityId));
  if (certificate === undefined) throw new Error('no certificate');
  return {
    provider: providerOf('idp.example', { entityId, certificates: [] }),
    use,
    scopes,
    certificates: [certificate],
  };
}

const made = new Map<string, string>();

function certificateFor(label: string): string {
  const certificate = made.get(label) ?? certificateOf(label);
  made.set(label, certificate);
  return certificate;
}

function takesSaml({ site }: Shape): boolean {
  return partition(site.partition).saml.audience !== null;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
