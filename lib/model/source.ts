/** Where something stands in a cloud assembly. */
export interface Source {
  /** Template, relative to the folder of the assembly, with forward slashes. */
  readonly file: string;
  /** JSON pointer (RFC 6901) into the template. */
  readonly pointer: string;
  /** Construct path (`aws:cdk:path`), where the template has it. */
  readonly path?: string;
}

/** Something outside the model: whoever depends on it gets no proof, and this place to look at. */
export interface Doubt {
  readonly source: Source;
  /** What is not understood, in one sentence. */
  readonly reason: string;
  /** It is told, and leaves verdicts as they are: what it speaks of stands among the assumptions. */
  readonly note?: true;
}
