import { issue, type Issue, type Place } from '../../errors';
import { jurisdiction, partition } from '../../facts';
import { jurisdictionOf, tierOf } from '../normalise';
import type { Rule } from './rule';

/** A recovery copy in the home AWS Region recovers nothing when that AWS Region is lost. */
export const recoveryAwayFromHome: Rule = ({ shell, schools, at }) => {
  if (shell === undefined) return [];
  const check = (
    owner: { home?: string | undefined; recovery?: string | undefined; jurisdiction?: string | undefined },
    user: string,
    place: (key: string) => Place,
  ): Issue[] => {
    const home = owner.home ?? shell.home;
    const recovery = owner.recovery ?? shell.recovery;
    const stated = owner.recovery === undefined ? 'home' : 'recovery';
    if (recovery === undefined || recovery !== home || owner[stated] === undefined) return [];
    const law = owner.jurisdiction ?? jurisdictionOf(shell);
    const inside = law === '' ? [] : jurisdiction(law).awsRegions;
    const others = partition(shell.partition).awsRegions.filter(({ id }) => id !== home && inside.includes(id));
    return [
      issue('EDU309', `${user} would keep its recovery copies in its home AWS Region`, {
        ...place(stated),
        found: recovery,
        allowed: `any AWS Region of the jurisdiction but ${home}`,
        fix:
          others.length === 0
            ? `leave \`recovery\` out everywhere: ${shell.partition} has no other AWS Region there, and reports say so`
            : 'choose another `recovery`, or leave it out everywhere: then there is none, and reports say so',
      }),
    ];
  };
  return [
    ...check(shell, 'the region', (key) => at([key])),
    ...(shell.districts ?? []).flatMap((one, index) =>
      check(one, `district \`${one.id}\``, (key) => at(['districts', index, key])),
    ),
    ...schools.flatMap(({ input, at: place }) =>
      tierOf(input) === 'node' ? check(input, `school \`${input.id}\``, (key) => place([key])) : [],
    ),
  ];
};
