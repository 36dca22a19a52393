import type { Source } from '../../model';
import type { Requirement } from '../property';
import type { Request } from '../request';
import { undecided } from './answers';
import { foreignSigners, notDeliverable } from './delivery-lacking';
import type { Answer, Context, Readings } from './context';
import { answerOf, missing } from './missing';
import { appliesTo } from './problem';
import type { PropertyPlan } from './property-plan';
import type { Setting } from './setting';
import type { Subject } from './subject';
import { waysOut } from './way-out';

/** Whether a subject lacks what some property wants of it apart from requests. */
export function isLacking(setting: Setting, subject: Subject): boolean {
  const wanted = (what: Requirement): boolean =>
    setting.plans.some(
      ({ property }) => (property.requires ?? []).includes(what) && appliesTo(setting, property, subject),
    );
  if (kept.some((one) => missing(setting, subject, one) !== undefined && wanted(one))) return true;
  if (subject.role !== undefined) return wanted('no-way-out') && waysOutOf(setting, subject).length > 0;
  return subject.bucket !== undefined && !hasOwnKey(setting, subject) && wanted('own-key');
}

/** What keeps copies and logs. */
const kept = ['locked', 'copies-at-home', 'stop-heard', 'logs-here'] as const;

/** Where the principals of a school leave it: by the role itself, or by users of the school. */
function waysOutOf(setting: Setting, { role, owner }: Subject): readonly Source[] {
  if (role === undefined || owner === undefined) return [];
  const users = (setting.seenByOwner.get(owner) ?? []).filter(({ kind }) => kind === 'user');
  return [role, ...users].flatMap((one) => waysOut(setting, one));
}

/** Whether a bucket encrypts by default with a key of its owner, or with one that nobody owns and schools share. */
function hasOwnKey({ keysByArn }: Setting, { bucket, owner }: Subject): boolean {
  const key = keysByArn.get(bucket?.encryption.key ?? '');
  return (
    bucket?.encryption.algorithm.startsWith('aws:kms') === true && key !== undefined && (key.owner ?? owner) === owner
  );
}

/** What the subject itself must have. */
export function lacking(context: Context, { larger }: Readings, { property }: PropertyPlan): Answer | undefined {
  const { setting, evaluate } = context;
  const { subject } = larger.problem;
  const wanted = property.requires ?? [];
  const lost = kept.flatMap((one) => (wanted.includes(one) ? (missing(setting, subject, one) ?? []) : []));
  const [first] = [...lost.filter(({ sure }) => sure), ...lost];
  if (first !== undefined) return answerOf(first);
  if (wanted.includes('deliverable')) return notDeliverable(context, subject);
  if (wanted.includes('own-key-groups')) return foreignSigners(context, subject);
  const { bucket, role, owner, account, partition } = subject;
  if (role !== undefined && wanted.includes('no-way-out')) {
    const ways = waysOutOf(setting, subject);
    return ways.length === 0 ? undefined : undecided('the school may take roles that are not its own', ways);
  }
  if (bucket === undefined || !wanted.includes('own-key') || hasOwnKey(setting, subject)) return undefined;
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
