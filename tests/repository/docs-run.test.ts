import { join } from 'node:path';
import type * as configRoom from '../../lib/config';
import { commandErrors } from './commands';
import { blocksOf, type Block } from './markdown';
import { inMemory, matching, openRepository, root } from './repository';
import { entries, runSnippet, typeErrors } from './snippets';

const repository = openRepository();
const pages = matching(repository, /^(?:README(?:\.[a-z]+)?|CONTRIBUTING|docs\/.+)\.md$/);
const blocks = pages.flatMap((page) => blocksOf(page, repository.read(page)));
const place = ({ file, line }: Block): string => `${file}:${line}`;

const snippets = blocks.filter(({ language }) => language === 'ts' || language === 'typescript');
const programs = snippets.filter(({ words }) => !words.includes('no-run'));
const regions = blocks.filter(isRegionFile);
const consoles = blocks.filter(({ language }) => ['console', 'sh', 'bash', 'shell'].includes(language));

describe('TypeScript in the docs', () => {
  test('every block passes the type checker', () => {
    expect(typeErrors(snippets)).toEqual([]);
  }, 120_000);

  each(programs, 'the block at %s runs', async (block) => {
    await expect(runSnippet(block, load)).resolves.toBeUndefined();
  });

  test('a block of the wrong type is reported with its line on the page', () => {
    const [sample] = blocksOf(
      'docs/sample.md',
      '# S\n\n```ts\nimport { join } from "node:path";\nconst n: number = join("a");\n```\n',
    );
    expect(typeErrors(sample ? [sample] : [])).toEqual([
      "docs/sample.md:5 Type 'string' is not assignable to type 'number'.",
    ]);
  }, 120_000);

  test('a block that throws is reported, also when it throws later', async () => {
    const [now, later] = blocksOf(
      'docs/sample.md',
      '```ts\nthrow new RangeError("now");\n```\n\n```ts\nexport const done = Promise.reject(new RangeError("later"));\n```\n',
    );
    await expect(now && runSnippet(now, load)).rejects.toThrow('now');
    await expect(later && runSnippet(later, load)).rejects.toThrow('later');
  });
});

describe('region files in the docs', () => {
  each(regions, 'the region file at %s is as valid as the page says', (block) => {
    expect(codesIn(block)).toEqual(expectedCodes(block));
  });

  test('a region file is told from other YAML by its first key', () => {
    const page =
      '```yaml\n# comment\nregion:\n  id: x\n```\n\n```yaml\nother: 1\n```\n\n```yaml EDU202\nregion: {}\n```\n';
    const found = blocksOf('docs/sample.md', page).filter(isRegionFile);
    expect(found.map(({ line, words }) => [line, words])).toEqual([
      [2, []],
      [12, ['EDU202']],
    ]);
  });

  test('a region file with an empty region has mistakes', () => {
    const [sample] = blocksOf('docs/sample.md', '```yaml\nregion: {}\n```\n');
    expect(sample && codesIn(sample)).toContain('EDU202');
  });
});

describe('commands in the docs', () => {
  each(consoles, 'the commands at %s exist', (block) => {
    expect(commandErrors(block, repository)).toEqual([]);
  });

  test('unknown scripts, commands and options are reported, output is not', () => {
    const sample = [
      '$ npm run build && npm run dance',
      '$ npx educloud check region.yaml --json',
      '$ npx educloud sing \\',
      '    --loud',
      '$ npx educloud registry index region.yaml && npx educloud registry --help',
      '$ npx educloud registry inventory region.yaml',
      '$ npx educloud registry',
      'npm run output',
    ].join('\n');
    const kit = inMemory({
      'package.json': '{"scripts":{"build":"tsc"}}',
      'lib/cli/check.ts': "'--json'",
      'lib/cli/commands/registry-index.ts': '',
    });
    const [block] = blocksOf('docs/sample.md', `\`\`\`console\n${sample}\n\`\`\`\n`);
    expect(block && commandErrors(block, kit)).toEqual([
      'docs/sample.md:2 npm run dance: no such npm script',
      'docs/sample.md:2 npx educloud sing --loud: no such command',
      'docs/sample.md:2 npx educloud sing --loud: no command knows --loud',
      'docs/sample.md:2 npx educloud registry inventory region.yaml: no such command',
      'docs/sample.md:2 npx educloud registry: no such command',
    ]);
  });
});

/** A region file begins with the key `region`. */
function isRegionFile({ language, text }: Block): boolean {
  const first = text.split('\n').find((line) => !/^\s*(?:#|---|$)/.test(line));
  return (language === 'yaml' || language === 'yml') && (first ?? '').startsWith('region:');
}

/** The codes that the page announces after the word `yaml`; none for a valid file. */
function expectedCodes({ words }: Block): string[] {
  return words.filter((word) => /^EDU\d{3}$/.test(word)).sort();
}

/** The codes of all errors in the file, each once. Rosters are looked up beside the page. */
function codesIn({ file, text }: Block): string[] {
  const { loadRegionText } = load('../../lib/config') as typeof configRoom;
  const errors = loadRegionText(text, join(root, file)).issues.filter(({ severity }) => severity === 'error');
  return [...new Set<string>(errors.map(({ code }) => code))].sort();
}

/** `require` with the names under which readers import the kit. */
function load(name: string): unknown {
  const entry = entries[name];
  return jest.requireActual(entry === undefined ? name : join(root, entry));
}

/** One test for each block; none when the docs have no such block yet. */
function each(list: readonly Block[], title: string, check: (block: Block) => unknown): void {
  for (const block of list) {
    test(
      title.replace('%s', place(block)),
      async () => {
        await check(block);
      },
      60_000,
    );
  }
}
