import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { json, regionFile, removeFolders, run, smallRegion } from './support';

afterAll(removeFolders);

/** The assembly of a region that a pooled school has left: its stores are kept, and take no writes. */
async function afterLeaving(): Promise<string> {
  const file = regionFile(smallRegion);
  const out = join(dirname(file), 'out');
  expect((await run('plan', file, '--write')).exitCode).toBe(0);
  writeFileSync(file, smallRegion.replace(/^ +- \{ id: oak,.*\n/m, ''));
  expect((await run('plan', file, '--write')).out).toContain('freeze');
  expect((await run('synth', file, '--out', out, '--no-validate')).exitCode).toBe(0);
  return out;
}

test('a region with a frozen school keeps every property', async () => {
  const { exitCode, out } = await run('prove', await afterLeaving());
  expect([exitCode, out.includes('vacuous')]).toEqual([0, false]);
}, 60_000);

test('a store that denies writes and does not say that it is frozen is vacuous', async () => {
  const out = await afterLeaving();
  for (const name of readdirSync(out).filter((one) => one.endsWith('.template.json'))) {
    const text = readFileSync(join(out, name), 'utf8');
    writeFileSync(join(out, name), text.replaceAll('educloud:status', 'educloud:state'));
  }
  const result = await run('prove', out, '--property', 'own-key-only', '--json');
  expect(result.exitCode).toBe(1);
  expect(json(result).summary).toEqual([expect.objectContaining({ property: 'own-key-only', vacuous: 2 })]);
}, 60_000);
