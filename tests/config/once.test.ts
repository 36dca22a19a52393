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
