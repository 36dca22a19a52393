import type { Role } from '../../../lib/model';
import { verdicts } from '../support/proving';
import { recoveryWorld, roleArn, serviceRole, teacher } from '../support/recovery';
import { policyOf } from '../support/worlds';

// S3 and AWS Backup take the role that somebody passes to them. Who passes the recovery role to a batch job ends locks by it; who
// passes the backup role to a backup job copies another school's data into a vault of their own.

const taught = teacher();
const mayPass = (...statements: readonly object[]): Role => ({
  ...taught,
  trust: policyOf(
    [{ Effect: 'Allow', Principal: { Service: 'backup.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    'trust',
    'teacher.json',
  ),
  identity: [...taught.identity, policyOf(statements, 'identity', 'teacher.json')],
});
const pass = (Resource: unknown, Action: unknown = 'iam:PassRole'): object => ({ Effect: 'Allow', Action, Resource });

function said(role: Role): string | undefined {
  const roles = [...['replication', 'backup', 'recovery'].map((name) => serviceRole(name)), role];
  return verdicts(recoveryWorld({ roles, restoreRoles: [role.arn] }), 'assume-closure').find(
    ({ subject }) => subject === role.arn,
  )?.verdict;
}

describe('a role of a school', () => {
  it.each([
    ['the recovery role', pass(roleArn('recovery'))],
    ['any role', pass('*')],
    ['roles by a pattern', pass(roleArn('educloud-*'))],
    ['any role, by a wildcard in the action', pass('*', 'iam:Pass*')],
  ])('leaves the school where it may pass %s to a service', (_, statement) => {
    expect(said(mayPass(statement))).toBe('undecided');
  });

  it('leaves it where a Deny speaks of taking roles alone', () => {
    const deny = { Effect: 'Deny', Action: ['sts:AssumeRole', 'sts:AssumeRoot'], Resource: '*' };
    expect(said(mayPass(pass('*'), deny))).toBe('undecided');
  });

  it.each([
    ['it passes itself', [pass(taught.arn)]],
    ['a Deny forbids it', [pass('*'), { Effect: 'Deny', Action: 'iam:PassRole', Resource: '*' }]],
  ])('stays in the school where %s', (_, statements) => {
    expect(said(mayPass(...statements))).toBe('proved');
  });
});
