import { compared, expectedOf, hasSolver, isProblem, questions } from './support';
import { worlds } from './worlds';

const properties = [
  'read-isolation',
  'decrypt-isolation',
  'no-outsider',
  'no-lockout-key',
  'commons-members-only',
  'delivery-licensed-signed',
  'delivery-open-only',
];
const all = Object.entries(worlds).map(([title, world]) => [title, questions(world, ...properties)] as const);

(hasSolver ? describe : describe.skip)('cvc5, where it is installed, gives the answers of the prover', () => {
  test.each(all)('about %s', (_, files) => {
    expect(compared(files)).toEqual({ differ: [], open: [] });
  });
});

test('the questions have both answers, and nothing is left out', () => {
  const answers = all.flatMap(([, files]) => files.filter(isProblem).map(expectedOf));
  expect(new Set(answers)).toEqual(new Set(['sat', 'unsat']));
  const lists = all.map(([, files]) => files.find(({ name }) => name === 'index.json')?.text);
  expect(lists.filter((text) => text?.includes('"leftOut": []') !== true)).toEqual([]);
});
