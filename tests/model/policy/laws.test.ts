import * as fc from 'fast-check';
import { opaque, parseConditions, parsePolicy, type Condition, type Part, type Pattern } from '../../../lib/model';
import { source, statement } from './support';

const kinds = fc.constantFrom('identity', 'resource', 'trust', 'boundary', 'service-control', 'resource-control');
const words = fc.constantFrom(
  ...[
    'Effect',
    'Allow',
    'Deny',
    'Principal',
    'AWS',
    '*',
    'Action',
    's3:*',
    'Resource',
    'NotResource',
    'arn:aws:s3:::b',
  ],
  ...[
    'Condition',
    'StringLike',
    'ForAnyValue:ArnEqualsIfExists',
    'aws:x',
    '${aws:x}',
    '${',
    '\uE000',
    opaque('value', 'x'),
  ],
);
const json = fc.jsonValue({ depthSize: 'medium' });
const policyLike = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    words,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(words, tie('tree'), { maxKeys: 5 }),
    json,
  ),
})).tree;
const statementLike = fc.dictionary(words, policyLike, { maxKeys: 6 });

describe('the parser of policies', () => {
  it('never throws, and either reads a document or says why not', () => {
    const documents = fc.oneof(
      json,
      policyLike,
      fc.record({ Version: fc.constant('2012-10-17'), Statement: fc.array(statementLike, { maxLength: 3 }) }),
    );
    fc.assert(
      fc.property(documents, kinds, (document, kind) => {
        const { statements, unknown } = parsePolicy(document, source, kind);
        expect(unknown === undefined).toBe(statements.length > 0);
        for (const { actions, unknown: reasons } of statements) {
          if (actions.list.length === 0) expect(reasons).not.toEqual([]);
        }
      }),
    );
  });

  it('gives the same objects for equal statements', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('Action', 'NotAction', 'Condition', 'Resource'), policyLike),
        (given) => {
          const [first, second] = [statement(given), statement(structuredClone(given))];
          expect(first).toEqual(second);
          expect(first.actions).toBe(second.actions);
          expect(first.resources).toBe(second.resources);
          expect(first.principals).toBe(second.principals);
          expect(first.conditions).toBe(second.conditions);
        },
      ),
    );
  });

  it('keeps values of different lists, keys and operators apart', () => {
    const [ab, ba, a] = [['a', 'b'], ['b', 'a'], 'a'].map((values) => condition('StringEquals', 'aws:x', values));
    const others = [condition('StringEquals', 'aws:X', 'a'), condition('StringLike', 'aws:x', 'a')];
    expect(new Set([ab, ba, a, ...others]).size).toBe(5);
  });

  it('loses nothing of a pattern', () => {
    const piece = fc.constantFrom(
      'a',
      'b:c',
      '/',
      '*',
      '?',
      '${*}',
      '${?}',
      '${$}',
      '$',
      "${aws:x, 'y z'}",
      '${aws:x}',
    );
    const opaques = fc.constantFrom(opaque('name', 's.A'), opaque('value', 's.${*}'));
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, opaques)), (pieces) => {
        const text = pieces.join('');
        const read = condition('StringLike', 'aws:x', text)?.values[0];
        expect(read?.text).toBe(text);
        const again = condition('StringLike', 'aws:x', read === undefined ? undefined : written(read))?.values[0];
        expect(again?.parts).toEqual(read?.parts);
        const kindsOf = read?.parts.map(({ kind }) => kind) ?? [];
        expect(kindsOf.some((kind, i) => kind === 'text' && kindsOf[i + 1] === 'text')).toBe(false);
      }),
    );
  });

  it('reads wildcards literally where the operator has none', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z*?:/]*$/), (text) => {
        expect(condition('StringEquals', 'aws:x', text)?.values[0]?.literal).toBe(text);
      }),
    );
  });
});

function condition(operator: string, key: string, values: unknown): Condition | undefined {
  return parseConditions({ [operator]: { [key]: values } }).conditions[0];
}

/** A pattern in the words of a policy. */
function written({ parts }: Pattern): string {
  return parts.map(writtenPart).join('');
}

function writtenPart(part: Part): string {
  switch (part.kind) {
    case 'any':
      return '*';
    case 'one':
      return '?';
    case 'variable':
      return part.fallback === undefined ? `\${${part.key}}` : `\${${part.key}, '${part.fallback}'}`;
    case 'text':
      return part.text.replace(/\uE000[^\uE001]*\uE001|[*?]|\$/gu, (found) =>
        found.length > 1 ? found : `\${${found}}`,
      );
  }
}
