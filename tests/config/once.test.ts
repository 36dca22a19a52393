import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadRegion } from '../../lib/config';

const folder = mkdtempSync(join(tmpdir(), 'educloud-once-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const head = `region:
  id: once
  partition: aws
  home: eu-central-1
  accounts: { hub: "111122223333" }
  districts: [{ id: north, account: "444455556666" }]
`;

function mistakes(text: string, roster = ''): string[] {
  writeFileSync(join(folder, 'r.csv'), roster);
  writeFileSync(join(folder, 'region.yaml'), head + text);
  return loadRegion(join(folder, 'region.yaml')).issues.map(
    ({ code, file, line, message }) => `${file?.slice(folder.length + 1) ?? ''}:${line ?? 0} ${code} ${message}`,
  );
}

describe('one mistake is told once, where it was made', () => {
  test('a district misspelt for a whole roster', () => {
    expect(mistakes('  schools: { from: r.csv, district: nord }\n', 'id\noak\nelm\nash\n')).toEqual([
      expect.stringMatching(/^region\.yaml:7 EDU307 school `oak` names a district/),
    ]);
  });

  test('a roster without a school', () => {
    expect(mistakes('  schools: { from: r.csv, district: north }\n', 'id,kind\n')).toEqual([
      'r.csv:1 EDU103 the roster has a header and no school',
    ]);
  });

  test('a domain twice in one school', () => {
    expect(mistakes('  schools: [{ id: oak, district: north, domains: [a.example, a.example] }]\n')).toEqual([
      'region.yaml:7 EDU303 domain `a.example` stands twice for `oak`',
    ]);
  });

  test('a school offboarded twice', () => {
    const gone = '  offboarded:\n    - { id: ash, reason: closed }\n    - { id: ash, reason: merged }\n';
    expect(mistakes(`  schools: [{ id: oak, district: north }]\n${gone}`)).toEqual([
      expect.stringMatching(/^region\.yaml:10 EDU301 `ash` is already offboarded on line 9/),
    ]);
  });
});

describe('a slip of the keyboard is named where it was made, without what the parser says of the lines behind it', () => {
  test.each([
    [
      'a full-width colon',
      '  recovery：eu-west-1\n',
      ['region.yaml:7 EDU106 a full-width colon stands where YAML wants a colon and a blank'],
    ],
    ['no blank behind a colon', '  recovery:eu-west-1\n', ['region.yaml:7 EDU106 no blank stands behind the colon']],
    ['a tab', '\tschools: []\n', ['region.yaml:7 EDU107 a tab stands where YAML wants spaces']],
  ])('%s', (_title, line, expected) => {
    expect(mistakes(`${line}  schools: [{ id: oak, district: north }]\n`)).toEqual(expected);
  });

  test('an account without quotes and with too few digits is told both at once', () => {
    writeFileSync(join(folder, 'region.yaml'), head.replace('"111122223333"', '11112222333'));
    const fixes = loadRegion(join(folder, 'region.yaml')).issues.map(({ fix }) => fix);
    expect(fixes).toContain('write twelve digits in quotes; these are 11');
  });
});
