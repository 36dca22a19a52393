import { gb18030, insidePerimeter, loadText, loadWith, onlyIssue, places, regionText } from './support';

const oak = '{ id: oak, district: north }';

test('a slug that hides two others is told about both', () => {
  const result = loadText(
    regionText(['oak', 'oak-hill', 'oak-hill-top'].map((id) => `{ id: ${id}, district: north }`)),
  );
  expect(places(result)).toEqual(['EDU302 10:13', 'EDU302 11:13', 'EDU302 11:13']);
});

test('a second place is named with its file and line', () => {
  const text = regionText(['{ from: a.csv, district: north }', '{ id: oak, district: north }']);
  const found = onlyIssue(loadWith(text, { 'a.csv': 'id\nelm\noak\n' }));
  expect(found).toMatchObject({ code: 'EDU301', line: 10 });
  expect(found.message).toMatch(/line 3 of .*a\.csv$/);
});

test('a home in no known jurisdiction is one mistake, whatever the schools say', () => {
  const result = loadText(
    regionText(['{ id: elm, account: "777788889999", jurisdiction: cn }'], {
      more: [insidePerimeter],
      home: 'ap-east-1',
    }),
  );
  expect(places(result)).toEqual(['EDU306 4:9']);
  expect(onlyIssue(result).message).toMatch(/lies in no jurisdiction/);
});

test('a file with many mistakes returns them all, sorted by file and place', () => {
  const text = regionText(
    [
      oak,
      '{ id: Oak, district: north }',
      '{ id: oak, district: nort }',
      '{ id: elm, account: 012345678901 }',
      '{ id: ash, districkt: north }',
      '{ from: gone.csv }',
      '{ from: bad.csv, district: north }',
    ],
    { id: 'x', more: ['recovery: eu-central-1', 'names: { fr: X }'] },
  );
  const result = loadWith(text, {
    'bad.csv': gb18030('id,kind\nfir,primry\nfir,primary\noak,primary,橡\nfir,primary\n'),
  });
  expect(places(result)).toEqual([
    'EDU105 bad.csv:4:',
    'EDU204 2:7',
    'EDU201 7:12',
    'EDU204 12:13',
    'EDU301 13:13',
    'EDU203 14:27',
    'EDU201 15:18',
    'EDU101 16:15',
  ]);
});

test('mistakes in one school hide none of another, nor of the shell', () => {
  const more = ['recovery: eu-central-1'];
  const result = loadText(regionText(['{ id: 7 }', '{ id: elm, district: nort }'], { more }));
  expect(places(result)).toEqual(['EDU309 6:13', 'EDU203 10:13', 'EDU307 11:28']);
});

test('a broken shell still reports duplicate slugs, domains and tiers', () => {
  const schools = ['{ id: oak, tier: external, domains: [a.example] }', '{ id: oak, domains: [a.example] }'];
  const result = loadText(regionText(schools, { partition: 'mars' }));
  expect(places(result)).toEqual(['EDU204 3:14', 'EDU301 10:13', 'EDU308 10:13', 'EDU303 10:28']);
});

test('mistakes come in the same order however often they are looked for', () => {
  const text = regionText([oak, oak, '{ id: hub }', '{ id: hub-a }']);
  expect(loadText(text).issues).toEqual(loadText(text).issues);
});
