import { issue, type Issue, type Place } from '../../errors';
import type { Draft } from '../draft';
import type { RecoveryTargetInput, RecoveryTargetsInput } from '../recovery-schema';
import type { Path } from '../yaml-source';
import type { Rule } from './rule';

interface Stated {
  readonly target: RecoveryTargetInput;
  readonly of: string;
  readonly at: (key: string) => Place;
}

/** A lock that nobody can take off is said twice, and nothing is locked for longer than it is kept. */
export const recoveryTargets: Rule = (draft) =>
  statedIn(draft).flatMap((stated) => [...irrevocability(stated), ...lockDays(stated)]);

function irrevocability({ target, of, at }: Stated): Issue[] {
  const { immutability, irrevocable } = target;
  if ((immutability === 'compliance') === irrevocable) return [];
  return immutability === 'compliance'
    ? [
        issue('EDU328', `${of} asks for \`compliance\`, and does not say that it means it`, {
          ...at('immutability'),
          found: 'immutability: compliance',
          allowed: '`governance`, or `compliance` with `irrevocable: true`',
          fix: 'write `immutability: governance`; or add `irrevocable: true`, after which nobody can delete a copy before its time, not for a court and not for a bill',
        }),
      ]
    : [
        issue('EDU328', `${of} is \`irrevocable\` with a lock that the recovery role can take off`, {
          ...at('irrevocable'),
          found: 'irrevocable: true with immutability: governance',
          allowed: '`irrevocable: true` with `immutability: compliance`',
          fix: 'take `irrevocable` out, or write `immutability: compliance`',
        }),
      ];
}

function lockDays({ target, of, at }: Stated): Issue[] {
  const { lockDays: locked, retentionDays } = target;
  if (locked === undefined || locked <= retentionDays) return [];
  return [
    issue('EDU329', `${of} is locked for longer than it is kept`, {
      ...at('lockDays'),
      found: `lockDays: ${locked}, retentionDays: ${retentionDays}`,
      allowed: `at most ${retentionDays} days of lock`,
      fix: `write \`retentionDays: ${locked}\` or more, or lock for fewer days`,
    }),
  ];
}

function statedIn({ shell, schools, at }: Draft): Stated[] {
  return [
    ...targetsIn(shell?.recoveryTargets, 'the region’s', (path) => at(['recoveryTargets', ...path])),
    ...(shell?.districts ?? []).flatMap(({ id, recoveryTargets: own }, index) =>
      targetsIn(own, `district \`${id}\`: its`, (path) => at(['districts', index, 'recoveryTargets', ...path])),
    ),
    ...schools.flatMap(({ input, at: place }) =>
      targetsIn(input.recoveryTargets, `school \`${input.id}\`: its`, (path) => place(['recoveryTargets', ...path])),
    ),
  ];
}

function targetsIn(given: RecoveryTargetsInput | undefined, whose: string, place: (path: Path) => Place): Stated[] {
  if (given === undefined || given === 'none') return [];
  const all = [
    ...Object.entries(given.stores ?? {}).map(([key, target]) => ({ group: 'stores', key, target })),
    ...Object.entries(given.dataClasses ?? {}).map(([key, target]) => ({ group: 'dataClasses', key, target })),
  ];
  return all.flatMap(({ group, key, target }) =>
    target === undefined || target === 'none'
      ? []
      : [{ target, of: `${whose} target for \`${key}\``, at: (field) => place([group, key, field]) }],
  );
}
