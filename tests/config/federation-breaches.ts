import type { Breach } from './breaches';
import type { Parts } from './support';

const oak = '{ id: oak, district: north, domains: [oak.example] }';
const silent = '{ id: oak, district: north, identityProvider: none }';
const oidcOf = (id: string, issuer: string, more = 'clients: { teacher: t }'): string =>
  `{ id: ${id}, district: north, oidc: { issuer: "${issuer}", ${more} } }`;
const withFeed: Parts = { more: ['federation: { feeds: { carsi: { preset: carsi } } }'] };
const withoutFeed: Parts = { more: ['federation: {}'] };
const bureau = (domain: string): Parts => ({
  more: [
    `federation: { feeds: { carsi: { preset: carsi } }, bureau: { entityId: "https://idp.example", domains: [${domain}] } }`,
  ],
});

/** Every rule about signing in, with a file that keeps it and one that breaks it. */
export const federationBreaches: readonly Breach[] = [
  {
    rule: 'sign-in',
    what: 'a way of signing in where nobody signs in',
    kept: [silent],
    keptParts: withFeed,
    broken: [silent],
    place: 'EDU315 9:53',
    path: 'region.schools[0].identityProvider',
    says: { found: 'identityProvider', allowed: /where people can sign in/, fix: /add `federation`/ },
  },
  {
    rule: 'sign-in',
    what: 'cloud personas of a district where nobody signs in',
    kept: [oak],
    keptParts: { ...withFeed, districts: ['{ id: north, account: "444455556666", cloudPersonas: [] }'] },
    broken: [oak],
    brokenParts: { districts: ['{ id: north, account: "444455556666", cloudPersonas: [] }'] },
    place: 'EDU315 7:60',
    path: 'region.districts[0].cloudPersonas',
    says: { found: 'cloudPersonas', allowed: /where people can sign in/, fix: /add `federation`/ },
  },
  {
    rule: 'sign-in',
    what: 'a provider that is not named',
    kept: [oidcOf('oak', 'https://oak.example')],
    keptParts: withoutFeed,
    broken: ['{ id: oak, district: north, identityProvider: oidc }'],
    brokenParts: withoutFeed,
    place: 'EDU315 10:53',
    path: 'region.schools[0].identityProvider',
    says: { found: 'oidc', allowed: /`issuer` and `clients`/, fix: /add `oidc`/ },
  },
  {
    rule: 'sign-in',
    what: 'a provider beside `none`',
    kept: [silent],
    keptParts: withoutFeed,
    broken: [
      oidcOf('oak', 'https://oak.example', 'clients: { teacher: t } }, identityProvider: none').replace(/ } }$/, ' }'),
    ],
    brokenParts: withoutFeed,
    place: 'EDU315 10:41',
    path: 'region.schools[0].oidc',
    says: { found: 'identityProvider: none', allowed: /^oidc$/, fix: /remove `identityProvider` or `oidc`/ },
  },
  {
    rule: 'sign-in',
    what: 'a provider without clients',
    kept: [oidcOf('oak', 'https://oak.example')],
    keptParts: withoutFeed,
    broken: [oidcOf('oak', 'https://oak.example', 'clients: {}')],
    brokenParts: withoutFeed,
    place: 'EDU315 10:83',
    path: 'region.schools[0].oidc.clients',
    says: { found: 'no client', allowed: /a client id/, fix: /add one/ },
  },
  {
    rule: 'sign-in',
    what: 'one client for teachers and administrators',
    kept: [oidcOf('oak', 'https://oak.example', 'clients: { teacher: t, school-admin: a }')],
    keptParts: withoutFeed,
    broken: [oidcOf('oak', 'https://oak.example', 'clients: { teacher: t, school-admin: t }')],
    brokenParts: withoutFeed,
    place: 'EDU315 10:111',
    path: 'region.schools[0].oidc.clients.school-admin',
    says: { found: 't', allowed: /a client for each/, fix: /second client/ },
  },
  {
    rule: 'sign-in',
    what: 'a proxy that is not named',
    kept: [oak],
    keptParts: {
      more: [
        'federation: { mode: proxy, proxy: { entityId: "https://p.example" }, feeds: { carsi: { preset: carsi } } }',
      ],
    },
    broken: [oak],
    brokenParts: { more: ['federation: { mode: proxy, feeds: { carsi: { preset: carsi } } }'] },
    place: 'EDU315 6:23',
    path: 'region.federation.mode',
    says: { found: 'proxy', allowed: /`entityId`/, fix: /another mode/ },
  },
  {
    rule: 'sign-in',
    what: 'schools of a feed without a feed',
    kept: [silent],
    keptParts: withoutFeed,
    broken: [oak],
    brokenParts: withoutFeed,
    place: 'EDU315 6:15',
    path: 'region.federation',
    says: { found: 'no feed', allowed: /under `feeds`/, fix: /`identityProvider: none`/ },
  },
  {
    rule: 'sign-in-domains',
    what: 'a school that nobody could know by its domain',
    kept: [oak],
    keptParts: withFeed,
    broken: ['{ id: oak, district: north }'],
    brokenParts: withFeed,
    place: 'EDU316 10:13',
    path: 'region.schools[0].id',
    says: { found: 'no domain', allowed: /scope/, fix: /add `domains`/ },
  },
  {
    rule: 'unique-issuers',
    what: 'one issuer, but for a slash, of two schools',
    kept: [oidcOf('oak', 'https://login.example/oak'), oidcOf('elm', 'https://login.example/elm')],
    keptParts: withoutFeed,
    broken: [oidcOf('oak', 'https://login.example'), oidcOf('elm', 'https://login.example/')],
    brokenParts: withoutFeed,
    place: 'EDU317 11:51',
    path: 'region.schools[1].oidc.issuer',
    says: { found: 'https://login.example/', allowed: /one school/, fix: /an issuer of its own/ },
  },
  {
    rule: 'apart-domains',
    what: 'a bureau with the domain of a school',
    kept: [oak],
    keptParts: bureau('bureau.example'),
    broken: [oak],
    brokenParts: bureau('oak.example'),
    place: 'EDU318 6:107',
    path: 'region.federation.bureau.domains[0]',
    says: { found: 'oak.example', allowed: /nobody else/, fix: /identity provider answers/ },
  },
];
