import fc from 'fast-check';
import { shellLine, shellLineInto, variable } from '../../lib/recovery/shell';
import { inBash } from './bash';

const nasty = [
  '',
  "it's",
  '"quoted"',
  '$(touch pwned)',
  '`touch pwned`',
  '; touch pwned',
  '& touch pwned &',
  '> pwned',
  '~root/a',
  '=ls',
  '*',
  '?[a]{b,c}',
  '!history',
  '#no comment',
  '-dash',
  'two  spaces',
  '学校/班级 1/成绩.pdf',
  'back\\slash',
  'a=b',
  '${HOME}',
];

describe('a line for a shell', () => {
  test('arrives word by word, whatever a word holds', () => {
    const { calls, left, status } = inBash([shellLine(['aws', ...nasty])]);
    expect([calls, left, status]).toEqual([[['aws', ...nasty]], [], 0]);
  });

  test('arrives word by word for every text without control characters', () => {
    const word = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), (words) => {
        expect(inBash([shellLine(['aws', ...words])]).calls).toEqual([['aws', ...words]]);
      }),
      { numRuns: 25 },
    );
  });

  test('takes a variable as one word, also inside of others', () => {
    const lines = [
      shellLineInto('VALUE', ['printf', '%s', "a 'b' $c *"]),
      shellLine(['aws', [variable('VALUE')], ['{"x":"', variable('VALUE'), '"}']]),
    ];
    expect(inBash(lines).calls).toEqual([['aws', "a 'b' $c *", `{"x":"a 'b' $c *"}`]]);
  });

  test('leaves plain words as people write them', () => {
    expect(shellLine(['aws', 's3', 'ls', 's3://edu-rec-oak/a/b', '--region', 'cn-north-1'])).toBe(
      'aws s3 ls s3://edu-rec-oak/a/b --region cn-north-1',
    );
  });
});
