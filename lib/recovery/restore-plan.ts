import type { Issue } from '../errors';
import type { Plan } from '../plan';
import type { StorePurpose } from '../vocabulary';
import { awayActs } from './away-acts';
import { copyActs } from './copy-acts';
import { formatInstant, judgeRestore, type JudgedRestore } from './judge-restore';
import type { Kept } from './kept';
import type { AskedRestore, Loss } from './request';
import { restoreSites, type RestoreSite } from './restore-site';
import { act, type RestoreStep } from './restore-step';
import { compareActs, returnActs } from './return-acts';
import { shellLine, shellLineInto } from './shell';
import { letInAct, stopActs } from './stop-acts';

/** How a school gets back what it had at an instant. */
export interface RestorePlan {
  readonly school: string;
  /** In UTC. */
  readonly at: string;
  readonly lost: Loss;
  readonly prefix?: string;
  readonly stores: readonly RestoredStore[];
  /** In the order in which they are done. */
  readonly steps: readonly RestoreStep[];
}

/** What is promised of a store, and what cannot come back. */
export interface RestoredStore {
  readonly store: StorePurpose;
  readonly bucket: string;
  readonly quarantine: string;
  readonly rpoMinutes: number;
  readonly rtoMinutes: number;
  readonly kept: readonly Kept[];
  readonly limits: readonly Limit[];
}

/** What a person must know of a restore before it begins. */
export type Limit =
  'later-writes' | 'later-lost' | 'deleted-returns' | 'backup-gap' | 'versions-gone' | 'no-return-yet';

/** The commands of a restore in their order, or every mistake in what was asked; both where one of two stores is gone. */
export function planRestore(
  plan: Plan,
  asked: AskedRestore,
): { readonly restore?: RestorePlan; readonly issues: readonly Issue[] } {
  const { restore, issues } = judgeRestore(plan, asked);
  if (restore === undefined) return { issues };
  const sites = restoreSites(plan.region.partition, restore);
  return {
    restore: {
      school: restore.school.id,
      at: formatInstant(restore.at),
      lost: restore.lost,
      ...(restore.prefix === undefined ? {} : { prefix: restore.prefix }),
      stores: sites.map((site) => storeOf(site, restore)),
      steps: stepsOf(restore, sites),
    },
    issues,
  };
}

function stepsOf(restore: JudgedRestore, sites: readonly RestoreSite[]): readonly RestoreStep[] {
  const { school, lost } = restore;
  const away = lost === 'aws-region';
  return [
    ...(away ? [] : [{ step: 'stop', who: 'administrator', acts: stopActs(school) } as const]),
    roleStep(restore),
    ...sites.flatMap((site) => storeSteps(site, restore)),
    {
      step: 'write-down',
      who: 'administrator',
      acts: [
        act('write-down', [], { school: school.id, at: formatInstant(restore.at) }),
        ...(away ? [] : letInAct(school)),
      ],
    },
  ];
}

function storeSteps(site: RestoreSite, restore: JudgedRestore): readonly RestoreStep[] {
  const { store } = site;
  const { lost } = restore;
  const kept = keptIn(restore, store);
  if (lost === 'aws-region') {
    return [
      { step: 'copy', who: 'restore-role', store, acts: awayActs(site, kept) },
      { step: 'bring-back', who: 'school', store, acts: [act('wait', [], { to: site.bucket })] },
    ];
  }
  return [
    { step: 'copy', who: 'restore-role', store, acts: copyActs(site, kept) },
    { step: 'compare', who: 'school', store, acts: compareActs(site, lost) },
    { step: 'bring-back', who: 'school', store, acts: returnActs(site, restore) },
  ];
}

/**
 * `AWS_PROFILE` goes, since the SDK for JavaScript reads no keys from the environment while it is set. Keys of a role that
 * was taken from a role end after an hour.
 */
function roleStep({ school, recovery, lost }: JudgedRestore): RestoreStep {
  const { restoreRole: role } = recovery;
  const awsRegion = lost === 'aws-region' ? (recovery.place?.awsRegion ?? school.awsRegion) : school.awsRegion;
  const names = 'AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN';
  return {
    step: 'role',
    who: 'school',
    acts: [
      act(
        'take-role',
        [
          shellLineInto('KEYS', [
            ...['aws', 'sts', 'assume-role', '--role-arn', role, '--role-session-name', `restore-${school.id}`],
            ...['--region', awsRegion, '--output', 'text'],
            ...['--query', 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]'],
          ]),
          `read -r ${names} <<< "$KEYS"`,
          `export ${names}`,
          'unset AWS_PROFILE KEYS',
          shellLine(['aws', 'sts', 'get-caller-identity', '--region', awsRegion, '--query', 'Arn', '--output', 'text']),
        ],
        { role, school: school.id },
      ),
    ],
  };
}

function storeOf(site: RestoreSite, restore: JudgedRestore): RestoredStore {
  const { store, bucket, quarantine, copies } = site;
  const kept = keptIn(restore, store);
  return {
    store,
    bucket,
    quarantine,
    rpoMinutes: copies.rpoMinutes,
    rtoMinutes: copies.rtoMinutes,
    kept,
    limits: limitsOf(kept, restore.lost),
  };
}

function limitsOf(kept: readonly Kept[], lost: Loss): readonly Limit[] {
  const has = (source: Kept['source']): boolean =>
    kept.some((one) => one.source === source && one.survives && one.reaches);
  return [
    lost === 'objects' ? 'later-writes' : 'later-lost',
    ...(has('replication') ? (['deleted-returns'] as const) : []),
    ...(has('backup') ? (['backup-gap'] as const) : []),
    ...(has('versions') ? [] : (['versions-gone'] as const)),
    ...(lost === 'aws-region' ? (['no-return-yet'] as const) : []),
  ];
}

function keptIn({ stores }: JudgedRestore, store: StorePurpose): readonly Kept[] {
  return stores.find((one) => one.store === store)?.kept ?? [];
}
