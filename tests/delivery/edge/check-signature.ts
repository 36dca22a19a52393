import { createVerify } from 'node:crypto';
import { z } from 'zod';
import { wildcard } from './read-distribution';

const epoch = z.object({ 'AWS:EpochTime': z.int() });
const policySchema = z.strictObject({
  Statement: z
    .array(
      z.strictObject({
        Resource: z.string(),
        Condition: z.strictObject({
          DateLessThan: epoch,
          DateGreaterThan: epoch.optional(),
          IpAddress: z.strictObject({ 'AWS:SourceIp': z.string() }).optional(),
        }),
      }),
    )
    .length(1),
});

/** What a viewer shows, from the query or from cookies. */
export interface Shown {
  readonly policy: string;
  readonly signature: string;
  readonly keyPairId: string;
}

export interface Viewing {
  /** As it was sent, without the parts of a signature. */
  readonly url: string;
  readonly address: string;
  readonly now: Date;
}

/** Names of the parts of a signature in a query. In cookies `CloudFront-` stands before them. */
const parts = ['Policy', 'Signature', 'Key-Pair-Id'] as const;

/** Takes a query apart: what of it is a signature, and what is left. */
export function splitQuery(query: string): { readonly shown?: Shown; readonly rest: string } {
  const pairs = query.split('&').filter((pair) => pair !== '');
  const isPart = (pair: string): boolean => parts.some((part) => pair.startsWith(`${part}=`));
  const values = Object.fromEntries(pairs.filter(isPart).map((pair) => pair.split('=')));
  const shown = shownIn((part) => values[part]);
  return { ...(shown === undefined ? {} : { shown }), rest: pairs.filter((pair) => !isPart(pair)).join('&') };
}

/** The signature in a Cookie header. */
export function inCookies(header: string | undefined): Shown | undefined {
  const values = Object.fromEntries((header ?? '').split(/;\s*/).map((pair) => pair.split('=')));
  return shownIn((part) => values[`CloudFront-${part}`]);
}

function shownIn(value: (part: (typeof parts)[number]) => unknown): Shown | undefined {
  const [policy, signature, keyPairId] = parts.map(value);
  if (typeof policy !== 'string' || typeof signature !== 'string' || typeof keyPairId !== 'string') return undefined;
  return { policy, signature, keyPairId };
}

/** Why a viewer is refused; nothing where the signature fits. */
export function refusalOf(
  shown: Shown | undefined,
  keys: ReadonlyMap<string, string>,
  { url, address, now }: Viewing,
): string | undefined {
  if (shown === undefined) return 'MissingKey';
  const pem = keys.get(shown.keyPairId);
  if (pem === undefined) return 'Unknown Key';
  const text = decoded(shown.policy);
  if (!createVerify('RSA-SHA1').update(text).verify(pem, decoded(shown.signature))) return 'Access denied: signature';
  const [statement] = policySchema.parse(JSON.parse(text.toString())).Statement;
  if (statement === undefined || !wildcard(statement.Resource).test(url)) return 'Access denied: resource';
  const { DateLessThan: until, DateGreaterThan: from, IpAddress: range } = statement.Condition;
  const seconds = now.getTime() / 1000;
  if (seconds >= until['AWS:EpochTime']) return 'Access denied: expired';
  if (from !== undefined && seconds <= from['AWS:EpochTime']) return 'Access denied: not yet';
  return range === undefined || isIn(address, range['AWS:SourceIp']) ? undefined : 'Access denied: address';
}

function decoded(text: string): Buffer {
  return Buffer.from(text.replaceAll('-', '+').replaceAll('_', '=').replaceAll('~', '/'), 'base64');
}

function isIn(address: string, range: string): boolean {
  const [base = '', bits = '32'] = range.split('/');
  const bitsOf = (text: string): string =>
    text
      .split('.')
      .map((octet) => Number(octet).toString(2).padStart(8, '0'))
      .join('')
      .slice(0, Number(bits));
  return bitsOf(address) === bitsOf(base);
}
