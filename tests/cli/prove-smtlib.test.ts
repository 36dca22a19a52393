import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder, json, regionFile, removeFolders, run, smallRegion } from './support';

afterAll(removeFolders);

async function assembly(): Promise<string> {
  const file = regionFile(smallRegion);
  await run('plan', file, '--write');
  const out = join(folder(), 'out');
  expect((await run('synth', file, '--out', out, '--no-validate')).exitCode).toBe(0);
  return out;
}

describe('prove --smtlib', () => {
  test('writes a question a file, tells how many, and replaces those of an earlier proof', async () => {
    const templates = await assembly();
    const out = join(folder(), 'deep', 'smtlib');
    const proof = ['prove', templates, '--as-of', '2027-01-31', '--property'];
    const first = await run(...proof, 'no-outsider', '--smtlib', out);
    const files = readdirSync(out).filter((name) => name.endsWith('.smt2'));
    expect(files.length).toBeGreaterThan(3);
    expect(first.out).toContain(`${out}: ${files.length} problems in SMT-LIB`);

    const second = json(await run(...proof, 'no-anonymous', '--smtlib', out, '--json'));
    const left = readdirSync(out).filter((name) => name.endsWith('.smt2'));
    expect(second.smtlib).toBe(left.length);
    expect(left.filter((name) => name.includes('outsider'))).toEqual([]);
    expect(JSON.parse(readFileSync(join(out, 'index.json'), 'utf8'))).toMatchObject({
      files: left.map((file) => ({ file })),
    });
  });

  test('refuses a folder with other files and a file, before anything is read', async () => {
    const out = folder();
    writeFileSync(join(out, 'notes.txt'), 'mine');
    const foreign = await run('prove', join(out, 'none'), '--smtlib', out);
    expect(foreign).toMatchObject({ exitCode: 1, err: expect.stringContaining('EDU702') });
    const file = await run('prove', join(out, 'none'), '--smtlib', join(out, 'notes.txt'));
    expect(file).toMatchObject({ exitCode: 1, err: expect.stringContaining('EDU701') });
    mkdirSync(join(out, 'sub', 'index.json'), { recursive: true });
    expect((await run('prove', join(out, 'none'), '--smtlib', join(out, 'sub'))).err).toContain('EDU702');
    expect(readdirSync(out).sort()).toEqual(['notes.txt', 'sub']);
  });
});
