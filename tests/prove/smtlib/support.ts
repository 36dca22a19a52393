import { spawnSync } from 'node:child_process';
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

/** The questions that cvc5 answers otherwise than the prover, with its answer; `open` are those that it leaves open in time. */
export function compared(
  files: readonly SmtlibFile[],
  seconds = 20,
): { readonly differ: readonly string[]; readonly open: readonly string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'educloud-smtlib-'));
  try {
    const answers = files.filter(isProblem).map((file) => {
      const path = join(folder, file.name);
      writeFileSync(path, file.text);
      const { stdout, stderr } = spawnSync(solver, ['--strings-exp', `--tlimit=${seconds * 1000}`, path], {
        encoding: 'utf8',
      });
      return { file, answer: stdout.trim() || stderr.trim() };
    });
    const isOpen = (answer: string): boolean => answer === 'unknown' || answer.includes('interrupted by timeout');
    return {
      open: answers.filter(({ answer }) => isOpen(answer)).map(({ file }) => file.name),
      differ: answers
        .filter(({ file, answer }) => !isOpen(answer) && answer !== expectedOf(file))
        .map(({ file, answer }) => `${file.name}: ${answer}`),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function isProblem({ name }: SmtlibFile): boolean {
  return name.endsWith('.smt2');
}
