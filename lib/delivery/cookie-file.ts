import type { CloudfrontSignedCookiesOutput } from '@aws-sdk/cloudfront-signer';
import type { SignablePath } from './signable-path';
import type { SigningPolicy } from './signing-policy';

/** The three cookies of a signature. */
export interface SignedCookies {
  readonly path: string;
  readonly policy: SigningPolicy;
  readonly domain: string;
  /** Where a client sends them: the folder that is opened, or the one object, percent-encoded. */
  readonly cookiePath: string;
  /** Seconds since 1970. */
  readonly expires: number;
  readonly values: readonly { readonly name: string; readonly value: string }[];
}

/** Puts cookies together with where a client sends them. */
export function cookiesOf({
  domain,
  signable: { path, encoded, wildcard },
  policy,
  until,
  values,
}: {
  readonly domain: string;
  readonly signable: SignablePath;
  readonly policy: SigningPolicy;
  readonly until: Date;
  readonly values: CloudfrontSignedCookiesOutput;
}): SignedCookies {
  return {
    path,
    policy,
    domain,
    cookiePath: `/${wildcard ? encoded.slice(0, -1) : encoded}`,
    expires: Math.floor(until.getTime() / 1000),
    values: Object.entries(values).map(([name, value]) => ({ name, value: String(value) })),
  };
}

/**
 * As a server sets them. Without an end, as AWS advises: a browser then forgets them when it is closed.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-setting-signed-cookie-custom-policy.html
 */
export function setCookieLines({ domain, cookiePath, values }: SignedCookies): readonly string[] {
  return values.map(
    ({ name, value }) => `Set-Cookie: ${name}=${value}; Domain=${domain}; Path=${cookiePath}; Secure; HttpOnly`,
  );
}

/** As a client sends them. */
export function cookieHeader({ values }: SignedCookies): string {
  return `Cookie: ${values.map(({ name, value }) => `${name}=${value}`).join('; ')}`;
}

/** As curl (`-b FILE`) and other clients keep them: https://curl.se/docs/http-cookies.html. Sent by https, to this host alone. */
export function cookieFile({ domain, cookiePath, expires, values }: SignedCookies): string {
  const lines = values.map(({ name, value }) => [domain, 'FALSE', cookiePath, 'TRUE', expires, name, value].join('\t'));
  return ['# Netscape HTTP Cookie File', ...lines, ''].join('\n');
}
