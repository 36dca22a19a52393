import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { Block } from './markdown';
import { root } from './repository';

/** What a reader of the docs imports, and where it stands in a clone. */
export const entries: Readonly<Record<string, string>> = {
  educloud: 'lib/index.ts',
  'educloud/constructs': 'constructs/index.ts',
};

/** Type-checks all snippets in one program; one line for each mistake, with the line of the page. */
export function typeErrors(blocks: readonly Block[]): string[] {
  if (blocks.length === 0) return [];
  const sources = new Map(
    blocks.map((block) => [join(root, 'docs', `snippet-${block.line}-${slug(block.file)}.ts`), block]),
  );
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(root, 'tsconfig.json'), (file) => ts.sys.readFile(file)).config,
    ts.sys,
    root,
    {
      // A snippet shows one thing; what it declares need not be used.
      noUnusedLocals: false,
      noUnusedParameters: false,
      moduleDetection: ts.ModuleDetectionKind.Force,
      noEmit: true,
      types: ['node'],
    },
  );
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram({
    rootNames: [...sources.keys()],
    options,
    host: withSnippets(host, sources, options),
  });
  return [...sources].flatMap(([name, block]) => {
    const source = program.getSourceFile(name);
    if (source === undefined) return [`${block.file}:${block.line} was not compiled`];
    return ts.getPreEmitDiagnostics(program, source).map(({ messageText, start = 0 }) => {
      const line = block.line + source.getLineAndCharacterOfPosition(start).line;
      return `${block.file}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
  });
}

/** Runs a snippet as a CommonJS module; `load` answers its imports. Awaits what it exports as `done`. */
export async function runSnippet(block: Block, load: (name: string) => unknown): Promise<void> {
  const { outputText } = ts.transpileModule(block.text, {
    fileName: `${slug(block.file)}-${block.line}.ts`,
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
  });
  const module: { exports: { done?: unknown } } = { exports: {} };
  const silent = { log: () => undefined, error: () => undefined, warn: () => undefined, table: () => undefined };
  const body = new Function('require', 'module', 'exports', 'console', outputText) as (...args: unknown[]) => void;
  body(load, module, module.exports, silent);
  await module.exports.done;
}

/** The host with the snippets as files and the package names of the docs led to the sources. */
function withSnippets(
  host: ts.CompilerHost,
  sources: ReadonlyMap<string, Block>,
  options: ts.CompilerOptions,
): ts.CompilerHost {
  return {
    ...host,
    fileExists: (file) => sources.has(file) || host.fileExists(file),
    readFile: (file) => sources.get(file)?.text ?? host.readFile(file),
    getSourceFile: (file, target, ...rest) => {
      const block = sources.get(file);
      return block === undefined
        ? host.getSourceFile(file, target, ...rest)
        : ts.createSourceFile(file, block.text, target, true);
    },
    resolveModuleNameLiterals: (literals, containing, redirected, _options, sourceFile) =>
      literals.map((literal) => {
        const entry = sources.has(containing) ? entries[literal.text] : undefined;
        if (entry !== undefined && existsSync(join(root, entry))) {
          return { resolvedModule: { resolvedFileName: join(root, entry), extension: ts.Extension.Ts } };
        }
        const mode = ts.getModeForUsageLocation(sourceFile, literal, options);
        return ts.resolveModuleName(literal.text, containing, options, host, undefined, redirected, mode);
      }),
  };
}

function slug(file: string): string {
  return file.replace(/[^A-Za-z0-9]+/g, '-');
}
