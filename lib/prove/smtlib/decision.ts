import type { Branch } from '../engine/branch';
import { isIdentity } from '../engine/caller-kinds';
import type { Mask } from '../engine/mask';
import type { Layer, Problem } from '../engine/problem';
import type { Who } from '../property';
import { and, no, not, or, yes, type Term } from './terms';

/** Whether some statement of a mask matches. */
export type Some = (mask: Mask) => Term;

/** A request in a branch of a problem, as far as decisions need it. */
export interface Asked {
  readonly problem: Problem;
  readonly branch: Branch;
  /** S3 Block Public Access stops what the policy opens to everyone. */
  readonly blocked: boolean;
  /** The role of the templates that asks is one of the school's own. */
  readonly own: boolean;
  readonly some: Some;
}

/**
 * When AWS allows the request, as docs/proofs.md tells it: no Deny matches in any policy that counts, and
 *
 * - from outside the account: the resource policy allows (for everyone only where the public is not blocked);
 * - inside: every level of service control policies allows, and so does the principal's own policy inside its boundary, or
 *   the resource policy by the principal's name; a key has to allow by name, or to leave it to the account.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function isAllowed(asked: Asked): Term {
  const layers = layersOf(asked);
  const { over } = asked.problem;
  // A policy that cannot be read may deny, which only the larger reading may leave out.
  if (!over && layers.some(({ unknown }) => unknown)) return no;
  return and([...layers.map(({ denies }) => not(asked.some(denies))), isGranted(asked)]);
}

function layersOf({ problem, branch: { name, caller } }: Asked): readonly Layer[] {
  const { resource, resourceControl, serviceControl, identity, boundary, over } = problem;
  // Whether policies of an organisation bind an origin access identity, which is of no account, is not documented.
  if (over && isIdentity(caller)) return [resource];
  const always = [resource, resourceControl];
  if (isOutside(name)) return always;
  if (name !== 'role') return [...always, ...serviceControl];
  return [...always, ...serviceControl, identity, ...(boundary === undefined ? [] : [boundary])];
}

function isGranted({ problem, branch: { name, caller }, blocked, some }: Asked): Term {
  const { resource, direct, byRole, serviceControl, identity, boundary, over, subject } = problem;
  const allows = ({ allows: mask, unknown }: Layer): Term => (over && unknown ? yes : some(mask));
  // Whether the block of public access keeps an origin access identity out is not documented.
  const isStopped = blocked && caller !== 'service' && !(over && isIdentity(caller));
  if (isOutside(name)) return isStopped ? no : allows(resource);
  const isRole = name === 'role';
  const bounded = !isRole || boundary === undefined ? yes : allows(boundary);
  // Principals that no template shows may have any policies of their own.
  const byItself = isRole ? and([allows(identity), bounded]) : yes;
  // An Allow that names a role stays within its boundary; one for everyone, a user or a session does not.
  const byName = or([some(direct), and([some(byRole), bounded])]);
  const needsLeave = subject.kind === 'key' || subject.kind === 'role';
  const byResource = needsLeave ? or([byName, and([allows(resource), byItself])]) : or([byName, byItself]);
  return and([...serviceControl.map(allows), byResource]);
}

function isOutside(name: Branch['name']): boolean {
  return name !== 'same' && name !== 'role' && name !== 'deploy';
}

/** Whether a branch is of those who ask for themselves, with credentials of AWS or without any. */
function isCaller(name: Branch['name']): boolean {
  return name !== 'deploy' && name !== 'federated' && name !== 'viewer';
}

/** Whether the caller is one whom a property speaks of, as the docstring of `Who` says; undefined when none of the branch can be. */
export function isSpokenOf(
  who: Who,
  { problem: { marks, subject, role }, branch: { name, way }, own, some }: Asked,
): Term | undefined {
  const isInside = name === 'same' || name === 'role';
  const isOwn = name === 'role' ? (own ? yes : no) : some(marks.own);
  switch (who) {
    case 'deploy-role':
      return name === 'deploy' ? yes : undefined;
    case 'anonymous':
    case 'federated':
      return name === who ? yes : undefined;
    case 'own-admin':
      return isInside ? isOwn : undefined;
    case 'others':
      if (!isCaller(name)) return undefined;
      // The school's own people may be in the account of the originals.
      return isInside || (name === 'foreign' && marks.ownAbroad === true) ? not(isOwn) : yes;
    case 'across':
      if (!isCaller(name)) return undefined;
      if (subject.owner !== undefined) return isInside ? not(isOwn) : yes;
      // Those whom no template shows stand for the schools' principals that are asked for by name.
      return isInside && (role === undefined || role.owner !== undefined) ? yes : undefined;
    case 'template-roles':
      // Those whom no template shows stand for them.
      return isInside ? yes : undefined;
    case 'anyone':
      return isCaller(name) || name === 'federated' ? yes : undefined;
    case 'viewers':
      return name === 'viewer' ? or([some(marks.signed), some(marks.unsigned[way?.index ?? -1] ?? 0n)]) : undefined;
    case 'members':
      if (isInside) return yes;
      return name === 'foreign' ? some(marks.perimeter) : undefined;
    case 'non-members':
      if (name === 'foreign') return not(some(marks.perimeter));
      return name === 'service' || name === 'anonymous' || name === 'identity' ? yes : undefined;
    case 'outsiders':
      if (name === 'foreign') return not(some(marks.perimeter));
      if (name === 'service') return not(some(marks.sourceInside));
      return name === 'anonymous' || name === 'identity' ? yes : undefined;
  }
}
