import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RotationEdit } from '../../lib/delivery';
import { pairs } from '../delivery/support';
import { applyEdits, deliveryFolder, signArguments } from './delivery-support';
import { json, removeFolders, run, type Run } from './support';

afterAll(removeFolders);

function rotate(root: string, ...more: string[]): Promise<Run> {
  return run('delivery', 'rotate', join(root, 'region.yaml'), '--as-of', '2026-12-01', ...more);
}

describe('delivery rotate', () => {
  test('prints steps with their dates, lines and waits, in three languages', async () => {
    const root = deliveryFolder();
    for (const [language, said] of [
      ['en', '3. remove 2026a (not before 2026-12-03T00:00:00Z)'],
      ['zh', '3. 移除 2026a (不早于 2026-12-03T00:00:00Z)'],
      ['ru', '3. удалить 2026a (не раньше 2026-12-03T00:00:00Z)'],
    ] as const) {
      const { exitCode, out, err } = await rotate(root, '--new', join(root, 'keys/2027a.pem'), '--lang', language);
      expect([exitCode, err]).toEqual([0, '']);
      expect(out).toContain(said);
      expect(out).toContain(`+ - { id: '2027a', publicKey: "keys/2027a.pem" }`);
      expect(out).toContain("= active: '2026b'");
      expect(out).not.toMatch(/[{}]\w+[}]|undefined/);
    }
  });

  test('names in one document what is accepted after each step', async () => {
    const root = deliveryFolder();
    const result = await rotate(root, '--new', join(root, 'keys/2027a.pem'), '--json');
    expect(json(result)).toMatchObject({
      ok: true,
      region: 'small',
      active: '2026a',
      next: '2026b',
      longestHours: 24,
      kept: [],
      steps: [
        { kind: 'add', accepted: ['2026a', '2026b', '2027a'], signs: '2026a', deploy: true },
        { kind: 'switch', accepted: ['2026a', '2026b', '2027a'], signs: '2026b', deploy: false },
        { kind: 'remove', accepted: ['2026b', '2027a'], signs: '2026b', deploy: true },
      ],
    });
    expect(result.out).not.toContain(root);
  });

  test('says that a second key stays where no third is there', async () => {
    const { out } = await rotate(deliveryFolder());
    expect(out).toContain('2026a stays, since two keys are the least');
    expect(out).not.toContain('2. ');
  });

  test.each([
    ['EDU587', 'a private key', pairs.stranger.privatePem],
    ['EDU586', 'a key that is there', pairs.b.publicPem],
    ['EDU586', 'no key', 'none'],
    ['EDU586', 'nothing', ''],
  ])('refuses with %s %s', async (code, _what, content) => {
    const root = deliveryFolder();
    writeFileSync(join(root, 'keys/2027a.pem'), content);
    const { exitCode, out, err } = await rotate(root, '--new', join(root, 'keys/2027a.pem'));
    expect([exitCode, out]).toEqual([1, '']);
    expect(err).toContain(code);
    expect(err).not.toContain(content.split('\n')[1] || 'PRIVATE KEY-----');
  });

  test('refuses a change after the last key, and a file that is not there', async () => {
    expect((await rotate(deliveryFolder({ active: '2026b' }))).err).toContain('EDU588');
    const root = deliveryFolder();
    expect((await rotate(root, '--new', join(root, 'gone.pem'))).err).toContain('EDU101');
  });

  test('leaves a region file, when its lines are changed as it says, that is valid and signs after every step', async () => {
    const root = deliveryFolder();
    const file = join(root, 'region.yaml');
    const { steps } = json(await rotate(root, '--new', join(root, 'keys/2027a.pem'), '--json')) as {
      steps: { signs: string; edits: RotationEdit[] }[];
    };
    for (const { edits, signs } of steps) {
      applyEdits(root, edits);
      expect((await run('check', file)).exitCode).toBe(0);
      const pem = signs === '2026a' ? pairs.a.privatePem : pairs.b.privatePem;
      writeFileSync(join(root, 'signer/private.pem'), pem);
      expect((await run(...signArguments(root, '--path', 'licensed/1.pdf'))).exitCode).toBe(0);
    }
    expect(readFileSync(file, 'utf8')).not.toContain('id: 2026a');
  });
});
