import type { Condition, Policy } from '../../model';
import type { Glob } from '../sets/glob';
import { comparisonOf, globOf } from './globs';
import { mayName } from './named-actions';

const key = 'saml:edupersonentitlement';

/** Entitlements that a trust policy names exactly and lets somebody sign in by, sorted. */
export function entitlementsOf({ statements }: Policy): readonly string[] {
  const found = conditionsOf(statements)
    .filter(({ test, negated }) => test === 'StringEquals' && !negated)
    .flatMap(({ values }) => values.flatMap(({ literal }) => literal ?? []));
  return [...new Set(found)].sort();
}

/** Entitlements by which trust policies may let somebody sign in, however they are written. */
export function admittedEntitlements(policies: readonly Policy[]): readonly Glob[] {
  const found = new Map<string, Glob>();
  for (const condition of policies.flatMap(({ statements }) => conditionsOf(statements))) {
    const comparison = comparisonOf(condition);
    if (comparison === undefined || condition.negated) continue;
    for (const { text, parts } of condition.values) {
      const id = `${condition.operator} ${text}`;
      if (!found.has(id)) found.set(id, globOf(parts, comparison, false));
    }
  }
  return [...found.values()];
}

function conditionsOf(statements: Policy['statements']): readonly Condition[] {
  return statements
    .filter(({ effect, actions }) => effect === 'Allow' && mayName(actions, 'sts:assumerolewithsaml'))
    .flatMap(({ conditions }) => conditions)
    .filter((condition) => condition.key === key);
}
