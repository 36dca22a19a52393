import type { DeliverySigning } from '../config';
import { issue, type Issue } from '../errors';
import { formatInstant, hoursAfter } from './instant';
import type { NewKey } from './judge-new-key';

/** A change of one line of the region file. */
export interface RotationEdit {
  readonly change: 'add' | 'remove' | 'set';
  /** Dotted path in the region file. */
  readonly at: string;
  /** Line on which it stands now. */
  readonly line?: number;
  /** The line as it is to be; of a removed one, how it begins. */
  readonly text: string;
}

/**
 * What must have come before a step: the distribution is `Deployed` everywhere with the keys before it, or all who sign
 * have the file and the key of the step before and `hours` have gone by since the last of them took it.
 */
export type RotationWait =
  { readonly for: 'nothing' } | { readonly for: 'deployed' } | { readonly for: 'signers'; readonly hours: number };

/** One step of a change of keys. */
export interface RotationStep {
  readonly kind: 'add' | 'switch' | 'remove';
  /** Ids of the keys that it is about. */
  readonly keys: readonly string[];
  readonly edits: readonly RotationEdit[];
  /** Whether the hub's stack is deployed after it. */
  readonly deploy: boolean;
  readonly first: RotationWait;
  /** Instant before which it must not be done, if the steps before it are done as early as they can be. */
  readonly notBefore: string;
  /** The keys that are accepted after it, in the order of the file. */
  readonly accepted: readonly string[];
  /** The key that signs after it. */
  readonly signs: string;
}

/** A change of keys in which no signature that holds is ever refused. */
export interface Rotation {
  /** The key that signs now, and the one that signs after. */
  readonly active: string;
  readonly next: string;
  readonly longestHours: number;
  readonly steps: readonly RotationStep[];
  /** Keys that signed before and must stay, since two are the least. */
  readonly kept: readonly string[];
}

/** When a plan is made: a day has two ends. */
export interface RotationTime {
  readonly earliest: Date;
  readonly latest: Date;
}

/** Keys of a key group: the fewest with which one can be changed, and the most that CloudFront takes. */
const fewest = 2;
const most = 5;

interface State {
  readonly accepted: readonly string[];
  readonly signs: string;
}

type Move = Pick<RotationStep, 'kind' | 'keys'>;

/**
 * Plans how the active key gives way to the next: a key is accepted everywhere before it signs, and goes when nothing that
 * it has signed holds any more. Keys stand in the order in which they sign: those before the active one have signed, those
 * behind it will.
 */
export function planRotation(
  signing: DeliverySigning,
  { time, added }: { readonly time: RotationTime; readonly added?: NewKey },
): { readonly rotation?: Rotation; readonly issues: readonly Issue[] } {
  const ids = signing.keys.map(({ id }) => id);
  const at = ids.indexOf(signing.active);
  const former = ids.slice(0, at);
  const [next] = [...ids.slice(at + 1), ...(added === undefined ? [] : [added.id])];
  if (next === undefined) {
    return {
      issues: [
        issue('EDU588', 'there is no key to change to', {
          found: `${signing.active} signs and is the last of ${ids.join(', ')}`,
          allowed: 'a key behind the active one, in the order in which they sign',
          fix: 'make a new pair and give its public half with `--new`',
        }),
      ],
    };
  }
  const moves = movesOf({ ids, former, active: signing.active, next, added });
  const steps = stepsOf(moves, signing, { time, ...(added === undefined ? {} : { added }) });
  const left = steps.at(-1)?.accepted ?? ids;
  return {
    rotation: {
      active: signing.active,
      next,
      longestHours: signing.longestHours,
      steps,
      kept: left.slice(0, left.indexOf(next)),
    },
    issues: [],
  };
}

interface Keys {
  readonly ids: readonly string[];
  readonly former: readonly string[];
  readonly active: string;
  readonly next: string;
  readonly added: NewKey | undefined;
}

/** What is done in which order: room is made first where it is needed, and nothing goes that two keys need. */
function movesOf({ ids, former, active, next, added }: Keys): readonly Move[] {
  const full = added !== undefined && ids.length === most;
  const early = full ? former.slice(0, most - fewest) : [];
  const addedEarly = added !== undefined && (!full || early.length > 0);
  const past = [...former.filter((id) => !early.includes(id)), active];
  const before = ids.length - early.length + (addedEarly ? 1 : 0);
  const late = past.slice(0, Math.max(0, before - fewest));
  const add: readonly Move[] = added === undefined ? [] : [{ kind: 'add', keys: [added.id] }];
  const remove = (keys: readonly string[]): readonly Move[] => (keys.length === 0 ? [] : [{ kind: 'remove', keys }]);
  return [
    ...remove(early),
    ...(addedEarly ? add : []),
    { kind: 'switch', keys: [next] },
    ...remove(late),
    ...(addedEarly ? [] : add),
  ];
}

function stepsOf(
  moves: readonly Move[],
  signing: DeliverySigning,
  { time, added }: { readonly time: RotationTime; readonly added?: NewKey },
): readonly RotationStep[] {
  const { longestHours } = signing;
  let state: State = { accepted: signing.keys.map(({ id }) => id), signs: signing.active };
  // Nothing says when a key signed for the last time, so it may have been at the end of the day of the plan.
  let { earliest, latest } = time;
  return moves.map(({ kind, keys }, index) => {
    state = after(state, kind, keys);
    earliest = kind === 'remove' ? hoursAfter(latest, longestHours) : earliest;
    latest = latest > earliest ? latest : earliest;
    return {
      kind,
      keys,
      first: waitOf(kind, index, longestHours),
      notBefore: formatInstant(earliest),
      edits: editsOf(kind, keys, signing, added),
      deploy: kind !== 'switch',
      ...state,
    };
  });
}

function waitOf(kind: Move['kind'], index: number, hours: number): RotationWait {
  if (kind === 'remove') return { for: 'signers', hours };
  return kind === 'add' && index === 0 ? { for: 'nothing' } : { for: 'deployed' };
}

function after({ accepted, signs }: State, kind: Move['kind'], keys: readonly string[]): State {
  if (kind === 'switch') return { accepted, signs: keys[0] ?? signs };
  if (kind === 'add') return { accepted: [...accepted, ...keys], signs };
  return { accepted: accepted.filter((id) => !keys.includes(id)), signs };
}

function editsOf(
  kind: Move['kind'],
  keys: readonly string[],
  signing: DeliverySigning,
  added: NewKey | undefined,
): readonly RotationEdit[] {
  const base = 'region.delivery.signing';
  if (kind === 'switch') return keys.map((id) => ({ change: 'set', at: `${base}.active`, text: `active: '${id}'` }));
  return keys.map((id) => {
    if (kind === 'add') {
      const path = JSON.stringify(added?.publicKey ?? '');
      return { change: 'add', at: `${base}.keys`, text: `- { id: '${id}', publicKey: ${path} }` };
    }
    const line = signing.keys.find((one) => one.id === id)?.place.line;
    return {
      change: 'remove',
      at: `${base}.keys`,
      ...(line === undefined ? {} : { line }),
      text: `- { id: '${id}', …`,
    };
  });
}
