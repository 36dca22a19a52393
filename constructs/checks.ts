import { Stack, Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { failure } from '../lib/errors';
import { partitionOfAwsRegion, type Partition } from '../lib/facts';
import { dataClasses } from '../lib/vocabulary';
import type { Perimeter } from './perimeter';

/** Where a construct lives; all of it concrete. */
export interface Site {
  readonly account: string;
  readonly awsRegion: string;
  readonly partition: Partition;
}

/**
 * The account and AWS Region of the stack around `scope`.
 *
 * @throws EDU601 when the stack is environment-agnostic: what a partition can do is decided when the template is made
 */
export function siteOf(scope: Construct): Site {
  const { account, region } = Stack.of(scope);
  if (Token.isUnresolved(account) || Token.isUnresolved(region)) {
    throw failure('EDU601', 'the stack must have a concrete account and AWS Region', {
      path: scope.node.path,
      found: 'an environment-agnostic stack',
      allowed: "new Stack(app, id, { env: { account: '111122223333', region: 'cn-north-1' } })",
    });
  }
  return { account, awsRegion: region, partition: partitionOfAwsRegion(region) };
}

/** Checks a property against a pattern; a token passes, since nobody knows it yet. */
export function checkText(scope: Construct, property: string, value: string, pattern: RegExp, allowed: string): void {
  if (Token.isUnresolved(value) || pattern.test(value)) return;
  throw failure('EDU601', `\`${property}\` does not fit`, {
    path: scope.node.path,
    found: JSON.stringify(value),
    allowed,
  });
}

/** Slug of a school, a district or a region: 3 to 20 of a–z, 0–9 and single hyphens inside. */
export function checkSlug(scope: Construct, property: string, value: string): void {
  checkText(
    scope,
    property,
    value,
    /^(?=.{3,20}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/,
    '3 to 20 of a–z, 0–9 and single hyphens inside, with at least one letter',
  );
}

/** Name of a general purpose bucket (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html). */
export function checkBucketName(scope: Construct, value: string): void {
  checkText(
    scope,
    'bucketName',
    value,
    /^(?!xn--|sthree-|amzn-s3-demo-)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
    '3 to 63 of a–z, 0–9 and hyphens inside, without dots',
  );
}

/** Alias of a key of the customer. */
export function checkAlias(scope: Construct, property: string, value: string): void {
  checkText(
    scope,
    property,
    value,
    /^alias\/(?!aws\/)[A-Za-z0-9/_-]{1,250}$/,
    '`alias/` and letters, digits, `/`, `_`, `-`; not `alias/aws/`',
  );
}

/**
 * ARNs of single roles. Conditions on ARNs know wildcards, so a `*` here would exempt roles that nobody has named
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html).
 */
export function checkRoleArns(
  scope: Construct,
  { account, partition }: Site,
  property: string,
  values: readonly string[],
): void {
  const { arnPartition } = partition;
  const pattern = new RegExp(`^arn:${arnPartition}:iam::${account}:role/[\\w+=,.@/-]+$`);
  for (const value of values)
    checkText(
      scope,
      property,
      value,
      pattern,
      `arn:${arnPartition}:iam::${account}:role/<name>, of this account and without wildcards`,
    );
}

/** Ids of accounts and organisations, literally: a wildcard would match nothing, a policy variable everything. */
export function checkPerimeter(scope: Construct, { accounts, organizations }: Perimeter): void {
  for (const account of accounts) checkText(scope, 'perimeter.accounts', account, /^\d{12}$/, 'twelve digits');
  for (const id of organizations)
    checkText(scope, 'perimeter.organizations', id, /^o-[a-z0-9]{10,32}$/, '`o-` and 10 to 32 of a–z, 0–9');
}

/** Data classes of a store, at least one. */
export function checkDataClasses(scope: Construct, values: readonly string[]): void {
  const known: readonly string[] = dataClasses;
  const unknown = values.filter((one) => !known.includes(one));
  if (unknown.length === 0 && values.length > 0) return;
  throw failure('EDU601', '`dataClasses` does not fit', {
    path: scope.node.path,
    found: unknown.join(', ') || 'none',
    allowed: known.join(', '),
  });
}
