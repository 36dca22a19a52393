import { loadText, onlyIssue, places, regionText, type Parts } from './support';

const oak = '{ id: oak, district: north }';

/** The one issue of a region with these entries. */
function issueOf(entries: readonly string[], parts: Parts = {}): ReturnType<typeof onlyIssue> {
  return onlyIssue(loadText(regionText(entries, parts)));
}

describe('an unknown key', () => {
  test.each<[string, readonly string[], Parts, string, string]>([
    ['of the region', [oak], { more: ['juristiction: eu'] }, '6:3', 'jurisdiction'],
    [
      'of the accounts',
      [oak],
      { accounts: '{ hub: "111122223333", logarchive: "222233334444" }' },
      '5:36',
      'logArchive',
    ],
    ['of the perimeter', [oak], { more: ['perimeter: { organisations: [] }'] }, '6:16', 'organizations'],
    ['of a district', [oak], { districts: ['{ id: north, account: "444455556666", hom: x }'] }, '7:45', 'home'],
    ['of a school', ['{ id: oak, district: north, domain: [] }'], {}, '9:35', 'domains'],
    ['of a school’s names', ['{ id: oak, district: north, names: { fr: X } }'], {}, '9:44', 'none'],
    ['of the stores', ['{ id: oak, district: north, stores: { record: {} } }'], {}, '9:45', 'records'],
    ['of a roster', ['{ from: a.csv, encodng: utf-8 }'], {}, '9:22', 'encoding'],
  ])('%s is told with what was meant', (_title, entries, parts, place, meant) => {
    const result = loadText(regionText(entries, parts));
    expect(places(result)).toEqual([`EDU201 ${place}`]);
    const found = onlyIssue(result);
    expect(found.fix).toBe(meant === 'none' ? 'remove it' : `did you mean \`${meant}\`?`);
    expect(found.allowed).toContain(meant === 'none' ? 'zh' : meant);
  });

  test('at the top is told, with the key that is missing', () => {
    const result = loadText(regionText([oak]).replace('region:', 'regoin:'));
    expect(places(result)).toEqual(['EDU201 1:1', 'EDU202 1:1']);
    expect(result.issues.map(({ fix }) => fix)).toEqual(['did you mean `region`?', 'add it']);
  });

  test('beside `region` hides no mistake inside', () => {
    expect(places(loadText(`owner: me\n${regionText(['{ id: oak, district: nort }'])}`))).toEqual([
      'EDU201 1:1',
      'EDU307 10:28',
    ]);
  });

  test('of a store that lacks its only key is told with the key that is missing', () => {
    const entry = '{ id: oak, district: north, stores: { records: { dataClass: [personal] } } }';
    const result = loadText(regionText([entry]));
    expect(places(result)).toEqual(['EDU202 9:54', 'EDU201 9:56']);
    expect(result.issues[1]?.fix).toBe('did you mean `dataClasses`?');
  });

  test.each(['__proto__', 'constructor', 'toString', '"no such key"', '1', 'true'])(
    'that is called %s is told like any other',
    (key) => {
      expect(places(loadText(regionText([oak], { more: [`${key}: x`] })))).toEqual(['EDU201 6:3']);
      expect(places(loadText(regionText([`{ id: oak, district: north, ${key}: x }`])))).toEqual(['EDU201 9:35']);
    },
  );

  test('that is like no key is told to be removed, however short it is', () => {
    expect(issueOf([oak], { more: ['x: 1'] }).fix).toBe('remove it');
    expect(issueOf([oak], { more: ['weather: fine'] }).fix).toBe('remove it');
  });
});

describe('an AWS Region for copies', () => {
  test.each<[string, string]>([
    ['eu-central-1', 'aws'],
    ['cn-north-1', 'aws-cn'],
  ])('is offered from all but the home AWS Region %s', (home, partition) => {
    const wrong = issueOf([oak], { partition, home, more: ['recovery: eu-nowhere-1'] });
    expect(wrong.code).toBe('EDU305');
    const offered = wrong.allowed?.split(', ') ?? [];
    expect(offered.length).toBeGreaterThan(0);
    expect(offered).not.toContain(home);
    const near = issueOf([oak], { partition, home, more: [`recovery: ${home.replace('1', '9')}`] });
    expect(near.fix).not.toContain(`\`${home}\``);
  });

  test('outside the jurisdiction is not offered the home AWS Region, and nothing where there is no other', () => {
    const outside = issueOf([oak], { more: ['recovery: eu-west-2'] });
    expect(outside).toMatchObject({ code: 'EDU306', fix: 'choose one of these' });
    expect(outside.allowed).not.toContain('eu-central-1');
    const alone = issueOf([oak], { partition: 'aws-eusc', home: 'eusc-de-east-1', more: ['recovery: eu-north-1'] });
    expect(alone).toMatchObject({ code: 'EDU305', fix: expect.stringContaining('leave `recovery` out') });
    expect(alone.allowed).toMatch(/^none: aws-eusc/);
    const home = issueOf([oak], { partition: 'aws-eusc', home: 'eusc-de-east-1', more: ['recovery: eusc-de-east-1'] });
    expect(home).toMatchObject({ code: 'EDU309', fix: expect.stringMatching(/^leave `recovery` out everywhere/) });
  });
});

describe('a value of the wrong type', () => {
  test.each<[string, string, string, string]>([
    ['a number', '111122223333', 'the number 111122223333', 'put it in quotes: "111122223333"'],
    ['digits with a leading zero', '012345678901', 'the number 012345678901', 'put it in quotes: "012345678901"'],
    ['a hexadecimal number', '0x1F', 'the number 0x1F', 'put it in quotes: "0x1F"'],
    ['a truth value', 'true', 'the boolean true', 'put it in quotes: "true"'],
  ])('where text is wanted, %s, is shown as it was written', (_title, written, found, fix) => {
    const issue = issueOf([`{ id: oak, account: ${written} }`]);
    expect(issue).toMatchObject({ code: 'EDU203', line: 9, column: 27, found, allowed: 'text', fix });
  });

  test.each<[string, string, RegExp]>([
    ['rpo', '15', /^write it with its unit: `15m` for minutes, `15h` for hours or `15d` for days$/],
    ['rto', '1440', /`1440m` for minutes/],
    ['rpo', '0', /^write a whole number of minutes, hours or days, such as `15m`/],
    ['rpo', '1.5', /^write a whole number/],
    ['rpo', 'true', /^write a whole number/],
  ])('where %s is a time, %s is no text that lacks its quotes', (key, written, fix) => {
    const more = ['recovery: eu-north-1', `recoveryTargets: { stores: { records: { ${key}: ${written} } } }`];
    expect(issueOf([oak], { more })).toMatchObject({ code: 'EDU203', fix: expect.stringMatching(fix) });
    const proposed = /`(\d+m)`/.exec(issueOf([oak], { more }).fix ?? '')?.[1] ?? '';
    const mended = more.map((line) => line.replace(`${key}: ${written} `, `${key}: ${proposed} `));
    expect(loadText(regionText([oak], { more: mended })).issues).toEqual([]);
  });

  test.each(['" "', '""', '"\\t"'])('of a reason that says nothing, %s, is refused', (reason) => {
    const more = ['recovery: eu-north-1', `endedRecovery: [{ school: oak, reason: ${reason} }]`];
    expect(issueOf([oak], { more })).toMatchObject({ code: 'EDU204', allowed: 'why they end, in words' });
  });

  test.each<[string, string, string]>([
    ['a list for text', '{ id: [oak], district: north }', 'EDU203 9:13 a list → text'],
    ['a mapping for text', '{ id: { a: b }, district: north }', 'EDU203 9:13 a mapping → text'],
    ['nothing for text', '{ id: , district: north }', 'EDU203 9:13 nothing → text'],
    [
      'text for a list',
      '{ id: oak, district: north, domains: a.example }',
      'EDU203 9:44 the string a.example → a list',
    ],
    [
      'text for a mapping',
      '{ id: oak, district: north, names: Oak }',
      'EDU203 9:42 the string Oak → a mapping of keys',
    ],
    [
      'a list for a mapping',
      '{ id: oak, district: north, stores: [] }',
      'EDU203 9:43 an empty list → a mapping of keys',
    ],
    ['text for a school', 'oak', 'EDU203 9:7 the string oak → a mapping of keys'],
    ['nothing for a school', '', 'EDU203 9:7 nothing → a mapping of keys'],
    ['a list for a school', '[oak]', 'EDU203 9:7 a list → a mapping of keys'],
    ['a list for a word', '{ id: oak, district: north, kind: [primary] }', 'EDU204 9:41 a list → '],
    ['nothing for a word', '{ id: oak, district: north, kind: }', 'EDU204 9:41 nothing → '],
  ])('such as %s is told once', (_title, entry, expected) => {
    const { code, line, column, found, allowed } = issueOf([entry]);
    expect(`${code} ${line ?? ''}:${column ?? ''} ${found ?? ''} → ${allowed ?? ''}`).toContain(expected);
  });

  test.each<[string, string, string[]]>([
    ['nothing after `names:`', 'names:', ['EDU203 6:9']],
    ['nothing after `perimeter:`', 'perimeter:', ['EDU203 6:13']],
    ['nothing after `recovery:`', 'recovery:', ['EDU203 6:12']],
    ['a list of numbers for accounts', 'perimeter: { accounts: [111122223333] }', ['EDU203 6:27']],
    ['text for `offboarded`', 'offboarded: oak', ['EDU203 6:15']],
  ])('such as %s is told', (_title, line, expected) => {
    expect(places(loadText(regionText([oak], { more: [line] })))).toEqual(expected);
  });

  test('such as a mapping of districts is told, and hides no mistake in schools', () => {
    const text = regionText(['{ id: oak, districkt: north }'], { districts: [] }).replace(
      'districts:',
      'districts: {}',
    );
    expect(places(loadText(text))).toEqual(['EDU203 6:14', 'EDU201 8:18']);
  });

  test.each<[string, string, string]>([
    ['text', 'hello\n', 'the string hello'],
    ['a list', '- a\n', 'a list'],
    ['a number', '7\n', 'the number 7'],
  ])('for the whole file, %s, is told', (_title, text, found) => {
    const result = loadText(text);
    expect(places(result)).toEqual(['EDU203 1:1']);
    expect(result.issues[0]).toMatchObject({
      found,
      allowed: 'a mapping of keys',
      message: 'the file has the wrong type',
    });
  });

  test.each([
    ['nothing', 'region:\n', 'EDU203 1:8'],
    ['a list', 'region: [a]\n', 'EDU203 1:9'],
    ['text', 'region: a\n', 'EDU203 1:9'],
  ])('for `region`, %s, is told', (_title, text, place) => {
    expect(places(loadText(text))).toEqual([place]);
    expect(onlyIssue(loadText(text)).allowed).toBe('a mapping of keys');
  });
});

describe('a missing key', () => {
  test('is told at the mapping that lacks it, with its path', () => {
    const result = loadText('region:\n  names: {}\n');
    expect(places(result)).toEqual(Array.from({ length: 5 }, () => 'EDU202 2:3'));
    expect(result.issues.map(({ path }) => path)).toEqual([
      'region.accounts',
      'region.home',
      'region.id',
      'region.partition',
      'region.schools',
    ]);
  });

  test.each<[string, string[], Parts, string]>([
    ['id of a school', ['{ district: north }'], {}, 'EDU202 9:7'],
    ['account of a district', [oak], { districts: ['{ id: north }'] }, 'EDU202 7:7'],
    ['hub', [oak], { accounts: '{}' }, 'EDU202 5:13'],
    ['reason of an offboarding', [oak], { more: ['offboarded: [{ id: elm }]'] }, 'EDU202 6:16'],
  ])('such as the %s is told', (_title, entries, parts, place) => {
    expect(places(loadText(regionText(entries, parts)))).toEqual([place]);
    expect(issueOf(entries, parts).fix).toBe('add it');
  });
});

describe('schools', () => {
  test.each<[string, string, string]>([
    ['an empty list', 'schools: []', 'EDU204 8:12'],
    ['nothing', 'schools:', 'EDU203 8:11'],
    ['text', 'schools: oak', 'EDU203 8:12'],
  ])('that are %s are told', (_title, line, place) => {
    expect(places(loadText(regionText([]).replace('schools:', line)))).toEqual([place]);
  });

  test('that are an empty list are told how many they must be', () => {
    const found = onlyIssue(loadText(regionText([]).replace('schools:', 'schools: []')));
    expect(found).toMatchObject({ found: 'an empty list', allowed: 'at least 1 entry' });
  });

  test('that are one mapping and no roster are told what a roster needs', () => {
    const result = loadText(regionText([]).replace('schools:', 'schools: { id: oak }'));
    expect(places(result)).toEqual(['EDU202 8:12', 'EDU201 8:14']);
  });
});

describe('a value that does not fit', () => {
  test.each<[string, string, string, RegExp, string | undefined]>([
    [
      'a word that is misspelt',
      'kind: kindergaten',
      'kindergaten',
      /kindergarten, primary/,
      'did you mean `kindergarten`?',
    ],
    ['a tier that nobody knows', 'tier: cloud', 'cloud', /node, pooled, external/, undefined],
    ['a domain in capitals', 'domains: [OAK.example]', 'OAK.example', /a DNS name in lower case/, undefined],
    ['an account of eleven digits', 'account: "11112222333"', '11112222333', /twelve digits in quotes/, undefined],
    ['a name of two lines', 'names: { en: "a\\nb" }', 'a', /one line of visible characters/, undefined],
    ['a jurisdiction that nobody knows', 'jurisdiction: eux', 'eux', /by, cn, eu, us/, undefined],
  ])('such as %s is told with what is allowed', (_title, entry, found, allowed, fix) => {
    const issue = issueOf([`{ id: oak, ${entry} }`]);
    expect(issue.code).toBe('EDU204');
    expect(issue.found).toContain(found);
    expect(issue.allowed).toMatch(allowed);
    expect(issue.fix).toBe(fix);
  });

  test('is cut where it is long', () => {
    const found = issueOf([`{ id: oak, district: north, kind: ${'x'.repeat(500)} }`]).found ?? '';
    expect(found).toHaveLength(78);
    expect(found.endsWith('…')).toBe(true);
  });

  test.each(['ab', 'a'.repeat(21), 'Oak', 'oak_hill', '-oak', 'oak-', 'oak--hill', '"123"', 'дуб'])(
    'such as the slug %s is refused',
    (slug) => {
      const codes = loadText(regionText([`{ id: ${slug}, district: north }`])).issues.map(({ code }) => code);
      expect(new Set(codes)).toEqual(new Set(['EDU204']));
    },
  );

  test.each(['abc', 'a'.repeat(20), 'school-no-7', '7oaks'])('such as the slug %s is none', (slug) => {
    expect(places(loadText(regionText([`{ id: ${slug}, district: north }`])))).toEqual([]);
  });
});
