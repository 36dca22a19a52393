import { commands } from '../../lib/cli';
import { groups } from '../../lib/cli/commands';
import { folder, json, regionFile, removeFolders, run, smallRegion } from './support';

afterAll(removeFolders);

describe('the command line', () => {
  test('prints help that names every command, and succeeds', async () => {
    const { exitCode, out } = await run('--help');
    expect(exitCode).toBe(0);
    for (const { name } of commands) expect(out).toContain(`  ${name.split(' ')[0] ?? name} `);
  });

  test('prints help of a group of commands, which names those of the group', async () => {
    const { exitCode, out } = await run('registry', '--help');
    expect(exitCode).toBe(0);
    expect(out).toContain('Usage: educloud registry');
    expect(out).toContain('  index ');
    expect((await run('registry', 'index', '--help')).out).toContain('Usage: educloud registry index [options] <file>');
  });

  test('has a description for every group', () => {
    const used = commands.flatMap(({ name }) => (name.includes(' ') ? (name.split(' ')[0] ?? '') : []));
    expect([...new Set(used)].sort()).toEqual(Object.keys(groups).sort());
  });

  test('a group without a command prints its help and fails', async () => {
    const { exitCode, out, err } = await run('registry');
    expect([exitCode, out]).toEqual([1, '']);
    expect(err).toContain('Usage: educloud registry');
  });

  test.each([
    [['registry', 'indx', 'a.yaml'], 'Did you mean index?', 'allowed: index', 'see `educloud registry --help`'],
    [['registy', 'index'], 'Did you mean registry?', 'allowed: init, check', 'see `educloud --help`'],
    [['registry', 'index', 'a', '--otu', 'b'], 'Did you mean --out?', '', 'see `educloud registry index --help`'],
  ])('leads from %j to what was meant', async (args, suggestion, allowed, fix) => {
    const { exitCode, err } = await run(...args);
    expect(exitCode).toBe(1);
    for (const words of [suggestion, allowed, fix]) expect(err).toContain(words);
  });

  test('prints the version of the package', async () => {
    const { exitCode, out } = await run('--version');
    expect({ exitCode, out }).toEqual({ exitCode: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  test('without a command prints help and fails', async () => {
    const { exitCode, err } = await run();
    expect(exitCode).toBe(1);
    expect(err).toContain('Usage: educloud');
  });

  test.each([
    [['chek', 'x.yaml'], 'Did you mean check?'],
    [['check'], "missing required argument 'file'"],
    [['check', 'a.yaml', 'b.yaml'], 'too many arguments'],
    [['check', 'a.yaml', '--jsn'], 'Did you mean --json?'],
    [['check', 'a.yaml', '--lang', 'fr'], '`--lang` has a value that does not fit'],
  ])('refuses %j as EDU704', async (args, text) => {
    const { exitCode, out, err } = await run(...args);
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' });
    expect(err).toContain('EDU704');
    expect(err).toContain(text);
  });

  test('says the same mistakes as one JSON document', async () => {
    const result = await run('check', '--jsn', '--json');
    expect(json(result)).toMatchObject({ ok: false, issues: [{ code: 'EDU704' }] });
    expect(result.err).toBe('');
  });

  test.each(['check', 'plan', 'synth'])('%s --json writes one document and nothing else', async (name) => {
    const file = regionFile(smallRegion);
    await run('plan', file, '--write');
    const result = await run(
      name,
      file,
      '--json',
      ...(name === 'synth' ? ['--out', `${folder()}/out`, '--no-validate'] : []),
    );
    expect(json(result)).toMatchObject({ ok: true });
    expect({ exitCode: result.exitCode, err: result.err }).toEqual({ exitCode: 0, err: '' });
  });

  test('schema prints the JSON Schema with and without --json', async () => {
    const [plain, asked] = [await run('schema'), await run('schema', '--json')];
    expect(json(plain)).toEqual(json(asked));
    expect(json(plain)).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' });
  });

  test.each([
    ['zh', '找不到文件', '修正'],
    ['ru', 'файл не найден', 'исправление'],
  ])('speaks %s', async (language, title, label) => {
    const { exitCode, err } = await run('check', 'nowhere.yaml', '--lang', language);
    expect(exitCode).toBe(1);
    expect(err).toContain(title);
    expect(err).toContain(label);
  });
});

test('an argument that happens to be a language is no `--lang`', async () => {
  expect((await run('zh')).err).toContain('unknown command');
  expect((await run('zh')).err).not.toContain('允许');
});
