import type { Policy, Statement } from '../../model';

/**
 * The policy of a vault, as AWS Backup takes it. It supports no wildcard in actions, so that nobody knows what such a statement does;
 * and its pages disagree whether the ARN of a vault stands for the recovery points in it. `over`: access comes out too large.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html
 */
export function vaultPolicy(policy: Policy, over: boolean): Policy {
  return isPlain(policy) ? policy : { ...policy, statements: policy.statements.map((one) => taken(one, over)) };
}

/** Whether every statement says one thing only. */
export function isPlain({ statements }: Policy): boolean {
  return statements.every((one) => !isWild(one) && isEverything(one));
}

function taken(statement: Statement, over: boolean): Statement {
  const unknown = isWild(statement) ? [...statement.unknown, wildcard] : statement.unknown;
  const { resources, ...rest } = statement;
  // What has to come out larger speaks of everything.
  const isLarger = (statement.effect === 'Allow') === over;
  return isLarger || resources === undefined ? { ...rest, unknown } : { ...rest, resources, unknown };
}

const wildcard = 'AWS Backup supports no wildcard in the actions of a vault policy';

function isWild({ actions }: Statement): boolean {
  return actions.list.some(({ literal }) => literal === undefined);
}

function isEverything({ resources }: Statement): boolean {
  return resources === undefined || (!resources.not && resources.list.some(({ text }) => text === '*'));
}
