import { hasOpaque, opaqueKind, symbolsOf } from '../opaque';

/** What a domain name leads to. */
export type Endpoint =
  /** A bucket by its own endpoint. */
  | { readonly kind: 'bucket'; readonly name: string }
  /** Another server, a website of a bucket among them: it is asked without credentials. */
  | { readonly kind: 'server' }
  /** It may be any bucket. */
  | { readonly kind: 'unknown' };

const unknown: Endpoint = { kind: 'unknown' };
const server: Endpoint = { kind: 'server' };

/**
 * What a domain name leads to, as far as the name tells.
 *
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 * https://docs.aws.amazon.com/general/latest/gr/s3.html
 */
export function endpointOf(domain: string): Endpoint {
  // Names of hosts are compared without case, and may end with a dot.
  const text = symbolsOf(domain)
    .map((symbol) => (opaqueKind(symbol) === undefined ? symbol.toLowerCase() : symbol))
    .join('')
    .replace(/\.$/, '');
  if (website.test(text)) return server;
  const name = bucket.exec(text)?.[1];
  if (name !== undefined) return otherNames.test(name) ? unknown : { kind: 'bucket', name };
  return hasOpaque(text) || storage.test(text) ? unknown : server;
}

const hole = '\uE000[^\uE001]*\uE001';
const awsRegion = `(?:[a-z]{2,4}(?:-[a-z]+)+-\\d+|${hole})`;
const suffix = `(?:amazonaws\\.com(?:\\.cn)?|amazonaws\\.eu|${hole})`;
const website = new RegExp(`^.+\\.s3-website[.-]${awsRegion}\\.${suffix}$`, 'su');
const bucket = new RegExp(
  `^(.+)\\.s3(?:-fips|-accelerate|-external-1)?(?:\\.dualstack)?(?:[.-]${awsRegion})?\\.${suffix}$`,
  'su',
);

/** Aliases of access points, and directory buckets. */
const otherNames = /(?:-s3alias|--ol-s3|--x-s3|\.mrap|\.accesspoint)$/;

/** Endpoints of Amazon S3 that name the bucket elsewhere. */
const storage = /(?:^|[.-])s3[a-z\d-]*\..*amazonaws\.|(?:^|[.-])s3[a-z\d-]*\.amazonaws\./;
