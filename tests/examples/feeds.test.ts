import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { feedFromArguments } from '../../scripts/feed/feed-from-arguments';
import { runCommand } from '../fuzz/run-command';

const root = join(__dirname, '../..');
const northeast = join(root, 'examples/northeast');
const readme = readFileSync(join(northeast, 'feeds/README.md'), 'utf8');
const commands = [...readme.matchAll(/^\$ npm run generate:feed -- (.+)$/gm)].map(([, args = '']) => args);
const out = mkdtempSync(join(tmpdir(), 'educloud-feeds-'));
afterAll(() => {
  rmSync(out, { recursive: true, force: true });
});

test('the README of the feeds makes both of them', () => {
  expect(commands.map((one) => /--out (\S+)/.exec(one)?.[1])).toEqual([
    'examples/northeast/feeds/carsi.xml',
    'examples/northeast/feeds/ne-k12.xml',
  ]);
});

test.each(commands)('%s leads to the committed bytes', (command) => {
  const args = command.split(' ').map((one) => (one.startsWith('examples/') ? join(root, one) : one));
  const made = feedFromArguments(args);
  expect(made.xml.equals(readFileSync(made.out))).toBe(true);
  expect(made.certificate).toBe(readFileSync(made.certificateFile, 'utf8'));
  expect(relative(root, made.certificateFile)).toMatch(/^examples\/northeast\/feeds\/[a-z0-9-]+\.pem$/);
});

test('importing them one after the other leads to the committed lock', async () => {
  const lock = join(out, 'federation.lock.json');
  for (const name of ['carsi', 'ne-k12']) {
    const { exitCode, err } = await runCommand(
      ...['federation', 'import', join(northeast, 'region.yaml'), '--name', name, '--lock', lock],
      ...['--feed', join(northeast, `feeds/${name}.xml`), '--cert', join(northeast, `feeds/${name}.pem`)],
      ...['--as-of', '2026-09-02'],
    );
    expect([exitCode, err.match(/EDU\d+/g)]).toEqual([0, null]);
  }
  expect(readFileSync(lock, 'utf8')).toBe(readFileSync(join(northeast, 'federation.lock.json'), 'utf8'));
});
