import { hasOpaque, opaqueKind, symbolsOf, type Condition, type Role, type Statement, type World } from '../../model';
import { mayName } from './named-actions';

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
export function isTakenAsNamed(world: World, { arn, trust, owner, doubts }: Role): boolean {
  if (trust.unknown !== undefined) return false;
  // Whoever takes a role of a school is that school.
  const isNobodys = owner === undefined && doubts.length === 0;
  const named = isNobodys && world.recoveryRoles.includes(arn) ? (world.recoveryTakers?.[arn] ?? []) : [];
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

/** Whoever may tag the session chooses whose it is, so nobody may. */
function isForPeople({ principals, actions, conditions }: Statement, people: ReadonlySet<string>): boolean {
  if (people.size === 0 || principals === undefined || principals.not || mayName(actions, 'sts:tagsession'))
    return false;
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

/** Roles and users that stand in no template, and cannot: the ARN of a session says nothing of where its role stands. */
function strangers(world: World, named: readonly string[]): ReadonlySet<string> {
  const all = [...world.roles, ...world.users, ...world.deployRoles].map(({ arn }) => arn);
  const known = new Set(all);
  const vague = all.filter(hasOpaque).map(patternOf);
  return new Set(named.filter((arn) => person.test(arn) && !known.has(arn) && !vague.some((one) => one.test(arn))));
}

const person = /^arn:[^:]+:iam::\d{12}:(?:role|user)\/./;

/**
 * What an ARN may become when it is deployed. The name of a role or user that CloudFormation makes ends with random characters
 * behind a hyphen.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html
 */
function patternOf(arn: string): RegExp {
  const parts = symbolsOf(arn).map((symbol) => {
    const kind = opaqueKind(symbol);
    if (kind === undefined) return symbol.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return kind === 'name' ? '.*-[A-Za-z\\d]{12,13}' : '.*';
  });
  return new RegExp(`^${parts.join('')}$`, 's');
}
