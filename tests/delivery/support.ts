import { generateKeyPairSync } from 'node:crypto';
import type { Delivery, DeliverySigning } from '../../lib/config';
import { sign, type Signed, type SignOptions } from '../../lib/delivery';
import type { Issue } from '../../lib/errors';

/** A pair of keys as PEM. */
export interface Pair {
  readonly publicPem: string;
  readonly privatePem: string;
}

export function rsaPair(modulusLength = 2048): Pair {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength });
  return {
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** The key that signs, the one behind it, and one that the region does not have. */
export const pairs = { a: rsaPair(), b: rsaPair(), stranger: rsaPair() };

export const keyPairId = 'K2JCJMDEHXQW5F';
export const domain = 'res.ne-edu.example';
export const asOf = new Date('2026-12-01T00:00:00Z');

export function signingOf(change: Partial<DeliverySigning> = {}): DeliverySigning {
  return {
    keys: [
      { id: '2026a', pem: pairs.a.publicPem, place: { file: 'region.yaml', line: 20 } },
      { id: '2026b', pem: pairs.b.publicPem, place: { file: 'region.yaml', line: 21 } },
    ],
    active: '2026a',
    longestHours: 24,
    ...change,
  };
}

export function deliveryOf(change: Partial<Delivery> = {}): Delivery {
  return {
    cdn: 'cloudfront',
    dataClasses: ['open', 'licensed'],
    domains: [domain],
    countries: ['BY', 'CN'],
    signing: signingOf(),
    place: { file: 'region.yaml', line: 10 },
    ...change,
  };
}

export function optionsOf(change: Partial<SignOptions> = {}): SignOptions {
  return {
    paths: ['licensed/packs/algebra/1.pdf'],
    privateKey: pairs.a.privatePem,
    keyFile: 'private.pem',
    keyPairId,
    until: '2026-12-01T08:00:00Z',
    cookies: false,
    asOf,
    ...change,
  };
}

/** What is signed; throws where nothing is. */
export function signed(change: Partial<SignOptions> = {}, delivery: Delivery | undefined = deliveryOf()): Signed {
  const { signed: made, issues } = sign(delivery, optionsOf(change));
  if (made === undefined) throw new RangeError(JSON.stringify(issues));
  return made;
}

/** What is said of a request that signs nothing. */
export function refused(change: Partial<SignOptions>, delivery: Delivery | undefined = deliveryOf()): readonly Issue[] {
  const { signed: made, issues } = sign(delivery, optionsOf(change));
  expect(made).toBeUndefined();
  return issues;
}

export function codesOf(issues: readonly Issue[]): readonly string[] {
  return issues.map(({ code }) => code);
}

/** The first URL of a signature. */
export function urlOf({ urls }: Signed): string {
  const url = urls[0]?.url;
  if (url === undefined) throw new RangeError('no URL');
  return url;
}
