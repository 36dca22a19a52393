import { opaque, parseConditions, type Condition } from '../../../lib/model';
import { statement } from './support';

const one = (operator: string, value: unknown, key = 'aws:SourceArn'): Partial<Condition> => {
  const { conditions, unknown } = parseConditions({ [operator]: { [key]: value } });
  expect(unknown).toEqual([]);
  expect(conditions).toHaveLength(1);
  return conditions[0] ?? {};
};

describe('condition operators', () => {
  const arn = 'arn:aws:s3:::b';
  it.each([
    ['StringEquals', 'StringEquals', false, 'x'],
    ['StringNotEquals', 'StringEquals', true, 'x'],
    ['StringEqualsIgnoreCase', 'StringEqualsIgnoreCase', false, 'x'],
    ['StringNotEqualsIgnoreCase', 'StringEqualsIgnoreCase', true, 'x'],
    ['StringLike', 'StringLike', false, 'x'],
    ['StringNotLike', 'StringLike', true, 'x'],
    ['NumericEquals', 'NumericEquals', false, 1],
    ['NumericNotEquals', 'NumericEquals', true, '1.5'],
    ['NumericLessThan', 'NumericLessThan', false, '1'],
    ['NumericLessThanEquals', 'NumericLessThanEquals', false, '1'],
    ['NumericGreaterThan', 'NumericGreaterThan', false, '-1'],
    ['NumericGreaterThanEquals', 'NumericGreaterThanEquals', false, '1'],
    ['DateEquals', 'DateEquals', false, '2026-02-28T10:00:00Z'],
    ['DateNotEquals', 'DateEquals', true, '2026-02-28'],
    ['DateLessThan', 'DateLessThan', false, '1770000000'],
    ['DateLessThanEquals', 'DateLessThanEquals', false, '2024-02-29T10:00:00.5+08:00'],
    ['DateGreaterThan', 'DateGreaterThan', false, '2026-02-28'],
    ['DateGreaterThanEquals', 'DateGreaterThanEquals', false, '2026-02-28'],
    ['Bool', 'Bool', false, true],
    ['BinaryEquals', 'BinaryEquals', false, 'QmluYXJ5VmFsdWVJbkJhc2U2NA=='],
    ['IpAddress', 'IpAddress', false, '203.0.113.0/24'],
    ['NotIpAddress', 'IpAddress', true, '2001:db8::/32'],
    ['ArnEquals', 'ArnLike', false, arn],
    ['ArnLike', 'ArnLike', false, arn],
    ['ArnNotEquals', 'ArnLike', true, arn],
    ['ArnNotLike', 'ArnLike', true, arn],
    ['Null', 'Null', false, 'true'],
  ])('%s compares by %s (negated: %j)', (operator, test, negated, value) => {
    expect(one(operator, value)).toMatchObject({ operator, test, negated, ifExists: false });
    expect(one(operator, value)).not.toHaveProperty('quantifier');
    if (operator === 'Null') return;
    expect(one(`${operator}IfExists`, value)).toMatchObject({ test, negated, ifExists: true });
    for (const quantifier of ['ForAllValues', 'ForAnyValue'] as const) {
      expect(one(`${quantifier}:${operator}`, value)).toMatchObject({ test, negated, quantifier, ifExists: false });
      expect(one(`${quantifier}:${operator}IfExists`, value)).toMatchObject({ quantifier, ifExists: true });
    }
  });

  it.each([
    ['stringEquals'],
    ['StringEquals '],
    ['StringNot'],
    ['NullIfExists'],
    ['ForAnyValue:Null'],
    ['ForAnyValue:ForAllValues:StringLike'],
    ['ForSomeValues:StringLike'],
    ['StringLikeIfExistsIfExists'],
    ['IfExists'],
    ['BoolNot'],
    ['constructor'],
    [''],
  ])('%j is not known', (operator) => {
    const { conditions, unknown } = parseConditions({ [operator]: { 'aws:SourceArn': 'true' } });
    expect(conditions).toEqual([]);
    expect(unknown).toHaveLength(1);
  });
});

describe('condition values', () => {
  it.each([
    ['NumericEquals', '1e3'],
    ['NumericEquals', 'one'],
    ['NumericEquals', '${aws:x}'],
    ['NumericEquals', opaque('value', 's.Number')],
    ['DateEquals', '2026'],
    ['DateEquals', '2026-02-30'],
    ['DateEquals', '2026-13-01'],
    ['DateEquals', '2026-01-01T25:00:00Z'],
    ['DateEquals', '2026-01-01T10:00:00'],
    ['Bool', 'True'],
    ['Bool', 'yes'],
    ['Null', '${aws:x}'],
    ['IpAddress', '203.0.113.256'],
    ['IpAddress', '203.0.113.1/33'],
    ['IpAddress', '203.0.113'],
    ['IpAddress', '2001:db8::/129'],
    ['IpAddress', '1:2:3:4:5:6:7'],
    ['IpAddress', '1::2::3'],
    ['IpAddress', '203.0.113.*'],
    ['IpAddress', '203.0.113.1/24/1'],
    ['BinaryEquals', 'QQ'],
    ['BinaryEquals', 'QQ_='],
    ['ArnLike', 'b'],
    ['ArnLike', 'arn:aws:s3'],
    ['ArnLike', '*'],
    ['ArnLike', '${aws:PrincipalArn}'],
    ['ArnLike', opaque('value', 's.Arn')],
    ['StringEquals', null],
    ['StringEquals', { Ref: 'X' }],
    ['StringEquals', ['a', ['b']]],
    ['StringEquals', []],
    ['StringEquals', '${aws:x'],
    ['StringEquals', 'private \uE001'],
    ['StringEquals', 'private \uE000'],
  ])('of %s: %j is unknown, and the condition is left out', (operator, value) => {
    const { conditions, unknown } = parseConditions({
      [operator]: { 'aws:x': value },
      StringNotLike: { 'aws:y': 'z' },
    });
    expect(conditions.map(({ key }) => key)).toEqual(['aws:y']);
    expect(unknown).toHaveLength(1);
  });

  it.each([
    ['StringEquals', 'a*b?', [{ kind: 'text', text: 'a*b?' }]],
    [
      'StringLike',
      'a*b?',
      [{ kind: 'text', text: 'a' }, { kind: 'any' }, { kind: 'text', text: 'b' }, { kind: 'one' }],
    ],
    ['StringLike', '**', [{ kind: 'any' }]],
    ['StringLike', '', []],
    ['StringLike', 'a${*}${?}${$}{b', [{ kind: 'text', text: 'a*?${b' }]],
    ['StringLike', '$a $', [{ kind: 'text', text: '$a $' }]],
    [
      'StringEquals',
      'x-${aws:PrincipalTag/A B}',
      [
        { kind: 'text', text: 'x-' },
        { kind: 'variable', key: 'aws:principaltag/a b' },
      ],
    ],
    [
      'StringEquals',
      "${aws:a, 'All of us'}-",
      [
        { kind: 'variable', key: 'aws:a', fallback: 'All of us' },
        { kind: 'text', text: '-' },
      ],
    ],
    ['StringEquals', "${aws:a,''}", [{ kind: 'variable', key: 'aws:a', fallback: '' }]],
    [
      'ArnLike',
      'arn:*:iam::*:role/${aws:a}',
      [
        ...[{ kind: 'text', text: 'arn:' }, { kind: 'any' }, { kind: 'text', text: ':iam::' }, { kind: 'any' }],
        ...[
          { kind: 'text', text: ':role/' },
          { kind: 'variable', key: 'aws:a' },
        ],
      ],
    ],
  ])('of %s: %j is taken apart', (operator, value, parts) => {
    const [pattern] = one(operator, value).values ?? [];
    expect(pattern).toMatchObject({ text: value, parts });
    const literal = parts.every(({ kind }) => kind === 'text');
    expect(pattern?.literal).toBe(
      literal ? parts.map((part) => ('text' in part ? part.text : '')).join('') : undefined,
    );
  });

  it('never reads the description of an opaque part', () => {
    const text = `a${opaque('value', 's.Import.*?${x}')}*`;
    const [pattern] = one('StringLike', text).values ?? [];
    expect(pattern?.parts).toEqual([{ kind: 'text', text: text.slice(0, -1) }, { kind: 'any' }]);
  });

  it('may be text, number or boolean, or a list of them', () => {
    expect(one('StringEquals', ['a', 1, true]).values?.map(({ literal }) => literal)).toEqual(['a', '1', 'true']);
  });
});

describe('condition keys', () => {
  it('are compared in lower case and kept as they are written', () => {
    expect(one('StringEquals', 'x', 'aws:PrincipalTag/School')).toMatchObject({
      key: 'aws:principaltag/school',
      name: 'aws:PrincipalTag/School',
    });
  });

  it.each([['SourceArn'], ['aws:RequestTag/${aws:x}'], [`aws:${opaque('value', 's.X')}`]])('%j is none', (key) => {
    const { conditions, unknown } = parseConditions({ StringEquals: { [key]: 'x' } });
    expect([conditions.length, unknown.length]).toEqual([0, 1]);
  });

  it('stand once under one operator', () => {
    const { conditions, unknown } = parseConditions({ StringEquals: { 'aws:A': 'x', 'aws:a': 'y' } });
    expect([conditions.length, unknown.length]).toEqual([0, 1]);
  });

  it.each([[{ StringEquals: {} }], [{ StringEquals: 'x' }], [{ StringEquals: null }], [[]], ['x'], [null]])(
    '%j names none',
    (block) => {
      const { conditions, unknown } = parseConditions(block);
      expect([conditions.length, unknown.length]).toEqual([0, 1]);
    },
  );
});

describe('a condition block', () => {
  it('without operators holds always', () => {
    expect(parseConditions({})).toEqual({ conditions: [], unknown: [] });
  });

  it('of a statement tells what it does not understand', () => {
    const read = statement({ Condition: { StringSame: { 'aws:x': 'y' } } });
    expect(read.conditions).toEqual([]);
    expect(read.unknown).toEqual(['the condition operator StringSame is not known']);
  });
});
