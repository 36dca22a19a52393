/** A formula or an expression of SMT-LIB. */
export type Term = string;

export const yes: Term = 'true';
export const no: Term = 'false';

export function and(terms: readonly Term[]): Term {
  if (terms.includes(no)) return no;
  return joined('and', distinct(terms, yes), yes);
}

export function or(terms: readonly Term[]): Term {
  if (terms.includes(yes)) return yes;
  return joined('or', distinct(terms, no), no);
}

export function not(term: Term): Term {
  if (term === yes) return no;
  return term === no ? yes : `(not ${term})`;
}

/** `then` where the condition holds, `otherwise` elsewhere. */
export function either(condition: Term, then: Term, otherwise: Term): Term {
  if (condition === yes) return then;
  if (condition === no) return otherwise;
  if (then === otherwise) return then;
  if (otherwise === no) return and([condition, then]);
  if (otherwise === yes) return or([not(condition), then]);
  return `(ite ${condition} ${then} ${otherwise})`;
}

function distinct(terms: readonly Term[], without: Term): Term[] {
  return [...new Set(terms)].filter((term) => term !== without);
}

function joined(operator: string, terms: readonly Term[], none: Term): Term {
  const [first = none, ...rest] = terms;
  return rest.length === 0 ? first : `(${operator} ${terms.join(' ')})`;
}
