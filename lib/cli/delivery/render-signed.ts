import { cookieFile, cookieHeader, setCookieLines, type Signed, type SignedCookies } from '../../delivery';
import { quoted } from '../../files';
import { sayIn, type Say } from '../handout/say';
import { printable } from '../printable';
import type { Language } from '../texts';
import { signTexts } from './delivery-texts';

/** Signatures as a person hands them out. */
export function renderSigned(region: string, signed: Signed, out: string | undefined, language: Language): string {
  const say = sayIn(language);
  const { domain, key, keyPairId, from, until, ip, urls, cookies } = signed;
  const lines = [
    say(signTexts.head, { region, domain, key, keyPairId }),
    [
      from === undefined ? say(signTexts.until, { until }) : say(signTexts.between, { from, until }),
      ...(ip === undefined ? [] : [say(signTexts.ip, { ip })]),
    ].join(', '),
    ...urls.flatMap(({ path, url, query }) => [
      '',
      printable(path),
      ...(url === undefined ? [say(signTexts.append), query] : [url]),
    ]),
    ...(cookies === undefined ? [] : cookieLines(cookies, out, say)),
    '',
    say(signTexts.secret),
    '',
  ];
  return lines.join('\n');
}

function cookieLines(cookies: SignedCookies, out: string | undefined, say: Say): readonly string[] {
  const address = `https://${cookies.domain}${cookies.cookiePath}`;
  const head = ['', printable(cookies.path)];
  if (out !== undefined) {
    return [...head, say(signTexts.written, { out }), `curl -b ${quoted(out)} ${quoted(address)}`];
  }
  return [
    ...head,
    say(signTexts.server),
    ...setCookieLines(cookies),
    '',
    say(signTexts.client),
    `curl -H ${quoted(cookieHeader(cookies))} ${quoted(address)}`,
    '',
    cookieFile(cookies).trimEnd(),
  ];
}
