import { posix, win32 } from 'node:path';
import * as fc from 'fast-check';
import { foldedPath, pathCollisions, pathFault } from '../../lib/packs/pack-path';

const piece = fc.oneof(
  fc.constantFrom(
    '..',
    '.',
    '',
    'a',
    'A',
    'CON',
    'nul.txt',
    'C:',
    '~',
    '.educloud-pack',
    'EDUCLO~1',
    'x ',
    'x.',
    '数学',
    'ё',
    'е\u0308',
  ),
  fc.constantFrom('\\', '..\\..', 'a\\b', '\\\\host\\share', 'a:b', '\u0000', '\u202e', '\u00b9', 'com¹', '\ud800'),
  fc.string({ maxLength: 8 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const path = fc.oneof(
  fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join('/')),
  fc
    .array(fc.stringMatching(/^[a-zа-я一-龥0-9 ._-]{1,10}$/), { minLength: 1, maxLength: 4 })
    .map((one) => one.join('/')),
);

test('whatever may be a name stays inside its folder, on POSIX and on Windows', () => {
  let taken = 0;
  fc.assert(
    fc.property(path, (text) => {
      if (pathFault(text) !== undefined) return;
      taken += 1;
      for (const { resolve, isAbsolute, normalize, sep, relative } of [posix, win32]) {
        const root = sep === '/' ? '/srv/pack' : 'D:\\pack';
        expect(isAbsolute(text)).toBe(false);
        expect(resolve(root, text)).toBe(`${root}${sep}${text.replaceAll('/', sep)}`);
        expect(normalize(text)).toBe(text.replaceAll('/', sep));
        expect(relative(root, resolve(root, text)).split(sep)).not.toContain('..');
      }
      expect(Buffer.from(text).toString()).toBe(text);
      expect(text).toBe(text.normalize('NFC'));
    }),
    { numRuns: 3_000 },
  );
  expect(taken).toBeGreaterThan(100);
});

test.each([
  'a.txt',
  '数学/七年级/第一课.pdf',
  'Математика/7 класс/Урок № 1.pdf',
  'a.b.c',
  '.hidden',
  'COM10',
  'console',
  'com',
  'nul-1',
  'a~b',
  'x'.repeat(255),
])('%s is a name', (name) => {
  expect(pathFault(name)).toBeUndefined();
});

test.each([
  ['', 'no name'],
  ['/etc/passwd', 'an empty name'],
  ['a//b', 'an empty name'],
  ['a/', 'an empty name'],
  ['../a', 'a way to another folder'],
  ['a/./b', 'a way to another folder'],
  ['a\\b', 'a character that Windows refuses'],
  ['a:stream', 'a character that Windows refuses'],
  ['why?', 'a character that Windows refuses'],
  ['a.', 'a dot or a blank at the end'],
  ['a ', 'a dot or a blank at the end'],
  ['aux', 'a name that Windows keeps for a device'],
  ['lessons/COM1.pdf', 'a name that Windows keeps for a device'],
  ['LPT².txt', 'a name that Windows keeps for a device'],
  ['PROGRA~1', 'the form of a short name of Windows'],
  ['.educloud-pack', '.educloud-pack is kept for the kit'],
  ['.EduCloud-Pack/x', '.educloud-pack is kept for the kit'],
  ['cafe\u0301', 'not in Unicode normalisation form C'],
  ['a\u200bb', 'a character that cannot be seen'],
  ['a\nb', 'a character that cannot be seen'],
  ['gpj.\u202etxt', 'a character that cannot be seen'],
  ['数'.repeat(86), 'a name of more than 255 bytes'],
  [`${'x'.repeat(250)}/`.repeat(5), 'longer than 1024 bytes'],
  ['a/'.repeat(40), 'more than 32 folders deep'],
])('%j is none: %s', (name, fault) => {
  expect(pathFault(name)).toBe(fault);
});

describe('two names are one', () => {
  test.each([
    ['Lesson.pdf', 'lesson.PDF'],
    ['straße', 'STRASSE'],
    ['Ёлка', 'ёлка'],
    ['Урок/1', 'урок/2'],
    ['a', 'a/b'],
    ['a/b/c', 'A/b/d'],
  ])('%s and %s', (one, other) => {
    expect(pathCollisions([one, other])).not.toEqual([]);
    expect(pathCollisions([other, one])).not.toEqual([]);
  });

  test('and not where a folder holds two files', () => {
    expect(pathCollisions(['a/b', 'a/c', 'ab', 'б/в', '数/学'])).toEqual([]);
  });

  test('exactly where a file system without case would put one over the other', () => {
    const name = fc.constantFrom('a', 'A', 'b', 'ё', 'Ё', 'е\u0308', 'ß', 'SS', 'k', '\u212a');
    const names = fc.uniqueArray(
      fc.array(name, { minLength: 1, maxLength: 2 }).map((one) => one.join('/')),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(names, (paths) => {
        const folders = paths.flatMap((one) => (one.includes('/') ? [one.slice(0, one.indexOf('/'))] : []));
        const sites = [...paths, ...new Set(folders)];
        const distinct = new Set(sites.map(foldedPath)).size === sites.length;
        expect(pathCollisions(paths).length === 0).toBe(distinct);
      }),
    );
  });
});
