import { getSignedCookies, getSignedUrl } from '@aws-sdk/cloudfront-signer';
import type { Delivery } from '../config';
import { issue, type Issue } from '../errors';
import { cookiesOf, type SignedCookies } from './cookie-file';
import { formatInstant } from './instant';
import { domainOf, signingOf } from './judge-delivery';
import { judgePath, type SignablePath } from './signable-path';
import { judgePrivateKey, type SigningKey } from './judge-private-key';
import { judgeRange } from './judge-range';
import { judgeWindow, type SigningWindow } from './judge-window';
import { signingPolicy, type SigningPolicy } from './signing-policy';

/** What is to be signed, as it was asked. */
export interface SignOptions {
  /** Object names, or folders with `/*`; with `cookies` one alone, since the next would replace them. */
  readonly paths: readonly string[];
  /** PEM of the private key; undefined where it could not be read, which is told elsewhere. */
  readonly privateKey: string | undefined;
  /** Where the key was read, for messages. */
  readonly keyFile: string;
  /** Id of the public key at CloudFront: the output `KeyId…` of the hub's stack. */
  readonly keyPairId: string;
  readonly until: string;
  readonly from?: string;
  readonly ip?: string;
  readonly domain?: string;
  readonly cookies: boolean;
  /** When it is signed. */
  readonly asOf: Date;
}

/** One signature in a URL. */
export interface SignedUrl {
  readonly path: string;
  readonly policy: SigningPolicy;
  /** What is appended to the address of an object. */
  readonly query: string;
  /** The address; none where the signature is for many. */
  readonly url?: string;
}

/** Signatures, with what they rest on. Whoever has them may read, so they are secrets until they end. */
export interface Signed {
  readonly domain: string;
  /** Id in the region file. */
  readonly key: string;
  readonly keyPairId: string;
  readonly from?: string;
  readonly until: string;
  readonly ip?: string;
  readonly urls: readonly SignedUrl[];
  readonly cookies?: SignedCookies;
}

export interface SignResult {
  /** Absent where an issue is an error. */
  readonly signed?: Signed;
  readonly issues: readonly Issue[];
}

/** Characters of a URL and of a cookie that CloudFront and browsers take, at most (quotas of CloudFront; RFC 6265, 6.1). */
const longest = { url: 8192, cookie: 4096 };

/** Signs for what of a region's commons is licensed, offline: by RSA and SHA-1, which CloudFront takes everywhere. */
export function sign(delivery: Delivery | undefined, options: SignOptions): SignResult {
  const { signing, issues: regionIssues } = signingOf(delivery);
  const paths = options.paths.map(judgePath);
  const { key, issues: keyIssues } =
    options.privateKey === undefined ? { issues: [] } : judgePrivateKey(options.privateKey, options.keyFile, signing);
  const { window, issues: windowIssues } = judgeWindow(options, signing);
  const { domain, issues: domainIssues } = domainOf(delivery, options.domain);
  const issues = [
    ...regionIssues,
    ...paths.flatMap((one) => one.issues),
    ...keyIssues,
    ...keyPairIssues(options.keyPairId),
    ...windowIssues,
    ...(options.ip === undefined ? [] : judgeRange(options.ip)),
    ...domainIssues,
  ];
  const failed = issues.some(({ severity }) => severity === 'error');
  if (failed || key === undefined || window === undefined || domain === undefined) return { issues };
  const signables = paths.flatMap(({ signable }) => (signable === undefined ? [] : [signable]));
  const signed = signedBy({ options, signables, key, window, domain });
  const long = lengthIssues(signed);
  return long.length > 0 ? { issues: [...issues, ...long] } : { signed, issues };
}

interface Judged {
  readonly options: SignOptions;
  readonly signables: readonly SignablePath[];
  readonly key: SigningKey;
  readonly window: SigningWindow;
  readonly domain: string;
}

function signedBy({ options, signables, key, window, domain }: Judged): Signed {
  const { keyPairId, ip } = options;
  const signatures = signables.map((signable) => {
    const policy = signingPolicy(domain, signable, window, ip);
    return { signable, policy, input: { keyPairId, privateKey: key.pem, policy: JSON.stringify(policy) } };
  });
  const urls = signatures.map(({ signable, policy, input }) => {
    const resource = policy.Statement[0].Resource;
    const query = getSignedUrl({ ...input, url: resource }).slice(resource.length);
    return { path: signable.path, policy, query, ...(signable.wildcard ? {} : { url: resource + query }) };
  });
  const [first] = signatures;
  return {
    domain,
    key: key.id,
    keyPairId,
    ...(window.from === undefined ? {} : { from: formatInstant(window.from) }),
    until: formatInstant(window.until),
    ...(ip === undefined ? {} : { ip }),
    urls: options.cookies ? [] : urls,
    ...(options.cookies && first !== undefined
      ? { cookies: cookiesOf({ domain, ...first, until: window.until, values: getSignedCookies(first.input) }) }
      : {}),
  };
}

/** Only public keys of key groups are taken: the key pairs of root users begin with APKA. */
function keyPairIssues(found: string): readonly Issue[] {
  if (/^K[0-9A-Z]{7,31}$/.test(found)) return [];
  return [
    issue('EDU577', '`--key-pair-id` is no id of a public key at CloudFront', {
      found,
      allowed: 'K and capital letters and digits, such as K2JCJMDEHXQW5F',
      fix: 'take the output `KeyId…` of the hub’s stack for this key',
    }),
  ];
}

function lengthIssues({ urls, cookies }: Signed): readonly Issue[] {
  const tooLong = (what: string, length: number, limit: number): Issue[] =>
    length <= limit
      ? []
      : [
          issue('EDU585', `the signature makes a ${what} that is too long`, {
            found: `${length} characters`,
            allowed: `${limit} characters`,
            fix: 'sign a folder with a shorter name, or the object above it with `/*`',
          }),
        ];
  return [
    ...urls.flatMap(({ url }) => tooLong('URL', url?.length ?? 0, longest.url)),
    ...(cookies?.values ?? []).flatMap(({ name, value }) =>
      tooLong('cookie', name.length + value.length, longest.cookie),
    ),
  ];
}
