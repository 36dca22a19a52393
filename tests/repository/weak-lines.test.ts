import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codes } from '../../lib/errors';
import { languages } from '../../lib/cli/texts';

const read = (language: string): string =>
  readFileSync(join(__dirname, `../../docs/weak-lines.${language}.md`), 'utf8');

const blocks = (text: string): readonly string[] => text.match(/^```[^]*?^```/gm) ?? [];
const prose = (text: string): string => text.replace(/^```[^]*?^```/gm, '');

/** What stands in a page whatever its language is, section by section. */
function skeleton(text: string): unknown {
  return prose(text)
    .split(/^## /m)
    .map((section) => ({
      spans: [...new Set(section.match(/`[^`\n]+`/g) ?? [])].sort(),
      rows: section.split('\n').filter((line) => line.startsWith('|')).length,
      cells: section.match(/\|/g)?.length ?? 0,
      links: [...section.matchAll(/\]\(([^)]+)\)/g)]
        .map(([, target]) => target ?? '')
        .filter((target) => !target.startsWith('weak-lines')),
    }));
}

test.each(languages)('the page for weak lines in %s has what the English one has', (language) => {
  expect(skeleton(read(language))).toEqual(skeleton(read('en')));
  expect(blocks(read(language))).toEqual(blocks(read('en')));
  for (const other of languages) {
    expect(read(language).includes(`(weak-lines.${other}.md)`)).toBe(other !== language);
  }
});

test('the page for weak lines names codes that exist', () => {
  const named = read('en').match(/EDU\d{3}/g) ?? [];
  expect(named.length).toBeGreaterThan(5);
  for (const code of named) expect(Object.keys(codes)).toContain(code);
});
