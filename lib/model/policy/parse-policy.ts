import { isObject } from '../is-object';
import { readable } from '../opaque';
import type { Source } from '../source';
import { parseStatement, type PolicyKind } from './parse-statement';
import type { Policy } from './policy';

/**
 * A policy document, strictly read. It never throws and leaves nothing out in silence: what is not understood stands in
 * `unknown` of its statement, or of the policy when nothing can be read. References of the template are resolved before.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parsePolicy(document: unknown, source: Source, kind: PolicyKind): Policy {
  if (!isObject(document)) return unreadable('the policy document is not an object', source);
  const variables = versions.get(document.Version ?? oldest);
  if (variables === undefined) return unreadable('the version of the policy language is not known', source);
  const given = document.Statement;
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (given === undefined || list.length === 0) return unreadable('the policy document has no statements', source);
  const reasons = Object.keys(document)
    .filter((name) => !members.has(name))
    .map((name) => `the element ${readable(name)} of the policy document is not known`);
  const id = document.Id;
  if (id !== undefined && typeof id !== 'string') reasons.push('Id is not text');
  const shared = { origin: source, kind, variables, reasons };
  return { statements: list.flatMap((one, index) => parseStatement(one, index, shared)), source };
}

const oldest = '2008-10-17';

/** Whether a version of the language has variables. */
const versions: ReadonlyMap<unknown, boolean> = new Map([
  [oldest, false],
  ['2012-10-17', true],
]);

const members: ReadonlySet<string> = new Set(['Version', 'Id', 'Statement']);

function unreadable(unknown: string, source: Source): Policy {
  return { statements: [], source, unknown };
}
