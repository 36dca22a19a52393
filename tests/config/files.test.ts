import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadRegion, readText } from '../../lib/config';
import { files, folder, loadText, loadWith, onlyIssue, places, regionText } from './support';

const valid = regionText(['{ id: oak, district: north }']);

describe('a file that cannot be read', () => {
  test('because it is missing is told', () => {
    const file = join(folder(), 'region.yaml');
    expect(onlyIssue(loadRegion(file))).toMatchObject({ code: 'EDU101', file });
  });

  test('because a folder of its path is a file is told', () => {
    const file = join(files({ 'region.yaml': valid }), 'region.yaml');
    expect(onlyIssue(loadRegion(file))).toMatchObject({ code: 'EDU101', file });
  });

  test('because it is a folder is told', () => {
    const file = join(folder(), 'region.yaml');
    mkdirSync(file);
    expect(onlyIssue(loadRegion(file))).toMatchObject({ code: 'EDU102', file, found: 'a folder' });
  });

  test('because it is a device is told', () => {
    expect(onlyIssue(loadRegion('/dev/null'))).toMatchObject({ code: 'EDU102', found: 'a device' });
  });

  test('because it holds 50 MB is told with the limit, and not read', () => {
    const file = files({ 'region.yaml': valid });
    truncateSync(file, 50 * 1024 * 1024);
    expect(onlyIssue(loadRegion(file))).toMatchObject({
      code: 'EDU104',
      file,
      found: '52428800 bytes',
      allowed: '8388608 bytes',
    });
  });

  test('because a roster holds 50 MB is told at the line that names it', () => {
    const file = files({ 'region.yaml': regionText(['{ from: roster.csv }']), 'roster.csv': 'id\n' });
    truncateSync(join(file, '../roster.csv'), 50 * 1024 * 1024);
    expect(places(loadRegion(file))).toEqual(['EDU104 9:15']);
  });

  test('at its limit is read, and one byte above is not', () => {
    const file = join(folder(), 'text');
    writeFileSync(file, 'abcd');
    expect(readText(file, 4).text).toBe('abcd');
    expect(readText(file, 3).issues.map(({ code }) => code)).toEqual(['EDU104']);
  });
});

describe('a file that says nothing', () => {
  test('because it holds 0 bytes is told', () => {
    expect(onlyIssue(loadWith('')).code).toBe('EDU103');
  });

  test.each([
    ['comments', '# one\n# two\n'],
    ['blanks', '  \n\n'],
    ['a byte order mark', '\ufeff'],
    ['`null`', 'null\n'],
  ])('because it holds only %s is told', (_title, text) => {
    expect(places(loadWith(text))).toEqual(['EDU103 1:1']);
    expect(onlyIssue(loadWith(text)).fix).toContain('educloud init');
  });
});

describe('text in another encoding', () => {
  test.each<[string, Uint8Array, number]>([
    ['Latin-1', Buffer.from('region:\n  id: oak\n  names: { en: caf\xe9 }\n', 'latin1'), 3],
    ['UTF-16', Buffer.from('\ufeffregion:\n', 'utf16le'), 1],
    ['UTF-8 that is cut short', Uint8Array.from([...Buffer.from('region:\n'), 0xe6, 0xa9]), 2],
    ['UTF-8 with a stray byte in its first line', Uint8Array.from([0x80, 0x0a, 0x61]), 1],
  ])('such as %s is told with the line of its first bad byte', (_title, bytes, line) => {
    expect(places(loadWith(bytes))).toEqual([`EDU105 ${line}:`]);
  });
});

describe('YAML that cannot be read', () => {
  test('because a tab indents it is told at the tab', () => {
    expect(places(loadText('region:\n\tid: oak\n'))).toEqual(['EDU107 2:1']);
    expect(places(loadText('region:\n  id: oak\n\thome: x\n'))).toEqual(['EDU107 3:1']);
  });

  test('because a key stands twice is told at the second', () => {
    expect(places(loadText(valid.replace('  home:', '  id: oak\n  home:')))).toEqual(['EDU108 4:3']);
  });

  test('because it is two documents is told at the second', () => {
    const found = onlyIssue(loadText(`${valid}---\n${valid}`));
    expect(found).toMatchObject({ code: 'EDU106', line: 10, column: 1, allowed: 'one document' });
  });

  test.each(['"', "'"])('because a quote %s is never closed is told where it opens', (quote) => {
    expect(places(loadText(valid.replace('smallest', `${quote}smallest`)))).toEqual(['EDU106 2:7']);
    expect(places(loadText(`a: "x"\nb: 'y'\nc: ${quote}z\nd: e\n`))).toContain('EDU106 3:4');
  });

  test('because a bracket is never closed is told', () => {
    const { region, issues } = loadText(valid.replace('north }', 'north'));
    expect(region).toBeUndefined();
    expect(new Set(issues.map(({ code }) => code))).toEqual(new Set(['EDU106']));
  });

  test('because an alias has no anchor is told at the alias', () => {
    const found = onlyIssue(loadText(valid.replace('smallest', '*nowhere')));
    expect(found).toMatchObject({ code: 'EDU106', line: 2, column: 7 });
    expect(found.message).toContain('nowhere');
  });

  test('because aliases would unfold into a thousand million values is told at once', () => {
    const levels = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [name, before] of ['ba', 'cb', 'dc', 'ed', 'fe', 'gf', 'hg', 'ih', 'ji'].map((two) => Array.from(two))) {
      levels.push(`${name ?? ''}: &${name ?? ''} [${Array.from({ length: 9 }, () => `*${before ?? ''}`).join(', ')}]`);
    }
    const found = onlyIssue(loadText(`${levels.join('\n')}\n`));
    expect(found).toMatchObject({ code: 'EDU106', line: 2, fix: 'write the values out instead of aliases' });
  });

  test('because it tags a value is told, since the tag would change nothing', () => {
    expect(places(loadText(valid.replace('smallest', '!Ref smallest')))).toEqual(['EDU106 2:7']);
    expect(places(loadText(valid.replace('{ hub: "111122223333" }', '!!set { a }')))).toEqual(['EDU106 5:13']);
  });

  test('because an alias contains itself is told as a mistake, not a crash', () => {
    expect(loadText('region: &a [*a]\n').issues.length).toBeGreaterThan(0);
    expect(loadText('region: &a\n  names: *a\n').issues.length).toBeGreaterThan(0);
  });
});
