import { insidePerimeter, type Parts } from './support';

const oak = '{ id: oak, district: north }';
const node = (more = ''): string => `{ id: elm, account: "777788889999"${more} }`;

/** A rule, kept and broken. */
export interface Breach {
  readonly rule: string;
  /** What is broken, in a few words. */
  readonly what: string;
  readonly kept: readonly string[];
  readonly keptParts?: Parts;
  readonly broken: readonly string[];
  readonly brokenParts?: Parts;
  /** `code line:column` of the one issue. */
  readonly place: string;
  readonly path: string;
  readonly says: { readonly found?: string; readonly allowed: RegExp; readonly fix: RegExp };
}

const inside: Parts = { more: [insidePerimeter] };
const trailed: Parts = {
  more: [
    'perimeter: { organizations: [o-example0001] }',
    'audit: { organizationTrail: { account: "111122223333", managementAccount: "999900001111" } }',
  ],
};
const left: Parts = { more: ['offboarded: [{ id: oak, reason: closed }]'] };

/** Every rule of region files, with a file that keeps it and one that breaks it. */
export const breaches: readonly Breach[] = [
  {
    rule: 'unique-slugs',
    what: 'two schools with one slug',
    kept: [oak, '{ id: elm, district: north }'],
    broken: [oak, oak],
    place: 'EDU301 10:13',
    path: 'region.schools[1].id',
    says: { found: 'oak', allowed: /of its own/, fix: /another slug/ },
  },
  {
    rule: 'unique-slugs',
    what: 'a school with the slug of a district',
    kept: ['{ id: northern, district: north }'],
    broken: ['{ id: north, district: north }'],
    place: 'EDU301 9:13',
    path: 'region.schools[0].id',
    says: { found: 'north', allowed: /of its own/, fix: /another slug/ },
  },
  {
    rule: 'unmistakable-slugs',
    what: 'a slug that is another and a hyphen',
    kept: [oak, '{ id: oakhill, district: north }'],
    broken: ['{ id: oak-hill, district: north }', oak],
    place: 'EDU302 9:13',
    path: 'region.schools[0].id',
    says: { found: 'oak-hill', allowed: /does not begin with another slug/, fix: /`oakhill`/ },
  },
  {
    rule: 'reserved-slugs',
    what: 'a slug that names a part of the hub',
    kept: ['{ id: hubschool, district: north }'],
    broken: ['{ id: hub, district: north }'],
    place: 'EDU312 9:13',
    path: 'region.schools[0].id',
    says: { found: 'hub', allowed: /any slug but hub, commons/, fix: /`hubschool`/ },
  },
  {
    rule: 'unique-domains',
    what: 'a domain of two schools',
    kept: ['{ id: oak, district: north, domains: [a.example, b.example] }', '{ id: elm, district: north }'],
    broken: [
      '{ id: oak, district: north, domains: [a.example, b.example] }',
      '{ id: elm, district: north, domains: [c.example, b.example] }',
    ],
    place: 'EDU303 10:56',
    path: 'region.schools[1].domains[1]',
    says: { found: 'b.example', allowed: /one school/, fix: /identity provider/ },
  },
  {
    rule: 'unique-accounts',
    what: 'a node in the account of a district',
    kept: [node()],
    keptParts: inside,
    broken: ['{ id: elm, account: "444455556666" }'],
    brokenParts: { more: ['perimeter: { organizations: [o-example0001] }'] },
    place: 'EDU304 10:27',
    path: 'region.schools[0].account',
    says: { found: '444455556666', allowed: /of its own/, fix: /`pooled` in a district/ },
  },
  {
    rule: 'unique-accounts',
    what: 'a log archive in the account of a district',
    kept: [oak],
    keptParts: { accounts: '{ hub: "111122223333", logArchive: "111122223333" }' },
    broken: [oak],
    brokenParts: { accounts: '{ hub: "111122223333", logArchive: "444455556666" }' },
    place: 'EDU304 7:29',
    path: 'region.districts[0].account',
    says: { found: '444455556666', allowed: /of its own/, fix: /its own account/ },
  },
  {
    rule: 'unique-accounts',
    what: 'an account that a district names twice',
    kept: [oak],
    broken: [oak],
    brokenParts: { districts: ['{ id: north, account: "444455556666", moreAccounts: ["444455556666"] }'] },
    place: 'EDU304 7:60',
    path: 'region.districts[0].moreAccounts[0]',
    says: { found: '444455556666', allowed: /each account once/, fix: /remove the repeat/ },
  },
  {
    rule: 'unique-accounts',
    what: 'a further account of a district that is another’s',
    kept: [oak],
    keptParts: { districts: ['{ id: north, account: "444455556666", moreAccounts: ["444455556667"] }'] },
    broken: [oak],
    brokenParts: { districts: ['{ id: north, account: "444455556666", moreAccounts: ["111122223333"] }'] },
    place: 'EDU304 7:60',
    path: 'region.districts[0].moreAccounts[0]',
    says: { found: '111122223333', allowed: /of its own/, fix: /its own account/ },
  },
  {
    rule: 'unique-accounts',
    what: 'an organisation’s trail in the account of a district',
    kept: [oak],
    keptParts: trailed,
    broken: [oak],
    brokenParts: {
      more: [
        'perimeter: { organizations: [o-example0001] }',
        'audit: { organizationTrail: { account: "444455556666", managementAccount: "999900001111" } }',
      ],
    },
    place: 'EDU304 9:29',
    path: 'region.districts[0].account',
    says: { found: '444455556666', allowed: /of its own/, fix: /its own account/ },
  },
  {
    rule: 'organization-trail',
    what: 'a trail of an organisation that the region does not name',
    kept: [oak],
    keptParts: trailed,
    broken: [oak],
    brokenParts: {
      more: ['audit: { organizationTrail: { account: "111122223333", managementAccount: "999900001111" } }'],
    },
    place: 'EDU314 6:31',
    path: 'region.audit.organizationTrail',
    says: { allowed: /perimeter\.organizations/, fix: /state the organisation/ },
  },
  {
    rule: 'aws-regions-in-partition',
    what: 'a home that is misspelt',
    kept: [oak],
    broken: [oak],
    brokenParts: { home: 'eu-central-9' },
    place: 'EDU305 4:9',
    path: 'region.home',
    says: { found: 'eu-central-9', allowed: /eu-central-1/, fix: /did you mean `eu-central-1`/ },
  },
  {
    rule: 'aws-regions-in-partition',
    what: 'a recovery in another partition',
    kept: [oak],
    keptParts: { more: ['recovery: eu-west-1'] },
    broken: [oak],
    brokenParts: { more: ['recovery: cn-north-1'] },
    place: 'EDU305 6:13',
    path: 'region.recovery',
    says: { found: 'cn-north-1', allowed: /eu-north-1/, fix: /^it lies in partition aws-cn/ },
  },
  {
    rule: 'aws-regions-in-jurisdiction',
    what: 'a node outside the region’s jurisdiction',
    kept: [node(', home: eu-west-1')],
    keptParts: inside,
    broken: [node(', home: eu-west-2')],
    brokenParts: inside,
    place: 'EDU306 10:49',
    path: 'region.schools[0].home',
    says: { found: 'eu-west-2', allowed: /eu-central-1, .*eu-west-3/, fix: /choose one/ },
  },
  {
    rule: 'aws-regions-in-jurisdiction',
    what: 'a jurisdiction without AWS Regions',
    kept: [oak],
    keptParts: { more: ['jurisdiction: eu'] },
    broken: [oak],
    brokenParts: { more: ['jurisdiction: by'] },
    place: 'EDU306 4:9',
    path: 'region.home',
    says: { found: 'eu-central-1', allowed: /none: aws has no AWS Region in `by`/, fix: /another `jurisdiction`/ },
  },
  {
    rule: 'known-districts',
    what: 'a misspelt district',
    kept: [oak],
    broken: ['{ id: oak, district: nrth }'],
    place: 'EDU307 9:28',
    path: 'region.schools[0].district',
    says: { found: 'nrth', allowed: /^north$/, fix: /did you mean `north`/ },
  },
  {
    rule: 'known-districts',
    what: 'a pooled school without district',
    kept: ['{ id: oak, tier: pooled, district: north }'],
    broken: ['{ id: oak, tier: pooled }'],
    place: 'EDU307 9:13',
    path: 'region.schools[0].id',
    says: { allowed: /^north$/, fix: /add `district`/ },
  },
  {
    rule: 'tier-fields',
    what: 'a school that says nowhere how it takes part',
    kept: ['{ id: oak, tier: external }'],
    broken: ['{ id: oak }'],
    place: 'EDU308 9:13',
    path: 'region.schools[0].id',
    says: { allowed: /`account` .*`district` .*`tier: external`/, fix: /add one/ },
  },
  {
    rule: 'tier-fields',
    what: 'a pooled school with an AWS Region of its own',
    kept: ['{ id: oak, district: north, stores: {} }'],
    broken: ['{ id: oak, district: north, home: eu-west-1 }'],
    place: 'EDU308 9:41',
    path: 'region.schools[0].home',
    says: { found: 'home', allowed: /district, stores/, fix: /remove `home`/ },
  },
  {
    rule: 'tier-fields',
    what: 'a node without account',
    kept: [node(', tier: node')],
    keptParts: inside,
    broken: ['{ id: elm, tier: node }'],
    place: 'EDU308 9:13',
    path: 'region.schools[0].id',
    says: { allowed: /twelve digits/, fix: /add `account`/ },
  },
  {
    rule: 'recovery-away-from-home',
    what: 'a recovery in the home AWS Region',
    kept: [oak],
    keptParts: { more: ['recovery: eu-north-1'] },
    broken: [oak],
    brokenParts: { more: ['recovery: eu-central-1'] },
    place: 'EDU309 6:13',
    path: 'region.recovery',
    says: { found: 'eu-central-1', allowed: /but eu-central-1/, fix: /another `recovery`/ },
  },
  {
    rule: 'recovery-away-from-home',
    what: 'a district whose home is the region’s recovery',
    kept: [oak],
    keptParts: {
      more: ['recovery: eu-north-1'],
      districts: ['{ id: north, account: "444455556666", home: eu-west-1 }'],
    },
    broken: [oak],
    brokenParts: {
      more: ['recovery: eu-north-1'],
      districts: ['{ id: north, account: "444455556666", home: eu-north-1 }'],
    },
    place: 'EDU309 8:51',
    path: 'region.districts[0].home',
    says: { found: 'eu-north-1', allowed: /but eu-north-1/, fix: /another `recovery`/ },
  },
  {
    rule: 'nodes-inside-perimeter',
    what: 'a node that nothing places inside',
    kept: [node()],
    keptParts: { more: ['perimeter: { organizations: [o-example0001] }'] },
    broken: [node()],
    place: 'EDU310 9:27',
    path: 'region.schools[0].account',
    says: { found: '777788889999', allowed: /`perimeter.accounts`/, fix: /add "777788889999"/ },
  },
  {
    rule: 'one-jurisdiction',
    what: 'a node under another law',
    kept: ['{ id: elm, tier: external, jurisdiction: by }'],
    broken: [node(', jurisdiction: by')],
    brokenParts: inside,
    place: 'EDU311 10:57',
    path: 'region.schools[0].jurisdiction',
    says: { found: 'by', allowed: /^eu$/, fix: /`external`/ },
  },
  {
    rule: 'listed-or-offboarded',
    what: 'a school that has left and is still listed',
    kept: ['{ id: elm, district: north }'],
    keptParts: left,
    broken: [oak],
    brokenParts: left,
    place: 'EDU313 6:22',
    path: 'region.offboarded[0].id',
    says: { found: 'oak', allowed: /no longer listed/, fix: /remove it/ },
  },
];
