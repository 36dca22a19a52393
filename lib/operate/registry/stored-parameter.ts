/** A parameter as AWS returns it. */
export interface StoredParameter {
  readonly awsRegion: string;
  readonly name: string;
  /** `String`, or what else somebody has made of it. */
  readonly type: string;
  readonly value: string;
}

/** What was found in an account, or in one line why it cannot be read. */
export type AccountReading = { readonly parameters: readonly StoredParameter[] } | { readonly refusal: string };
