import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder, json, regionFile, removeFolders, run, smallRegion } from './support';

afterAll(removeFolders);

async function planned(text = smallRegion): Promise<string> {
  const file = regionFile(text);
  await run('plan', file, '--write');
  return file;
}

describe('synth', () => {
  test('writes templates, the manifest and educloud.json directly into the folder', async () => {
    const out = join(folder(), 'a', 'b');
    const result = await run('synth', await planned(), '--out', out, '--no-validate');
    expect(result.exitCode).toBe(0);
    expect(readdirSync(out)).toEqual(
      expect.arrayContaining([
        'manifest.json',
        'educloud.json',
        'edu-small-hub.template.json',
        'edu-small-north-001.template.json',
      ]),
    );
    expect(result.out).toContain('validator: not run');
  });

  test('refuses a ledger that is missing or stale, and says what has changed', async () => {
    const file = regionFile(smallRegion);
    const out = join(folder(), 'out');
    const missing = await run('synth', file, '--out', out);
    expect({ exitCode: missing.exitCode, code: missing.err.includes('EDU405'), out: existsSync(out) }).toEqual({
      exitCode: 1,
      code: true,
      out: false,
    });
    await run('plan', file, '--write');
    writeFileSync(file, `${smallRegion}    - { id: birch, district: north }\n`);
    const stale = await run('synth', file, '--out', out);
    expect(stale.err).toContain('add birch');
    expect(stale.exitCode).toBe(1);
  });

  test('--only gives a node alone: its stack, a README for one account, and no other school', async () => {
    const out = join(folder(), 'node');
    const result = await run(
      'synth',
      await planned(),
      '--only',
      'elm-university',
      '--out',
      out,
      '--no-validate',
      '--json',
    );
    expect(json(result)).toMatchObject({
      ok: true,
      stacks: [{ name: 'edu-small-node-elm-university', resources: 31 }],
    });
    const files = readdirSync(out);
    expect(files.filter((name) => name.endsWith('.template.json'))).toEqual([
      'edu-small-node-elm-university.template.json',
    ]);
    const readme = readFileSync(join(out, 'README.md'), 'utf8');
    expect(readme).toContain('cdk bootstrap aws://777788889999/cn-north-1');
    expect(readme.match(/^\d\. /gm)).toHaveLength(5);
    for (const name of files)
      expect(readFileSync(join(out, name), 'utf8')).not.toMatch(/\b(oak|ash-university|444455556666\/|north-001)\b/);
  });

  test('--only gives a node with copies every stack of its account, and a README that names them and both AWS Regions', async () => {
    const out = join(folder(), 'node');
    const region = smallRegion.replace('home: cn-north-1', 'home: cn-north-1\n  recovery: cn-northwest-1');
    const { exitCode } = await run(
      'synth',
      await planned(region),
      '--only',
      'elm-university',
      '--out',
      out,
      '--no-validate',
    );
    expect(exitCode).toBe(0);
    const files = readdirSync(out);
    const stacks = [
      'edu-small-base-777788889999-cn-northwest-1',
      'edu-small-drill-777788889999-cn-north-1',
      'edu-small-node-elm-university',
      'edu-small-node-elm-university-recovery-cn-northwest-1',
    ];
    expect(files.filter((name) => name.endsWith('.template.json')).sort()).toEqual(
      stacks.map((name) => `${name}.template.json`).sort(),
    );
    const readme = readFileSync(join(out, 'README.md'), 'utf8');
    expect(stacks.filter((name) => !readme.includes(`- \`${name}\` in cn-north`))).toEqual([]);
    expect(readme).toContain('cdk bootstrap aws://777788889999/cn-north-1 aws://777788889999/cn-northwest-1');
    expect(readme).toContain('cdk deploy --app . --all');
    expect(readme).toContain('edu-rrc-elm-university-777788889999-cn-northwest-1-an');
    expect(readme).toMatch(/Nobody but the recovery role deletes a copy in its first 30 days/);
    expect(readme.match(/^\d\. /gm)).toHaveLength(5);
    for (const name of files)
      expect(readFileSync(join(out, name), 'utf8')).not.toMatch(/\b(oak|ash-university|444455556666\/|north-001)\b/);
    // What stands alone is proved alone: no copy leads to a stack that is not there.
    const proved = await run('prove', out);
    expect(proved.out).toMatch(/^✓ (\d+)\/\1 properties hold for all requests$/m);
  });

  test.each([
    ['oak', '`oak` is pooled'],
    ['ash-university', 'no school `ash-university` has resources'],
    ['nobody', 'no school `nobody` has resources'],
  ])('--only %s is refused as EDU703', async (school, text) => {
    const { exitCode, err } = await run('synth', await planned(), '--only', school, '--out', join(folder(), 'out'));
    expect(exitCode).toBe(1);
    expect(err).toContain('EDU703');
    expect(err).toContain(text);
    expect(err).toContain('elm-university');
  });

  test('replaces an earlier output, so that no stack of yesterday is deployed tomorrow', async () => {
    const out = join(folder(), 'out');
    await run('synth', await planned(), '--out', out, '--no-validate');
    await run('synth', await planned(smallRegion.replace(/id: small/, 'id: other')), '--out', out, '--no-validate');
    expect(readdirSync(out).filter((name) => name.includes('small'))).toEqual([]);
  });

  test('never deletes what it has not made', async () => {
    const out = folder();
    mkdirSync(join(out, 'cdk.out'));
    writeFileSync(join(out, 'thesis.docx'), 'years of work');
    const { exitCode, err } = await run('synth', await planned(), '--out', out, '--no-validate');
    expect(exitCode).toBe(1);
    expect(err).toContain('EDU702');
    expect(readFileSync(join(out, 'thesis.docx'), 'utf8')).toBe('years of work');
  });

  test('tells how far it has come in plain lines where there is no terminal', async () => {
    const { err } = await run('synth', await planned(), '--out', join(folder(), 'out'), '--no-validate');
    expect(err).toMatch(/^building edu-small-log-archive 0\/6$/m);
    expect(err).toMatch(/^writing templates$/m);
  });
});

test.each(['/proc/educloud', '/proc/educloud/deeper', '/dev/null/x'])(
  'an output folder that cannot be made (%s) is refused as EDU701',
  async (out) => {
    const { exitCode, err } = await run('synth', await planned(), '--out', out, '--no-validate');
    expect({ exitCode, refused: err.includes('EDU701') }).toEqual({ exitCode: 1, refused: true });
  },
);

test('a folder that holds a README or a template of somebody else is left alone', async () => {
  for (const name of ['README.md', 'mine.template.json', 'manifest.json']) {
    const out = folder();
    writeFileSync(join(out, name), 'mine');
    const { exitCode, err } = await run('synth', await planned(), '--out', out, '--no-validate');
    expect({ name, exitCode, refused: err.includes('EDU702') }).toEqual({ name, exitCode: 1, refused: true });
    expect(readFileSync(join(out, name), 'utf8')).toBe('mine');
  }
});

test('a missing ledger is told apart from a stale one', async () => {
  const { err } = await run('synth', regionFile(smallRegion), '--out', join(folder(), 'out'));
  expect(err).toContain('there is no ledger');
  expect(err).toContain('restore its ledger from version control');
});
