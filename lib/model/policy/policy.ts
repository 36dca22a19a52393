import type { Source } from '../source';

/** What a condition operator compares by, without negation, `IfExists` and set quantifier. `ArnEquals` is `ArnLike`. */
export type Test =
  | 'StringEquals'
  | 'StringEqualsIgnoreCase'
  | 'StringLike'
  | 'NumericEquals'
  | 'NumericLessThan'
  | 'NumericLessThanEquals'
  | 'NumericGreaterThan'
  | 'NumericGreaterThanEquals'
  | 'DateEquals'
  | 'DateLessThan'
  | 'DateLessThanEquals'
  | 'DateGreaterThan'
  | 'DateGreaterThanEquals'
  | 'Bool'
  | 'BinaryEquals'
  | 'IpAddress'
  | 'ArnLike'
  | 'Null';

/** A piece of a pattern. What a variable puts in its place is always literal. */
export type Part =
  /** Literal text, with opaque parts as `opaque.ts` writes them. */
  | { readonly kind: 'text'; readonly text: string }
  /** `*`: any number of characters. */
  | { readonly kind: 'any' }
  /** `?`: one character. */
  | { readonly kind: 'one' }
  /** `${key}` or `${key, 'fallback'}`; the key in lower case. */
  | { readonly kind: 'variable'; readonly key: string; readonly fallback?: string };

/** A value of a policy: of an action, a resource, or a condition. Equal values are the same object within one process. */
export interface Pattern {
  /** As it is written, with references of the template resolved. */
  readonly text: string;
  /** Neighbouring texts are merged; without wildcards and variables it is one text (or none, when empty). */
  readonly parts: readonly Part[];
  /** The text, when it holds neither wildcards nor variables. */
  readonly literal?: string;
}

/** One operator on one key. Equal conditions are the same object within one process. */
export interface Condition {
  /** As written: `ForAllValues:StringNotEqualsIfExists`. */
  readonly operator: string;
  readonly test: Test;
  /** `…Not…`: holds when none of the values fits, and when the key is absent (but `ForAnyValue`: false when absent). */
  readonly negated: boolean;
  readonly ifExists: boolean;
  readonly quantifier?: 'ForAllValues' | 'ForAnyValue';
  /** In lower case: keys are compared without case, those of tags as well. */
  readonly key: string;
  /** As written. */
  readonly name: string;
  /** Any of them. */
  readonly values: readonly Pattern[];
}

/** Who is named by a statement of a resource policy or a trust policy. */
export type Principal =
  /** `"*"` or `{"AWS": "*"}`: everyone, anonymous and AWS services too. */
  | { readonly kind: 'everyone' }
  /** Account id or `…:root`: every principal of the account as far as its own policies allow. */
  | { readonly kind: 'account'; readonly account: string }
  /** A user, a role, a session, an origin access identity. */
  | { readonly kind: 'arn'; readonly arn: string }
  | { readonly kind: 'service'; readonly name: string }
  | { readonly kind: 'federated'; readonly provider: string }
  | { readonly kind: 'canonical'; readonly id: string };

/** A list or its complement (`NotAction`, `NotResource`, `NotPrincipal`). */
export interface Among<T> {
  readonly not: boolean;
  readonly list: readonly T[];
}

/** One statement of a policy, parsed. Everything that it states must fit for it to match. */
export interface Statement {
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  /** Absent in identity policies, boundaries, session policies and SCPs. */
  readonly principals?: Among<Principal>;
  /** Compared without case. */
  readonly actions: Among<Pattern>;
  /** Absent in trust policies: the role itself. */
  readonly resources?: Among<Pattern>;
  readonly conditions: readonly Condition[];
  /** What of it is outside the model; whether the statement matches is unknown wherever the rest of it fits. */
  readonly unknown: readonly string[];
  /** The policy document it stands in. */
  readonly origin: Source;
  /** Position in the document, from 0. */
  readonly index: number;
}

/** A policy document. */
export interface Policy {
  readonly statements: readonly Statement[];
  readonly source: Source;
  /** Set when the document could not be read at all: it may allow anything and denies nothing for sure. */
  readonly unknown?: string;
}

/** Where a statement stands. */
export function sourceOf({ origin, index }: Statement): Source {
  return { ...origin, pointer: `${origin.pointer}/Statement/${index}` };
}
