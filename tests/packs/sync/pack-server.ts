import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** Answers a request in another way than a good server; false leaves it to that. */
export type Mischief = (request: IncomingMessage, response: ServerResponse, key: string, body: Buffer) => boolean;

export interface PackServer {
  readonly url: string;
  /** `GET KEY RANGE`, in order. */
  readonly requests: string[];
  readonly headers: IncomingMessage['headers'][];
  /** Body bytes that were sent for blobs. */
  sent: number;
  mischief: Mischief | undefined;
  readonly close: () => Promise<void>;
}

/** A web server over a folder, on loopback: with Range, If-Range and ETag. */
export async function packServer(root: string): Promise<PackServer> {
  const fake: Omit<PackServer, 'close' | 'url'> = { requests: [], headers: [], sent: 0, mischief: undefined };
  const server = createServer((request, response) => {
    const key = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname).slice(1);
    const path = join(root, key);
    fake.requests.push(`${request.method} ${key} ${request.headers.range ?? ''}`.trim());
    fake.headers.push(request.headers);
    const isThere = existsSync(path) && statSync(path).isFile();
    if (fake.mischief?.(request, response, key, isThere ? readFileSync(path) : Buffer.alloc(0)) === true) return;
    if (!isThere) {
      response.writeHead(404).end('nothing');
      return;
    }
    const { size, mtimeMs } = statSync(path);
    const etag = `"${size}-${mtimeMs}"`;
    const { range } = request.headers;
    const ifRange = request.headers['if-range'];
    const [, first = '', last = ''] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
    const isPart = first !== '' && (ifRange === undefined || ifRange === etag);
    const start = isPart ? Number(first) : 0;
    const end = isPart && last !== '' ? Math.min(Number(last), size - 1) : size - 1;
    response.writeHead(isPart ? 206 : 200, {
      etag,
      'content-length': end - start + 1,
      ...(isPart ? { 'content-range': `bytes ${start}-${end}/${size}` } : {}),
    });
    if (size === 0) {
      response.end();
      return;
    }
    const stream = createReadStream(path, { start, end });
    stream.on('data', (chunk) => {
      if (key.startsWith('blobs/')) fake.sent += chunk.length;
    });
    stream.pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(fake, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}
