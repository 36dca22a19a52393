import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { json, regionFile, removeFolders, run, smallRegion } from './support';

afterAll(removeFolders);

const ledgerOf = (file: string): string => join(dirname(file), 'educloud.lock.json');

describe('plan', () => {
  test('writes nothing unless asked to', async () => {
    const file = regionFile(smallRegion);
    const { exitCode, out } = await run('plan', file);
    expect(exitCode).toBe(0);
    expect(existsSync(ledgerOf(file))).toBe(false);
    expect(out).toContain(`educloud plan ${file} --write`);
  });

  test('with --write leaves a ledger with which nothing changes any more', async () => {
    const file = regionFile(smallRegion);
    expect((await run('plan', file, '--write')).exitCode).toBe(0);
    const written = readFileSync(ledgerOf(file), 'utf8');
    const again = await run('plan', file, '--write');
    expect(again.out).toContain('nothing changes');
    expect(again.out).toContain('ledger is up to date');
    expect(readFileSync(ledgerOf(file), 'utf8')).toBe(written);
  });

  test('gives the documented JSON', async () => {
    const result = json(await run('plan', regionFile(smallRegion), '--json'));
    expect(result).toMatchObject({
      region: { id: 'small', partition: 'aws-cn', jurisdiction: 'cn' },
      schools: [
        { id: 'ash-university', tier: 'external', jurisdiction: 'by' },
        {
          id: 'elm-university',
          tier: 'node',
          account: '777788889999',
          awsRegion: 'cn-north-1',
          stack: 'edu-small-node-elm-university',
        },
        { id: 'oak', tier: 'pooled', account: '444455556666', awsRegion: 'cn-north-1', stack: 'edu-small-north-001' },
      ],
      waves: [
        ['edu-small-log-archive'],
        ['edu-small-base-111122223333-cn-north-1', 'edu-small-base-444455556666-cn-north-1'],
        ['edu-small-hub', 'edu-small-node-elm-university', 'edu-small-north-001'],
      ],
      ledger: { fresh: false, written: false },
    });
    expect(result.quotas).toContainEqual({
      account: '444455556666',
      awsRegion: 'cn-north-1',
      key: 'kms.keysPerRegion',
      used: 1,
      later: 3,
      limit: expect.any(Number),
      headroom: expect.any(Number),
      source: expect.any(String),
    });
    expect(result.changes).toContainEqual({
      kind: 'add',
      subject: 'oak',
      stack: 'edu-small-north-001',
      detail: 'pooled in account 444455556666, cn-north-1',
    });
  });

  test('says what a partition lacks and what stands in for it', async () => {
    const { out } = await run('plan', regionFile(smallRegion));
    expect(out).toContain('cdn.originAccessControl → SSE-S3 with an origin access identity');
  });

  test('shows a freeze before it is written', async () => {
    const file = regionFile(smallRegion);
    await run('plan', file, '--write');
    writeFileSync(file, smallRegion.replace(/^.*id: oak.*\n/m, ''));
    const { out } = await run('plan', file);
    expect(out).toMatch(/freeze\s+oak → edu-small-north-001/);
    expect(out).toContain('1 frozen');
  });
});

test('a ledger with Windows line ends is still up to date', async () => {
  const file = regionFile(smallRegion);
  await run('plan', file, '--write');
  writeFileSync(ledgerOf(file), readFileSync(ledgerOf(file), 'utf8').replaceAll('\n', '\r\n'));
  expect((await run('plan', file)).out).toContain('ledger is up to date');
});

test('a link that leads nowhere is no missing ledger', async () => {
  const file = regionFile(smallRegion);
  symlinkSync(join(dirname(file), 'nowhere'), ledgerOf(file));
  const { exitCode, err } = await run('plan', file, '--write');
  expect({ exitCode, told: err.includes('EDU101') }).toEqual({ exitCode: 1, told: true });
});

test('the last school of a stack leaves a stack to retire', async () => {
  const file = regionFile(smallRegion);
  await run('plan', file, '--write');
  writeFileSync(file, `${smallRegion.replace(/^.*id: oak.*\n/m, '')}  offboarded: [{ id: oak, reason: closed }]\n`);
  expect((await run('plan', file)).out).toMatch(/retire {3}edu-small-north-001: holds no school any more/);
});
