import { issue } from '../../errors';
import { jurisdictionOf, tierOf } from '../normalise';
import type { Rule } from './rule';

/** Nodes and pooled schools read the commons, so one in another jurisdiction would be a flow that nobody has declared. */
export const oneJurisdiction: Rule = ({ shell, schools }) => {
  if (shell === undefined) return [];
  const own = jurisdictionOf(shell);
  // EDU305 or EDU306 has said so already.
  if (own === '') return [];
  return schools.flatMap(({ input, at }) =>
    input.jurisdiction === undefined || input.jurisdiction === own || tierOf(input) === 'external'
      ? []
      : [
          issue('EDU311', `school \`${input.id}\` lies in \`${input.jurisdiction}\`, the region in \`${own}\``, {
            ...at(['jurisdiction']),
            found: input.jurisdiction,
            allowed: own,
            fix: 'make it `external`, or give that jurisdiction a region file of its own',
          }),
        ],
  );
};
