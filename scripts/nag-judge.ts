import type { Acknowledgement } from './nag-acknowledgements';

/** One rule that one construct breaks. */
export interface Finding {
  readonly rule: string;
  readonly construct: string;
  readonly description: string;
}

export interface Judgement {
  /** Findings that nobody has given a reason for. */
  readonly standing: readonly Finding[];
  /** Acknowledgements that no finding needs. */
  readonly unused: readonly Acknowledgement[];
  /** How often each reason was needed. */
  readonly counts: ReadonlyMap<string, number>;
}

/** Sets findings against their acknowledgements. */
export function judge(findings: readonly Finding[], acknowledgements: readonly Acknowledgement[]): Judgement {
  const counts = new Map<string, number>();
  const standing = findings.filter(({ rule, construct }) => {
    const known = acknowledgements.find((one) => one.rule.test(rule) && one.construct.test(construct));
    if (known !== undefined) counts.set(known.reason, (counts.get(known.reason) ?? 0) + 1);
    return known === undefined;
  });
  return { standing, unused: acknowledgements.filter(({ reason }) => !counts.has(reason)), counts };
}
