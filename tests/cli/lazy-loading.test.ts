import { folder, regionFile, removeFolders, run, smallRegion } from './support';

jest.mock('@aws-sdk/client-ssm', () => {
  throw new RangeError('the AWS SDK was loaded');
});
jest.mock('@aws-sdk/client-sts', () => {
  throw new RangeError('the AWS SDK was loaded');
});
jest.mock('@aws-sdk/cloudfront-signer', () => {
  throw new RangeError('what signs was loaded');
});

afterAll(removeFolders);

test('only commands that call AWS load the AWS SDK', async () => {
  const file = regionFile(smallRegion);
  expect((await run('plan', file, '--write')).exitCode).toBe(0);
  for (const args of [['--help'], ['check', file], ['plan', file], ['schema'], ['registry', 'index', '--help']]) {
    expect((await run(...args)).exitCode).toBe(0);
  }
  const { exitCode, err } = await run('registry', 'index', file, '--out', `${folder()}/registry.json`);
  expect(exitCode).toBe(2);
  expect(err).toContain('the AWS SDK was loaded');
});

test('only commands of delivery load what signs', async () => {
  const file = regionFile(smallRegion);
  for (const args of [
    ['check', file],
    ['plan', file],
    ['delivery', 'sign', '--help'],
  ]) {
    expect((await run(...args)).exitCode).toBe(0);
  }
  const { exitCode, err } = await run('delivery', 'rotate', file);
  expect(exitCode).toBe(2);
  expect(err).toContain('what signs was loaded');
});
