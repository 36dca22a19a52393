import { issue, type Issue } from '../errors';

/** So many mistakes are told at once: nobody mends more, and millions of them would fill the memory. */
export const mostMistakes = 10_000;

/** The first mistakes that were found, and that there are more. */
export function firstMistakes(all: readonly Issue[], file: string): readonly Issue[] {
  if (all.length <= mostMistakes) return all;
  const more = issue('EDU109', `only ${mostMistakes} mistakes are told`, {
    file,
    line: 1,
    column: 1,
    found: 'more',
    fix: 'mend these first; when they are so many, one cause is behind most of them',
  });
  return [more, ...all.slice(0, mostMistakes)];
}
