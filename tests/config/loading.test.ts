import * as fc from 'fast-check';
import { loadRegion, rosterColumns, type Region } from '../../lib/config';
import { schoolSchema } from '../../lib/config/region-file-schema';
import { files, insidePerimeter, loadText, loadWith, places, regionIn, regionText, type Parts } from './support';

const oak = '{ id: oak, district: north }';

function region(entries: readonly string[], parts: Parts = {}): Region {
  return regionIn(loadText(regionText(entries, parts)));
}

function firstSchool(entry: string, parts: Parts = {}): Region['schools'][number] | undefined {
  return region([entry], parts).schools[0];
}

describe('the smallest region file', () => {
  test('is valid and says what it says', () => {
    const smallest = region([oak]);
    expect(smallest).toMatchObject({ id: 'smallest', partition: 'aws', home: 'eu-central-1', offboarded: [] });
    expect(smallest.schools.map(({ id }) => id)).toEqual(['oak']);
    expect(smallest.districts.map(({ id, accounts }) => [id, accounts])).toEqual([['north', ['444455556666']]]);
  });

  test('may begin with a byte order mark', () => {
    expect(regionIn(loadWith(`\ufeff${regionText([oak])}`)).id).toBe('smallest');
    expect(region([oak]).place).toEqual(regionIn(loadText(`\ufeff${regionText([oak])}`)).place);
  });

  test('may end its lines with CR LF, and places stay the same', () => {
    const text = regionText(['{ id: oak, district: nrth }', '{ id: Elm, district: north }']);
    expect(places(loadText(text))).toEqual(['EDU307 9:28', 'EDU204 10:13']);
    expect(places(loadText(text.replaceAll('\n', '\r\n')))).toEqual(['EDU307 9:28', 'EDU204 10:13']);
  });

  test('may begin with a line of three hyphens', () => {
    expect(places(loadText(`---\n${regionText([oak])}`))).toEqual([]);
  });
});

describe('defaults', () => {
  test('a school without kind is a primary school, whose pupils the law guards most', () => {
    expect(firstSchool(oak)?.kind).toBe('primary');
    expect(firstSchool('{ id: oak, district: north, kind: university }')?.kind).toBe('university');
  });

  test('a school with an account is a node, one with a district is pooled', () => {
    expect(firstSchool('{ id: oak, account: "777788889999" }', { more: [insidePerimeter] })?.tier).toBe('node');
    expect(firstSchool(oak)?.tier).toBe('pooled');
    expect(firstSchool('{ id: oak, tier: external }')?.tier).toBe('external');
  });

  test('a pooled school lives where its district lives', () => {
    const south = '{ id: south, account: "555566667777", home: eu-west-1, recovery: eu-north-1 }';
    expect(firstSchool('{ id: oak, district: south }', { districts: [south] })).toMatchObject({
      district: 'south',
      home: 'eu-west-1',
      recovery: 'eu-north-1',
    });
  });

  test('district and node take home and recovery from the region, unless they state their own', () => {
    const more = [insidePerimeter, 'recovery: eu-north-1'];
    const node = '{ id: oak, account: "777788889999" }';
    const found = region([node], { more });
    expect(found.districts[0]).toMatchObject({ home: 'eu-central-1', recovery: 'eu-north-1' });
    expect(found.schools[0]).toMatchObject({ home: 'eu-central-1', recovery: 'eu-north-1' });
    const own = '{ id: oak, account: "777788889999", home: eu-west-1, recovery: eu-west-3 }';
    expect(firstSchool(own, { more })).toMatchObject({ home: 'eu-west-1', recovery: 'eu-west-3' });
  });

  test('without recovery there is none', () => {
    expect(region([oak])).not.toHaveProperty('recovery');
    expect(firstSchool(oak)).not.toHaveProperty('recovery');
  });

  test('an external school has no account and no AWS Region', () => {
    const external = firstSchool('{ id: oak, tier: external, jurisdiction: by }');
    expect(external).not.toHaveProperty('account');
    expect(external).not.toHaveProperty('home');
    expect(external).toMatchObject({ jurisdiction: 'by' });
  });

  test('the jurisdiction is the one in which the home AWS Region lies', () => {
    expect(region([oak]).jurisdiction).toBe('eu');
    expect(firstSchool(oak)?.jurisdiction).toBe('eu');
    expect(region([oak], { partition: 'aws-cn', home: 'cn-north-1' }).jurisdiction).toBe('cn');
  });

  test('stores hold personal and sensitive records, and open, licensed and internal materials', () => {
    expect(firstSchool(oak)?.dataClasses).toEqual({
      records: ['personal', 'sensitive'],
      materials: ['open', 'licensed', 'internal'],
    });
  });

  test('stated data classes replace the default, in the order of the vocabulary and each once', () => {
    const stores = 'stores: { records: { dataClasses: [important, internal, important] } }';
    expect(firstSchool(`{ id: oak, district: north, ${stores} }`)?.dataClasses).toEqual({
      records: ['internal', 'important'],
      materials: ['open', 'licensed', 'internal'],
    });
  });

  test('the log archive lives in the hub’s account unless it has its own', () => {
    expect(region([oak]).accounts).toEqual({ hub: '111122223333', logArchive: '111122223333' });
    const accounts = '{ hub: "111122223333", logArchive: "222233334444" }';
    expect(region([oak], { accounts }).accounts.logArchive).toBe('222233334444');
  });

  test('the perimeter holds hub, log archive and districts besides what is stated, sorted and each once', () => {
    const more = [
      'perimeter: { organizations: [o-zzzzzzzzzz, o-aaaaaaaaaa], accounts: ["000000000001", "111122223333"] }',
    ];
    expect(region([oak], { more }).perimeter).toEqual({
      organizations: ['o-aaaaaaaaaa', 'o-zzzzzzzzzz'],
      accounts: ['000000000001', '111122223333', '444455556666'],
    });
    expect(region([oak]).perimeter.organizations).toEqual([]);
  });

  test('names and domains are empty where none are given', () => {
    expect(firstSchool(oak)).toMatchObject({ names: {}, domains: [] });
    const named = firstSchool('{ id: oak, district: north, names: { zh: 橡树小学 }, domains: [b.example, a.example] }');
    expect(named).toMatchObject({ names: { zh: '橡树小学' }, domains: ['a.example', 'b.example'] });
  });

  test('an anchor may be shared by hundreds of schools', () => {
    const schools = Array.from({ length: 300 }, (_, index) => `{ id: school${index}, district: *d }`);
    const text = regionText(schools, { districts: ['{ id: &d north, account: "444455556666" }'] });
    expect(regionIn(loadText(text)).schools).toHaveLength(300);
  });
});

describe('order', () => {
  const schools = [
    '{ id: oak, district: north, domains: [a.example, b.example] }',
    '{ id: elm, district: south }',
    '{ id: ash, tier: external, jurisdiction: by }',
    '{ id: fir, account: "777788889999" }',
    '{ id: yew, district: south, names: { en: Yew } }',
  ];
  const districts = ['{ id: north, account: "444455556666" }', '{ id: south, account: "555566667777" }'];
  const classes = ['personal', 'sensitive', 'internal'];
  const shuffled = (list: readonly string[]): fc.Arbitrary<string[]> =>
    fc.shuffledSubarray([...list], { minLength: list.length });
  const load = (entries: readonly string[], groups: readonly string[], order: readonly string[]): unknown => {
    const box = `{ id: box, district: north, stores: { records: { dataClasses: [${order.join(', ')}] } } }`;
    const found = region([...entries, box], { more: [insidePerimeter], districts: groups });
    return JSON.parse(JSON.stringify(found, (key, value: unknown) => (key === 'place' ? undefined : value)));
  };

  test('of schools, districts and data classes changes nothing but the places', () => {
    const expected = load(schools, districts, classes);
    fc.assert(
      fc.property(shuffled(schools), shuffled(districts), shuffled(classes), (entries, groups, order) => {
        expect(load(entries, groups, order)).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  test('of keys inside a school changes nothing', () => {
    expect(firstSchool('{ district: north, id: oak }')).toEqual(firstSchool('{ id: oak, district: north }'));
  });
});

test('a region file in the current folder finds the rosters beside it', () => {
  const file = files({
    'a/region.yaml': regionText(['{ from: ../b/roster.csv }']),
    'b/roster.csv': 'id,district\noak,north\n',
  });
  expect(regionIn(loadRegion(file)).schools.map(({ id, place }) => [id, place.line])).toEqual([['oak', 2]]);
});

test('the columns of a roster cover every key of a school but its targets, and nothing else', () => {
  const leaves = (shape: Readonly<Record<string, unknown>>, prefix: string): string[] =>
    Object.entries(shape).flatMap(([key, schema]) => {
      const inner = innerShape(schema);
      return inner === undefined ? [`${prefix}${key}`] : leaves(inner, `${prefix}${key}.`);
    });
  const columns = Object.values(rosterColumns).map(({ path }) => path.join('.'));
  // Targets are a tree that no row of cells holds; only a node has some of its own.
  expect([...columns, 'recoveryTargets'].sort()).toEqual(leaves(schoolSchema.shape, '').sort());
});

/** The keys of a mapping, under any `optional` and `default`. */
function innerShape(schema: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof schema !== 'object' || schema === null) return undefined;
  if ('shape' in schema && typeof schema.shape === 'object' && schema.shape !== null) return { ...schema.shape };
  return 'unwrap' in schema && typeof schema.unwrap === 'function' ? innerShape(schema.unwrap()) : undefined;
}
