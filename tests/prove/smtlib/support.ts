import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { properties } from '../../../lib/facts';
import type { World } from '../../../lib/model';
import { prove, smtlibFiles, type SmtlibFile } from '../../../lib/prove';
import { actions } from '../support/proving';

export const solver = process.env.EDUCLOUD_CVC5 ?? 'cvc5';
export const hasSolver = spawnSync(solver, ['--version']).status === 0;

/** Every question about a World as SMT-LIB, or those of some properties. */
export function questions(world: World, ...ids: readonly string[]): SmtlibFile[] {
  const chosen = properties().filter(({ id }) => ids.length === 0 || ids.includes(id));
  const proof = prove(world, { properties: chosen, actions });
  expect([...proof.verdicts]).not.toEqual([]);
  return [...smtlibFiles(proof.prover)];
}

export function expectedOf({ text }: SmtlibFile): string | undefined {
  return /\(set-info :status (\w+)\)/.exec(text)?.[1];
}

/** The questions that cvc5 answers otherwise than the prover, with its answer. */
export function differences(files: readonly SmtlibFile[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'educloud-smtlib-'));
  try {
    return files.filter(isProblem).flatMap((file) => {
      const path = join(folder, file.name);
      writeFileSync(path, file.text);
      const answer = execFileSync(solver, ['--strings-exp', '--tlimit=20000', path], { encoding: 'utf8' }).trim();
      return answer === expectedOf(file) ? [] : [`${file.name}: ${answer}`];
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function isProblem({ name }: SmtlibFile): boolean {
  return name.endsWith('.smt2');
}
