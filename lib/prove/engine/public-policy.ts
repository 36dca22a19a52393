import type { Policy, Statement } from '../../model';

/** Keys with which a statement for everyone is not public, if their values are fixed. */
const fixing = new Set([
  'aws:sourcearn',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourceip',
  'aws:sourceowner',
  'aws:sourceaccount',
  'aws:userid',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalarn',
  'aws:principalaccount',
  's3:dataaccesspointarn',
  's3:dataaccesspointaccount',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
]);

/**
 * Whether S3 calls a bucket policy public: for sure, or (`maybe`) possibly.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export function isOpenToEveryone({ statements, unknown }: Policy, maybe: boolean): boolean {
  return statements.some((statement) => isOpen(statement, maybe)) || (maybe && unknown !== undefined);
}

function isOpen({ effect, principals, conditions, unknown }: Statement, maybe: boolean): boolean {
  if (effect !== 'Allow' || principals === undefined) return false;
  if (!principals.not && !principals.list.some(({ kind }) => kind === 'everyone')) return false;
  if (maybe) return true;
  return unknown.length === 0 && !principals.not && !conditions.some(({ key }) => fixing.has(key));
}
