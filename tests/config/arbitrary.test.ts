import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { starter } from '../../lib/cli/starter';
import { loadRegionText, type LoadResult } from '../../lib/config';
import { codes } from '../../lib/errors';
import { packageRoot } from '../../lib/facts';
import { loadWith, places, regionText } from './support';

const smallest = readFileSync(join(packageRoot(), 'examples/smallest/region.yaml'), 'utf8');

/** Fails unless a file gives a region or says, with code, message and place, why not. */
function expectRegionOrReasons({ region, issues }: LoadResult): void {
  for (const issue of issues) {
    expect(Object.keys(codes)).toContain(issue.code);
    expect(issue.message).not.toBe('');
    expect(issue.file).not.toBe('');
    expect(issue.file).toBeDefined();
    expect(issue.line).toBeGreaterThan(0);
    expect(issue.column ?? 1).toBeGreaterThan(0);
  }
  const errors = issues.filter(({ severity }) => severity === 'error');
  expect(errors.length > 0).toBe(region === undefined);
}

const letter = fc.constantFrom(...Array.from(':-#{}[]"\'*&!|>%@,? \n\tа学0x~'), '');

/** Deletes a line, swaps two, changes a character, or says a word of YAML where another stood. */
function mutation(text: string): fc.Arbitrary<string> {
  const lines = text.split('\n');
  const line = fc.nat({ max: lines.length - 1 });
  return fc.oneof(
    line.map((gone) => lines.filter((_, index) => index !== gone).join('\n')),
    fc.tuple(line, line).map(([one, other]) => {
      const at = (index: number): number => (index === one ? other : index === other ? one : index);
      return lines.map((_, index) => lines[at(index)] ?? '').join('\n');
    }),
    fc
      .tuple(fc.nat({ max: text.length - 1 }), letter)
      .map(([index, put]) => `${text.slice(0, index)}${put}${text.slice(index + 1)}`),
    fc
      .tuple(line, fc.constantFrom('null', '[]', '{}', '7', 'true', '*x', '&x', '__proto__', 'constructor'))
      .map(([index, word]) => lines.map((one, at) => (at === index ? one.replace(/[\w-]+/, word) : one)).join('\n')),
  );
}

/** Several mutations, one after another. */
function mutated(text: string): fc.Arbitrary<string> {
  return mutation(text).chain((once) => fc.oneof(fc.constant(once), mutation(once || ' ')));
}

test('the starter and the smallest example are valid', () => {
  expect(places(loadRegionText(starter, 'region.yaml'))).toEqual([]);
  expect(places(loadRegionText(smallest, 'region.yaml'))).toEqual([]);
});

test('any text gives mistakes or a region, and nothing is thrown', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(letter).map((letters) => letters.join('')),
  );
  fc.assert(
    fc.property(text, (input) => {
      expectRegionOrReasons(loadRegionText(input, 'region.yaml'));
    }),
    { numRuns: 200 },
  );
});

test('any YAML of known keys and strange values gives mistakes or a region', () => {
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom('cn-north-9', 'aws-cn', 'eu-central-1', [], {}),
  );
  const keys = [
    'id',
    'names',
    'partition',
    'home',
    'recovery',
    'jurisdiction',
    'perimeter',
    'accounts',
    'districts',
    'schools',
  ];
  const valid = {
    id: 'smallest',
    partition: 'aws',
    home: 'eu-central-1',
    accounts: { hub: '111122223333' },
    schools: [{ id: 'oak', tier: 'external' }],
  };
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...keys), value), (changes) => {
      expectRegionOrReasons(loadRegionText(JSON.stringify({ region: { ...valid, ...changes } }), 'region.yaml'));
    }),
    { numRuns: 100 },
  );
});

test.each([
  ['the smallest example', smallest],
  ['the starter', starter],
])('any mutation of %s gives mistakes or a region', (_title, text) => {
  fc.assert(
    fc.property(mutated(text), (input) => {
      expectRegionOrReasons(loadRegionText(input, 'region.yaml'));
    }),
    { numRuns: 150 },
  );
});

test('any roster gives mistakes or a region', () => {
  const roster = 'id,name_en,district,account,tier,domains\noak,"Oak, old",north,,,a.example\nelm,Elm,north,,,\n';
  const cells = fc.constantFrom(
    'id',
    'district',
    'constructor',
    '__proto__',
    '"',
    ',',
    '\n',
    '\r\n',
    ';',
    'oak',
    'north',
    '\ufeff',
  );
  const csv = fc.oneof(
    mutated(roster),
    fc.array(cells).map((parts) => parts.join('')),
    fc.string(),
  );
  const text = regionText(['{ from: roster.csv }']);
  fc.assert(
    fc.property(csv, (input) => {
      expectRegionOrReasons(loadWith(text, { 'roster.csv': input }));
    }),
    { numRuns: 200 },
  );
});
