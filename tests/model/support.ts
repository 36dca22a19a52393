import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { App } from 'aws-cdk-lib/core';
import { EducloudError, type Issue } from '../../lib/errors';
import { readable, readWorld, type Cells, type World } from '../../lib/model';

const folders: string[] = [];

afterAll(() => folders.splice(0).forEach((one) => rmSync(one, { recursive: true, force: true })));

/** A new folder with these files: texts as they are, other values as JSON. */
export function folderOf(files: Readonly<Record<string, unknown>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'educloud-model-'));
  folders.push(root);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return root;
}

/** A stack of a manifest; the default stands in Beijing. */
export function stackArtifact(templateFile: string, environment = 'aws://111122223333/cn-north-1', more: object = {}) {
  return { type: 'aws:cloudformation:stack', environment, properties: { templateFile, ...more } };
}

/** The World of one template, deployed to Beijing unless told otherwise. */
export function worldOf(template: object, environment?: string, cells?: Cells): World {
  return worldOfAll({ app: template }, environment, {}, cells);
}

/** The World of templates, by the name of their stack. */
export function worldOfAll(
  templates: Readonly<Record<string, object>>,
  environment?: string,
  files: Readonly<Record<string, unknown>> = {},
  cells?: Cells,
): World {
  const names = Object.keys(templates);
  const folder = folderOf({
    'manifest.json': {
      artifacts: Object.fromEntries(names.map((name) => [name, stackArtifact(`${name}.template.json`, environment)])),
    },
    ...Object.fromEntries(names.map((name) => [`${name}.template.json`, templates[name]])),
    ...files,
  });
  return readWorld(folder, cells === undefined ? {} : { cells });
}

/** The World of a CDK app. */
export function worldOfApp(make: (outdir: string) => App): World {
  return readWorld(make(folderOf()).synth().directory);
}

/** What a folder is refused for. */
export function issuesOf(read: () => unknown): readonly Issue[] {
  try {
    read();
  } catch (error) {
    if (error instanceof EducloudError) return error.issues;
    throw error;
  }
  return [];
}

/** A value with its opaque parts made readable. */
export function plain(value: unknown): unknown {
  if (typeof value === 'string') return readable(value);
  const text: unknown = JSON.parse(JSON.stringify(value ?? null));
  return readableIn(text);
}

function readableIn(value: unknown): unknown {
  if (typeof value === 'string') return readable(value);
  if (Array.isArray(value)) return value.map(readableIn);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, readableIn(one)]));
}

/** The only member of a list. */
export function only<T>(list: readonly T[]): T {
  const [first] = list;
  if (first === undefined || list.length !== 1) throw new TypeError(`${list.length} members, not one`);
  return first;
}
