import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { systemCode } from '../../files';
import { cookieHeader, type Cookie } from './cookies';
import type { Answer, PackSource, Wanted } from './pack-source';

const mostRedirects = 3;

/** A pack on a web server or a CDN. What stands behind `?` in the address, such as a signature, goes with every request. */
export function httpSource(address: URL, cookies: readonly Cookie[] = []): PackSource {
  const base = new URL(address);
  base.hash = '';
  if (!base.pathname.endsWith('/')) base.pathname += '/';
  return {
    name: `${base.origin}${base.pathname}`,
    read: (key, wanted, signal) => {
      const url = new URL(base);
      url.pathname += key;
      return ask(url, wanted, signal, cookies, mostRedirects);
    },
  };
}

async function ask(
  url: URL,
  wanted: Wanted,
  signal: AbortSignal,
  cookies: readonly Cookie[],
  redirects: number,
): Promise<Answer> {
  const reply = await send(url, { headers: headersFor(url, wanted, cookies), signal });
  if ('found' in reply) return { kind: 'broken', found: reply.found };
  const { response } = reply;
  const answer = judge(response, wanted, url);
  if ('kind' in answer) {
    if (answer.kind !== 'bytes') response.destroy();
    return answer;
  }
  response.destroy();
  if (redirects === 0) return { kind: 'unusable', found: 'one redirect after another' };
  return ask(answer.next, wanted, signal, cookies, redirects - 1);
}

function headersFor(
  url: URL,
  { start, end, validator, fresh }: Wanted,
  cookies: readonly Cookie[],
): RequestOptions['headers'] {
  const cookie = cookieHeader(cookies, url);
  return {
    'accept-encoding': 'identity',
    ...(start > 0 || end !== undefined ? { range: `bytes=${start}-${end === undefined ? '' : end - 1}` } : {}),
    ...(start > 0 && validator !== undefined ? { 'if-range': validator } : {}),
    ...(fresh === true ? { 'cache-control': 'no-cache' } : {}),
    ...(cookie === '' ? {} : { cookie }),
  };
}

function send(
  url: URL,
  options: RequestOptions,
): Promise<{ readonly response: IncomingMessage } | { readonly found: string }> {
  return new Promise((resolve) => {
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options, (response) => {
      // After the body was given up, nobody is left to hear of its end.
      response.on('error', () => undefined);
      resolve({ response });
    });
    request.on('error', (error) => resolve({ found: systemCode(error) }));
    request.end();
  });
}

function judge(response: IncomingMessage, wanted: Wanted, url: URL): Answer | { readonly next: URL } {
  const { statusCode: status = 0, headers } = response;
  const found = `HTTP ${status}`;
  if (status === 200 || status === 206) return bytesOf(response, wanted, status);
  if ([301, 302, 303, 307, 308].includes(status)) return redirect(headers.location ?? '', url, found);
  if (status === 404 || status === 410) return { kind: 'absent', found };
  if (status === 401 || status === 403) return { kind: 'refused', found };
  const passes = status === 408 || status === 425 || status === 429 || (status >= 500 && status !== 511);
  return { kind: passes ? 'broken' : 'unusable', found };
}

/** Follows within one server: to whom another one belongs, nobody has said. */
function redirect(location: string, url: URL, found: string): Answer | { readonly next: URL } {
  if (!URL.canParse(location, url.href)) return { kind: 'unusable', found: `${found} to nowhere` };
  const next = new URL(location, url);
  // An address such as `blob:http://…` has the origin of what stands inside it.
  return next.origin === url.origin && next.protocol === url.protocol
    ? { next }
    : { kind: 'unusable', found: `${found}, a redirect to ${next.protocol}//${next.host}` };
}

function bytesOf(response: IncomingMessage, { start, end }: Wanted, status: number): Answer {
  const { headers } = response;
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') return { kind: 'unusable', found: `content in ${encoding}` };
  const common = {
    kind: 'bytes',
    ...(headers.etag === undefined || headers.etag.startsWith('W/') ? {} : { validator: headers.etag }),
    body: response,
    close: () => void response.destroy(),
  } as const;
  if (status === 200) {
    const length = /^\d{1,15}$/.exec(headers['content-length'] ?? '')?.[0];
    return { ...common, start: 0, ...(length === undefined ? {} : { total: Number(length) }) };
  }
  const range = headers['content-range'] ?? 'no range';
  const [, first, last, total] = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/.exec(range) ?? [];
  if (Number(first) !== start || Number(last) < start || (end !== undefined && Number(last) >= end)) {
    return {
      kind: 'unusable',
      found: `HTTP 206 with ${range}, asked for ${start}-${end === undefined ? '' : end - 1}`,
    };
  }
  return { ...common, start, ...(total === undefined || total === '*' ? {} : { total: Number(total) }) };
}
