import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder, json, regionFile, removeFolders, run, smallRegion } from './support';

// The whole way: a region is synthesised, its templates are read again and proved, and one change is found.

let kept = '';
const day = ['--as-of', '2027-01-31'] as const;

beforeAll(async () => {
  const file = regionFile(smallRegion);
  await run('plan', file, '--write');
  kept = join(folder(), 'out');
  expect((await run('synth', file, '--out', kept, '--no-validate')).exitCode).toBe(0);
});
afterAll(removeFolders);

/** A copy of the assembly in which one text of the templates is another. */
function changed(from: RegExp, to: string): string {
  const out = join(folder(), 'out');
  cpSync(kept, out, { recursive: true });
  let changes = 0;
  for (const name of readdirSync(out).filter((one) => one.endsWith('.template.json'))) {
    const text = readFileSync(join(out, name), 'utf8');
    const other = text.replace(from, to);
    if (other !== text) changes += 1;
    writeFileSync(join(out, name), other);
  }
  expect(changes).toBeGreaterThan(0);
  return out;
}

interface Told {
  readonly property: string;
  readonly subject: string;
  readonly verdict: string;
  readonly request?: unknown;
  readonly accepted?: string;
}

function verdictsOf(document: Readonly<Record<string, unknown>>): readonly Told[] {
  return document.verdicts as readonly Told[];
}

/** Every school may read what the pooled school's records hold. */
const readable = (): string =>
  changed(
    /("s3:GetObject\*"[^\]]*\],\s*"Condition":\s*\{\s*"StringNotEquals":\s*\{\s*"aws:PrincipalTag\/educloud:school":\s*)"oak"/,
    '$1"elm-university"',
  );

describe('educloud prove', () => {
  test('proves every property of what the kit synthesises', async () => {
    const result = await run('prove', kept, ...day, '--json');
    const document = json(result);
    expect(result.exitCode).toBe(0);
    expect(document).toMatchObject({ ok: true, model: expect.any(String), asOf: '2027-01-31', doubts: [], issues: [] });
    expect(new Set(verdictsOf(document).map(({ verdict }) => verdict))).toEqual(new Set(['proved']));
    expect(new Set(verdictsOf(document).map(({ property }) => property)).size).toBe(12);
    expect(document.assumptions).toEqual(expect.arrayContaining([expect.stringMatching(/^A1: /)]));
  });

  test('tells verdicts, what carries them and assumptions in the language that is asked for', async () => {
    const title = {
      en: 'Only the school itself reads its data',
      zh: '只有学校自己能读取其数据',
      ru: 'Данные школы читает',
    };
    for (const [language, text] of Object.entries(title)) {
      const { out, exitCode } = await run('prove', kept, ...day, '--lang', language);
      expect(exitCode).toBe(0);
      expect(out).toContain(text);
      expect(out).toContain('DenyOtherSchools');
      expect(out).toMatch(/^ {2}A14 /m);
    }
  });

  test('refutes what one changed tag opens, with a request, and only that', async () => {
    const out = readable();
    const result = await run('prove', out, ...day, '--json');
    const broken = verdictsOf(json(result)).filter(({ verdict }) => verdict !== 'proved');
    expect(result.exitCode).toBe(1);
    expect(broken.map(({ property, verdict }) => `${property} ${verdict}`)).toEqual(
      expect.arrayContaining(['read-isolation refuted', 'write-isolation refuted']),
    );
    for (const { request } of broken.filter(({ verdict }) => verdict === 'refuted')) {
      expect(request).toMatchObject({ action: expect.stringMatching(/^s3:/), context: expect.any(Object) });
    }
    const text = await run('prove', out, ...day, '--property', 'read-isolation');
    expect(text.out).toMatch(/^refuted {2}read-isolation {2}arn:aws-cn:s3:::edu-rec-oak-/m);
    expect(text.out).toMatch(/→ s3:[A-Za-z]+ arn:aws-cn:s3:::edu-rec-oak-/);
  });

  test('an acceptance covers what is undecided until its day, and never what is refuted', async () => {
    const out = changed(/"StringNotEquals"(:\s*\{\s*"aws:PrincipalTag\/educloud:school":\s*"oak")/, '"StringUnlike"$1');
    const open = verdictsOf(json(await run('prove', out, ...day, '--json'))).filter(
      ({ verdict }) => verdict === 'undecided',
    );
    expect(open.length).toBeGreaterThan(0);
    const list = (until: string, verdicts: readonly Told[]): string => {
      const file = join(folder(), 'accepted.yaml');
      const entries = verdicts.map(
        ({ property, subject }, index) =>
          `  - { id: a${index}, property: ${property}, subject: '${subject}', reason: read by hand, until: ${until} }\n`,
      );
      writeFileSync(file, `accepted:\n${entries.join('')}`);
      return file;
    };
    const accepted = await run('prove', out, ...day, '--json', '--accept', list('2027-02-01', open));
    expect(accepted.exitCode).toBe(0);
    expect(verdictsOf(json(accepted)).filter((one) => one.accepted !== undefined)).toHaveLength(open.length);
    expect((await run('prove', out, ...day, '--accept', list('2027-01-30', open))).exitCode).toBe(1);

    const bad = readable();
    const refuted = verdictsOf(json(await run('prove', bad, ...day, '--json'))).filter(
      ({ verdict }) => verdict === 'refuted',
    );
    const refused = await run('prove', bad, ...day, '--json', '--accept', list('2027-02-01', refuted));
    expect(refused.exitCode).toBe(1);
    expect(json(refused).issues).toMatchObject(refuted.map(() => ({ code: 'EDU734', severity: 'warning' })));
  });

  test('does not call it kept when nothing belongs to a school', async () => {
    const out = changed(/("Key":\s*)"educloud:school"/g, '$1"school"');
    const result = await run('prove', out, ...day, '--property', 'read-isolation', '--json');
    expect(result.exitCode).toBe(1);
    expect(json(result)).toMatchObject({ ok: false, verdicts: [], issues: [{ code: 'EDU735', severity: 'error' }] });
    expect((await run('prove', out, ...day, '--property', 'no-outsider')).exitCode).toBe(0);
  });

  test('names the property that was meant, and refuses a day that is none', async () => {
    expect(await run('prove', kept, '--property', 'read-isolatoin')).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('read-isolation'),
    });
    expect(await run('prove', kept, '--as-of', '2027-02-30')).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('EDU704'),
    });
  });
});
