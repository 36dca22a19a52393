import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders: string[] = [];

afterAll(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A folder with questions, a solver that answers each with the same line, and what the script makes of them. */
function checked(expected: readonly string[], answer: string): { status: number | null; out: string } {
  const folder = mkdtempSync(join(tmpdir(), 'educloud-smtlib-'));
  folders.push(folder);
  const files = expected.map((one, index) => ({ file: `000${index}-question.smt2`, expected: one }));
  writeFileSync(join(folder, 'index.json'), JSON.stringify({ files, leftOut: [] }));
  const solver = join(folder, 'solver');
  writeFileSync(solver, `#!/bin/sh\n[ "$1" = --version ] && echo 'This is cvc5' || ${answer}\n`, { mode: 0o755 });
  return ran(folder, solver);
}

function ran(folder: string, solver: string): { status: number | null; out: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/smtlib-check.mjs', folder], {
    encoding: 'utf8',
    env: { ...process.env, EDUCLOUD_CVC5: solver },
  });
  return { status, out: stdout + stderr };
}

describe('the check of problems in SMT-LIB', () => {
  test('passes where the solver agrees, and where it finds no answer in time', () => {
    expect(checked(['sat', 'sat'], 'echo sat')).toMatchObject({
      status: 0,
      out: expect.stringContaining('2 agree, 0 differ'),
    });
    const late = checked(['sat', 'unsat'], "echo 'cvc5 interrupted by timeout.' >&2");
    expect(late).toMatchObject({ status: 0, out: expect.stringContaining('0 agree, 0 differ, 2 unknown') });
  });

  test('fails on one other answer and names the file', () => {
    const { status, out } = checked(['sat', 'unsat'], 'echo sat');
    expect(status).toBe(1);
    expect(out).toContain('differ: 0001-question.smt2: expected unsat, cvc5 says sat');
    const refused = checked(['unsat'], "echo 'Fatal failure: Expected result unsat but got sat' >&2; exit 1");
    expect(refused).toMatchObject({ status: 1, out: expect.stringContaining('0 agree, 1 differ') });
  });

  test('fails on what is no answer, and where there is nothing to ask', () => {
    expect(checked(['sat'], "echo '(error parse)'")).toMatchObject({
      status: 1,
      out: expect.stringContaining('(error parse)'),
    });
    expect(checked([], 'echo sat')).toMatchObject({ status: 1, out: expect.stringContaining('nothing to compare') });
  });

  test('is skipped without a solver', () => {
    expect(ran('.', join('no', 'such', 'solver'))).toMatchObject({
      status: 77,
      out: expect.stringContaining('not installed'),
    });
  });
});
