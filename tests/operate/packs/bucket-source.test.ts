import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { bucketSource } from '../../../lib/operate';
import {
  asVisible,
  folder,
  noise,
  publish,
  removeFolders,
  syncFrom,
  visible,
  type Tree,
} from '../../packs/sync/support';
import { packServer, type PackServer } from '../../packs/sync/pack-server';

jest.setTimeout(30_000);

const tree: Tree = { '课/1.txt': 'один', large: noise(90_000, 3) };
const kept = { ...process.env };
let server: PackServer;
let target: string;

beforeEach(async () => {
  const root = folder();
  await publish(join(root, 'pack'), 1, tree);
  mkdirSync(join(root, 'commons/open/packs'), { recursive: true });
  renameSync(join(root, 'pack'), join(root, 'commons/open/packs/physics'));
  server = await packServer(root);
  target = join(folder(), 'target');
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_S3: server.url,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret-of-a-test',
    AWS_MAX_ATTEMPTS: '1',
  });
});

afterEach(async () => {
  await server.close();
  process.env = { ...kept };
  removeFolders();
});

const source = () => bucketSource({ bucket: 'commons', prefix: 'open/packs/physics' });

test('a pack comes from a bucket, signed for, and part by part after a cut', async () => {
  let cuts = 0;
  server.mischief = (request, response, _key, body) => {
    if (body.length !== 90_000 || request.headers.range !== undefined || cuts > 0) return false;
    cuts += 1;
    response.writeHead(200, { 'content-length': body.length, etag: '"e"' });
    response.write(body.subarray(0, 30_000), () => setTimeout(() => response.destroy(), 50));
    return true;
  };
  const result = await syncFrom('', target, { source: source() });
  expect(result.codes).toEqual([]);
  expect(visible(target)).toEqual(asVisible(tree));
  expect(cuts).toBe(1);
  expect(server.requests.some((one) => one.endsWith('bytes=30000-'))).toBe(true);
  expect(server.headers.every(({ authorization }) => authorization?.startsWith('AWS4-HMAC-SHA256'))).toBe(true);
});

test.each([
  ['AccessDenied', 403, 'EDU628'],
  ['ExpiredToken', 400, 'EDU628'],
  ['NoSuchKey', 404, 'EDU623'],
  ['NoSuchBucket', 404, 'EDU623'],
  ['SlowDown', 503, 'EDU627'],
])('%s of S3 is told in one line, without what follows', async (name, status, code) => {
  server.mischief = (_request, response) => {
    const secret = '\nand the request again: secret-token';
    response.writeHead(status, { 'content-type': 'application/xml' });
    response.end(`<?xml version="1.0"?><Error><Code>${name}</Code><Message>no${secret}</Message></Error>`);
    return true;
  };
  const { issues, codes } = await syncFrom('', target, { source: source(), attempts: 2 });
  expect(codes).toEqual([code]);
  expect(JSON.stringify(issues)).not.toContain('secret-token');
});

test('a part of another object is asked for anew', async () => {
  const pack = source();
  const name = 'recall.json';
  const signal = new AbortController().signal;
  const whole = await pack.read(name, { start: 0 }, signal);
  expect(whole).toMatchObject({ kind: 'bytes', start: 0 });
  if (whole.kind === 'bytes') whole.close();
  const part = await pack.read(name, { start: 5, end: 9 }, signal);
  expect(part).toMatchObject({ kind: 'bytes', start: 5 });
  const bytes: Uint8Array[] = [];
  if (part.kind === 'bytes') for await (const chunk of part.body) bytes.push(chunk);
  expect(Buffer.concat(bytes)).toHaveLength(4);
  server.mischief = (request, response) => {
    if (request.headers['if-match'] === undefined) return false;
    response.writeHead(412, { 'content-type': 'application/xml' });
    response.end('<Error><Code>PreconditionFailed</Code></Error>');
    return true;
  };
  const anew = await pack.read(name, { start: 5, validator: '"old"' }, signal);
  expect(anew).toMatchObject({ kind: 'bytes', start: 0 });
  if (anew.kind === 'bytes') anew.close();
});
