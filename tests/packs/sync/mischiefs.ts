import type { Mischief } from './pack-server';
import { noise } from './support';

/** What a server or a network in between may do with blobs, and how it ends. */
export const mischiefs: readonly (readonly [string, Mischief, readonly string[]])[] = [
  [
    'ignores Range',
    (_request, response, _key, body) => {
      response.writeHead(200, { 'content-length': body.length }).end(body);
      return true;
    },
    [],
  ],
  [
    'sends without length',
    (_request, response, _key, body) => {
      response.writeHead(200).end(body);
      return true;
    },
    [],
  ],
  [
    'sends more than it should',
    (_request, response, _key, body) => {
      response.writeHead(200).end(Buffer.concat([body, noise(200_000, 1)]));
      return true;
    },
    [],
  ],
  [
    'says a length that is too short',
    (_request, response, _key, body) => {
      response.writeHead(200, { 'content-length': body.length - 1 }).end(body.subarray(1));
      return true;
    },
    ['EDU626'],
  ],
  [
    'says a length that is too long',
    (_request, response, _key, body) => {
      response.writeHead(200, { 'content-length': body.length + 10 });
      response.write(body, () => response.destroy());
      return true;
    },
    ['EDU626'],
  ],
  [
    'sends a page that asks for a sign-in',
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>please pay</html>');
      return true;
    },
    ['EDU626', 'EDU627'],
  ],
  [
    'redirects to another server',
    (_request, response) => {
      response.writeHead(302, { location: 'http://portal.example/' }).end();
      return true;
    },
    ['EDU627'],
  ],
  [
    'redirects in a circle',
    (request, response) => {
      response.writeHead(302, { location: request.url }).end();
      return true;
    },
    ['EDU627'],
  ],
  [
    'sends another stretch than was asked for',
    (_request, response, _key, body) => {
      response.writeHead(206, { 'content-range': `bytes 5-${body.length - 1}/${body.length}` }).end(body.subarray(5));
      return true;
    },
    ['EDU627'],
  ],
  [
    'compresses what must not be',
    (_request, response, _key, body) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(body);
      return true;
    },
    ['EDU627'],
  ],
  [
    'says that a network wants a sign-in',
    (_request, response) => {
      response.writeHead(511).end('sign in');
      return true;
    },
    ['EDU627'],
  ],
  [
    'refuses',
    (_request, response) => {
      response.writeHead(403).end('expired');
      return true;
    },
    ['EDU628'],
  ],
  [
    'has lost a content',
    (_request, response) => {
      response.writeHead(404).end();
      return true;
    },
    ['EDU623'],
  ],
  [
    'fails for ever',
    (_request, response) => {
      response.writeHead(503).end();
      return true;
    },
    ['EDU627'],
  ],
  [
    'flips a bit',
    (_request, response, _key, body) => {
      body.writeUInt8(body.readUInt8(3) ^ 1, 3);
      response.writeHead(200).end(body);
      return true;
    },
    ['EDU626'],
  ],
];
