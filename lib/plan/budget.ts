/**
 * CloudFormation resources that one school may come to need, with every feature switched on. Shards are filled by this
 * budget and not by what is switched on today, so that no later feature moves a school.
 */
export const schoolBudget = {
  /** Key, alias, two buckets, two bucket policies, registry parameter. */
  cell: 7,
  /** Identity provider and one role for each of five personas. */
  federation: 6,
  /** Replication role, vault, plan, selection, replica's policy and alias. */
  recovery: 6,
  /** Copies late or failed, key deletion, policy changes, missed drill. */
  alarms: 4,
} as const;

/** Resources that a shard holds once, whatever its schools. */
export const stackBudget = 20;

/** Schools in one shard: 20 × 23 resources and 20 of the stack stay under the quota of 500. */
export const schoolsPerShard = 20;

/**
 * Pooled schools in one account of a district that has several: as many as can have an identity provider each
 * (100 SAML providers an account, with room to spare), and few enough for 6 roles each under the quota of 1,000.
 */
export const schoolsPerAccount = 80;

/** Bytes that grow with the perimeter, since every policy names it. */
export interface Size {
  readonly base: number;
  readonly perAccount: number;
  /** Once, as soon as there is an organisation. */
  readonly anyOrganization: number;
  readonly perOrganization: number;
}

// Upper bounds of what is synthesised from the longest slugs, names and AWS Regions. The tests measure it, and fail when
// a bound is too small or far too large.

/** Bytes of templates. Those of shards are written without indentation. */
export const templateBytes = {
  shard: { base: 600, perAccount: 0, anyOrganization: 0, perOrganization: 0 },
  pooled: { base: 21_700, perAccount: 30, anyOrganization: 60, perOrganization: 74 },
  node: { base: 28_600, perAccount: 54, anyOrganization: 160, perOrganization: 98 },
  commons: {
    kms: { base: 17_200, perAccount: 180, anyOrganization: 1_600, perOrganization: 195 },
    's3-managed': { base: 11_500, perAccount: 124, anyOrganization: 900, perOrganization: 147 },
  },
  logArchive: { base: 9_200, perAccount: 54, anyOrganization: 1_650, perOrganization: 98 },
  /** Alarms, and more of them where IAM is at home. */
  base: { base: 22_000, perAccount: 0, anyOrganization: 0, perOrganization: 0 },
  alarmsOfIam: 3_300,
  /** Trail, roles and boundaries, of which an account has one set. */
  trail: 17_700,
  /** Each address that hears the alarms. */
  email: 700,
  organizationTrail: { base: 750, perAccount: 0, anyOrganization: 0, perOrganization: 0 },
} as const satisfies Record<string, number | Size | Record<string, Size>>;

/** Bytes of policy documents as CloudFormation sends them, without white space. */
export const policyBytes = {
  store: { base: 4_800, perAccount: 15, anyOrganization: 30, perOrganization: 37 },
  key: { base: 2_700, perAccount: 0, anyOrganization: 0, perOrganization: 0 },
  commons: {
    kms: { base: 3_900, perAccount: 96, anyOrganization: 560, perOrganization: 111 },
    's3-managed': { base: 3_400, perAccount: 96, anyOrganization: 560, perOrganization: 111 },
  },
  commonsKey: { base: 2_400, perAccount: 41, anyOrganization: 480, perOrganization: 37 },
  logArchive: { base: 4_800, perAccount: 30, anyOrganization: 1_300, perOrganization: 74 },
  trail: { base: 3_400, perAccount: 0, anyOrganization: 0, perOrganization: 0 },
  districtKey: { base: 3_700, perAccount: 0, anyOrganization: 0, perOrganization: 0 },
  /** The longest of the base's roles and managed policies. */
  trust: 330,
  inline: 350,
  managed: 1_350,
} as const satisfies Record<string, number | Size | Record<string, Size>>;

/** Bytes of a registry entry without the school's names. */
export const registryBytes = 900;
