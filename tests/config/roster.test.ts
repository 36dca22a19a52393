import type { LoadResult } from '../../lib/config';
import { gb18030, insidePerimeter, loadWith, onlyIssue, places, regionIn, regionText } from './support';

/** A region of one roster, whose place in the region file is 9:15. */
function roster(csv: string | Uint8Array, more = ''): LoadResult {
  return loadWith(regionText([`{ from: roster.csv${more} }`]), { 'roster.csv': csv });
}

function schoolsOf(result: LoadResult): string[] {
  return regionIn(result).schools.map(
    ({ id, names, place }) => `${id} ${names.zh ?? names.en ?? ''} ${place.line ?? ''}`,
  );
}

describe('a roster', () => {
  test('says about a school all that the region file can say', () => {
    const { schools } = regionIn(
      loadWith(regionText(['{ from: roster.csv }'], { more: [insidePerimeter] }), {
        'roster.csv': [
          'id,name_en,name_zh,name_ru,name_be,kind,tier,district,account,jurisdiction,domains,home,recovery,records,materials',
          'oak,Oak,橡树,Дуб,Дуб,college,node,,777788889999,eu,b.example a.example,eu-west-1,eu-west-3,internal+important,open;licensed',
          'elm,,,,,,,north,,,,,,,',
          'ash,,,,,,external,,,by,,,,,',
        ].join('\n'),
      }),
    );
    expect(schools).toMatchObject([
      { id: 'ash', tier: 'external', jurisdiction: 'by' },
      { id: 'elm', tier: 'pooled', district: 'north', kind: 'primary', names: {}, domains: [] },
      {
        id: 'oak',
        tier: 'node',
        account: '777788889999',
        names: { en: 'Oak', zh: '橡树', ru: 'Дуб', be: 'Дуб' },
        kind: 'college',
        home: 'eu-west-1',
        recovery: 'eu-west-3',
        domains: ['a.example', 'b.example'],
        dataClasses: { records: ['internal', 'important'], materials: ['open', 'licensed'] },
      },
    ]);
  });

  test.each<[string, string | Uint8Array, string]>([
    ['UTF-8', 'id,name_zh,district\noak,橡树小学,north\n', ''],
    ['UTF-8 with byte order mark', '\ufeffid,name_zh,district\noak,橡树小学,north\n', ''],
    ['GB 18030', gb18030('id,name_zh,district\noak,橡树小学,north\n'), ', encoding: gb18030'],
    ['GB 18030 of Windows', gb18030('id,name_zh,district\r\noak,橡树小学,north\r\n'), ', encoding: gb18030'],
    ['UTF-8 without a last line end', 'id,name_zh,district\noak,橡树小学,north', ''],
    [
      'UTF-8 with a header in capitals and blanks around cells',
      'ID, Name_zh ,District\n oak , 橡树小学 , north \n',
      '',
    ],
  ])('in %s gives a Chinese name as it was written', (_title, csv, more) => {
    expect(schoolsOf(roster(csv, more))).toEqual(['oak 橡树小学 2']);
  });

  test('keeps commas and doubled quotes of a quoted cell', () => {
    const { schools } = regionIn(roster('id,name_en,district\noak,"Oak, ""the old""",north\n'));
    expect(schools[0]?.names.en).toBe('Oak, "the old"');
  });

  test.each([
    ['LF', '\n'],
    ['CR LF', '\r\n'],
    ['CR', '\r'],
  ])('with newlines in quoted cells and line ends in %s still tells lines and columns right', (_title, end) => {
    const lines = [
      'id,name_en,district',
      'oak,"two',
      'lines",nort',
      '',
      'elm,"a, b",nort',
      ',,',
      'Ash,x,north',
      'fir,x,nort',
    ];
    expect(places(roster(lines.join(end)))).toEqual([
      'EDU204 roster.csv:2:5',
      'EDU307 roster.csv:5:12',
      'EDU204 roster.csv:7:1',
      'EDU307 roster.csv:8:7',
    ]);
  });

  test('with a newline before the wrong cell points to the line of that cell', () => {
    const csv = 'id,account,name_en,kind,district\noak,,"Oak",primary,north\nelm,"\n",Elm,primry,north\n';
    expect(places(roster(csv))).toEqual(['EDU204 roster.csv:3:5', 'EDU204 roster.csv:4:7']);
  });

  test('with mixed line ends is read line by line', () => {
    expect(schoolsOf(roster('id,district\r\noak,north\nelm,north\r\nash,north\n'))).toEqual([
      'ash  4',
      'elm  3',
      'oak  2',
    ]);
    expect(places(roster('id,district\noak,north\r\nelm,north\r\nAsh,north\r\n'))).toEqual(['EDU204 roster.csv:4:1']);
  });

  test('may state the district of every row that names neither district nor account', () => {
    const csv = 'id,district,account,tier\noak,,,\nelm,south,,\nash,,777788889999,\nfir,,,external\nyew,,,pooled\n';
    const districts = ['{ id: north, account: "444455556666" }', '{ id: south, account: "555566667777" }'];
    const text = regionText(['{ from: roster.csv, district: north }'], { districts, more: [insidePerimeter] });
    const { schools } = regionIn(loadWith(text, { 'roster.csv': csv }));
    expect(schools.map(({ id, tier, district }) => [id, tier, district])).toEqual([
      ['ash', 'node', undefined],
      ['elm', 'pooled', 'south'],
      ['fir', 'external', undefined],
      ['oak', 'pooled', 'north'],
      ['yew', 'pooled', 'north'],
    ]);
  });

  test('gives no district to a node that forgot its account, so that one mistake is one message', () => {
    expect(places(roster('id,tier\noak,node\n', ', district: north'))).toEqual(['EDU308 roster.csv:2:1']);
  });

  test('may stand beside other rosters and schools', () => {
    const entries = ['{ from: a.csv, district: north }', '{ id: oak, district: north }', '{ from: sub/b.csv }'];
    const result = loadWith(regionText(entries), { 'a.csv': 'id\nelm\n', 'sub/b.csv': 'id,district\nash,north\n' });
    expect(regionIn(result).schools.map(({ id }) => id)).toEqual(['ash', 'elm', 'oak']);
  });

  test('may be all that `schools` says', () => {
    const text = regionText([]).replace(/schools:\n$/, 'schools: { from: roster.csv, district: north }\n');
    expect(schoolsOf(loadWith(text, { 'roster.csv': 'id\noak\n' }))).toEqual(['oak  2']);
  });

  test('of 60,000 rows loads', () => {
    const rows = Array.from(
      { length: 60_000 },
      (_, index) => `school${index},north,"School, no. ${index}",s${index}.example`,
    );
    const { schools } = regionIn(roster(`id,district,name_en,domains\n${rows.join('\n')}\n`));
    expect(schools).toHaveLength(60_000);
    expect(schools.find(({ id }) => id === 'school59999')?.place.line).toBe(60_001);
  }, 60_000);

  test('of which slugs on lines 17 and 4,031 are the same names both lines', () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => `school${index + 2 === 4_031 ? 15 : index},north`);
    const found = onlyIssue(roster(`id,district\n${rows.join('\n')}\n`));
    expect(found).toMatchObject({ code: 'EDU301', line: 4_031, column: 1, found: 'school15' });
    expect(found.message).toMatch(/school on line 17 of .*roster\.csv$/);
  });
});

describe('a broken roster', () => {
  test.each<[string, string, string[]]>([
    ['without header', '\n\n', ['EDU110 roster.csv:1:1']],
    [
      'of names alone',
      'oak,north\nelm,north\n',
      ['EDU110 roster.csv:1:1', 'EDU110 roster.csv:1:1', 'EDU111 roster.csv:1:1', 'EDU111 roster.csv:1:1'],
    ],
    ['without the column id', 'name_en,district\nOak,north\n', ['EDU110 roster.csv:1:1']],
    ['that says nowhere how schools take part', 'id,name_en\noak,Oak\n', ['EDU110 roster.csv:1:1']],
    ['with an unknown column', 'id,district,colour\noak,north,\n', ['EDU111 roster.csv:1:1']],
    ['with a column twice', 'id,district,district\noak,north,north\n', ['EDU111 roster.csv:1:1']],
    ['with the column `constructor`', 'id,district,constructor\noak,north,x\n', ['EDU111 roster.csv:1:1']],
    [
      'with the column `__proto__`',
      'id,district,__proto__\noak,nort,x\n',
      ['EDU111 roster.csv:1:1', 'EDU307 roster.csv:2:5'],
    ],
    ['with too few cells', 'id,district,kind\noak,north\nelm,north,\n', ['EDU112 roster.csv:2:1']],
    ['with too many cells', 'id,district\noak,north,x\nelm,nort\n', ['EDU112 roster.csv:2:1', 'EDU307 roster.csv:3:5']],
    [
      'with a quote inside a cell',
      'id,name_en,district\noak,O"ak",north\nelm,,nort\n',
      ['EDU112 roster.csv:2:1', 'EDU307 roster.csv:3:6'],
    ],
    [
      'with text behind a quote',
      'id,name_en,district\nelm,,nort\noak,"O"ak,north\nash,"b",x\n',
      ['EDU307 roster.csv:2:6', 'EDU112 roster.csv:3:1'],
    ],
    [
      'with a quote never closed',
      'id,name_en,district\noak,a,north\n\nelm,"open,north\nash,b,north\nfir,b,north\n',
      ['EDU112 roster.csv:4:1'],
    ],
    ['with a missing slug', 'id,district\n,north\n', ['EDU202 roster.csv:2:1']],
    ['with a wrong word in a list', 'id,district,records\noak,north,personal persnal\n', ['EDU204 roster.csv:2:11']],
  ])('%s is told at its line', (_title, csv, expected) => {
    expect(places(roster(csv))).toEqual(expected);
  });

  test('separated by semicolons is told so', () => {
    const { issues } = roster('id;name_zh;district\noak;橡树;north\n');
    expect(issues.map(({ code }) => code)).toEqual(['EDU110', 'EDU110', 'EDU111']);
    expect(issues.map(({ fix }) => fix)).toContain('separate columns with commas, not semicolons');
  });

  test('with a misspelt column is told which was meant', () => {
    const found = onlyIssue(roster('id,district,nmae_zh\noak,north,橡树\n'));
    expect(found).toMatchObject({ code: 'EDU111', found: 'nmae_zh', fix: 'did you mean `name_zh`?' });
    expect(found.allowed).toContain('name_zh');
  });

  test('with broken quotes is told in words, not in codes of a library', () => {
    expect(onlyIssue(roster('id,district\noak,"north\n')).found).toBe('a double quote that is never closed');
    expect(onlyIssue(roster('id,district\noak,"no"rth\n')).found).toBe('text behind a closing double quote');
  });

  test('shows how many cells it has and should have', () => {
    expect(onlyIssue(roster('id,district,kind\noak,north\n'))).toMatchObject({ found: '2 cells', allowed: '3 cells' });
  });

  test('that is missing, empty or a folder is a mistake of the line that names it', () => {
    const entries = ['{ from: gone.csv }', '{ from: empty.csv }', '{ from: . }', '{ from: "a\\0b" }'];
    const result = loadWith(regionText(entries), { 'empty.csv': '' });
    expect(places(result)).toEqual(['EDU101 9:15', 'EDU103 10:15', 'EDU102 11:15', 'EDU102 12:15']);
    expect(result.issues[0]?.message).toMatch(/^roster .*gone\.csv: /);
    expect(result.issues[1]?.fix).toBe('write a header and one school a row');
  });

  test('in another encoding than stated is told with the line of the first bad byte', () => {
    const utf8 = roster(gb18030('id,name_zh,district\nelm,x,north\noak,橡树小学,north\n'));
    expect(places(utf8)).toEqual(['EDU105 roster.csv:3:']);
    expect(onlyIssue(utf8).fix).toContain('encoding: gb18030');
    const bytes = Uint8Array.from([...Buffer.from('id,district\noak,north\nelm,'), 0xff, 0xff]);
    expect(places(roster(bytes, ', encoding: gb18030'))).toEqual(['EDU105 roster.csv:3:']);
  });
});
