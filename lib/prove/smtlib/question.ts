import { readable, sourceOf } from '../../model';
import type { Instance } from '../engine/classes';
import type { Mask } from '../engine/mask';
import type { Question } from '../engine/problem';
import type { Setting } from '../engine/setting';
import { modelVersion } from '../model-version';
import { isAllowed, isSpokenOf, type Asked } from './decision';
import { letterCode } from './letters';
import { bitsOf } from './masks';
import { requestText, type RequestText } from './request';
import { and, no, not, or, type Term } from './terms';

/** One question about one branch of a problem: is there a request that breaks the property, or one that its twin is about? */
export interface Asking {
  readonly question: Question;
  readonly branch: Instance['branches'][number];
  readonly twin: boolean;
}

/** Whether a question is about callers of a branch at all. */
export function isAbout(instance: Instance, { question, branch, twin }: Asking): boolean {
  const { requests, twin: other } = question.plan.property;
  return (
    isSpokenOf(
      (twin ? other.requests : requests).who,
      askedOf(instance, branch, () => no),
    ) !== undefined
  );
}

/** The question as a script of SMT-LIB; `expected` is what the engine found. Throws NotExpressible. */
export function questionText(
  setting: Setting,
  instance: Instance,
  { question, branch, twin }: Asking,
  expected: 'sat' | 'unsat' | 'unknown',
): string {
  const { problem } = instance;
  const { property } = question.plan;
  const request = requestText(setting, problem, branch.branch);
  const used = new Set<number>();
  const some = (mask: Mask): Term => {
    const bits = bitsOf(mask).filter((bit) => request.matches(bit) !== no);
    for (const bit of bits) used.add(bit);
    return or(bits.map((bit) => `b${bit}`));
  };
  const asked = askedOf(instance, branch, some);
  const spokenOf = isSpokenOf((twin ? property.twin.requests : property.requests).who, asked) ?? no;
  const allowed = isAllowed(asked);
  const goal = twin
    ? [some(question.twin), spokenOf, allowed]
    : [
        some(question.scope),
        not(some(question.exceptions)),
        spokenOf,
        property.expect === 'denied' ? allowed : not(allowed),
      ];
  // Principals of the account itself are in other branches than foreign ones.
  const apart =
    branch.branch.name === 'foreign'
      ? [`(assert ${not(some(problem.marks.sameAccount | problem.marks.identities))})`]
      : [];
  return [
    ...headOf(instance, { question, branch, twin }, expected),
    ...request.lines,
    ...actionsText(request),
    ...lettersText(request),
    '; statements',
    ...[...used]
      .sort((a, b) => a - b)
      .flatMap((bit) => [...commentOf(instance, bit), `(define-fun b${bit} () Bool ${request.matches(bit)})`]),
    ...apart,
    twin
      ? '; a request of the twin that is allowed'
      : `; a request that is ${property.expect === 'denied' ? 'allowed' : 'denied'}`,
    `(assert ${and(goal)})`,
    '(check-sat)',
    '',
  ].join('\n');
}

function askedOf({ problem, blocked, own }: Instance, { branch }: Asking['branch'], some: Asked['some']): Asked {
  return { problem, branch, blocked, own, some };
}

function headOf(
  { problem: { subject, role, over } }: Instance,
  { question, branch: { branch }, twin }: Asking,
  expected: string,
): string[] {
  const { id, title } = question.plan.property;
  return [
    comment(`property ${id}${twin ? ', its twin' : ''}: ${title.en}`),
    comment(`subject ${subject.arn}`),
    comment(`branch ${branch.name}${role === undefined ? '' : `, ${role.arn}`}`),
    comment(`model ${modelVersion}; what cannot be told exactly comes out ${over ? 'larger' : 'smaller'}`),
    '(set-logic ALL)',
    `(set-info :status ${expected})`,
  ];
}

function actionsText({ actions }: RequestText): string[] {
  return ['; numbers of actions', ...actions.map((name, number) => comment(`${number} ${name}`))];
}

function lettersText({ letters: { numbers } }: RequestText): string[] {
  if (numbers.size === 0) return [];
  return [
    '; letters for what is known only when it is deployed',
    ...[...numbers].map(([symbol, number]) => comment(`U+${letterCode(number).toString(16).toUpperCase()} ${symbol}`)),
  ];
}

function commentOf({ problem: { statements } }: Instance, bit: number): string[] {
  const statement = statements[bit];
  if (statement === undefined) return [];
  const { file, pointer } = sourceOf(statement);
  return [comment(`${statement.effect} ${statement.sid ?? ''} ${file}#${pointer}`)];
}

/** Whatever a template holds stays inside its line. */
function comment(text: string): string {
  return `; ${readable(text).replace(/\s+/gu, ' ')}`;
}
