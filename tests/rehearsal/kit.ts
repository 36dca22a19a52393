import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { readAssembly, type Assembly } from './assembly';
import { commandLine, repository } from './paths';
import { run } from './run-process';

/** A copy of the folder of an example. */
export function copyExample(name: string, folder: string): string {
  cpSync(join(repository, 'examples', name), folder, { recursive: true });
  return join(folder, 'region.yaml');
}

/** Adds a school to a region file: to the district of the first school that has one. */
export function addSchool(regionFile: string, id: string): void {
  const document = parseDocument(readFileSync(regionFile, 'utf8'));
  const district = document.getIn(['region', 'districts', 0, 'id']);
  document.addIn(['region', 'schools'], { id, names: { en: `School ${id}` }, district });
  writeFileSync(regionFile, document.toString());
}

/** `educloud plan --write`, as its users run it. */
export function plan(regionFile: string): void {
  educloud('plan', regionFile, '--write');
}

/** `educloud synth`, as its users run it. */
export function synth(regionFile: string, out: string, ...more: readonly string[]): Assembly {
  educloud('synth', regionFile, '--out', out, '--no-validate', ...more);
  return readAssembly(out);
}

function educloud(...args: readonly string[]): void {
  if (!existsSync(commandLine)) throw new Error('dist/bin/educloud.js is not there: run `npm run build` first');
  const { ok, reason, out } = run(process.execPath, [commandLine, ...args]);
  if (!ok) throw new Error(`educloud ${args.join(' ')} failed: ${reason} ${out}`);
}
