import { fakecloud } from './fakecloud';
import { ministack } from './ministack';

const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
});

test('an emulator that is not where the environment says is missing, with the reason', () => {
  process.env.EDUCLOUD_MINISTACK = '/nowhere/venv';
  process.env.EDUCLOUD_FAKECLOUD = '/nowhere/fakecloud';
  expect(ministack.find({ install: true })).toEqual({
    missing: 'EDUCLOUD_MINISTACK names /nowhere/venv, which has no bin/ministack',
  });
  expect(fakecloud.find({ install: true })).toEqual({
    missing: 'EDUCLOUD_FAKECLOUD names /nowhere/fakecloud, which is not there',
  });
});

test('fakecloud is not built unless someone asks for it', () => {
  delete process.env.EDUCLOUD_FAKECLOUD;
  process.env.PATH = '/nowhere';
  const found = fakecloud.find({ install: false });
  // Who asked for it once has it in node_modules/.cache.
  expect('missing' in found ? found.missing : found.from).toMatch(/--install-fakecloud|installed earlier/);
});

test('a table names each type and property once', () => {
  for (const { unsupported } of [ministack, fakecloud]) {
    const types = unsupported.map(({ type, property = '' }) => `${type} ${property}`);
    expect(new Set(types).size).toBe(types.length);
  }
});

test('emulators listen on the loopback address only', () => {
  expect(ministack.env(4000)).toMatchObject({ BIND_HOST: '127.0.0.1', GATEWAY_PORT: '4000', AUTH: 'true' });
  expect(fakecloud.args(4000)).toContain('127.0.0.1:4000');
  expect(fakecloud.env(4000)).toMatchObject({ FAKECLOUD_IAM: 'strict', FAKECLOUD_VERIFY_SIGV4: 'true' });
});
