import { createHash } from 'node:crypto';
import { z } from 'zod';
import { failure } from '../errors';
import { commonsClasses } from '../vocabulary';
import { canonicalJson } from './canonical-json';
import { unseal, type DocumentKind } from './envelope';
import type { PackKey } from './pack-keys';
import { pathCollisions, pathFault } from './pack-path';
import { partBytes } from './parts';

/** Bytes that a file of each kind may have; longer ones are not read. */
export const documentLimits = { manifest: 64 * 2 ** 20, pointer: 64 * 2 ** 10, recall: 16 * 2 ** 20 } as const;

export const packIdPattern = /^[a-z0-9][a-z0-9-]{1,62}$/;
export const highestVersion = 999_999_999;
const largestFile = 2 ** 42;
const ofNothing = createHash('sha256').digest('hex');

const day = z.iso.date();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const version = z.int().min(1).max(highestVersion);
const head = {
  format: z.literal(1),
  id: z.string().regex(packIdPattern),
  version,
  notAfter: day.exactOptional(),
};
const path = z.string().refine((text) => pathFault(text) === undefined, { error: ({ input }) => faultIn(input) });

const file = z
  .strictObject({
    path,
    size: z.int().min(0).max(largestFile),
    sha256,
    parts: z.array(sha256).readonly().exactOptional(),
  })
  .refine(({ size, parts }) => (parts?.length ?? 0) === (size > partBytes ? Math.ceil(size / partBytes) : 0), {
    error: 'not one part for each 8 MiB',
  })
  .refine(({ size, sha256: content }) => size > 0 || content === ofNothing, {
    error: 'empty, with the hash of something',
  });

const manifest = z
  .strictObject({
    ...head,
    licence: z.enum(commonsClasses),
    recall: version,
    files: z.array(file).max(250_000).readonly(),
  })
  .superRefine(({ files }, context) => {
    for (const [one, other] of pathCollisions(files.map((each) => each.path)).slice(0, 20)) {
      context.addIssue({ code: 'custom', path: ['files'], message: `${one} and ${other} are one name` });
    }
    const sizes = new Map<string, number>();
    for (const each of files) {
      if ((sizes.get(each.sha256) ?? each.size) !== each.size) {
        context.addIssue({ code: 'custom', path: ['files'], message: `${each.path} has two sizes` });
      }
      sizes.set(each.sha256, each.size);
    }
  });

const pointer = z.strictObject({
  ...head,
  manifest: z.strictObject({ sha256, size: z.int().min(1).max(documentLimits.manifest) }),
  recall: version,
});

const recall = z.strictObject({
  ...head,
  recalled: z
    .array(z.strictObject({ path: path.exactOptional(), sha256 }))
    .max(100_000)
    .readonly(),
});

const schemas = { manifest, pointer, recall } as const;

/** Whether a text is a day, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return day.safeParse(text).success;
}

/** One file of a pack. `parts`: SHA-256 of each 8 MiB, for files that are longer. */
export type PackFile = Readonly<z.infer<typeof file>>;
/** All files of one version of a pack. */
export type Manifest = Readonly<z.infer<typeof manifest>>;
/** Which version is current. */
export type Pointer = Readonly<z.infer<typeof pointer>>;
/** What nobody should have any more, by content. */
export type RecallList = Readonly<z.infer<typeof recall>>;

/** The documents by their kinds. */
export interface Documents {
  readonly manifest: Manifest;
  readonly pointer: Pointer;
  readonly recall: RecallList;
}

/**
 * A signed document, verified and understood.
 *
 * @throws EDU621 for what is no such document, EDU622 for a signature that is not trusted
 */
export function readDocument<Kind extends DocumentKind>(
  kind: Kind,
  bytes: Uint8Array,
  keys: readonly PackKey[],
  name: string,
): Documents[Kind] {
  return parseDocument(kind, unseal(bytes, kind, keys, name), name);
}

/**
 * The payload of a document, whoever signed it.
 *
 * @throws EDU621 for what is no such document
 */
export function parseDocument<Kind extends DocumentKind>(kind: Kind, payload: string, name: string): Documents[Kind] {
  const all: { readonly [kind in DocumentKind]: z.ZodType<Documents[kind]> } = schemas;
  const { success, data, error } = all[kind].safeParse(parsed(payload));
  if (success && canonicalJson(data) === payload) return data;
  const first = error?.issues[0];
  throw failure('EDU621', `the ${kind} of a pack has another form`, {
    file: name,
    found: first === undefined ? 'JSON in another than the canonical form' : first.message,
    ...(first === undefined ? {} : { path: first.path.join('.') }),
    allowed: 'format 1, as docs/packs.md describes it',
    fix: 'update the kit if it is older than the pack; otherwise tell the publisher',
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function faultIn(input: unknown): string {
  const text = String(input);
  return `${text}: ${pathFault(text) ?? ''}`;
}
