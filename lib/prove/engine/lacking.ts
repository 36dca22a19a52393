import type { Request } from '../request';
import { undecided } from './answers';
import type { Answer, Context, Readings } from './context';
import type { PropertyPlan } from './property-plan';

/** What the subject itself must have. */
export function lacking(
  { setting: { world, keysByArn }, evaluate }: Context,
  { larger }: Readings,
  { property }: PropertyPlan,
): Answer | undefined {
  const { subject } = larger.problem;
  const { bucket, owner, account, partition } = subject;
  if (bucket === undefined || !(property.requires ?? []).includes('own-key')) return undefined;
  const key = keysByArn.get(bucket.encryption.key ?? '');
  const own = bucket.encryption.algorithm.startsWith('aws:kms') && key !== undefined && (key.owner ?? owner) === owner;
  if (own) return undefined;
  if (bucket.encryption.key !== undefined && key === undefined) {
    return undecided('the key that the bucket is encrypted with is not in the assembly', [bucket.source]);
  }
  const request: Request = {
    caller: { kind: 'role', arn: `arn:${partition}:iam::${account}:role/unseen` },
    action: 's3:PutObject',
    resource: `${bucket.arn}/file`,
    context: owner === undefined ? {} : { 'aws:PrincipalTag/educloud:school': owner },
  };
  const with_ = key?.owner === undefined ? bucket.encryption.algorithm : `the key of ${key.owner}`;
  const reason = `what is written without naming a key is encrypted with ${with_}`;
  if (evaluate(world, request).decision !== 'allowed') return undecided(reason, [bucket.source]);
  return { verdict: 'refuted', request, statements: [], reason };
}
