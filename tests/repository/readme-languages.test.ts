import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');

const code = (text: string): string[] => text.match(/^```[^]*?^```/gm) ?? [];
const prose = (text: string): string => text.replace(/^```[^]*?^```/gm, '');
const levels = (text: string): string[] => (prose(text).match(/^#+ /gm) ?? []).map((mark) => mark.trim());
const links = (text: string): string[] =>
  [...prose(text).matchAll(/\]\(([^)]+)\)/g)]
    .map(([, target]) => target ?? '')
    .filter((target) => !target.startsWith('README'));
const commands = (text: string): string[] => [...new Set(prose(text).match(/`[^`\n]+`/g) ?? [])].sort();

describe('the Chinese README', () => {
  const [en, zh] = [read('README.md'), read('README.zh.md')];

  test('has the headings, the code and the links of the English one, in the same order', () => {
    expect(levels(zh)).toEqual(levels(en));
    expect(code(zh)).toEqual(code(en));
    expect(links(zh)).toEqual(links(en));
  });

  test('names the same commands, options and files', () => {
    expect(commands(zh)).toEqual(commands(en));
  });
});
