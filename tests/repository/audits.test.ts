import * as audits from './audits';
import { inMemory } from './repository';

/** One repository with every fault once; each audit must name exactly its own. */
const faulty = inMemory({
  'README.md':
    '# Kit\n\nSee [the guide](docs/guide.md) and [more](docs/gone.md#part), run `npm run dance` and `npm test`.\n',
  'package.json': '{ "scripts": { "test": "jest" } }',
  'package-lock.json': '"resolved": "https://registry.npmjs.org/a.tgz"\n"resolved": "https://mirror.example/b.tgz"\n',
  'docs/guide.md': '[up](../README.md) [out](https://example.org/) [here](#part)\n\n```md\n[fenced](nowhere.md)\n```\n',
  'docs/errors.md': '# Errors\n\n## EDU101 – file not found\n\n## EDU102 – wrong title\n\n## EDU999 – unheard of\n',
  'docs/constructs/ghost.md': '# Ghost\n',
  'docs/decisions/0001-first.md': '# 1. First\n\n## Context\n\n## Decision\n\n## Consequences\n',
  'docs/decisions/0003-third.md': '# 3. Third\n\n## Context\n\n## Decision\n',
  'constructs/school-key.ts': 'export class SchoolKey extends Construct {}\n',
  'constructs/index.ts': "export * from './school-key';\n",
  'tests/constructs/phantom.test.ts': "test('x', () => expect(code).toBe('EDU101'));\n",
  'tests/repository/audit.test.ts': "const named = 'EDU102';\n",
  'tests/examples/all.test.ts': "check('good');\n",
  'examples/good/region.yaml': '# yaml-language-server: $schema=../../docs/schema.json\n# A good one.\nregion: {}\n',
  'examples/good/educloud.lock.json': '{}\n',
  'examples/bare/region.yaml': 'region: {}\n',
  'docs/schema.json': '{}\n',
  'lib/longFile.ts': '// line\n'.repeat(301),
  'lib/error-codes.ts': '// line\n'.repeat(301),
  'lib/paths.ts': ["'/ho", "me/me/x'\n'https://example.org/ho", "me/x'\n// see iss", 'ue 7\n'].join(''),
});

test('a construct without test or page, and a test or page without construct, are reported', () => {
  expect(audits.constructsAreTestedAndDescribed(faulty)).toEqual([
    'constructs/school-key.ts lacks tests/constructs/school-key.test.ts',
    'constructs/school-key.ts lacks docs/constructs/school-key.md',
    'tests/constructs/phantom.test.ts has no constructs/phantom.ts',
    'docs/constructs/ghost.md has no construct in constructs/ghost.ts',
  ]);
});

test('a code without section, with a wrong title, and a section without code are reported', () => {
  const codes = { EDU101: { en: 'file not found' }, EDU102: { en: 'right title' }, EDU103: { en: 'file is empty' } };
  expect(audits.codesAreDescribed(faulty, codes)).toEqual([
    'docs/errors.md titles EDU102 "wrong title"; the table says "right title"',
    'docs/errors.md lacks the section "## EDU103 – file is empty"',
    'docs/errors.md describes EDU999, which no table knows',
  ]);
});

test('a code that only the audit names counts as not provoked', () => {
  expect(audits.codesAreProvoked(faulty, ['EDU101', 'EDU102'])).toEqual([
    'no test outside tests/repository provokes EDU102',
  ]);
});

test('an example without schema line, explanation, ledger and test is reported for each', () => {
  expect(audits.examplesAreComplete(faulty)).toEqual([
    'examples/bare/region.yaml does not begin with its $schema line',
    'examples/bare has neither README.md nor a leading comment',
    'examples/bare lacks educloud.lock.json',
    'no test in tests/examples names bare',
  ]);
});

test('a broken relative link is reported; addresses, anchors and fenced text are not', () => {
  expect(audits.linksResolve(faulty)).toEqual(['README.md links to docs/gone.md#part, which is not there']);
});

test('a name in camel case is reported, README is not', () => {
  expect(
    audits.namesAreKebabCase(inMemory({ 'lib/longFile.ts': '', 'docs/README.zh.md': '', 'docs/Notes.md': '' })),
  ).toEqual(['docs/Notes.md is not kebab-case', 'lib/longFile.ts is not kebab-case']);
});

test('a file of 301 lines is reported, the table of codes is not', () => {
  expect(audits.filesAreSmall(faulty)).toEqual(['lib/longFile.ts has 301 lines; 300 are allowed']);
});

test('a package from a mirror is reported', () => {
  expect(audits.lockFileNamesOneHost(faulty)).toEqual(['package-lock.json takes packages from mirror.example']);
});

test('an absolute path and a numbered reference are reported, an address on the web is not', () => {
  expect(audits.textSpeaksOfTheProject(faulty).map((line) => line.split(' ')[0])).toEqual([
    'lib/paths.ts:1',
    'lib/paths.ts:3',
  ]);
});

test('an npm script that does not exist is reported', () => {
  expect(audits.npmScriptsExist(faulty)).toEqual(['README.md runs the npm script dance, which does not exist']);
});

test('a gap in the numbers and a missing heading are reported', () => {
  expect(audits.decisionsAreRecords(faulty)).toEqual([
    'docs/decisions/0003-third.md should have the number 0002',
    'docs/decisions/0003-third.md lacks the heading "## Consequences"',
  ]);
});
