import type { Condition, Role, Statement } from '../../model';
import type { Request } from '../request';
import { every, not, some, type Answer } from './answer';
import { present, type Facts } from './facts';
import { matchCondition } from './match-condition';
import { matchGlob } from './match-glob';
import { matchPattern } from './match-pattern';
import { folded, tokensOfText } from './tokens';

const prefix = 'aws:principaltag/';

/**
 * Whether somebody can take the role with the session tags that a request has: its trust policy must let them call
 * `sts:TagSession` with these tags. Whatever else the policy asks of them is taken to be theirs to give.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
export function canHaveTags(role: Role, { context }: Request): Answer {
  const own = new Map(Object.entries(role.tags).map(([key, value]) => [key.toLowerCase(), value]));
  const tags = Object.entries(context)
    .map(([name, value]) => [name.toLowerCase(), typeof value === 'string' ? value : value[0]] as const)
    .filter((entry): entry is readonly [string, string] => entry[0].startsWith(prefix) && entry[1] !== undefined)
    .map(([name, value]) => [name.slice(prefix.length), value] as const)
    .filter(([key, value]) => own.get(key) !== value);
  if (tags.length === 0) return 'yes';
  if (role.trust.unknown !== undefined) return 'unknown';
  // A tag that the role has anyway may be passed as well, which some trust policies ask for.
  return some([new Map(tags), new Map([...own, ...tags])], (passed) => canPass(role, factsOfTags(passed)));
}

function canPass({ trust: { statements } }: Role, facts: Facts): Answer {
  const allowed = some(statements, (one) => (one.effect === 'Allow' ? lets(one, facts) : 'no'));
  const denied = some(statements, (one) => (one.effect === 'Deny' ? stops(one, facts) : 'no'));
  return every([allowed, not(denied)], (one) => one);
}

function factsOfTags(tags: ReadonlyMap<string, string>): Facts {
  return {
    get: (key) => {
      if (key === 'aws:tagkeys') return present(...tags.keys());
      const value = key.startsWith('aws:requesttag/') ? tags.get(key.slice('aws:requesttag/'.length)) : undefined;
      return value === undefined ? { state: 'absent' } : present(value);
    },
  };
}

/** Whether an Allow is open to these tags for somebody. */
function lets(statement: Statement, facts: Facts): Answer {
  if (statement.principals?.list.length === 0 && !statement.principals.not) return 'no';
  return every(
    [
      () => tagsSessions(statement, facts),
      () => every(statement.conditions.filter(ofTags), (condition) => matchCondition(condition, facts)),
      () => (statement.unknown.length > 0 ? 'unknown' : 'yes'),
    ],
    (ask) => ask(),
  );
}

/** Whether a Deny closes the door to these tags for everybody: one that somebody may escape does not count. */
function stops(statement: Statement, facts: Facts): Answer {
  const everybody =
    statement.principals?.list.some(({ kind }) => kind === 'everyone') === true && !statement.principals.not;
  if (!everybody || !statement.conditions.every(ofTags)) return 'no';
  return lets(statement, facts);
}

function tagsSessions({ actions }: Statement, facts: Facts): Answer {
  const action = folded(tokensOfText('sts:TagSession'));
  const named = some(actions.list, (pattern) =>
    matchPattern(pattern, facts, (tokens) => matchGlob(folded(tokens), action)),
  );
  return actions.not ? not(named) : named;
}

function ofTags({ key }: Condition): boolean {
  return key === 'aws:tagkeys' || key.startsWith('aws:requesttag/');
}
