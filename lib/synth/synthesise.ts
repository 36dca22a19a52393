import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib/core';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { EducloudError, KitError, type Issue } from '../errors';
import { writing } from '../files';
import type { Plan } from '../plan';
import { assemblyDocument, assemblyFile } from './assembly-document';
import { buildApp } from './build-app';
import { findings } from './findings';
import { prepareOutput } from './output-folder';

export interface SynthesisOptions {
  /** Folder of the cloud assembly. */
  readonly out: string;
  /** Only these stacks. Default: all. */
  readonly only?: readonly string[];
  /** Text of a README.md for whoever deploys the assembly. Default: none. */
  readonly readme?: string;
  /** Whether the templates are validated. Default: yes. */
  readonly validate?: boolean;
  /** Called before each stack is built, and before the steps that follow. */
  readonly onProgress?: (text: string, done?: number, total?: number) => void;
}

export interface StackSummary {
  readonly name: string;
  readonly file: string;
  readonly resources: number;
  readonly bytes: number;
}

export interface Synthesis {
  readonly stacks: readonly StackSummary[];
  readonly findings: readonly Issue[];
}

/** Writes the cloud assembly of a plan. Same plan, same bytes, whatever the folder is called. */
export function synthesise(plan: Plan, options: SynthesisOptions): Synthesis {
  prepareOutput(options.out);
  const app = guarded(() =>
    buildApp(plan, {
      outdir: options.out,
      validate: false,
      ...(options.only === undefined ? {} : { only: options.only }),
      onStack: (done, all, name) => options.onProgress?.(`building ${name}`, done, all),
    }),
  );
  options.onProgress?.('writing templates');
  const assembly = writeAssembly(app, plan, options.only);
  const { readme } = options;
  if (readme !== undefined) writing(options.out, () => writeFileSync(join(options.out, 'README.md'), readme));
  const validate = options.validate ?? true;
  if (validate) options.onProgress?.('validating templates');
  return {
    stacks: assembly.stacks.map((stack) => summary(stack.stackName, stack.templateFile, options.out)),
    findings: validate ? findings(app, assembly) : [],
  };
}

/** Synthesises and adds what no template can say. */
export function writeAssembly(app: App, plan: Plan, only?: readonly string[]): CloudAssembly {
  const assembly = guarded(() => app.synth());
  writing(assembly.directory, () => {
    writeFileSync(join(assembly.directory, assemblyFile), assemblyDocument(plan, only));
  });
  return assembly;
}

/** An error inside aws-cdk-lib is the kit's, and its message alone is told. */
function guarded<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof EducloudError) throw error;
    throw new KitError(error instanceof Error ? error.message : String(error));
  }
}

function summary(name: string, file: string, folder: string): StackSummary {
  const text = readFileSync(join(folder, file), 'utf8');
  return { name, file, resources: resourceCount(JSON.parse(text)), bytes: Buffer.byteLength(text) };
}

function resourceCount(template: unknown): number {
  const resources =
    typeof template === 'object' && template !== null && 'Resources' in template ? template.Resources : undefined;
  return typeof resources === 'object' && resources !== null ? Object.keys(resources).length : 0;
}
