import { z } from 'zod';
import { failure } from '../errors';
import { canonicalJson, type Json } from './canonical-json';
import type { PackKey, Signer } from './pack-keys';

/** What is signed, by the type that stands under the signature, so that none can be taken for another. */
export const payloadTypes = {
  manifest: 'application/vnd.educloud.pack+json',
  pointer: 'application/vnd.educloud.pack-pointer+json',
  recall: 'application/vnd.educloud.pack-recall+json',
} as const;

export type DocumentKind = keyof typeof payloadTypes;

const envelope = z.strictObject({
  payload: z.string(),
  payloadType: z.string().max(200),
  signatures: z
    .array(z.strictObject({ keyid: z.string().max(200).exactOptional(), sig: z.string().max(2_000) }))
    .min(1)
    .max(16),
});

/** What a signature stands under: https://github.com/secure-systems-lab/dsse/blob/master/protocol.md. */
export function preAuthEncoding(payloadType: string, payload: Uint8Array): Buffer {
  const type = Buffer.from(payloadType);
  return Buffer.concat([Buffer.from(`DSSEv1 ${type.length} ${payloadType} ${payload.length} `), payload]);
}

/** A document with its signature, as it stands in a file. */
export async function seal(kind: DocumentKind, document: Json, signer: Signer): Promise<string> {
  const payload = Buffer.from(canonicalJson(document));
  const signature = await signer.sign(preAuthEncoding(payloadTypes[kind], payload));
  const sealed = {
    payload: payload.toString('base64'),
    payloadType: payloadTypes[kind],
    signatures: [{ keyid: signer.key.id, sig: Buffer.from(signature).toString('base64') }],
  };
  return `${canonicalJson(sealed)}\n`;
}

/**
 * The payload of a sealed document, after its signature was verified with one of `keys`.
 *
 * @throws EDU621 for what is no such document, EDU622 where nobody signed it whose key is trusted
 */
export function unseal(bytes: Uint8Array, kind: DocumentKind, keys: readonly PackKey[], file: string): string {
  const { payload, payloadType, signatures } = opened(bytes, file);
  const message = preAuthEncoding(payloadType, payload);
  const signed = signatures.some(({ keyid, sig }) =>
    keys.some((key) => (keyid ?? key.id) === key.id && key.verifies(message, sig)),
  );
  if (!signed) {
    throw failure('EDU622', 'the document is not signed by a key that is trusted', {
      file,
      found: `signed by ${signatures.map(({ keyid }) => keyid ?? 'a key without name').join(', ')}`,
      allowed: keys.map(({ id }) => id).join(', '),
      fix: 'ask the publisher which key signs now, and compare it on another way than this one; if it is the right one, somebody has changed the document',
    });
  }
  if (payloadType !== payloadTypes[kind]) throw malformed(file, `signed as ${payloadType}`, payloadTypes[kind]);
  return payload.toString('utf8');
}

/**
 * The payload of a sealed document, whoever signed it: a hint, never a promise.
 *
 * @throws EDU621 for what is no such document
 */
export function unsealUnverified(bytes: Uint8Array, file: string): string {
  return opened(bytes, file).payload.toString('utf8');
}

interface Opened {
  readonly payload: Buffer;
  readonly payloadType: string;
  readonly signatures: readonly { readonly keyid: string | undefined; readonly sig: Buffer }[];
}

function opened(bytes: Uint8Array, file: string): Opened {
  const text = Buffer.from(bytes).toString('utf8');
  const { success, data } = envelope.safeParse(json(text, file));
  const payload = success ? strictBase64(data.payload) : undefined;
  const isCanonical = success && `${canonicalJson(data)}\n` === text;
  if (!isCanonical || payload === undefined) throw malformed(file, beginning(text));
  const signatures = data.signatures.map(({ keyid, sig }) => ({ keyid, sig: strictBase64(sig) ?? Buffer.alloc(0) }));
  return { payload, payloadType: data.payloadType, signatures };
}

function json(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed(file, beginning(text));
  }
}

/** Base64 in one form only: Node skips what it does not know. */
function strictBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

function malformed(file: string, found: string, allowed = 'a DSSE envelope of a pack'): Error {
  const isPage = /^\s*</.test(found);
  return failure('EDU621', isPage ? 'a web page stands where a document of a pack belongs' : 'no document of a pack', {
    file,
    found,
    allowed,
    fix: isPage
      ? 'open a page in a browser on this line: the network may ask for a sign-in or a payment first'
      : 'check the address or the folder; if it is right, take the pack from its publisher again',
  });
}

function beginning(text: string): string {
  return text.trim() === '' ? 'nothing' : text.slice(0, 80);
}
