import type { Who } from '../property';
import type { Branch } from './branch';
import { isIdentity } from './caller-kinds';
import type { Mask } from './mask';
import type { Layer, Problem, Question } from './problem';

// What follows once it is known which statements match a request: the only place with the logic of IAM.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html

/** Whether no Deny matches and what must allow the request does. `blocked`: S3 Block Public Access stops public policies. */
export function allowed(problem: Problem, branch: Branch, alive: Mask, blocked: boolean): boolean {
  return (
    (deniesOf(problem, branch) & alive) === 0n &&
    !isDeniedByUnknown(problem, branch) &&
    granted(problem, branch, alive, blocked)
  );
}

/** Every Deny that counts for the callers of a branch. */
export function deniesOf(
  { resource, resourceControl, serviceControl, identity, boundary, over }: Problem,
  { name, caller }: Branch,
): Mask {
  // Whether policies of an organisation bind an identity, which is of no account, is not documented.
  const shared = resource.denies | (over && isIdentity(caller) ? 0n : resourceControl.denies);
  if (!isInside(name)) return shared;
  const control = serviceControl.reduce((mask, { denies }) => mask | denies, shared);
  return name === 'role' ? control | identity.denies | (boundary?.denies ?? 0n) : control;
}

/** A policy that cannot be read may deny; that counts where access must not come out larger than it is. */
function isDeniedByUnknown(
  { over, resource, resourceControl, serviceControl, identity, boundary }: Problem,
  { name }: Branch,
): boolean {
  if (over) return false;
  const own = isInside(name) ? [...serviceControl, ...(name === 'role' ? [identity, boundary] : [])] : [];
  return [resource, resourceControl, ...own].some((layer) => layer?.unknown);
}

/** Whether everything that must allow the request does. */
export function granted(problem: Problem, branch: Branch, alive: Mask, blocked: boolean): boolean {
  const { resource, direct, byRole, serviceControl, over, subject } = problem;
  const byResource = allows(resource, alive, over);
  if (!isInside(branch.name)) return byResource && !(blocked && isStopped(branch, over));
  if (!serviceControl.every((level) => allows(level, alive, over))) return false;
  // What principals of the templates may by themselves is known; for the others it is everything.
  const byIdentity = branch.name !== 'role' || isAllowedByOwnPolicies(problem, alive);
  const byName = (direct & alive) !== 0n || ((byRole & alive) !== 0n && isInsideBoundary(problem, alive));
  // Without its leave nobody uses a key or takes a role.
  if (subject.kind === 'key' || subject.kind === 'role') return byName || (byResource && byIdentity);
  return byIdentity || byName;
}

/** Whether S3 Block Public Access keeps a caller from outside out; whether it takes an identity for a service is not documented. */
function isStopped({ caller }: Branch, over: boolean): boolean {
  return caller !== 'service' && !(over && isIdentity(caller));
}

function isAllowedByOwnPolicies(problem: Problem, alive: Mask): boolean {
  return allows(problem.identity, alive, problem.over) && isInsideBoundary(problem, alive);
}

function isInsideBoundary({ boundary, over }: Problem, alive: Mask): boolean {
  return boundary === undefined || allows(boundary, alive, over);
}

function allows({ allows: mask, unknown }: Layer, alive: Mask, over: boolean): boolean {
  return (mask & alive) !== 0n || (unknown && over);
}

/** Callers inside the account of the subject. */
function isInside(name: Branch['name']): boolean {
  return name === 'same' || name === 'role' || name === 'deploy';
}

/** Branches in which the principals that a set of requests speaks of can be. */
export function branchNames(who: Who): readonly Branch['name'][] {
  switch (who) {
    case 'anyone':
      return ['same', 'foreign', 'service', 'anonymous', 'identity', 'federated'];
    case 'others':
    case 'across':
      return ['same', 'foreign', 'service', 'anonymous', 'identity'];
    case 'federated':
      return ['federated'];
    case 'outsiders':
    case 'non-members':
      return ['foreign', 'service', 'anonymous', 'identity'];
    case 'members':
      return ['same', 'foreign'];
    case 'viewers':
      return ['viewer'];
    case 'anonymous':
      return ['anonymous'];
    case 'own-admin':
    case 'template-roles':
      return ['same'];
    case 'deploy-role':
      return ['deploy'];
  }
}

/** Whether a caller is one of those whom a set of requests speaks of. `own`: a role of the templates is the school's own. */
export function isMeant(who: Who, problem: Problem, branch: Branch, alive: Mask, own: boolean): boolean {
  const { marks } = problem;
  const mayBeOwn = branch.name === 'same' || (branch.name === 'foreign' && marks.ownAbroad === true);
  const isOwn = branch.name === 'role' ? own : mayBeOwn && (marks.own & alive) !== 0n;
  switch (who) {
    case 'across':
      // Those whom no template shows stand for the schools' principals that are asked for by name.
      if (problem.subject.owner === undefined)
        return branch.name === 'same' || (branch.name === 'role' && problem.role?.owner !== undefined);
      return !isOwn;
    case 'others':
      return !isOwn;
    case 'own-admin':
      return isOwn;
    case 'outsiders':
      if (branch.name === 'foreign') return (marks.perimeter & alive) === 0n;
      return branch.name !== 'service' || (marks.sourceInside & alive) === 0n;
    case 'non-members':
      return branch.name !== 'foreign' || (marks.perimeter & alive) === 0n;
    case 'members':
      return branch.name !== 'foreign' || (marks.perimeter & alive) !== 0n;
    case 'viewers':
      return ((marks.signed | (marks.unsigned[branch.way?.index ?? -1] ?? 0n)) & alive) !== 0n;
    case 'anonymous':
    case 'anyone':
    case 'template-roles':
    case 'deploy-role':
    case 'federated':
      return true;
  }
}

/** Bits that can change what {@link allowed}, {@link isMeant} and the question say. */
export function relevantBits(problem: Problem, branch: Branch, { scope, twin, exceptions }: Question): Mask {
  const { resource, resourceControl, serviceControl, identity, boundary, marks } = problem;
  const layers = [
    resource,
    resourceControl,
    ...serviceControl,
    identity,
    ...(boundary === undefined ? [] : [boundary]),
  ];
  return layers.reduce(
    (mask, layer) => mask | layer.allows | layer.denies,
    scope |
      twin |
      exceptions |
      marks.own |
      marks.named |
      marks.signed |
      (marks.unsigned[branch.way?.index ?? -1] ?? 0n) |
      (branch.name === 'service' ? marks.sourceInside : marks.perimeter),
  );
}
