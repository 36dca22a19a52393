import type { Condition, Role, Statement, World } from '../../model';

/**
 * Services that copy data on AWS's side. Others (`ec2`, `lambda`, …) hand their credentials to code and people of the
 * account, whom nothing here knows.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
const copying = /^(?:s3|batchoperations\.s3|backup)\.amazonaws\.com(?:\.cn)?$/;

/**
 * A role that anybody but services that copy can take is no service role, whatever it is called. A role for recovery may be
 * taken by people, too: by those that are named from outside, each by ARN, and none of whom stands in a template, where roles
 * deploy, operate or are a school.
 */
export function isTakenAsNamed(world: World, { arn, trust }: Role): boolean {
  if (trust.unknown !== undefined) return false;
  const named = world.recoveryRoles.includes(arn) ? (world.recoveryTakers?.[arn] ?? []) : [];
  const people = named.length === 0 ? new Set<string>() : strangers(world, named);
  return trust.statements.every(
    (statement) =>
      statement.effect === 'Deny' ||
      (statement.unknown.length === 0 && (isForServices(statement) || isForPeople(statement, people))),
  );
}

function isForServices({ principals }: Statement): boolean {
  return (
    principals !== undefined &&
    !principals.not &&
    principals.list.every((one) => one.kind === 'service' && copying.test(one.name))
  );
}

function isForPeople({ principals, conditions }: Statement, people: ReadonlySet<string>): boolean {
  if (people.size === 0 || principals === undefined || principals.not) return false;
  return (
    principals.list.every((one) => one.kind === 'arn' || one.kind === 'account') &&
    (conditions.some((one) => namesAmong(one, people)) ||
      principals.list.every((one) => one.kind === 'arn' && people.has(one.arn)))
  );
}

/** That whoever asks is one of these: a session has the ARN of its role. */
function namesAmong(
  { key, test, negated, ifExists, quantifier, values }: Condition,
  people: ReadonlySet<string>,
): boolean {
  return (
    key === 'aws:principalarn' &&
    (test === 'ArnLike' || test === 'StringEquals' || test === 'StringLike') &&
    !negated &&
    !ifExists &&
    quantifier === undefined &&
    values.every(({ literal }) => literal !== undefined && people.has(literal))
  );
}

function strangers(world: World, named: readonly string[]): ReadonlySet<string> {
  const known = new Set([...world.roles, ...world.users, ...world.deployRoles].map(({ arn }) => arn));
  return new Set(named.filter((arn) => !known.has(arn)));
}
