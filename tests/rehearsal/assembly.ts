import { createHash } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listOf, objectAt, readObject, textAt, type Json } from './json';

/** A place: one account in one AWS Region. */
export interface Place {
  readonly account: string;
  readonly awsRegion: string;
}

export interface AssembledStack extends Place {
  readonly name: string;
}

/** A cloud assembly and the order in which its stacks are deployed. */
export interface Assembly {
  readonly folder: string;
  readonly partition: string;
  /** Every stack of a wave may be deployed once the waves before it stand. */
  readonly waves: readonly (readonly AssembledStack[])[];
}

/** Reads what `educloud synth` wrote. */
export function readAssembly(folder: string): Assembly {
  const document = readObject(join(folder, 'educloud.json'));
  const stacks = listOf(document.accounts).flatMap((account) =>
    listOf(objectAt(account).stacks).map((stack) => ({
      name: textAt(stack, 'name'),
      account: textAt(account, 'id'),
      awsRegion: textAt(stack, 'awsRegion'),
    })),
  );
  const waves = listOf(document.waves).map((wave) => stacks.filter(({ name }) => listOf(wave).includes(name)));
  return { folder, partition: textAt(document, 'partition'), waves };
}

export function stacksOf({ waves }: Assembly): readonly AssembledStack[] {
  return waves.flat();
}

export function templateFile({ folder }: Assembly, stack: string): string {
  return join(folder, `${stack}.template.json`);
}

export function templateOf(assembly: Assembly, stack: string): Json {
  return readObject(templateFile(assembly, stack));
}

/**
 * Copies an assembly with changed templates. A template is published under the hash of its text, so a changed one gets
 * a new hash: under the old one the deployment would find the old template already published.
 */
export function copyAssembly(
  assembly: Assembly,
  folder: string,
  change: (template: Json, stack: AssembledStack) => Json,
): Assembly {
  cpSync(assembly.folder, folder, { recursive: true });
  const copy = { ...assembly, folder };
  for (const stack of stacksOf(assembly)) {
    const before = templateOf(assembly, stack.name);
    const after = change(before, stack);
    if (after === before) continue;
    const text = JSON.stringify(after);
    writeFileSync(templateFile(copy, stack.name), text);
    const manifest = join(folder, 'manifest.json');
    const published = textAt(
      readObject(manifest),
      'artifacts',
      stack.name,
      'properties',
      'stackTemplateAssetObjectUrl',
    );
    const hash = /([0-9a-f]{64})\.json$/.exec(published)?.[1];
    if (hash === undefined) continue;
    const next = createHash('sha256').update(text).digest('hex');
    for (const file of [manifest, join(folder, `${stack.name}.assets.json`)]) {
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll(hash, next));
    }
  }
  return copy;
}
