import type { Policy } from '../../model';
import { mayName } from './named-actions';

const key = 'saml:edupersonentitlement';

/** Entitlements that a trust policy names exactly and lets somebody sign in by, sorted. */
export function entitlementsOf({ statements }: Policy): readonly string[] {
  const found = statements
    .filter(({ effect, actions }) => effect === 'Allow' && mayName(actions, 'sts:assumerolewithsaml'))
    .flatMap(({ conditions }) => conditions)
    .filter((condition) => condition.key === key && condition.test === 'StringEquals' && !condition.negated)
    .flatMap(({ values }) => values.flatMap(({ literal }) => literal ?? []));
  return [...new Set(found)].sort();
}
