import { createServer } from 'node:http';
import { openTlsDoor } from './tls-door';

test('a request through the door says that it came over TLS, and arrives whole', async () => {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => response.writeHead(201).end(`${String(request.headers['x-forwarded-proto'])} ${body}`));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const plain = `http://127.0.0.1:${typeof address === 'object' ? String(address?.port) : ''}`;
  const door = await openTlsDoor(plain);
  try {
    const through = await fetch(door.url, { method: 'POST', body: 'hello' });
    expect([through.status, await through.text()]).toEqual([201, 'https hello']);
    expect(await (await fetch(plain, { method: 'POST', body: 'hello' })).text()).toBe('undefined hello');
  } finally {
    await door.close();
    server.closeAllConnections();
    server.close();
  }
});
