import type { Construct } from 'constructs';
import { failure } from '../lib/errors';
import { checkText } from './checks';

/** Whom of an identity provider's people a role takes: any of the affiliations, and any of the entitlements if there are some. */
export interface FederatedAdmission {
  /**
   * Values of eduPersonScopedAffiliation, such as `faculty@hit.edu.cn`; at least one. Never `student@…`; `member@…`,
   * which pupils are, too, only together with entitlements.
   */
  readonly scopedAffiliations: string[];

  /**
   * Values of eduPersonEntitlement. They are not bound to a domain, so they are asked for besides an affiliation.
   *
   * @default - the affiliation is enough
   */
  readonly entitlements?: string[];
}

/** Checks what stands in a policy literally: no wildcard, no policy variable, no letter that IAM refuses. */
export function checkAdmissions(scope: Construct, admissions: readonly FederatedAdmission[]): void {
  if (admissions.length === 0) throw empty(scope, 'admissions', 'an admission');
  for (const { scopedAffiliations, entitlements } of admissions) {
    if (scopedAffiliations.length === 0) throw empty(scope, 'scopedAffiliations', 'a scoped affiliation');
    for (const value of scopedAffiliations) {
      checkText(
        scope,
        'scopedAffiliations',
        value,
        affiliation,
        '`value@domain` of Latin letters, without `*`, `?`, `$`',
      );
      checkText(
        scope,
        'scopedAffiliations',
        value,
        entitlements === undefined ? /^(?!(?:student|pupil|member)@)/i : /^(?!(?:student|pupil)@)/i,
        'what no pupil is: not `student`, not `pupil`, and `member` only together with entitlements',
      );
    }
    if (entitlements?.length === 0) throw empty(scope, 'entitlements', 'an entitlement, or leave it out');
    for (const value of entitlements ?? [])
      checkText(scope, 'entitlements', value, entitlement, '1 to 256 Latin letters, without `*`, `?`, `${`');
  }
}

// IAM takes U+0020 to U+00FF (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names).
const affiliation =
  /^(?=.{3,256}$)(?:(?![@*?$])[!-~\u00a1-\u00ff])+@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;
const entitlement = /^(?!.*\$\{)(?:(?![*?])[ -~\u00a1-\u00ff]){1,256}$/;

function empty(scope: Construct, property: string, allowed: string): Error {
  return failure('EDU601', `\`${property}\` is empty`, { path: scope.node.path, allowed: `at least ${allowed}` });
}
