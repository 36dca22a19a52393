import { nearest } from '../facts';
import { issue, type Issue } from '../errors';
import type { Plan, PlannedSchool, PlannedSchoolRecovery } from '../plan';
import type { StorePurpose } from '../vocabulary';
import { keptOf, type Kept } from './kept';
import { losses, stores, type AskedRestore, type Loss } from './request';

/** A restore that can be planned: every store of it has at least one source. */
export interface JudgedRestore {
  readonly school: PlannedSchool;
  readonly recovery: PlannedSchoolRecovery;
  readonly at: Date;
  readonly lost: Loss;
  readonly prefix?: string;
  readonly file: string;
  readonly stores: readonly { readonly store: StorePurpose; readonly kept: readonly Kept[] }[];
}

/**
 * Judges a restore; all mistakes at once. Where one store comes back and another does not, both are told: the first as
 * a restore, the second as an issue.
 */
export function judgeRestore(
  plan: Plan,
  asked: AskedRestore,
): { readonly restore?: JudgedRestore; readonly issues: readonly Issue[] } {
  const { school, issues: schoolIssues } = judgeSchool(plan, asked.school);
  const { instant } = asked.at;
  const store = wordOf('--store', asked.store, stores);
  const lost = wordOf('--lost', asked.lost, losses);
  const mistakes = [
    ...schoolIssues,
    ...instantIssues(asked),
    ...store.issues,
    ...lost.issues,
    ...prefixIssues(asked.prefix),
  ];
  if (school === undefined || instant === undefined || mistakes.length > 0) return { issues: mistakes };
  const loss = lost.word ?? 'objects';
  const ageMinutes = Math.max(0, asked.now.getTime() - instant.getTime()) / 60_000;
  const wanted = store.word === undefined ? stores : [store.word];
  const judged = wanted.map((one) => judgeStore(school, one, { lost: loss, ageMinutes }, asked.now));
  const issues = judged.flatMap((one) => one.issues);
  const found = judged.flatMap((one) => (one.kept === undefined ? [] : [{ store: one.store, kept: one.kept }]));
  const { recovery } = school;
  if (recovery === undefined || found.length === 0) return { issues };
  return {
    restore: {
      school,
      recovery,
      at: instant,
      lost: loss,
      file: asked.file,
      ...(asked.prefix === undefined || asked.prefix === '' ? {} : { prefix: asked.prefix }),
      stores: found,
    },
    issues,
  };
}

/** The school of an id, where it has stores that can be restored or filled. */
export function judgeSchool(
  { schools, externals, region }: Pick<Plan, 'schools' | 'externals' | 'region'>,
  id: string,
): { readonly school?: PlannedSchool; readonly issues: readonly Issue[] } {
  const school = schools.find((one) => one.id === id);
  if (school === undefined) {
    if (externals.some((one) => one.id === id)) {
      return {
        issues: [
          issue('EDU645', `${id} keeps its data elsewhere`, {
            found: 'an external school',
            allowed: 'a school with stores in this region: a node or a pooled school',
            fix: 'ask the school for its own copies; this region holds none',
          }),
        ],
      };
    }
    const close = nearest(
      id,
      schools.map((one) => one.id),
    );
    return {
      issues: [
        issue('EDU644', `no school of ${region.id} is called ${id}`, {
          found: id,
          allowed: 'the id of a school of the region file or the ledger',
          fix: close === undefined ? 'see `educloud plan` for the ids' : `did you mean ${close}?`,
        }),
      ],
    };
  }
  if (school.status === 'frozen') {
    return {
      issues: [
        issue('EDU648', `${id} is frozen: nothing is written into its stores`, {
          found: 'a school that the region file does not list',
          allowed: 'an active school',
          fix: 'list it again, run `educloud plan --write`, deploy its stack, then ask again; what its stores hold is kept meanwhile, old versions included',
        }),
      ],
    };
  }
  return { school, issues: [] };
}

function instantIssues({ at: { text, instant }, now }: AskedRestore): readonly Issue[] {
  if (instant === undefined) {
    return [
      issue('EDU646', '`--at` is no instant', {
        found: text,
        allowed: 'a day, a time and a zone, such as 2026-12-01T08:00:00Z or 2026-12-01T16:00:00+08:00',
        fix: 'write the last moment at which all was well, with its zone: the same time of day is another moment in each',
      }),
    ];
  }
  if (instant <= now) return [];
  return [
    issue('EDU647', '`--at` has not come yet', {
      found: text,
      allowed: `${formatInstant(now)} at the latest`,
      fix: 'write the last moment at which all was well; mind the zone',
    }),
  ];
}

/** What a terminal would hide or obey cannot be printed as part of a command. */
function prefixIssues(prefix: string | undefined): readonly Issue[] {
  if (prefix === undefined) return [];
  const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.exec(prefix)?.[0];
  const bytes = new TextEncoder().encode(prefix).length;
  if (hidden === undefined && bytes <= 1024) return [];
  return [
    issue('EDU652', '`--prefix` cannot stand in a command', {
      found: hidden === undefined ? `${bytes} bytes` : `the character U+${codePoint(hidden)}`,
      allowed: 'at most 1024 bytes, without control characters and characters that nobody sees',
      fix: 'choose a shorter prefix that ends before it; more comes back, and nothing is overwritten by that',
    }),
  ];
}

function codePoint(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}

function judgeStore(
  school: PlannedSchool,
  store: StorePurpose,
  at: { readonly lost: Loss; readonly ageMinutes: number },
  now: Date,
): { readonly store: StorePurpose; readonly kept?: readonly Kept[]; readonly issues: readonly Issue[] } {
  if (school.recovery?.stores[store] === undefined) {
    return { store, issues: [withoutCopies(school, store)] };
  }
  const kept = keptOf(school, store, at);
  const surviving = kept.filter(({ survives }) => survives);
  if (surviving.length === 0) {
    return {
      store,
      issues: [
        issue('EDU651', `no copy of ${store} of ${school.id} survives that`, {
          found: `--lost ${at.lost}; sources: ${kept.map(({ source }) => source).join(', ')}`,
          allowed: 'a replica or a vault in another AWS Region',
          fix: 'wait until the AWS Region is back, where its copies still lie; for the next time give the region file a `recovery`',
        }),
      ],
    };
  }
  if (!surviving.some(({ reaches }) => reaches)) {
    return {
      store,
      issues: [
        issue('EDU650', `nothing of ${store} of ${school.id} is kept that long`, {
          found: `an instant ${Math.ceil(at.ageMinutes / 1440)} days ago`,
          allowed: surviving.map((one) => `${one.source}: since ${earliestOf(one, now)}`).join('; '),
          fix: 'choose a later instant; what was overwritten or deleted before is gone for good',
        }),
      ],
    };
  }
  return { store, kept, issues: [] };
}

function withoutCopies({ id, buckets }: PlannedSchool, store: StorePurpose): Issue {
  return issue('EDU649', `${store} of ${id} has no copies, and no place to restore into`, {
    found: `no recovery target for ${store}`,
    allowed: 'a store with a recovery target',
    fix: `give it one in the region file for the next time; now its own people can read old versions in ${buckets[store]}. Where copies of it have ended, they are still there until their time: docs/recovery.md says how they are read`,
  });
}

/** The earliest instant that a source reaches, on which nothing depends but what a person chooses next. */
function earliestOf({ days, source, missingMinutes }: Kept, now: Date): string {
  const slack = source === 'backup' ? missingMinutes : 0;
  return formatInstant(new Date(now.getTime() - (days * 1440 - slack) * 60_000));
}

/** An instant as messages and commands have it: UTC, to the second. */
export function formatInstant(instant: Date): string {
  return instant.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

function wordOf<Known extends string>(
  option: string,
  text: string | undefined,
  words: readonly Known[],
): { readonly word?: Known; readonly issues: readonly Issue[] } {
  if (text === undefined) return { issues: [] };
  const word = words.find((one) => one === text);
  if (word !== undefined) return { word, issues: [] };
  return {
    issues: [
      issue('EDU704', `\`${option}\` does not know ${text}`, {
        found: text,
        allowed: words.join(', '),
        fix: `write one of these, or leave out \`${option}\``,
      }),
    ],
  };
}
