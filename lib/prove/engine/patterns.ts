import { hasOpaque, opaqueKind, symbolsOf, type Part, type Pattern } from '../../model';
import { quotient } from '../sets/quotient';
import type { Glob } from '../sets/glob';
import { kill, routeOf, testPresence, testText, type Builder, type NamedList, type TextTest } from './builder';
import { callerKinds } from './caller-kinds';
import { globOf, mayCrossSegments, merged, type Comparison } from './globs';

/** Picks one of two halves of a test that cannot be told as one; the statement stands once with each. */
export type Choice = () => 'target' | 'variable';

/** The patterns of one element of a statement against the text of one key. */
export interface PatternTest {
  readonly patterns: readonly Pattern[];
  readonly comparison: Comparison;
  readonly negated: boolean;
  readonly absent: boolean;
  readonly quantifier?: 'ForAllValues' | 'ForAnyValue';
  /** Whether the statement may come out larger than it is; else it comes out smaller. */
  readonly over: boolean;
  readonly choose: Choice;
}

/**
 * Puts patterns on a key. Policy variables with a known value are replaced; a variable that is free relates two keys, which
 * is told as far as one test on each of them can. Returns false when that says nothing.
 */
export function testPatterns(builder: Builder, bit: number, key: string, test: PatternTest): boolean {
  if (test.comparison === 'resource' && test.patterns.some(mayCrossSegments)) builder.exact = false;
  const plain = plainId(test.patterns);
  if (plain !== undefined) {
    if (plain.vague) builder.exact = false;
    return testText(builder, bit, key, plainTest(test, plain.id));
  }
  const list = listOf(builder, test.patterns);
  if (list !== undefined) return testText(builder, bit, key, listTest(test, list));
  const patterns = test.patterns.map((pattern) => substituted(pattern, builder.constants));
  const variables = new Set(patterns.flatMap(({ free }) => free));
  if (variables.size === 0 && patterns.some(({ parts }) => parts.length > 1 && parts.some(isOpaque)))
    builder.exact = false;
  if (variables.size === 0) return testText(builder, bit, key, textTest(test, patterns, ''));
  return testCoupled(builder, bit, key, test, patterns, variables);
}

/** The list that the one variable of a property stands for. */
function listOf({ lists }: Builder, patterns: readonly Pattern[]): NamedList | undefined {
  const [part] = patterns[0]?.parts ?? [];
  return patterns.length === 1 && part?.kind === 'variable' ? lists.get(part.key) : undefined;
}

function listTest({ negated, absent, over, quantifier }: PatternTest, { id, globs }: NamedList): TextTest {
  return {
    id: `list ${id}`,
    globs: () => globs,
    reading: over === negated ? 'must' : 'may',
    negated,
    absent,
    ...(quantifier === undefined ? {} : { quantifier }),
  };
}

/** A list of patterns without variables. */
interface Plain {
  /** Equal for equal lists. */
  readonly id: number;
  /** An opaque part makes it unclear what it fits. */
  readonly vague: boolean;
}

const plainLists = new WeakMap<readonly Pattern[], Plain | 'has variables'>();
let lists = 0;

function plainId(patterns: readonly Pattern[]): Plain | undefined {
  const known = plainLists.get(patterns);
  if (known !== undefined) return known === 'has variables' ? undefined : known;
  if (!patterns.every(({ parts }) => parts.every(({ kind }) => kind !== 'variable'))) {
    plainLists.set(patterns, 'has variables');
    return undefined;
  }
  const vague = patterns.some(
    ({ literal, text }) => hasOpaque(text) && (literal === undefined || hasOpaqueValue(text)),
  );
  const made = { id: lists, vague };
  lists += 1;
  plainLists.set(patterns, made);
  return made;
}

function hasOpaqueValue(text: string): boolean {
  return symbolsOf(text).some((symbol) => opaqueKind(symbol) === 'value');
}

function plainTest({ comparison, negated, absent, over, quantifier, patterns }: PatternTest, id: number): TextTest {
  const reading = over === negated ? 'must' : 'may';
  return {
    id: `#${id}${comparison}`,
    globs: () => patterns.map(({ parts }) => globWith(parts, comparison, reading === 'must')),
    reading,
    negated,
    absent,
    ...(quantifier === undefined ? {} : { quantifier }),
  };
}

function isOpaque(part: Part): boolean {
  return part.kind === 'text' && hasOpaque(part.text);
}

/** A pattern with the values of known variables in it. */
interface Substituted {
  readonly parts: readonly Part[];
  /** Keys of the variables that are left; one that has a fallback as well. */
  readonly free: readonly string[];
  readonly fallback: boolean;
  readonly id: string;
}

const asTheyAre = new WeakMap<Pattern, Substituted>();

function substituted(pattern: Pattern, constants: ReadonlyMap<string, string>): Substituted {
  if (pattern.parts.every(({ kind }) => kind !== 'variable')) {
    const known = asTheyAre.get(pattern);
    if (known !== undefined) return known;
    const made = { parts: pattern.parts, free: [], fallback: false, id: idOf(pattern.parts) };
    asTheyAre.set(pattern, made);
    return made;
  }
  const parts = pattern.parts.map((part): Part => {
    if (part.kind !== 'variable') return part;
    const text = constants.get(part.key);
    return text === undefined ? part : { kind: 'text', text };
  });
  const left = parts.flatMap((part) => (part.kind === 'variable' ? [part] : []));
  return {
    parts,
    free: left.map(({ key }) => key),
    fallback: left.some(({ fallback }) => fallback !== undefined),
    id: idOf(parts),
  };
}

/** Literal `*` and `?` are escaped, so that equal ids are equal languages. */
function idOf(parts: readonly Part[]): string {
  return parts
    .map((part) => {
      switch (part.kind) {
        case 'text':
          return part.text.replace(/[\\*?$,]/g, '\\$&');
        case 'any':
          return '*';
        case 'one':
          return '?';
        case 'variable':
          return `$${part.key}$`;
      }
    })
    .join('');
}

function textTest(
  { comparison, negated, absent, over, quantifier }: PatternTest,
  patterns: readonly Substituted[],
  mark: string,
): TextTest {
  const reading = over === negated ? 'must' : 'may';
  return {
    id: `${mark}${comparison}(${patterns.map(({ id }) => id).join(',')})`,
    globs: () => patterns.map(({ parts }) => globWith(parts, comparison, reading === 'must')),
    reading,
    negated,
    absent,
    ...(quantifier === undefined ? {} : { quantifier }),
  };
}

function globWith(parts: readonly Part[], comparison: Comparison, strict: boolean): Glob {
  const { parts: pieces, ...rest } = globOf(parts, comparison, strict);
  return { ...rest, parts: merged(pieces) };
}

/**
 * `edu-${aws:PrincipalTag/school}-data` relates a resource and a tag. Larger: the text fits with anything in the place of
 * the variable, and the variable has a value with which some text of the domain fits. Smaller: nothing, unless the test is
 * negated, when the failing of either half is enough.
 */
function testCoupled(
  builder: Builder,
  bit: number,
  key: string,
  test: PatternTest,
  patterns: readonly Substituted[],
  variables: ReadonlySet<string>,
): boolean {
  builder.exact = false;
  for (const one of variables) builder.variables.add(one);
  const [variable] = variables;
  const alone = variables.size === 1 && variable !== undefined && patterns.every(({ free }) => free.length === 1);
  const resolves = alone && patterns.every(({ fallback }) => !fallback);
  const values = resolves ? variableValues(builder, key, test, patterns) : undefined;
  const onVariable = (negated: boolean, reading: TextTest['reading']): boolean =>
    alone &&
    values !== undefined &&
    testText(builder, bit, variable, {
      id: `of ${key} ${textTest(test, patterns, '').id} ${builder.domainOf(key).id}`,
      globs: () => values,
      reading,
      negated,
      // A variable without a value: the statement does not match.
      absent: false,
    });
  const needsVariables = (): void => {
    if (!resolves) return;
    for (const one of variables) testPresence(builder, bit, one, true);
  };

  if (test.over) {
    // Nothing is equal to a variable without a value: what is negated holds then, and what need not be there may be absent.
    if (test.negated) return true;
    if (!test.absent) {
      needsVariables();
      if (values !== undefined) onVariable(false, 'may');
    }
    return testText(builder, bit, key, { ...textTest(test, patterns, ''), reading: 'may' });
  }
  if (!resolves) return false;
  if (!test.negated) return isSingle(builder, key) && onVariable(false, 'must');
  needsVariables();
  if (!test.absent && builder.domainOf(key).optional) testPresence(builder, bit, key, true);
  if (values !== undefined && (isSingle(builder, key) || test.choose() === 'variable')) return onVariable(true, 'may');
  return testText(builder, bit, key, { ...textTest(test, patterns, ''), reading: 'may' });
}

/** A key that is always there and always has the same text. */
function isSingle(builder: Builder, key: string): boolean {
  const { globs, optional } = builder.domainOf(key);
  return !optional && globs.length === 1 && globs.every(({ parts }) => parts.every(({ kind }) => kind === 'text'));
}

/** The values of the one variable of each pattern with which some text of the domain fits. */
function variableValues(
  builder: Builder,
  key: string,
  { comparison }: PatternTest,
  patterns: readonly Substituted[],
): readonly Glob[] | undefined {
  if (routeOf(key) !== 'own') return undefined;
  const { globs } = builder.domainOf(key);
  const all = patterns.map(({ parts }) => {
    const at = parts.findIndex(({ kind }) => kind === 'variable');
    const before = globOf(parts.slice(0, at), 'text', false).parts;
    const after = globOf(parts.slice(at + 1), 'text', false).parts;
    return comparison === 'text-without-case' ? undefined : quotient(before, after, globs);
  });
  return all.some((one) => one === undefined) ? undefined : all.flatMap((one) => one ?? []);
}

/** The statement has no request for sure. */
export function neverMatches(builder: Builder, bit: number): void {
  kill(builder, bit, ...callerKinds);
}
