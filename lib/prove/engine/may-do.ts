import type { Among, Pattern } from '../../model';
import type { Requests } from '../property';
import { mayName } from './named-actions';
import type { Seen } from './setting';

/** Whether the own policies of a principal of the templates may allow it some action of these requests; most allow none. */
export function mayDo({ identity, doubts }: Seen, { actions, also = [] }: Requests): boolean {
  const asked = [...actions, ...also.flatMap((one) => one.actions)].map((action) => action.toLowerCase());
  if (doubts.length > 0 || asked.some((action) => /[*?]/.test(action))) return true;
  return identity.some(
    ({ unknown, statements }) =>
      unknown !== undefined ||
      statements.some((one) => one.effect === 'Allow' && asked.some((action) => isNamed(one.actions, action))),
  );
}

/** Equal lists of actions are one object. */
const known = new WeakMap<Among<Pattern>, Map<string, boolean>>();

function isNamed(list: Among<Pattern>, action: string): boolean {
  const answers = known.get(list) ?? new Map<string, boolean>();
  known.set(list, answers);
  const answer = answers.get(action) ?? mayName(list, action);
  answers.set(action, answer);
  return answer;
}
