/** A piece of a language of strings. */
export type GlobPart =
  | { readonly kind: 'text'; readonly text: string }
  /** Any number of characters; with `except`, of characters other than that one (segments of an ARN). */
  | { readonly kind: 'any'; readonly except?: string }
  /** One character; with `except`, another than that one. */
  | { readonly kind: 'one'; readonly except?: string };

/** A language: every string that the parts, one after the other, can make. */
export interface Glob {
  readonly parts: readonly GlobPart[];
  /** Compare without case (ASCII and everything `toLowerCase` maps one to one). */
  readonly fold?: boolean;
}
