/** Resources that count against quotas, by the quota's key; and all of them together. */
export interface ResourceCounts {
  readonly resources: number;
  readonly counts: Readonly<Record<string, number>>;
}
