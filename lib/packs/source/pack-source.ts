/** Which bytes of an object are asked for. */
export interface Wanted {
  readonly start: number;
  /** Behind the last byte; to the end where it is left out. */
  readonly end?: number;
  /** What the first bytes were marked with; an object that has changed since is sent from its beginning. */
  readonly validator?: string;
  /** Caches on the way should ask whether the object has changed. */
  readonly fresh?: true;
}

/** What a source answers. It never throws but where its own promise is broken; `found` is for people. */
export type Answer =
  | Bytes
  /** There is no such object. */
  | { readonly kind: 'absent'; readonly found: string }
  /** Whoever asks may not have it. */
  | { readonly kind: 'refused'; readonly found: string }
  /** Something else than an object of a pack, such as the page of a network that asks for a sign-in. */
  | { readonly kind: 'unusable'; readonly found: string }
  /** The line or the server failed; asking again may help. */
  | { readonly kind: 'broken'; readonly found: string };

/** Bytes of an object. Reading `body` throws where the line breaks. */
export interface Bytes {
  readonly kind: 'bytes';
  /** Where the body begins: at the asked byte, or at 0 where the source cannot begin elsewhere. */
  readonly start: number;
  /** Length of the whole object, where it is said. */
  readonly total?: number;
  readonly validator?: string;
  readonly body: AsyncIterable<Uint8Array>;
  /** Lets go of the line, also in the middle. */
  readonly close: () => void;
}

/** Where a pack comes from: a folder, a web server, a bucket. */
export interface PackSource {
  /** For messages; without anything secret. */
  readonly name: string;
  /** Its real path, where it is a folder. */
  readonly place?: string;
  readonly read: (key: string, wanted: Wanted, signal: AbortSignal) => Promise<Answer>;
}
