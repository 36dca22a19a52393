/** Largest sizes that a feed may have. The largest known aggregates hold some 10,000 entities in 110 MB. */
export const feedLimits = {
  /** Bytes of the file. */
  file: 200 * 1024 * 1024,
  /** Elements within elements. */
  depth: 64,
  /** Groups within groups. */
  groups: 8,
  entities: 100_000,
  /** UTF-16 code units of one entity, and of what stands between two tags. */
  entity: 1024 * 1024,
  /** Attributes of one element, its namespace declarations among them. */
  attributes: 100,
  /** UTF-16 code units of the value of one attribute. */
  attribute: 64 * 1024,
  /** Values of ID attributes. */
  ids: 200_000,
  entityId: 1024,
  /** Mistakes that are told of one feed. */
  issues: 100,
} as const;
