import { failure } from '../../errors';

/** A cookie that goes with requests. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  readonly withSubdomains: boolean;
  readonly path: string;
  readonly secure: boolean;
}

/**
 * Cookies of a file as curl takes it with `-b`: of Netscape's form, or lines `Set-Cookie: …`, which hold for `host` where they name no
 * domain. Ends of validity are left to the server: whose cookie has expired is refused there.
 *
 * @throws EDU642 for other lines, told by their numbers: what they hold is secret
 */
export function readCookies(text: string, file: string, host: string): readonly Cookie[] {
  const lines = text.split(/\r?\n/).map((line, index) => ({ line: line.trim(), number: index + 1 }));
  const found = lines
    .filter(({ line }) => line !== '' && (!line.startsWith('#') || line.startsWith('#HttpOnly_')))
    .map(({ line, number }) => ({ number, cookie: setCookie(line, host) ?? netscape(line) }));
  const wrong = found.filter(({ cookie }) => cookie === undefined).map(({ number }) => number);
  if (wrong.length > 0 || found.length === 0) {
    throw failure('EDU642', 'the cookie file is not understood', {
      file,
      ...(wrong[0] === undefined ? {} : { line: wrong[0] }),
      found: wrong.length === 0 ? 'no cookie' : `lines ${wrong.slice(0, 10).join(', ')}`,
      allowed: 'a cookie file of Netscape’s form, or lines `Set-Cookie: …`',
      fix: 'take the file that `delivery sign --cookies` wrote',
    });
  }
  return found.flatMap(({ cookie }) => (cookie === undefined ? [] : [cookie]));
}

/** The header of a request to `url`; empty where no cookie is for it. */
export function cookieHeader(cookies: readonly Cookie[], url: URL): string {
  return cookies
    .filter((one) => !one.secure || url.protocol === 'https:')
    .filter(
      ({ domain, withSubdomains }) =>
        url.hostname === domain || (withSubdomains && url.hostname.endsWith(`.${domain}`)),
    )
    .filter(({ path }) => pathMatches(url.pathname, path))
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ');
}

/** RFC 6265, section 5.1.4. */
function pathMatches(asked: string, path: string): boolean {
  return asked === path || (asked.startsWith(path) && (path.endsWith('/') || asked[path.length] === '/'));
}

function netscape(line: string): Cookie | undefined {
  const [domain = '', flag = '', path = '', secure = '', expires = '', name = '', value, ...more] = line
    .replace(/^#HttpOnly_/, '')
    .split('\t');
  const isCookie = value !== undefined && more.length === 0 && path.startsWith('/') && /^\d+$/.test(expires);
  if (!isCookie || !isPair(name, value) || domain === '') return undefined;
  return {
    name,
    value,
    domain: domain.replace(/^\./, '').toLowerCase(),
    withSubdomains: flag.toUpperCase() === 'TRUE',
    path,
    secure: secure.toUpperCase() === 'TRUE',
  };
}

function setCookie(line: string, host: string): Cookie | undefined {
  const content = /^set-cookie:\s*(.+)$/i.exec(line)?.[1];
  const [pair = '', ...attributes] = (content ?? '').split(';').map((part) => part.trim());
  const name = pair.slice(0, Math.max(0, pair.indexOf('=')));
  const value = pair.slice(name.length + 1);
  if (content === undefined || !isPair(name, value)) return undefined;
  const attribute = (wanted: string): string | undefined =>
    attributes
      .map((one) => one.split('='))
      .find(([key = '']) => key.trim().toLowerCase() === wanted)?.[1]
      ?.trim();
  const domain = attribute('domain')?.replace(/^\./, '').toLowerCase();
  return {
    name,
    value,
    domain: domain ?? host,
    withSubdomains: domain !== undefined,
    path: attribute('path') ?? '/',
    secure: attributes.some((one) => one.toLowerCase() === 'secure'),
  };
}

/** What can stand in a header without being taken for more of it. */
function isPair(name: string, value: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) && /^[!-:<-~]*$/.test(value);
}
