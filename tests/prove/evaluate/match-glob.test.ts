import fc from 'fast-check';
import { opaque } from '../../../lib/model';
import { matchGlob } from '../../../lib/prove/evaluate/match-glob';
import { tokensOfText, type Token } from '../../../lib/prove/evaluate/tokens';

// Two letters and both delimiters are enough for every way in which stars can overlap.
const letters = ['a', 'b', '/', ':'];
const names = ['one', 'two'].map((id) => opaque('name', id));
const values = ['p', 'q'].map((id) => opaque('value', id));

const char = fc.constantFrom(...letters).map((text): Token => ({ kind: 'char', text }));
const wild = fc.constantFrom<Token>({ kind: 'any' }, { kind: 'one' });
const left = fc.constantFrom(...names, ...values).map((text) => tokensOfText(text)[0]!);
const patterns = fc.array(fc.oneof({ weight: 3, arbitrary: char }, wild), { maxLength: 8 });
const texts = fc.array(char, { maxLength: 10 });
const openPatterns = fc.array(fc.oneof({ weight: 3, arbitrary: char }, wild, left), { maxLength: 6 });
const openTexts = fc.array(fc.oneof({ weight: 2, arbitrary: char }, left), { maxLength: 6 });

/** The definition, word by word. */
function reference([token, ...rest]: readonly Token[], text: readonly Token[]): boolean {
  if (token === undefined) return text.length === 0;
  if (token.kind === 'any') return text.some((_, i) => reference(rest, text.slice(i))) || reference(rest, []);
  const [symbol, ...others] = text;
  if (symbol === undefined) return false;
  return (token.kind === 'one' || written(token) === written(symbol)) && reference(rest, others);
}

function written(token: Token): string {
  return 'text' in token ? token.text : token.kind;
}

/** Texts in place of the opaque parts: names differ from each other and from everything that the alphabet writes. */
const choices = fc.record({
  [names[0]!]: fc.constant('N1'),
  [names[1]!]: fc.constant('N2'),
  [values[0]!]: fc.string({ unit: fc.constantFrom(...letters), maxLength: 3 }),
  [values[1]!]: fc.constantFrom('', 'a', 'N1'),
});

function closed(tokens: readonly Token[], choice: Readonly<Record<string, string>>): Token[] {
  return tokens.flatMap((token) => (token.kind === 'opaque' ? tokensOfText(choice[token.text] ?? '') : [token]));
}

describe('Matching of patterns', () => {
  test('agrees with the definition on plain texts', () => {
    fc.assert(
      fc.property(patterns, texts, (pattern, text) => {
        expect(matchGlob(pattern, text)).toBe(reference(pattern, text) ? 'yes' : 'no');
      }),
    );
  });

  test('says yes or no only when every text in place of the opaque parts agrees', () => {
    let definite = 0;
    fc.assert(
      fc.property(openPatterns, openTexts, choices, (pattern, text, choice) => {
        const known = matchGlob(pattern, text);
        if (known === 'unknown') return;
        definite += 1;
        expect(reference(closed(pattern, choice), closed(text, choice))).toBe(known === 'yes');
      }),
      { numRuns: 3000 },
    );
    expect(definite).toBeGreaterThan(300);
  });

  test('does not try the ways that stars can share a text one after the other', () => {
    const stars = Array.from({ length: 60 }, (_, i): Token =>
      i % 2 === 0 ? { kind: 'any' } : { kind: 'char', text: 'a' },
    );
    expect(matchGlob([...stars, { kind: 'char', text: 'b' }], tokensOfText('a'.repeat(20_000)))).toBe('no');
  });
});
