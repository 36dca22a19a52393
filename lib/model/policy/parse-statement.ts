import { isObject } from '../is-object';
import { hasOpaque, readable } from '../opaque';
import type { Source } from '../source';
import { readConditions } from './parse-conditions';
import { parsePattern } from './parse-pattern';
import { everyone, readPrincipals } from './parse-principals';
import type { Among, Condition, Pattern, Principal, Statement } from './policy';
import { kept, sharedLists, shareText } from './share';

/** What a policy is attached to; it decides which elements a statement must and must not have. */
export type PolicyKind = 'identity' | 'resource' | 'trust' | 'boundary' | 'service-control' | 'resource-control';

/** What a statement takes from its document. */
export interface Document {
  readonly origin: Source;
  readonly kind: PolicyKind;
  /** Whether the version of the language has variables. */
  readonly variables: boolean;
  /** What of the document is not understood. */
  readonly reasons: readonly string[];
}

/**
 * One statement of a policy. Whatever is not understood stands in `unknown`, and the part that it stands in is widened, so
 * that the rest fits at least wherever the statement may match. Without a readable `Effect` it is two statements.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parseStatement(value: unknown, index: number, document: Document): readonly Statement[] {
  const reasons = [...document.reasons];
  const given = isObject(value) ? value : {};
  if (given !== value) reasons.push('the statement is not an object');
  for (const name of Object.keys(given)) {
    if (!elements.has(name)) reasons.push(`the element ${readable(name)} is not known`);
  }
  const sid = given.Sid;
  if (sid !== undefined && typeof sid !== 'string') reasons.push('Sid is not text');
  const effects = effectsOf(given.Effect, reasons);
  const principals = principalsOf(given, document, reasons);
  const actions = amongOf(given, 'Action', 'NotAction', document, reasons) ?? missing('Action', reasons);
  const resources = resourcesOf(given, document, reasons);
  const conditions =
    given.Condition === undefined ? noConditions : readConditions(given.Condition, document.variables, reasons);
  if (document.kind === 'resource-control') judgeResourceControl(given, reasons);
  const unknown = reasons.length === 0 ? nothing : reasons;
  return effects.map((effect) => {
    const statement: Draft = { effect, actions, conditions, unknown, origin: document.origin, index };
    if (typeof sid === 'string') statement.sid = shareText(sid);
    if (principals !== undefined) statement.principals = principals;
    if (resources !== undefined) statement.resources = resources;
    return statement;
  });
}

// Assigned one by one, since spreading costs twice the memory.
type Draft = { -readonly [K in keyof Statement]: Statement[K] };
type Given = Readonly<Record<string, unknown>>;

const elements: ReadonlySet<string> = new Set([
  ...['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'],
]);
const nothing: readonly string[] = [];
const noConditions: readonly Condition[] = [];
const allow = ['Allow'] as const;
const deny = ['Deny'] as const;
const either = ['Allow', 'Deny'] as const;

function effectsOf(effect: unknown, reasons: string[]): readonly ('Allow' | 'Deny')[] {
  if (effect === 'Allow') return allow;
  if (effect === 'Deny') return deny;
  reasons.push(effect === undefined ? 'it has no Effect' : 'Effect is neither Allow nor Deny');
  return either;
}

const named: ReadonlySet<PolicyKind> = new Set<PolicyKind>(['resource', 'trust', 'resource-control']);

function principalsOf(given: Given, { kind }: Document, reasons: string[]): Among<Principal> | undefined {
  const { Principal: positive, NotPrincipal: negative } = given;
  const absent = positive === undefined && negative === undefined;
  if (!named.has(kind)) {
    if (!absent) reasons.push('a Principal cannot stand in such a policy');
    return undefined;
  }
  if (absent) reasons.push('it has no Principal');
  if (positive !== undefined && negative !== undefined) reasons.push('Principal and NotPrincipal stand together');
  if (absent || (positive !== undefined && negative !== undefined)) return everyone;
  return positive === undefined ? readPrincipals(negative, true, reasons) : readPrincipals(positive, false, reasons);
}

function resourcesOf(given: Given, document: Document, reasons: string[]): Among<Pattern> | undefined {
  const found = amongOf(given, 'Resource', 'NotResource', document, reasons);
  if (document.kind !== 'trust') return found ?? missing('Resource', reasons);
  if (found !== undefined) reasons.push('a Resource cannot stand in a trust policy');
  return undefined;
}

function missing(name: string, reasons: string[]): Among<Pattern> {
  reasons.push(`it has no ${name}`);
  return anything;
}

const lists = sharedLists<Pattern>();
const star = parsePattern('*', { wildcards: true, variables: false });
const anything = lists.among(false, typeof star === 'string' ? [] : [star]);

function amongOf(
  given: Given,
  name: 'Action' | 'Resource',
  not: 'NotAction' | 'NotResource',
  { variables }: Document,
  reasons: string[],
): Among<Pattern> | undefined {
  const positive = given[name];
  const value = positive ?? given[not];
  if (value === undefined) return undefined;
  if (positive !== undefined && given[not] !== undefined) {
    reasons.push(`${name} and ${not} stand together`);
    return anything;
  }
  const before = reasons.length;
  const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (texts.length === 0) reasons.push(`${name} names nothing`);
  const patterns: Pattern[] = [];
  for (const text of texts) {
    const pattern = typeof text === 'string' ? readers[name](text, variables) : 'it is not text';
    if (typeof pattern !== 'string') patterns.push(pattern);
    else reasons.push(`a value of ${positive === undefined ? not : name} cannot be read, since ${pattern}`);
  }
  return positive !== undefined && reasons.length > before ? anything : lists.among(positive === undefined, patterns);
}

const action = kept((text) => {
  if (text.includes('${')) return 'a variable stands in the name of an action';
  if (hasOpaque(text)) return 'it is known only when it is deployed';
  const shaped = text === '*' || /^[^:]+:[^:]+$/s.test(text);
  return shaped ? parsePattern(text, { wildcards: true, variables: false }) : 'it is not the name of an action';
});

const readers = {
  Action: (text: string) => action(text),
  Resource: (text: string, variables: boolean) =>
    text === '*' || text.startsWith('arn:') || text.startsWith('\uE000')
      ? parsePattern(text, { wildcards: true, variables })
      : 'it is not an ARN',
};

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html */
function judgeResourceControl(given: Given, reasons: string[]): void {
  const full = given.Action === '*' && given.Resource === '*' && given.Condition === undefined;
  if (given.Effect !== 'Deny' && !full) reasons.push('only full access can be allowed by a resource control policy');
  if (given.Principal !== '*') reasons.push('a resource control policy has the Principal "*" and no other');
  if (given.NotAction !== undefined) reasons.push('NotAction cannot stand in a resource control policy');
}
