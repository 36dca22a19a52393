import type { Among, Pattern, Statement } from '../../model';
import type { Request } from '../request';
import { every, not, some, type Answer } from './answer';
import type { Facts } from './facts';
import { matchResource } from './match-arn';
import { matchCondition } from './match-condition';
import { matchGlob } from './match-glob';
import { matchPattern } from './match-pattern';
import { matchPrincipals, type Named, type Provider } from './match-principal';
import { folded, tokensOfText } from './tokens';
import type { Who } from './who';

/** One request, with all that statements ask of it. */
export interface Asked {
  readonly request: Request;
  readonly who: Who;
  readonly provider: Provider;
  readonly facts: Facts;
  /** ARN that AWS may compare with as well: pages disagree on it. */
  readonly besides?: string;
}

/**
 * Whether a statement matches a request, and how it names the caller (`direct` where it names nobody): every element of it
 * has to match.
 */
export function matchStatement(statement: Statement, asked: Asked): Named {
  const { principals, effect, conditions } = statement;
  const named = principals === undefined ? everybody : matchPrincipals(principals, effect, asked.who, asked.provider);
  const elements: readonly (() => Answer)[] = [
    () => named.match,
    () => among(statement.actions, (pattern) => matchAction(pattern, asked)),
    () => matchResources(statement.resources, asked),
    () => every(conditions, (condition) => matchCondition(condition, asked.facts)),
    () => (statement.unknown.length > 0 ? 'unknown' : 'yes'),
  ];
  return { ...named, match: every(elements, (ask) => ask()) };
}

const everybody: Named = { match: 'yes', reach: 'direct', atBest: 'direct' };

/** Names of actions are compared without case. */
function matchAction(pattern: Pattern, { request, facts }: Asked): Answer {
  return matchPattern(pattern, facts, (tokens) => matchGlob(folded(tokens), folded(tokensOfText(request.action))));
}

function matchResources(resources: Among<Pattern> | undefined, { request, facts, besides }: Asked): Answer {
  if (resources === undefined) return 'yes';
  // A variable without value is like nothing; what that means under NotResource is not documented.
  const nothing = resources.not ? 'unknown' : 'no';
  const matches = (pattern: Pattern, arn: string): Answer =>
    matchPattern(pattern, facts, (tokens) => matchResource(tokens, tokensOfText(arn)), nothing);
  return among(resources, (pattern) => {
    const match = matches(pattern, request.resource);
    return match === 'no' && besides !== undefined && matches(pattern, besides) !== 'no' ? 'unknown' : match;
  });
}

function among<T>({ not: inverted, list }: Among<T>, ask: (item: T) => Answer): Answer {
  const one = some(list, ask);
  return inverted ? not(one) : one;
}
