import type { Condition, Policy, Statement } from '../../model';
import { every, type Answer } from './answer';

/** Keys that keep a statement for everyone from being public, when they are compared with fixed values. */
const restricting = new Set([
  ...['aws:principalorgid', 'aws:sourcearn', 'aws:sourcevpc', 'aws:sourcevpce', 'aws:sourceowner', 'aws:sourceaccount'],
  ...['s3:dataaccesspointaccount', 's3:x-amz-server-side-encryption-aws-kms-key-id'],
]);

/** Keys that speak of who asks or from where, of which the page does not say for sure what S3 makes of them. */
const unclear = /^(?:aws:principal|aws:userid$|aws:username$|aws:source|aws:vpcsourceip$|s3:dataaccesspoint)/;

/**
 * Whether S3 takes a bucket policy for public: it lets everyone in without a condition on fixed values.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 *
 * @returns the statements that make it public, or may make it public
 */
export function publicStatements({ statements }: Policy): {
  readonly isPublic: Answer;
  readonly statements: readonly Statement[];
} {
  const open = statements.filter((statement) => opensToAll(statement) !== 'no');
  const sure = open.some((statement) => opensToAll(statement) === 'yes');
  // Whether S3 weighs what the Denies take away is not documented.
  const narrowed = statements.some(({ effect }) => effect === 'Deny');
  if (open.length === 0) return { isPublic: 'no', statements: [] };
  return { isPublic: sure && !narrowed ? 'yes' : 'unknown', statements: open };
}

function opensToAll({ effect, principals, conditions, unknown }: Statement): Answer {
  if (effect === 'Deny') return 'no';
  const everyone =
    principals === undefined || principals.not || principals.list.some(({ kind }) => kind === 'everyone');
  if (!everyone) return 'no';
  const open = every(conditions, leavesOpen);
  // The page speaks of conditions that limit everyone, and not of those that limit NotPrincipal.
  const vague = unknown.length > 0 ? open === 'yes' : open === 'no' && principals?.not === true;
  return vague ? 'unknown' : open;
}

/** Whether a condition leaves the statement open to everyone. */
function leavesOpen({ key, test, negated, ifExists, quantifier, values }: Condition): Answer {
  const vague = negated || ifExists || quantifier === 'ForAllValues' || test === 'Null' || test === 'Bool';
  if (restricting.has(key) && !vague) return values.some(({ literal }) => literal === undefined) ? 'yes' : 'no';
  if (key === 'aws:sourceip' && !vague && values.every(({ literal }) => isNarrow(literal))) return 'no';
  return restricting.has(key) || unclear.test(key) ? 'unknown' : 'yes';
}

/** S3 takes ranges broader than /8 (IPv4) and /32 (IPv6) for public. */
function isNarrow(range: string | undefined): boolean {
  if (range === undefined) return false;
  const length = /\/(\d{1,3})$/.exec(range)?.[1];
  return length === undefined || Number(length) >= (range.includes(':') ? 32 : 8);
}
