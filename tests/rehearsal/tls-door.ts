import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A way into the emulator on which requests count as made over TLS. */
export interface TlsDoor {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Stands where a load balancer would end TLS: it passes everything on and says `x-forwarded-proto: https`, by which
 * emulators set `aws:SecureTransport`. The header is not signed, so signatures stay valid.
 */
export async function openTlsDoor(target: string): Promise<TlsDoor> {
  const { hostname, port } = new URL(target);
  const server = createServer((incoming, outgoing) => {
    const onward = request(
      {
        hostname,
        port,
        method: incoming.method,
        path: incoming.url,
        headers: { ...incoming.headers, 'x-forwarded-proto': 'https' },
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  const url = `http://127.0.0.1:${String(await listen(server))}`;
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  return port;
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return portOf(server.address());
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
