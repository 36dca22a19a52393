import { hasOpaque, type Source, type World } from '../../model';
import { commonsClasses } from '../../vocabulary';
import type { Request } from '../request';
import { distinct, undecided } from './answers';
import type { Answer, Context } from './context';
import type { Way } from './delivery';
import type { Subject } from './subject';

const classesTag = 'educloud:data-classes';

/** Whether what a bucket is meant to hold may be published at all. */
export function notDeliverable(context: Context, subject: Subject): Answer | undefined {
  const { tags, source } = subject;
  const classes = tags[classesTag];
  if (classes === undefined || hasOpaque(classes))
    return undecided(`which data classes the bucket holds is not told by its tag ${classesTag}`, [source]);
  const others = classes.split('+').filter((one) => !commonsClasses.some((published) => published === one));
  if (others.length === 0) return undefined;
  const request = someRequest(context, subject);
  return {
    verdict: 'refuted',
    ...(request === undefined ? {} : { request }),
    statements: [],
    reason: `a distribution has a bucket as origin that is meant for data of the class ${others.join(', ')}`,
    at: distinct(waysTo(context, subject).flatMap((way) => originsOf(way, subject.arn))),
  };
}

/** Whether what counts as signed is signed by keys that stand in the World. */
export function foreignSigners(context: Context, subject: Subject): Answer | undefined {
  const { world } = context.setting;
  const distributions = new Set(waysTo(context, subject).map(({ distribution }) => distribution));
  const found = [...distributions].flatMap(({ account, behaviours }) =>
    behaviours
      .filter(({ signed }) => signed)
      .flatMap(({ pattern, keyGroups, trustedSigners, source }) => {
        const reason = doubtOf(world, account, keyGroups, trustedSigners);
        return reason === undefined ? [] : [{ reason: `${reason}, for ${pattern}`, source }];
      }),
  );
  if (found.length === 0) return undefined;
  return undecided(found.map(({ reason }) => reason).join('; '), distinct(found.map(({ source }) => source)));
}

function doubtOf(
  { keyGroups: known }: World,
  account: string,
  keyGroups: readonly string[],
  trustedSigners: readonly string[],
): string | undefined {
  if (trustedSigners.length > 0) return 'key pairs of root users, which no template shows, may sign';
  if (keyGroups.length === 0) return 'no key group is named that may sign';
  const groups = keyGroups.map((id) => known.find((one) => one.id === id && one.account === account));
  if (groups.some((group) => group === undefined))
    return 'a key group may sign that is not in the templates of the account';
  const doubt = groups.flatMap((group) => group?.doubts ?? [])[0];
  if (doubt !== undefined) return doubt.reason;
  return groups.some((group) => group?.keys.length === 0) ? 'a key group may sign that has no key' : undefined;
}

/** Whether some distribution of the bucket asks for signatures anywhere. */
export function isSignedFor(context: Context, subject: Subject): boolean {
  return waysTo(context, subject).some(({ distribution }) => distribution.behaviours.some(({ signed }) => signed));
}

function waysTo({ setting }: Context, { arn }: Subject): readonly Way[] {
  return setting.deliveries.get(arn) ?? [];
}

function originsOf({ distribution }: Way, bucket: string): Source[] {
  return distribution.origins.flatMap((origin) => (origin.bucket === bucket ? [origin.source] : []));
}

/** A plain request by a distribution that is allowed, if there is one: it shows what the bucket gives away already. */
function someRequest(context: Context, subject: Subject): Request | undefined {
  const requests = waysTo(context, subject).flatMap(({ distribution, as, identity }) =>
    ['file', 'open/file', 'licensed/file'].flatMap((name) =>
      ['false', 'true'].flatMap((signed): Request[] => {
        const asked = { action: 's3:GetObject', resource: `${subject.arn}/${name}` };
        const known = { 'delivery:signed': signed };
        if (as === 'distribution')
          return [
            {
              ...asked,
              caller: { kind: 'service', name: 'cloudfront.amazonaws.com' },
              context: { 'aws:SourceArn': distribution.arn, ...known },
            },
          ];
        if (as === 'identity' && identity !== undefined)
          return [{ ...asked, caller: { kind: 'identity', arn: identity }, context: known }];
        return [{ ...asked, caller: { kind: 'anonymous' }, context: known }];
      }),
    ),
  );
  return requests.find((request) => context.evaluate(context.setting.world, request).decision === 'allowed');
}
