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

/** What a cell puts into a template today; the tests compare it with synthesised templates. */
export const cellToday = { resources: 7, buckets: 2, keys: 1, parameters: 1, templateBytes: 15_000 } as const;

/** What the shared stacks put into their templates today. */
export const sharedToday = {
  hub: { resources: 4, buckets: 1, keys: 1, templateBytes: 9_000 },
  logArchive: { resources: 2, buckets: 1, keys: 0, templateBytes: 6_000 },
} as const;

/** Upper bounds of policy documents in bytes, as CloudFormation sends them, without white space. */
export const policyBytes = {
  store: { base: 5_200, perAccount: 16, perOrganization: 40 },
  commons: { base: 3_600, perAccount: 60, perOrganization: 60 },
  key: { base: 3_600, perAccount: 0, perOrganization: 0 },
  logArchive: { base: 2_800, perAccount: 34, perOrganization: 60 },
} as const;
