import { posix } from 'node:path';
import { linksOf } from './markdown';
import { matching, type Repository } from './repository';

/** Each audit returns one line for each thing that is amiss; an empty list means that all is well. */
export type Audit = (repository: Repository) => string[];

const pages = /^(?:[^/]+|docs\/.+)\.md$/;

/** Constructs, their tests and their pages, whichever of the three is missing. */
export const constructsAreTestedAndDescribed: Audit = (repository) => {
  const isConstruct = /^export (?:abstract )?class \w+(?:<[^{]*>)? extends (?:Construct|Resource)\b/m;
  const files = matching(repository, /^constructs\/[^/]+\.ts$/).filter((file) =>
    isConstruct.test(repository.read(file)),
  );
  const constructs = files.map((file) => posix.basename(file, '.ts'));
  const named = (pattern: RegExp): string[] => repository.files.flatMap((file) => pattern.exec(file)?.[1] ?? []);
  const sources = named(/^constructs\/([^/]+)\.ts$/);
  const tests = named(/^tests\/constructs\/([^/]+)\.test\.ts$/);
  const described = named(/^docs\/constructs\/([^/]+)\.md$/).filter((name) => name !== 'README');
  return [
    ...without(constructs, tests).map((name) => `constructs/${name}.ts lacks tests/constructs/${name}.test.ts`),
    ...without(constructs, described).map((name) => `constructs/${name}.ts lacks docs/constructs/${name}.md`),
    ...without(tests, sources).map((name) => `tests/constructs/${name}.test.ts has no constructs/${name}.ts`),
    ...without(described, constructs).map(
      (name) => `docs/constructs/${name}.md has no construct in constructs/${name}.ts`,
    ),
  ];
};

/** Codes and their sections in docs/errors.md, with the English title after the code. */
export function codesAreDescribed(
  repository: Repository,
  codes: Readonly<Record<string, { readonly en: string }>>,
): string[] {
  if (!repository.files.includes('docs/errors.md')) return ['docs/errors.md is missing'];
  const headings = [...repository.read('docs/errors.md').matchAll(/^## (EDU\d{3})\b[^\p{L}\n]*(.*?)\s*$/gmu)];
  const titles = new Map(headings.map(([, code = '', title = '']) => [code, title]));
  const twice = headings.length === titles.size ? [] : ['docs/errors.md describes a code twice'];
  const wrong = Object.entries(codes).flatMap(([code, { en }]) => {
    const title = titles.get(code);
    if (title === undefined) return [`docs/errors.md lacks the section "## ${code} – ${en}"`];
    return title === en ? [] : [`docs/errors.md titles ${code} "${title}"; the table says "${en}"`];
  });
  const unknown = without([...titles.keys()], Object.keys(codes)).map(
    (code) => `docs/errors.md describes ${code}, which no table knows`,
  );
  return [...twice, ...wrong, ...unknown];
}

/** Codes that no test names as a string. */
export function codesAreProvoked(repository: Repository, codes: readonly string[]): string[] {
  const tests = matching(repository, /^tests\/(?!repository\/).+\.test\.ts$/).map((file) => repository.read(file));
  const provoked = new Set(
    tests.flatMap((text) => [...text.matchAll(/['"`](EDU\d{3})['"`]/g)].map(([, code]) => code ?? '')),
  );
  return codes.filter((code) => !provoked.has(code)).map((code) => `no test outside tests/repository provokes ${code}`);
}

/** Examples: schema line, explanation, ledger and a test that names them. */
export const examplesAreComplete: Audit = (repository) => {
  const names = new Set(repository.files.flatMap((file) => /^examples\/([^/]+)\//.exec(file)?.[1] ?? []));
  const tests = matching(repository, /^tests\/examples\/.+\.test\.ts$/).map((file) => repository.read(file));
  const enumerated = tests.some((text) => text.includes('readdirSync(') && /\bexamples\b/.test(text));
  return [...names].flatMap((name) => {
    const has = (file: string): boolean => repository.files.includes(`examples/${name}/${file}`);
    if (!has('region.yaml')) return [`examples/${name} lacks region.yaml`];
    const [first = '', second = ''] = repository.read(`examples/${name}/region.yaml`).split(/\r?\n/);
    const schema = /^# yaml-language-server: \$schema=(\S+)$/.exec(first)?.[1];
    const target = schema === undefined ? undefined : posix.normalize(`examples/${name}/${schema}`);
    const tested = enumerated || tests.some((text) => text.includes(name));
    return [
      ...(target === undefined ? [`examples/${name}/region.yaml does not begin with its $schema line`] : []),
      ...(target === undefined || (schema ?? '').startsWith('https:') || repository.files.includes(target)
        ? []
        : [`examples/${name}/region.yaml names the schema ${target}, which is not there`]),
      ...(has('README.md') || second.startsWith('# ')
        ? []
        : [`examples/${name} has neither README.md nor a leading comment`]),
      ...(has('educloud.lock.json') ? [] : [`examples/${name} lacks educloud.lock.json`]),
      ...(tested ? [] : [`no test in tests/examples names ${name}`]),
    ];
  });
};

/** Relative links of README, CONTRIBUTING and the docs lead to a file or a folder. */
export const linksResolve: Audit = (repository) =>
  matching(repository, pages).flatMap((page) =>
    linksOf(repository.read(page))
      .filter((target) => !/^(?:[a-z][a-z+.-]*:|#)/i.test(target))
      .filter((target) => {
        const path = decodeURIComponent(target.replace(/[#?].*$/, ''));
        const file = posix.normalize(posix.join(posix.dirname(page), path)).replace(/\/$/, '');
        return !repository.files.some((known) => known === file || known.startsWith(`${file}/`));
      })
      .map((target) => `${page} links to ${target}, which is not there`),
  );

/** Names of files and folders are kebab-case; fixtures may be named as their origin named them. */
export const namesAreKebabCase: Audit = (repository) =>
  matching(repository, /^(?:bin|lib|constructs|scripts|bench|tests|docs|examples|policies)\//)
    .filter((file) => !file.startsWith('tests/fixtures/') && !file.includes('/__snapshots__/'))
    .filter(
      (file) =>
        !/^(?:[a-z0-9]+(?:[-.][a-z0-9]+)*\/)*(?:README(?:\.[a-z]+)*|\.?[a-z0-9]+(?:[-.][a-z0-9]+)*)$/.test(file),
    )
    .map((file) => `${file} is not kebab-case`);

/** Source files stay under 300 lines. */
export const filesAreSmall: Audit = (repository) =>
  matching(repository, /^(?:bin|constructs|lib)\/.+\.ts$/)
    .filter((file) => file !== 'lib/error-codes.ts')
    .map((file) => ({ file, lines: repository.read(file).trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > 300)
    .map(({ file, lines }) => `${file} has ${lines} lines; 300 are allowed`);

/** The lock file takes every package from the public registry. */
export const lockFileNamesOneHost: Audit = (repository) => {
  const text = repository.read('package-lock.json');
  const hosts = [...text.matchAll(/"resolved": "([^"]+)"/g)].map(([, address = '']) =>
    URL.canParse(address) ? new URL(address).host : address,
  );
  const foreign = new Set(hosts.filter((host) => host !== 'registry.npmjs.org'));
  return [...foreign].map((host) => `package-lock.json takes packages from ${host}`);
};

/** No file holds a path or a word of the machine on which it was written. */
export const textSpeaksOfTheProject: Audit = (repository) => {
  const foreign: readonly RegExp[] = [
    /(?<![\w.:/*$}~-])\/(?:root|home|work|Users)\/[\w.-]*/,
    /\bsub-?sess[i]ons?\b/i,
    /\bcl[a]ude\b/i,
    /\banth[r]opic\b/i,
    /\bissues? #?\d+\b(?! of)/i,
  ];
  return matching(repository, /^(?!package-lock\.json$|LICENSE$|tests\/fixtures\/)/).flatMap((file) =>
    repository
      .read(file)
      .split('\n')
      .flatMap((line, index) =>
        foreign.flatMap((pattern) => {
          const found = pattern.exec(line)?.[0];
          return found === undefined ? [] : [`${file}:${index + 1} says "${found}"`];
        }),
      ),
  );
};

/** Every npm script that a page tells the reader to run exists. */
export const npmScriptsExist: Audit = (repository) => {
  const scripts = Object.keys((JSON.parse(repository.read('package.json')) as { scripts?: object }).scripts ?? {});
  return matching(repository, pages).flatMap((page) => {
    const text = repository.read(page);
    const run = [...text.matchAll(/\bnpm run (?:-s |--silent )?([a-z][\w:-]*)/g)].map(([, name = '']) => name);
    const short = [...text.matchAll(/\bnpm (test|start)\b/g)].map(([, name = '']) => name);
    return without([...new Set([...run, ...short])], scripts).map(
      (name) => `${page} runs the npm script ${name}, which does not exist`,
    );
  });
};

/** Decision records are numbered without gaps and have the three headings. */
export const decisionsAreRecords: Audit = (repository) => {
  const files = matching(repository, /^docs\/decisions\/[^/]+\.md$/).filter((file) => !file.endsWith('/README.md'));
  return files.flatMap((file, index) => {
    const number = String(index + 1).padStart(4, '0');
    const text = repository.read(file);
    const missing = ['Context', 'Decision', 'Consequences'].filter(
      (heading) => !new RegExp(`^## ${heading}$`, 'm').test(text),
    );
    return [
      ...(posix.basename(file).startsWith(`${number}-`) ? [] : [`${file} should have the number ${number}`]),
      ...missing.map((heading) => `${file} lacks the heading "## ${heading}"`),
    ];
  });
};

function without(names: readonly string[], known: readonly string[]): string[] {
  return names.filter((name) => !known.includes(name));
}
