import { loadText, loadWith, onlyIssue, places, regionText } from './support';

// Each was found by `npm run fuzz`, or on the way to it.

const valid = regionText(['{ id: oak, district: north }']);

test('a place behind a quote in the wrong place is where the mistake is', () => {
  expect(places(loadText("{]'q\n'{")).at(-1)).toBe('EDU106 2:2');
});

test.each([
  ['lists', '['.repeat(25_000)],
  ['closed lists', `region: ${'['.repeat(3_000)}${']'.repeat(3_000)}`],
  ['mappings', `region: ${'{ a: '.repeat(3_000)}1${' }'.repeat(3_000)}`],
  ['list entries', `${'- '.repeat(25_000)}a`],
  ['keys', ': '.repeat(25_000)],
  ['keys of keys', `${'? '.repeat(950)}a`],
  ['indented keys', Array.from({ length: 900 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ['anchors', `region: ${'&a '.repeat(80_000)}`],
  ['tags on lines of their own', `region: ${'!!str\n'.repeat(80_000)}`],
])('%s without end are one mistake, in the words of the kit', (_title, deep) => {
  expect(onlyIssue(loadText(deep))).toMatchObject({ code: 'EDU106', message: 'the file is nested too deeply' });
});

test('what looks nested and is not, is read', () => {
  const brackets = '[{'.repeat(30).replaceAll('{[', '{ [');
  const many = Array.from(
    { length: 300 },
    (_, one) => `{ id: s${one}x, names: { en: "${brackets}" }, tier: external }`,
  );
  const minified = JSON.stringify({ a: Object.fromEntries(many.map((_, one) => [`k${one}`, [one]])) });
  expect(places(loadText(regionText(many)))).toEqual([]);
  expect(
    places(loadText(regionText(['&oak { id: oak, tier: external }'], { more: ['names: { en: "- - - ? : ! & *" }'] }))),
  ).toEqual([]);
  expect(loadText(minified).issues.map(({ code }) => code)).toEqual(['EDU202', 'EDU201']);
});

const keys = (count: number): string =>
  `region:\n${Array.from({ length: count }, (_, index) => `  k${index}: 1\n`).join('')}`;

test('nine thousand unknown keys are told where they stand', () => {
  const { issues } = loadText(keys(9_000));
  expect(issues).toHaveLength(9_005);
  expect(issues.find(({ path }) => path === 'region.k8999')).toMatchObject({ line: 9_001, column: 3 });
});

test.each([
  ['unknown keys', keys(200_000), ''],
  ['keys that stand twice', `region:\n${'  a: 1\n'.repeat(50_000)}`, ''],
  ['tabs', `region:\n${'\ta: 1\n'.repeat(20_000)}`, ''],
  ['rows', regionText(['{ from: r.csv, district: north }']), `id\n${'x\n'.repeat(50_000)}`],
  ['short rows', regionText(['{ from: r.csv, district: north }']), `id,kind\n${'x\n'.repeat(50_000)}`],
  ['rows with quotes', regionText(['{ from: r.csv, district: north }']), `id\n${'x"y\n'.repeat(50_000)}`],
  ['entries of a cell', regionText(['{ from: r.csv }']), `id,domains,tier\noak,${'X '.repeat(200_000)},external\n`],
  ['columns', regionText(['{ from: r.csv }']), Array.from({ length: 50_000 }, (_, one) => `c${one}`).join(',')],
])('a hundred thousand wrong %s are ten thousand mistakes, and one that says so', (_title, text, roster) => {
  const codes = loadWith(text, { 'r.csv': roster }).issues.map(({ code }) => code);
  expect(codes.filter((code) => code === 'EDU109')).toHaveLength(1);
  expect(codes.length).toBeLessThanOrEqual(10_001);
});

test('a roster with more rows than anybody has is refused', () => {
  const roster = 'id\n' + 'oak\n'.repeat(500_001);
  const { issues } = loadWith(regionText(['{ from: r.csv, district: north }']), { 'r.csv': roster });
  expect(issues.filter(({ code }) => code === 'EDU104')).toMatchObject([{ line: 500_002, allowed: '500000 rows' }]);
});

test('a key that stands twice is found whether it is quoted or not', () => {
  expect(places(loadText(valid.replace('  home:', '  "id": again\n  home:')))).toEqual(['EDU108 4:3']);
  expect(places(loadText('region: { 1: a, "1": b }\n'))).toEqual(['EDU108 1:17']);
});

test('a key is told as it is written, not as YAML reads it', () => {
  const { issues } = loadText('region: { .nan: 1, 0x1F: 2 }\n');
  const unknown = issues.filter(({ code }) => code === 'EDU201');
  expect(unknown.map(({ message }) => message)).toEqual(['`.nan` is not a key here', '`0x1F` is not a key here']);
});

test('a key of a megabyte is told in a few lines, with what is wrong behind it', () => {
  const { issues } = loadText(`region:\n  ? ${'k'.repeat(1_000_000)}\n  : 1\n`);
  const unknown = issues.find(({ code }) => code === 'EDU201');
  expect(unknown?.message).toMatch(/^`k+ … k+` is not a key here$/);
  expect(JSON.stringify(issues).length).toBeLessThan(10_000);
});

test('a header of a megabyte is told in a few lines', () => {
  const { issues } = loadWith(regionText(['{ from: r.csv }']), { 'r.csv': `${'學'.repeat(300_000)}\n` });
  expect(JSON.stringify(issues).length).toBeLessThan(10_000);
});

test('text behind a closing quote is told in words', () => {
  const result = loadWith(regionText(['{ from: r.csv, district: north }']), { 'r.csv': 'id,name_en\noak,"a" b\n' });
  expect(onlyIssue(result)).toMatchObject({ code: 'EDU112', found: 'text behind a closing double quote' });
});

test('a roster whose name holds a NUL is told in words', () => {
  const found = onlyIssue(loadText(regionText(['{ from: "a\\0b" }'])));
  expect(found).toMatchObject({ code: 'EDU102', found: 'a path with a NUL character' });
});

test.each(['{{resolve:secretsmanager:key}}', '${AWS::AccountId}', 'AWS::Region'])(
  'a name that CloudFormation would read as its own, %s, is refused',
  (name) => {
    const text = regionText([`{ id: oak, district: north, names: { en: "${name}" } }`]);
    expect(onlyIssue(loadText(text))).toMatchObject({ code: 'EDU204', path: 'region.schools[0].names.en' });
  },
);
