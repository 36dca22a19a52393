import { issue } from '../../errors';
import { tierOf } from '../normalise';
import type { Rule } from './rule';

/**
 * Without an organisation to belong to, a node's account must be named in the perimeter.
 *
 * The perimeter is written out rather than gathered from the schools: every store and the commons carry it, and adding
 * a school must not change another school's stack.
 */
export const nodesInsidePerimeter: Rule = ({ shell, schools }) => {
  if (shell === undefined || (shell.perimeter?.organizations ?? []).length > 0) return [];
  const inside = shell.perimeter?.accounts ?? [];
  return schools.flatMap(({ input, at }) =>
    input.account === undefined || tierOf(input) !== 'node' || inside.includes(input.account)
      ? []
      : [
          issue(
            'EDU310',
            `account ${input.account} of school \`${input.id}\` is in no organisation and not in the perimeter`,
            {
              ...at(['account']),
              found: input.account,
              allowed: 'an account of `perimeter.organizations` or in `perimeter.accounts`',
              fix: `add "${input.account}" to \`perimeter.accounts\`, or state the organisation in \`perimeter.organizations\``,
            },
          ),
        ],
  );
};
