import type { Policy, Statement } from '../../model';

/** Keys that speak of who asks or from where: with fixed values of some of them S3 does not call a statement for everyone public. */
const narrowing =
  /^(?:aws:(?:principal|source|userid$|username$|vpcsourceip$)|s3:dataaccesspoint|s3:x-amz-server-side-encryption-aws-kms-key-id$)/;

/**
 * Whether S3 calls a bucket policy public: for sure, or (`maybe`) possibly.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export function isOpenToEveryone({ statements, unknown }: Policy, maybe: boolean): boolean {
  // Whether S3 weighs what a Deny takes away is not documented.
  if (!maybe && statements.some(({ effect }) => effect === 'Deny')) return false;
  return statements.some((statement) => isOpen(statement, maybe)) || (maybe && unknown !== undefined);
}

function isOpen({ effect, principals, conditions, unknown }: Statement, maybe: boolean): boolean {
  if (effect !== 'Allow' || principals === undefined) return false;
  if (!principals.not && !principals.list.some(({ kind }) => kind === 'everyone')) return false;
  if (maybe) return true;
  return unknown.length === 0 && !principals.not && !conditions.some(({ key }) => narrowing.test(key));
}
