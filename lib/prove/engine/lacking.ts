import type { Request } from '../request';
import { undecided } from './answers';
import type { Answer, Context, Readings } from './context';
import { appliesTo } from './problem';
import type { PropertyPlan } from './property-plan';
import type { Setting } from './setting';
import type { Subject } from './subject';

/** Whether a subject lacks what some property wants of it apart from requests. */
export function isLacking(setting: Setting, subject: Subject): boolean {
  return (
    subject.bucket !== undefined &&
    setting.plans.some(
      ({ property }) => (property.requires ?? []).includes('own-key') && appliesTo(property, subject),
    ) &&
    !hasOwnKey(setting, subject)
  );
}

/** Whether a bucket encrypts by default with a key of its owner, or with one that nobody owns and schools share. */
function hasOwnKey({ keysByArn }: Setting, { bucket, owner }: Subject): boolean {
  const key = keysByArn.get(bucket?.encryption.key ?? '');
  return (
    bucket?.encryption.algorithm.startsWith('aws:kms') === true && key !== undefined && (key.owner ?? owner) === owner
  );
}

/** What the subject itself must have. */
export function lacking(
  { setting, evaluate }: Context,
  { larger }: Readings,
  { property }: PropertyPlan,
): Answer | undefined {
  const { subject } = larger.problem;
  const { bucket, owner, account, partition } = subject;
  if (bucket === undefined || !(property.requires ?? []).includes('own-key') || hasOwnKey(setting, subject))
    return undefined;
  const key = setting.keysByArn.get(bucket.encryption.key ?? '');
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
  if (evaluate(setting.world, request).decision !== 'allowed') return undecided(reason, [bucket.source]);
  return { verdict: 'refuted', request, statements: [], reason };
}
