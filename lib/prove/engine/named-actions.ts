import type { Among, Pattern } from '../../model';
import { matches } from '../sets/matches';
import { globOf } from './globs';

/** Whether the actions of a statement may hold one, which is given in lower case. */
export function mayName({ not, list }: Among<Pattern>, action: string): boolean {
  const named = list.some(({ parts }) =>
    matches(globOf(parts, 'text-without-case', false), action, not ? 'must' : 'may'),
  );
  return named !== not;
}
