/** What a stack, an account or a policy uses of a quota. */
export interface Use {
  readonly account: string;
  readonly awsRegion: string;
  readonly key: string;
  readonly subject?: string;
  readonly used: number;
  readonly later?: number;
}

/** Of uses of one quota the largest. */
export function widest(uses: readonly Use[]): Use[] {
  const largest = new Map<string, Use>();
  for (const use of uses) {
    const known = largest.get(use.key);
    if (known === undefined || use.used > known.used) largest.set(use.key, use);
  }
  return [...largest.values()];
}
