import { readable } from '../../model';
import type { Branch } from '../engine/branch';
import { twinRequests, violations, type Instance, type Outcome } from '../engine/classes';
import type { Question } from '../engine/problem';
import type { Prover } from '../engine/verdicts';
import { modelVersion } from '../model-version';
import { NotExpressible } from './not-expressible';
import { isAbout, questionText, type Asking } from './question';

/** A file for other solvers. */
export interface SmtlibFile {
  readonly name: string;
  readonly text: string;
}

/** What `index.json` says of one question. */
interface Entry {
  readonly property: string;
  readonly subject: string;
  readonly branch: string;
  readonly twin: boolean;
}

/**
 * Every abstract problem that was solved, as SMT-LIB 2.6 with strings: a file for each property (and its twin) and each kind
 * of caller, `sat` where the engine found a request; and `index.json`, last. The same problems give the same bytes.
 *
 * @see https://smt-lib.org/theories-UnicodeStrings.shtml
 */
export function* smtlibFiles({ representatives, setting }: Prover): Generator<SmtlibFile> {
  const files: (Entry & { readonly file: string; readonly expected: string })[] = [];
  const leftOut: (Entry & { readonly reason: string })[] = [];
  for (const instance of representatives) {
    for (const asking of askings(instance)) {
      const entry = entryOf(instance, asking);
      const file = `${String(files.length + 1).padStart(4, '0')}-${entry.property}-${entry.branch}${entry.twin ? '-twin' : ''}.smt2`;
      const expected = expectedOf(instance, asking);
      try {
        const text = questionText(setting, instance, asking, expected);
        files.push({ file, ...entry, expected });
        yield { name: file, text };
      } catch (error) {
        if (!(error instanceof NotExpressible)) throw error;
        leftOut.push({ ...entry, reason: error.reason });
      }
    }
  }
  yield { name: 'index.json', text: `${JSON.stringify({ model: modelVersion, files, leftOut }, undefined, 2)}\n` };
}

function askings(instance: Instance): Asking[] {
  return instance.problem.questions
    .flatMap((question: Question) =>
      [false, true].flatMap((twin) => instance.branches.map((branch): Asking => ({ question, branch, twin }))),
    )
    .filter((asking) => isAbout(instance, asking));
}

function entryOf({ problem: { subject } }: Instance, { question, branch, twin }: Asking): Entry {
  return { property: question.plan.property.id, subject: readable(subject.arn), branch: labelOf(branch.branch), twin };
}

/** Who asks, in a word for each branch of a problem. */
function labelOf({ name, caller, way }: Branch): string {
  if (name === 'identity') return caller;
  return way === undefined ? name : `${name}-${way.index + 1}-${caller}`;
}

/** What the engine says of this branch alone. */
function expectedOf(instance: Instance, { question, branch, twin }: Asking): 'sat' | 'unsat' | 'unknown' {
  const one: Instance = { ...instance, branches: [branch] };
  const { found, exceeded }: Outcome = twin ? twinRequests(one, question) : violations(one, question);
  if (found.length > 0) return 'sat';
  return exceeded ? 'unknown' : 'unsat';
}
