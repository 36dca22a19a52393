import fc from 'fast-check';
import { subsetMinterms } from '../../../lib/prove/sets/subsets';
import {
  addressIn,
  addressRepresentatives,
  compareNumber,
  dateRepresentatives,
  dateValue,
  numberRepresentatives,
  parseCidr,
} from '../../../lib/prove/sets/values';

/** The truth vectors of some values, as a set of texts. */
const vectors = (values: readonly string[], tests: readonly ((value: string) => unknown)[]) =>
  new Set(values.map((value) => tests.map((test) => String(test(value))).join(' ')));

describe('numbers', () => {
  it.each([
    ['1', '1.0', 0],
    ['+1', '1', 0],
    ['-0', '0', 0],
    ['0.1', '.1', 0],
    ['1e3', '1000', 0],
    ['12e-1', '1.2', 0],
    ['9007199254740993', '9007199254740992', 1],
    ['-2', '-1', -1],
    ['10', '9', 1],
  ])('compare %s with %s by value', (a, b, expected) => {
    expect(compareNumber(a, b)).toBe(expected);
  });

  it.each(['', '.', '-', '1,5', 'one', '0x10', '1e', ' 1', 'Infinity'])('do not include %j', (text) => {
    expect(compareNumber(text, '1')).toBeUndefined();
    expect(compareNumber('1', text)).toBeUndefined();
  });

  const decimals = fc.tuple(fc.integer({ min: -30, max: 30 }), fc.constantFrom('', '.5', '.25', '.50', 'e1'));
  const numbers = decimals.map(([whole, rest]) => `${whole}${rest}`);

  it('have a representative for every way to compare with some of them', () => {
    fc.assert(
      fc.property(
        fc.array(numbers, { maxLength: 5 }),
        fc.array(numbers, { minLength: 20, maxLength: 20 }),
        (constants, any) => {
          const tests = constants.map((constant) => (value: string) => compareNumber(value, constant));
          const represented = vectors(numberRepresentatives(constants), tests);
          for (const vector of vectors([...any, ...constants], tests)) expect(represented).toContain(vector);
          expect(represented.size).toBe(numberRepresentatives(constants).length);
        },
      ),
    );
  });
});

describe('dates', () => {
  it.each([
    ['1970-01-01T00:00:00Z', 0],
    ['0', 0],
    ['1700000000', 1_700_000_000_000],
    ['2024', Date.UTC(2024, 0, 1)],
    ['2024-02', Date.UTC(2024, 1, 1)],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    ['2024-02-29T12:00Z', Date.UTC(2024, 1, 29, 12)],
    ['2024-02-29T12:00:00.5+02:00', Date.UTC(2024, 1, 29, 10, 0, 0, 500)],
  ])('read %s', (text, value) => {
    expect(dateValue(text)).toBe(value);
  });

  it.each([
    '',
    'now',
    '2023-02-29',
    '2024-13',
    '2024-02-30T00:00:00Z',
    '2024-01-01T25:00:00Z',
    '2024-01-01T00:00:00',
    '24-1-1',
  ])('do not include %j', (text) => {
    expect(dateValue(text)).toBeUndefined();
  });

  const moments = fc
    .tuple(fc.integer({ min: 0, max: 40 }), fc.constantFrom('seconds', 'hours', 'milliseconds', 'days'))
    .map(([count, unit]) => {
      if (unit === 'seconds') return String(1_700_000_000 + count);
      const size = unit === 'hours' ? 3_600_000 : unit === 'days' ? 86_400_000 : 2;
      return new Date(1_700_000_000_000 + count * size).toISOString();
    });

  it('have a representative for every way to compare with some of them', () => {
    fc.assert(
      fc.property(
        fc.array(moments, { maxLength: 5 }),
        fc.array(moments, { minLength: 20, maxLength: 20 }),
        (constants, any) => {
          const order = (constant: string) => (value: string) =>
            Math.sign((dateValue(value) ?? NaN) - (dateValue(constant) ?? NaN));
          const tests = constants.map(order);
          const represented = vectors(dateRepresentatives(constants), tests);
          for (const vector of vectors([...any, ...constants], tests)) expect(represented).toContain(vector);
          expect([...represented].join()).not.toContain('NaN');
        },
      ),
    );
  });

  it('are written so that they can be read again, whatever their year', () => {
    const texts = ['99999999999', '0000-01-01', '9999-12-31T23:59:59Z', '-99999999999'];
    expect(dateRepresentatives(texts).map(dateValue)).not.toContain(undefined);
  });
});

describe('addresses', () => {
  it.each([
    ['10.1.2.3', '10.0.0.0/8', true],
    ['11.1.2.3', '10.0.0.0/8', false],
    ['10.1.2.3', '10.1.2.3', true],
    ['10.1.2.3', '10.1.2.3/32', true],
    ['10.1.2.3', '0.0.0.0/0', true],
    ['10.200.2.3', '10.1.2.3/8', true],
    ['2001:db8::1', '2001:DB8::/32', true],
    ['2001:0db8:0:0:0:0:0:1', '2001:db8::1', true],
    ['::1', '::/0', true],
    ['10.1.2.3', '::/0', false],
    ['::ffff:10.1.2.3', '10.0.0.0/8', false],
    ['::ffff:10.1.2.3', '::ffff:0:0/96', true],
  ])('know whether %s is in %s', (address, cidr, expected) => {
    expect(addressIn(address, cidr)).toBe(expected);
  });

  it.each([
    '',
    '10.1.2',
    '10.1.2.256',
    '10.01.2.3',
    '10.1.2.3/33',
    '10.1.2.3/',
    '10.1.2.3/8/8',
    '::/129',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    'g::',
    '1:2:3:4:5:6:7::8',
    '::1.2.3',
  ])('do not include %j', (text) => {
    expect(parseCidr(text)).toBeUndefined();
    expect(addressIn('10.0.0.1', text)).toBeUndefined();
  });

  const blocks = fc.oneof(
    fc
      .tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 24, max: 32 }))
      .map(([low, bits]) => `10.0.0.${low * 16}/${bits}`),
    fc
      .tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 120, max: 128 }))
      .map(([low, bits]) => `fd00::${(low * 16).toString(16)}/${bits}`),
    fc.constantFrom('0.0.0.0/0', '::/0', '255.255.255.255', '::', '0.0.0.0/1'),
  );
  const everyAddress = Array.from({ length: 256 }, (_, low) => [`10.0.0.${low}`, `fd00::${low.toString(16)}`]).flat();

  it('have a representative for every way to lie in some blocks, and each only once', () => {
    fc.assert(
      fc.property(fc.array(blocks, { maxLength: 5 }), (cidrs) => {
        const tests = cidrs.map((cidr) => (address: string) => addressIn(address, cidr));
        const representatives = addressRepresentatives(cidrs);
        const represented = vectors(representatives, tests);
        const more = ['9.255.255.255', '192.168.0.1', '255.255.255.255', '0.0.0.0', '::', 'fe80::1', 'fcff::'];
        for (const vector of vectors([...everyAddress, ...more], tests)) expect(represented).toContain(vector);
        expect([...represented].join()).not.toContain('undefined');
        expect(new Set(representatives).size).toBe(representatives.length);
      }),
    );
  });

  it('are written in the short form', () => {
    expect(addressRepresentatives(['2001:db8:0:0:1::/80'])).toEqual([
      '2001:db8:0:0:1::',
      '2001:db8::1:ffff:ffff:ffff',
      '2001:db8::ffff:ffff:ffff',
      '2001:db8:0:0:2::',
      '192.0.2.1',
    ]);
  });
});

describe('several values', () => {
  const three = ['a', 'b', 'c'].map((witness, index) => ({ witness, bits: [index === 0, index === 1] }));

  it('are every non-empty choice of minterms, the small ones first', () => {
    const found = subsetMinterms(three) ?? [];
    expect(found.map(({ values }) => values.join(''))).toEqual(['a', 'b', 'c', 'ab', 'ac', 'bc', 'abc']);
    for (const { has, values } of found) {
      expect(three.filter((_, index) => has[index]).map(({ witness }) => witness)).toEqual(values);
    }
  });

  it('are left alone when there are more of them than the budget', () => {
    expect(subsetMinterms(three, 6)).toBeUndefined();
    expect(
      subsetMinterms(
        Array.from({ length: 40 }, () => ({ witness: '', bits: [] })),
        Infinity,
      ),
    ).toBeUndefined();
  });
});
