import type { Property, Requests } from '../property';
import { deniesOf, granted, allowed, branchNames, isMeant, relevantBits } from './leaf';
import type { Branch } from './branch';
import { survivors, type Path } from './diagram';
import type { Levels } from './levels';
import type { Mask } from './mask';
import type { Problem, Question } from './problem';

/** A problem with its variables in every branch. */
export interface Instance {
  readonly problem: Problem;
  readonly branches: readonly { readonly branch: Branch; readonly levels: Levels }[];
  /** Whether S3 Block Public Access stops what the policy opens to everyone. */
  readonly blocked: boolean;
  /** A role of the templates that asks is the school's own. */
  readonly own: boolean;
}

/** A request as values of the variables, by index. */
export interface Candidate {
  readonly branch: number;
  readonly path: Path;
  /** It may be a role of the templates, whose own policies are known. */
  readonly named: boolean;
}

/** What is known of a set of requests, for every subject with the same abstract problem. */
export interface Outcome {
  /** Requests that are allowed (or, where `allowed` was expected, denied), some of them. */
  readonly found: readonly Candidate[];
  /** Statements without which some request would be allowed. */
  readonly carriers: Mask;
  readonly exceeded: boolean;
}

const mostCandidates = 12;

/**
 * A text that is equal for equal abstract problems: the same statements in the same roles, and for each variable the same
 * sets of statements that its values kill. Nothing else of the subject decides, so a verdict holds for all that share it.
 */
export function keyOf({ problem, branches, blocked, own }: Instance): string {
  const {
    resource,
    direct,
    byRole,
    resourceControl,
    serviceControl,
    identity,
    boundary,
    questions,
    marks,
    over,
    subject,
  } = problem;
  const layers = [
    resource,
    resourceControl,
    identity,
    ...(boundary === undefined ? [] : [boundary]),
    ...serviceControl,
  ];
  return [
    subject.kind,
    over,
    blocked,
    own,
    // Whether who asks belongs to some school.
    problem.role?.owner !== undefined,
    direct,
    byRole,
    boundary === undefined,
    ...layers.map(({ allows, denies, unknown }) => `${allows} ${denies} ${unknown}`),
    ...questions.map(({ plan, scope, twin, exceptions }) => `${plan.property.id} ${scope} ${twin} ${exceptions}`),
    marks.ownAbroad === true,
    `${marks.own} ${marks.sameAccount} ${marks.named} ${marks.perimeter} ${marks.sourceInside}`,
    `${marks.identities} ${marks.signed} ${marks.unsigned.join()}`,
    problem.delivery,
    ...branches.map(
      ({ branch, levels }) =>
        `${branch.name} ${branch.caller} ${branch.way?.index ?? ''} ${levels.start} ${levels.target.id} ${levels.others.map(({ id }) => id).join()}`,
    ),
  ].join('|');
}

/** Looks for requests of a property that are not as it expects. */
export function violations(instance: Instance, question: Question): Outcome {
  const { requests, expect } = question.plan.property;
  return search(instance, question, {
    requests,
    scope: question.scope,
    excused: question.exceptions,
    wanted: expect === 'denied',
  });
}

/** Looks for requests of the twin that are allowed. */
export function twinRequests(instance: Instance, question: Question): Outcome {
  return search(instance, question, {
    requests: question.plan.property.twin.requests,
    scope: question.twin,
    excused: 0n,
    wanted: true,
  });
}

/** Whether a property can be about a branch at all. */
export function concerns({ requests, twin }: Property, { name }: Branch): boolean {
  const asked = (one: Requests): boolean =>
    branchNames(one.who).includes(name) || (name === 'role' && branchNames(one.who).includes('same'));
  return asked(requests) || asked(twin.requests);
}

interface Wanted {
  readonly requests: Requests;
  readonly scope: Mask;
  readonly excused: Mask;
  /** Whether allowed requests are looked for, or denied ones. */
  readonly wanted: boolean;
}

function search(instance: Instance, question: Question, { requests, scope, excused, wanted }: Wanted): Outcome {
  const { problem, branches, blocked, own } = instance;
  const names = branchNames(requests.who);
  const found: Candidate[] = [];
  const byNamed: Candidate[] = [];
  let carriers = 0n;
  let exceeded = false;
  for (const [index, { branch, levels }] of branches.entries()) {
    if (!names.includes(branch.name === 'role' ? 'same' : branch.name)) continue;
    const denies = deniesOf(problem, branch);
    const done = survivors(
      levels.start,
      [levels.target.values, ...levels.others.map(({ values }) => values)],
      relevantBits(problem, branch, question),
      (alive) => (alive & scope) === 0n,
      (alive, path) => {
        if ((alive & excused) !== 0n || !isMeant(requests.who, problem, branch, alive, own)) return false;
        const single = alive & denies;
        if (wanted && single !== 0n && (single & (single - 1n)) === 0n && granted(problem, branch, alive, blocked)) {
          carriers |= single;
        }
        if (allowed(problem, branch, alive, blocked) !== wanted) return false;
        const named = branch.name === 'same' && ((alive & problem.marks.named) !== 0n || isStandIn(requests, problem));
        const list = named ? byNamed : found;
        if (list.length < mostCandidates) list.push({ branch: index, path: path(), named });
        return found.length >= mostCandidates;
      },
    );
    exceeded ||= !done;
  }
  return { found: [...found, ...byNamed], carriers, exceeded };
}

/** Whether principals whom no template shows only stand for those of the templates. */
export function isStandIn({ who }: Requests, { subject, role }: Problem): boolean {
  return role === undefined && (who === 'template-roles' || (who === 'across' && subject.owner === undefined));
}
