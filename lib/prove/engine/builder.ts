import type { Condition, Pattern } from '../../model';
import type { Glob } from '../sets/glob';
import { matches, type Reading } from '../sets/strings';
import { identitiesBy, identityKinds, noStatements, type CallerKind } from './caller-kinds';
import { addTest, atomOf, newColumn, type Column, type ColumnTest } from './column';
import type { Interner } from './interner';
import type { Domain } from './domain';
import { principalsOf } from './globs';
import { bitOf, type Mask } from './mask';

/** A list that a property compares a key with. */
export interface NamedList {
  /** Equal for equal lists. */
  readonly id: string;
  readonly globs: readonly Glob[];
}

/** The tests that statements put on the variables of a request, before they are turned into classes of values. */
export interface Builder {
  readonly interner: Interner;
  readonly partition: string;
  readonly columns: Map<string, Column>;
  /** The resource is a role: identity providers vouch for those who take it. */
  readonly signsIn: boolean;
  /** Actions that a statement names, by its bit. */
  readonly actions: { readonly bit: number; readonly not: boolean; readonly patterns: readonly Pattern[] }[];
  /** Statements that never match requests of a kind of caller. */
  readonly dead: Record<CallerKind, Mask>;
  /** Values of keys that are the same in every request: of the subject, and of what is tried. */
  readonly constants: ReadonlyMap<string, string>;
  /** Lists of the subject, by the variables that stand for them. */
  readonly lists: ReadonlyMap<string, NamedList>;
  /** Domain of a key as far as statements with policy variables need it. */
  readonly domainOf: (key: string) => Domain;
  /** ARNs of the origin access identities of the World, by canonical user id. */
  readonly identities: ReadonlyMap<string, string>;
  bits: number;
  /** Whether every statement stands for itself, neither larger nor smaller. */
  exact: boolean;
  /** Keys of policy variables that have no known value. */
  readonly variables: Set<string>;
}

export function newBuilder({
  interner,
  partition,
  signsIn,
  constants,
  lists,
  domainOf,
  identities,
}: Pick<Builder, 'interner' | 'partition' | 'signsIn' | 'constants' | 'lists' | 'domainOf' | 'identities'>): Builder {
  return {
    interner,
    partition,
    signsIn,
    columns: new Map(),
    actions: [],
    dead: noStatements(),
    constants,
    lists,
    domainOf,
    identities,
    bits: 0,
    exact: true,
    variables: new Set(),
  };
}

export function newBit(builder: Builder): number {
  builder.bits += 1;
  return builder.bits - 1;
}

export function columnOf(builder: Builder, name: string): Column {
  const known = builder.columns.get(name);
  if (known !== undefined) return known;
  const made = newColumn(builder.interner, name);
  builder.columns.set(name, made);
  return made;
}

/** The statement matches no request of these callers. */
export function kill(builder: Builder, bit: number, ...kinds: readonly CallerKind[]): void {
  for (const kind of kinds) builder.dead[kind] |= bitOf(bit);
}

/** What a test says of a text. */
export interface TextTest {
  /** Equal for equal languages. */
  readonly id: string;
  readonly globs: () => readonly Glob[];
  readonly reading: Reading;
  readonly negated: boolean;
  /** Its outcome when the key is absent. */
  readonly absent: boolean;
  readonly quantifier?: 'ForAllValues' | 'ForAnyValue';
}

/** Principals of IAM by ARN, in the branches where IAM principals or origin access identities ask. */
export const whoColumn = 'who';
/** Service principals by name. */
export const serviceColumn = 'service';
export const resourceColumn = 'resource';
/** The identity provider that vouches for a caller without credentials. */
export const providerColumn = 'provider';
/** What properties call it. Policies have a key for the provider by which a session began, which says nothing of the sign-in itself. */
export const providerKey = 'sign-in:provider';
/** Whether the viewer for whom a distribution asks has a valid signature, as properties call it; policies have no key for it. */
export const signedKey = 'delivery:signed';
/** Callers whose requests are not signed. */
const unsigned = ['anonymous', 'federated'] as const;

/** Keys whose value follows from who asks; the others are variables of their own. */
export function routeOf(key: string): 'arn' | 'account' | 'service' | 'provider' | 'own' {
  switch (key) {
    case 'aws:principalarn':
      return 'arn';
    case 'aws:principalaccount':
    case 'kms:calleraccount':
      return 'account';
    case 'aws:principalservicename':
      return 'service';
    case providerKey:
      return 'provider';
    default:
      return 'own';
  }
}

/**
 * Keys that can have several values at once.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-saml
 */
const multivalued =
  /^(?:aws:(?:principalorgpaths|resourceorgpaths|sourceorgpaths|vpceorgpaths|tagkeys|calledvia|principalservicenameslist)|kms:(?:encryptioncontextkeys|grantoperations|resourcealiases)|s3:(?:requestobjecttagkeys|inventoryaccessibleoptionalfields)|saml:eduperson(?:affiliation|assurance|entitlement|orgunitdn|scopedaffiliation|targetedid)|saml:eduorg(?:homepageuri|identityauthnpolicyuri|legalname|superioruri|whitepagesuri)|sts:transitivetagkeys|.*:amr)$/;

export function isMultivalued(key: string): boolean {
  return multivalued.test(key);
}

/** Puts a test of a text on the variable that a key belongs to; false when it does not go together with the tests that are there. */
export function testText(builder: Builder, bit: number, key: string, test: TextTest): boolean {
  const { absent } = test;
  switch (routeOf(key)) {
    case 'arn':
      addText(columnOf(builder, whoColumn), bit, test, test.id, test.globs, 'arn');
      if (!absent) kill(builder, bit, 'service', ...identitiesBy('arn', false), ...unsigned);
      return true;
    case 'account':
      addText(
        columnOf(builder, whoColumn),
        bit,
        test,
        `account ${test.id}`,
        () => test.globs().map((glob) => principalsOf(builder.partition, glob)),
        'account',
      );
      if (!absent) kill(builder, bit, 'service', ...identitiesBy('account', false));
      if (!holdsForAnonymous(key, test)) kill(builder, bit, ...unsigned);
      return true;
    case 'service':
      addText(columnOf(builder, serviceColumn), bit, test, test.id, test.globs);
      if (!absent) kill(builder, bit, 'iam', ...identityKinds, ...unsigned);
      return true;
    case 'provider':
      addText(columnOf(builder, providerColumn), bit, test, test.id, test.globs);
      if (!absent) kill(builder, bit, 'iam', ...identityKinds, 'service', 'anonymous');
      return true;
    case 'own':
      return testOwn(columnOf(builder, key), bit, key, test);
  }
}

/**
 * Requests without credentials have an account of that name.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalaccount
 */
function holdsForAnonymous(key: string, { globs, reading, negated, absent }: TextTest): boolean {
  if (key !== 'aws:principalaccount') return absent;
  return globs().some((glob) => matches(glob, 'anonymous', reading)) !== negated;
}

function testOwn(column: Column, bit: number, key: string, test: TextTest): boolean {
  const several = isMultivalued(key);
  if (several !== (test.quantifier !== undefined) && several) return false;
  if (!claim(column, several ? 'set' : 'text')) return false;
  if (several) {
    const atom = atomOf(column, test.id, test.reading, test.globs);
    const every = test.quantifier === 'ForAllValues';
    addTest(column, `${test.quantifier ?? ''} ${description(test)}`, {
      kind: 'set',
      bit,
      atom,
      negated: test.negated,
      every,
      absent: test.absent,
    });
  } else {
    addText(column, bit, test, test.id, test.globs);
  }
  return true;
}

function addText(
  column: Column,
  bit: number,
  test: TextTest,
  id: string,
  globs: () => readonly Glob[],
  by?: 'arn' | 'account',
): void {
  const { reading, negated, absent } = test;
  const atom = atomOf(column, id, reading, globs);
  const about = by === undefined ? {} : { by };
  addTest(column, `${by ?? ''}${description({ ...test, id })}`, { kind: 'text', bit, atom, negated, absent, ...about });
}

function description({ id, reading, negated, absent }: TextTest): string {
  return `${reading}${negated ? '!' : ''}${absent ? '~' : ''}${id}`;
}

/** Puts a test of presence alone on a key. */
export function testPresence(builder: Builder, bit: number, key: string, present: boolean): void {
  const absent = !present;
  const test: ColumnTest = { kind: 'presence', bit, present, absent };
  switch (routeOf(key)) {
    case 'arn':
    case 'account': {
      const by = routeOf(key) === 'arn' ? 'arn' : 'account';
      if (!present) kill(builder, bit, 'iam', ...identitiesBy(by, true));
      if (!absent) kill(builder, bit, 'service', ...identitiesBy(by, false));
      if (absent === (key === 'aws:principalaccount')) kill(builder, bit, ...unsigned);
      return;
    }
    case 'service':
      if (!present) kill(builder, bit, 'service');
      if (!absent) kill(builder, bit, 'iam', ...identityKinds, ...unsigned);
      return;
    case 'provider':
      if (!present) kill(builder, bit, 'federated');
      if (!absent) kill(builder, bit, 'iam', ...identityKinds, 'service', 'anonymous');
      return;
    case 'own':
      addTest(columnOf(builder, key), present ? 'present' : 'absent', test);
  }
}

/** Puts a comparison of numbers, dates or addresses on a key; false when the key is also compared in another way. */
export function testValue(
  builder: Builder,
  bit: number,
  key: string,
  kind: 'number' | 'date' | 'address',
  test: {
    readonly id: string;
    readonly constants: readonly string[];
    readonly holds: (value: string) => boolean;
    readonly absent: boolean;
    readonly condition: Condition;
  },
): boolean {
  if (routeOf(key) !== 'own') return false;
  const column = columnOf(builder, key);
  if (!claim(column, kind)) return false;
  column.constants.push(...test.constants);
  const { id, holds, absent, condition } = test;
  addTest(column, id, { kind: 'value', bit, holds, absent, condition });
  return true;
}

/** A column is compared in one way only. */
function claim(column: Column, kind: Exclude<Column['kind'], undefined>): boolean {
  column.kind ??= kind;
  return column.kind === kind;
}
