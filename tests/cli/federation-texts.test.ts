import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { feedAt, importRegion } from './federation-support';
import { folder, json, regionFile, removeFolders, run } from './support';

afterAll(removeFolders);

/** Before the tests are timed: the first feed of a process looks for the primes of its key. */
beforeAll(() => {
  feedAt(folder(), importRegion);
}, 60_000);

/** A region whose feed has been imported; with a mode, its pooled schools come in by the proxy. */
async function imported(mode?: 'proxy'): Promise<string> {
  const text = mode === undefined ? importRegion : importRegion.replace('    feeds:', `    mode: ${mode}\n    feeds:`);
  const file = regionFile(text);
  const folder = dirname(file);
  feedAt(folder, text);
  const result = await run(
    ...['federation', 'import', file, '--feed', join(folder, 'feed.xml'), '--cert', join(folder, 'feed.pem')],
    ...['--as-of', '2026-09-02'],
  );
  expect([result.exitCode, result.err]).toEqual([0, expect.not.stringContaining('EDU')]);
  return file;
}

test('a hand-out is printed in the language of the messages, filled in from the plan', async () => {
  const file = await imported();
  const { exitCode, out } = await run('federation', 'handout', file, '--school', 'oak', '--lang', 'zh');
  expect(exitCode).toBe(0);
  expect(out).toMatch(/^# 橡树小学/);
  expect(out).toContain('arn:aws-cn:iam::444455556666:role/educloud/educloud-small-oak-teacher');
  expect(out).toContain('arn:aws-cn:iam::444455556666:saml-provider/educloud-small-oak');
  expect(out).toContain('urn:amazon:webservices:cn-north-1');
  expect(out).toContain('@oak.example');
  const asJson = json(await run('federation', 'handout', file, '--school', 'oak', '--lang', 'zh', '--json'));
  expect(asJson).toEqual({ ok: true, region: 'small', school: 'oak', language: 'zh', content: out });
});

test('a school behind the proxy is told of the proxy, and of no role of AWS', async () => {
  const file = await imported('proxy');
  const { out } = await run('federation', 'handout', file, '--school', 'oak', '--lang', 'en');
  expect(out).toContain('https://proxy.bureau.example/saml');
  expect(out).not.toContain('arn:aws-cn:iam');
  expect(out).not.toContain('student');
});

test('the filter holds every school behind the proxy, and no other', async () => {
  const file = await imported('proxy');
  const result = json(await run('federation', 'filter', file, '--format', 'json', '--json'));
  expect(JSON.parse(String(result.content))).toMatchObject({
    region: 'small',
    proxyEntityId: 'https://proxy.bureau.example/saml',
    providers: [{ schools: ['oak'], scopes: ['oak.example'] }],
  });
});

test('with --out a file holds what would have been printed', async () => {
  const file = await imported();
  const out = join(dirname(file), 'oak.md');
  const asked = ['federation', 'handout', file, '--school', 'oak', '--software', 'keycloak', '--lang', 'ru'];
  const printed = await run(...asked);
  expect((await run(...asked, '--out', out)).out).toBe(`${out}\n`);
  expect(readFileSync(out, 'utf8')).toBe(printed.out);
});

test('a school, software, format or proxy that is not known leaves no file', async () => {
  const file = await imported();
  const out = join(dirname(file), 'none');
  const codes = async (...args: readonly string[]): Promise<readonly string[]> => {
    const { exitCode, err } = await run('federation', ...args, '--out', out);
    expect(exitCode).toBe(1);
    return err.match(/EDU\d{3}(?= {2})/g) ?? [];
  };
  expect(await codes('handout', file, '--school', 'pine')).toEqual(['EDU561']);
  expect(await codes('handout', file, '--school', 'ash')).toEqual(['EDU562']);
  expect(await codes('handout', file, '--school', 'oak', '--software', 'okta')).toEqual(['EDU704']);
  expect(await codes('filter', file, '--format', 'xml')).toEqual(['EDU704']);
  expect(await codes('filter', file)).toEqual(['EDU564']);
  expect(existsSync(out)).toBe(false);
});

test('a filter where everybody signs in directly does not ask for the proxy that the region file names', async () => {
  const { err } = await run('federation', 'filter', await imported());
  expect(err).toContain('nobody of region small signs in through a proxy');
  expect(err).toContain('`mode: proxy`');
});

test('the README of a node names whom it lets in: people of the school, and auditors of the bureau', async () => {
  const file = await imported();
  const out = join(dirname(file), 'node');
  await run('plan', file, '--write');
  await run('synth', file, '--only', 'elm-university', '--out', out, '--no-validate');
  const template = readFileSync(join(out, 'edu-small-node-elm-university.template.json'), 'utf8');
  const readme = readFileSync(join(out, 'README.md'), 'utf8');
  const people = readme.match(/arn:aws-cn:iam::777788889999:role\/[\w/-]+/g) ?? [];
  expect(people).toHaveLength(2);
  for (const name of [
    ...people.map((arn) => arn.split('/').at(-1)),
    'educloud-small-auditor',
    'educloud-small-bureau',
  ]) {
    expect(template).toContain(`"${name}"`);
    expect(readme).toContain(name);
  }
  expect(readme).toContain('https://idp.bureau.example/idp');
});

test('before a feed was imported both say so', async () => {
  const file = regionFile(importRegion);
  expect((await run('federation', 'handout', file, '--school', 'oak')).err).toContain('EDU451');
  writeFileSync(join(dirname(file), 'federation.lock.json'), '{}');
  expect((await run('federation', 'filter', file)).err).toContain('EDU553');
});

test('every proof names the break-glass roles, whichever property is asked for', async () => {
  const file = await imported();
  const out = join(dirname(file), 'out');
  expect((await run('plan', file, '--write')).exitCode).toBe(0);
  expect((await run('synth', file, '--out', out, '--no-validate')).exitCode).toBe(0);
  const arn = 'arn:aws-cn:iam::444455556666:role/educloud/educloud-small-break-glass';
  for (const property of ['tls-only', 'break-glass-only', 'read-isolation']) {
    const { exitCode, out: text } = await run('prove', out, '--property', property);
    expect([property, exitCode]).toEqual([property, 0]);
    expect(text).toContain(`break-glass roles: ${arn}\n`);
    expect(json(await run('prove', out, '--property', property, '--json')).breakGlass).toEqual([arn]);
  }
}, 60_000);
