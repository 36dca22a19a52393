import fc from 'fast-check';
import { unsignedNames } from '../../../lib/prove/engine/delivered-names';
import { deliveriesOf } from '../../../lib/prove/engine/delivery';
import { deliveryOf } from '../../../lib/prove/evaluate';
import { matches } from '../../../lib/prove/sets/strings';
import { behaviour, commonsArn, delivered, distribution, distributionArn, origin } from '../support/delivered';

// What the prover takes a distribution to deliver without a signature, against the evaluator, which looks at each way to
// write the path of one object.

const paths = fc.constantFrom('', '', '/open', '/a/b');
/** Few characters, so that patterns and names meet; `A` is `%41`, and `/` is `%2f`. */
const patterns = fc.string({
  unit: fc.constantFrom('a', '4', '1', '2', 'f', '/', '.', '*', '?'),
  minLength: 1,
  maxLength: 6,
});
const names = fc.string({ unit: fc.constantFrom('a', 'A', '4', '1', '/', '.', 'b', 'f'), maxLength: 7 });

function answers(
  list: readonly (readonly [string, boolean])[],
  path: string,
  name: string,
): readonly [string, boolean] {
  const behaviours = [...list.map(([pattern, signed]) => behaviour(pattern, signed)), behaviour('*', true)];
  const world = delivered([], [distribution(behaviours, { origins: [origin({ path })] })]);
  const resource = name === '' ? commonsArn : `${commonsArn}/${path === '' ? '' : `${path.slice(1)}/`}${name}`;
  const found = deliveryOf(world, {
    caller: { kind: 'service', name: 'cloudfront.amazonaws.com' },
    action: 's3:GetObject',
    resource,
    context: { 'aws:SourceArn': distributionArn, 'delivery:signed': 'false' },
  });
  const [way] = deliveriesOf(world).get(commonsArn) ?? [];
  const globs = way === undefined ? [] : unsignedNames(way, commonsArn);
  return [found?.answer ?? 'nobody asks', globs.some((glob) => matches(glob, resource))];
}

test('whatever the evaluator finds to be delivered without a signature, the prover takes for it', () => {
  const list = fc.array(fc.tuple(patterns, fc.boolean()), { minLength: 1, maxLength: 3 });
  const runs = Number(process.env.EDUCLOUD_BRUTE ?? 2000);
  let delivers = 0;
  fc.assert(
    fc.property(list, paths, names, (behaviours, path, name) => {
      const [answer, taken] = answers(behaviours, path, name);
      if (answer === 'yes') delivers += 1;
      expect([answer, taken]).not.toEqual(['yes', false]);
    }),
    { numRuns: runs, seed: 20261123 },
  );
  expect(delivers).toBeGreaterThan(runs / 50);
});

test.each([
  ['open/*', '', 'open/x', true],
  ['open/*', '', 'open', false],
  ['open/*', '', 'licensed/x', false],
  ['open/*', '', 'licensed/../open/x', true],
  ['open/*', '', '//x', true],
  ['open/*', '', '', false],
  ['*', '', '', true],
  ['*', '/open', '', false],
  // A path with `%41` fits the pattern and asks for an `A`.
  ['a???b', '', 'aAb', true],
  ['a*41b', '', 'aAb', true],
  ['*.jpg', '', 'licensed/x.jpg', true],
  ['*.jpg', '', 'licensed/x.png', false],
])('%s behind "%s" delivers "%s": %s', (pattern, path, name, taken) => {
  expect(answers([[pattern, false]], path, name)[1]).toBe(taken);
});
