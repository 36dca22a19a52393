import type { Condition, Part, Pattern } from '../../model';
import type { Glob, GlobPart } from '../sets/glob';

/** Any text. */
export const anything: Glob = { parts: [{ kind: 'any' }] };

/** Exactly this text. */
export function literalGlob(text: string): Glob {
  return { parts: text === '' ? [] : [{ kind: 'text', text }] };
}

/** This text and anything behind it. */
export function prefixGlob(text: string): Glob {
  return { parts: [{ kind: 'text', text }, { kind: 'any' }] };
}

/** How a value of a policy compares with a text. */
export type Comparison = 'text' | 'text-without-case' | 'arn' | 'resource';

/** The comparison of the tests that compare texts; undefined for those that compare something else. */
export function comparisonOf({ test }: Condition): Comparison | undefined {
  switch (test) {
    case 'StringEquals':
    case 'StringLike':
    case 'BinaryEquals':
      return 'text';
    case 'StringEqualsIgnoreCase':
    case 'Bool':
      return 'text-without-case';
    case 'ArnLike':
      return 'arn';
    default:
      return undefined;
  }
}

/** The language of parts without variables. */
export function globOf(parts: readonly Part[], comparison: Comparison, strict: boolean): Glob {
  const pieces = parts.map((part): GlobPart => {
    if (part.kind === 'variable') return { kind: 'any' };
    return part;
  });
  switch (comparison) {
    case 'text':
      return { parts: pieces };
    case 'text-without-case':
      return { parts: pieces, fold: true };
    case 'arn':
      return { parts: segmented(pieces, false) };
    case 'resource':
      return { parts: strict ? segmented(pieces, true) : pieces };
  }
}

/**
 * Keeps wildcards inside the first five segments of an ARN. In `Resource`, a `*` that ends the pattern runs on over colons.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
function segmented(parts: readonly GlobPart[], openEnd: boolean): GlobPart[] {
  let colons = 0;
  return parts.map((part, index) => {
    if (part.kind === 'text') {
      colons += part.text.split(':').length - 1;
      return part;
    }
    if (colons >= 5 || (openEnd && index === parts.length - 1)) return part;
    return { ...part, except: ':' };
  });
}

/** Whether it matters for a `Resource` that wildcards might run over the colons of an ARN, which is documented either way. */
export function mayCrossSegments({ parts }: { readonly parts: readonly Part[] }): boolean {
  let colons = 0;
  return parts.some((part, index) => {
    if (part.kind === 'text') colons += part.text.split(':').length - 1;
    return part.kind !== 'text' && colons < 5 && index < parts.length - 1;
  });
}

/** Whether an ARN pattern has the six segments that AWS compares one by one. */
export function hasSegments({ text }: Pattern): boolean {
  return text.split(':').length >= 6;
}

/** The ARNs of principals in the accounts of a language of account ids. */
export function principalsOf(partition: string, account: Glob): Glob {
  const inside = account.parts.map((part): GlobPart => (part.kind === 'text' ? part : { ...part, except: ':' }));
  return {
    ...account,
    parts: merged([
      { kind: 'text', text: `arn:${partition}:iam::` },
      ...inside,
      { kind: 'text', text: ':' },
      { kind: 'any' },
    ]),
  };
}

/** Neighbouring texts as one. */
export function merged(parts: readonly GlobPart[]): GlobPart[] {
  const out: GlobPart[] = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (part.kind === 'text' && part.text === '') continue;
    if (part.kind === 'text' && last?.kind === 'text')
      out[out.length - 1] = { kind: 'text', text: last.text + part.text };
    else out.push(part);
  }
  return out;
}
