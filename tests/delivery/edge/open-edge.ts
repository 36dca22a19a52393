import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join, relative, sep } from 'node:path';
import { inCookies, refusalOf, splitQuery } from './check-signature';
import { wildcard, type EdgeBehaviour, type EdgeDistribution } from './read-distribution';

/** What the edge is and sees. */
export interface EdgeOptions {
  /** Folder that stands for the bucket. */
  readonly bucket: string;
  /** Replaced when another template is deployed. */
  distribution: EdgeDistribution;
  /** The domain by which its viewers ask. */
  readonly domain: string;
  now: Date;
  /** Address from which viewers come, as the edge sees them. */
  address: string;
  /** How a path is normalised before a behaviour is chosen: no page says whether `%2e` counts as a dot. */
  readonly normalising: 'as-sent' | 'decoded';
  /** How many bytes of a body get through before the line is cut; all where it gives none. */
  cut?: (name: string) => number | undefined;
}

export interface Edge {
  readonly url: string;
  /** Paths as they were asked for, and how each was answered. */
  readonly asked: readonly { readonly path: string; readonly status: number }[];
  readonly close: () => Promise<void>;
}

/** A server on loopback that answers as an edge of CloudFront would, by a template and a folder. It keeps no cache. */
export async function openEdge(options: EdgeOptions): Promise<Edge> {
  const asked: { path: string; status: number }[] = [];
  const server = createServer((request, response) => {
    answer(request, response, options);
    asked.push({ path: request.url ?? '', status: response.statusCode });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

function answer(request: IncomingMessage, response: ServerResponse, options: EdgeOptions): void {
  const { distribution, domain, now, address, normalising } = options;
  const [path = '/', query = ''] = (request.url ?? '/').split(/\?(.*)/s);
  const refuse = (status: number, code: string): void => {
    response.writeHead(status, { 'content-type': 'text/xml' });
    response.end(request.method === 'HEAD' ? '' : `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`);
  };
  const behaviour = behaviourFor(normalised(path, normalising), distribution.behaviours);
  if (!behaviour.methods.includes(request.method ?? '')) {
    refuse(403, 'MethodNotAllowed');
    return;
  }
  if (behaviour.keys !== undefined) {
    const { shown, rest } = splitQuery(query);
    const url = `https://${domain}${path}${rest === '' ? '' : `?${rest}`}`;
    const reason = refusalOf(shown ?? inCookies(request.headers.cookie), behaviour.keys, { url, address, now });
    if (reason !== undefined) {
      refuse(403, reason);
      return;
    }
  }
  // The origin is asked for the path as it came, and takes its encoding apart once.
  const name = decoded(path)?.slice(1);
  const object = name === undefined || !distribution.gives(name) ? undefined : objectsIn(options.bucket).get(name);
  if (name === undefined || object === undefined) {
    refuse(403, 'AccessDenied');
    return;
  }
  send(request, response, readFileSync(object), { ...behaviour.headers }, options.cut?.(name));
}

/** The objects of a bucket by their names: a name is a text, in which `..` means nothing. */
function objectsIn(bucket: string): ReadonlyMap<string, string> {
  const files = readdirSync(bucket, { recursive: true, encoding: 'utf8' }).map((one) => join(bucket, one));
  return new Map(
    files.filter((one) => statSync(one).isFile()).map((one) => [relative(bucket, one).split(sep).join('/'), one]),
  );
}

/** RFC 3986, 5.2.4, and one slash for many. */
export function normalised(path: string, normalising: EdgeOptions['normalising']): string {
  const text = normalising === 'decoded' ? (decoded(path) ?? path) : path;
  const kept: string[] = [];
  for (const segment of text.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  return kept.join('/') + (/\/\.{0,2}$/.test(text) && kept.length > 0 ? '/' : '');
}

function behaviourFor(path: string, behaviours: readonly EdgeBehaviour[]): EdgeBehaviour {
  const found = behaviours.find(({ pattern }) => wildcard(pattern).test(path));
  if (found === undefined) throw new RangeError('a distribution has a default behaviour');
  return found;
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
  headers: Record<string, string>,
  cut: number | undefined,
): void {
  const etag = `"${createHash('md5').update(body).digest('hex')}"`;
  const common = { ...headers, etag, 'accept-ranges': 'bytes' };
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, common).end();
    return;
  }
  const current = request.headers['if-range'] === undefined || request.headers['if-range'] === etag;
  const range = current ? rangeOf(request.headers.range, body.length) : undefined;
  if (range === 'outside') {
    response.writeHead(416, { ...common, 'content-range': `bytes */${String(body.length)}` }).end();
    return;
  }
  const part = range === undefined ? body : body.subarray(range.first, range.last + 1);
  response.writeHead(range === undefined ? 200 : 206, {
    ...common,
    'content-length': String(part.length),
    ...(range === undefined
      ? {}
      : { 'content-range': `bytes ${String(range.first)}-${String(range.last)}/${String(body.length)}` }),
  });
  if (request.method === 'HEAD') response.end();
  else if (cut === undefined || cut >= part.length) response.end(part);
  else response.write(part.subarray(0, cut), () => response.destroy());
}

function rangeOf(
  header: string | undefined,
  size: number,
): { readonly first: number; readonly last: number } | 'outside' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return first > last ? 'outside' : { first, last };
}
