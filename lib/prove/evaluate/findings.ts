import { sourceOf, type Doubt, type Policy, type Statement } from '../../model';
import type { Layer } from '../decision';
import type { Reach } from './match-principal';
import { matchStatement, type Asked } from './match-statement';

/** A statement that matches a request, or may match it; or something unknown that may act like one. */
export interface Finding {
  readonly effect: 'Allow' | 'Deny';
  readonly sure: boolean;
  readonly reach: Reach;
  /** As `reach`, when what is unknown turns out in the caller's favour. */
  readonly atBest: Reach;
  readonly statement?: Statement;
  /** Where to look, when it is not sure. */
  readonly doubt: Doubt;
}

/** What one kind of policy has to say about a request. */
export interface LayerFindings {
  readonly layer: Layer;
  readonly findings: readonly Finding[];
}

/** The statements of policies that match, or may match. */
export function findingsOf(policies: readonly Policy[], asked: Asked): Finding[] {
  return policies.flatMap((policy) => {
    const reason = policy.unknown;
    return [
      ...policy.statements.flatMap((statement) => findingOf(statement, asked)),
      ...(reason === undefined ? [] : anything({ source: policy.source, reason })),
    ];
  });
}

function findingOf(statement: Statement, asked: Asked): Finding[] {
  const { match, reach, atBest } = matchStatement(statement, asked);
  if (match === 'no') return [];
  const { effect, unknown } = statement;
  const reason = unknown[0] ?? 'whether this statement matches the request is not known';
  return [{ effect, sure: match === 'yes', reach, atBest, statement, doubt: { source: sourceOf(statement), reason } }];
}

/** Something outside the model, which may allow the request or deny it. */
export function anything(doubt: Doubt): Finding[] {
  return [maybe('Allow', doubt), maybe('Deny', doubt)];
}

/** Something outside the model that may have this effect. */
export function maybe(effect: 'Allow' | 'Deny', doubt: Doubt): Finding {
  return { effect, sure: false, reach: 'direct', atBest: 'direct', doubt };
}
