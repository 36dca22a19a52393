import type { PlannedSchool } from '../plan';
import { act, type Act } from './restore-step';
import { lineOfNow, shellLine, shellLineInto, variable } from './shell';

/** Name of the inline policy that ends sessions, by which it is found again. */
const policyName = 'educloud-sessions-ended';

/** Before anything is brought back: the key stays, and nobody who came in goes on. */
export function stopActs(school: PlannedSchool): readonly Act[] {
  const { keyAlias, awsRegion, signIn } = school;
  const region = ['--region', awsRegion] as const;
  const key = ['--key-id', [variable('KEY')]] as const;
  const values = { key: keyAlias };
  return [
    act(
      'see-key',
      [
        shellLineInto('KEY', [
          ...['aws', 'kms', 'describe-key', '--key-id', keyAlias, ...region],
          ...['--query', 'KeyMetadata.Arn', '--output', 'text'],
        ]),
        shellLine([
          ...['aws', 'kms', 'describe-key', ...key, ...region],
          ...['--query', 'KeyMetadata.[KeyState,DeletionDate]', '--output', 'text'],
        ]),
      ],
      values,
    ),
    act(
      'keep-key',
      [
        shellLine(['aws', 'kms', 'cancel-key-deletion', ...key, ...region]),
        shellLine(['aws', 'kms', 'enable-key', ...key, ...region]),
      ],
      values,
    ),
    ...(signIn === undefined || signIn.roles.length === 0 ? [act('no-roles', [])] : []),
    act('end-sessions', [lineOfNow, ...rolesOf(school).map((arn) => endSessions(nameOf(arn), awsRegion))]),
  ];
}

/** What takes the end of sessions back, so that the roles are again as the templates have them. */
export function letInAct(school: PlannedSchool): readonly Act[] {
  return [
    act(
      'let-in',
      rolesOf(school).map((arn) =>
        shellLine([
          ...['aws', 'iam', 'delete-role-policy', '--role-name', nameOf(arn), '--policy-name', policyName],
          ...['--region', school.awsRegion],
        ]),
      ),
    ),
  ];
}

/** Whoever came in as the school may have taken its restore role besides. */
function rolesOf({ signIn, recovery }: PlannedSchool): readonly string[] {
  return [...(signIn?.roles ?? []).map(({ arn }) => arn), ...(recovery === undefined ? [] : [recovery.restoreRole])];
}

/** Who signs in anew is let in; IAM has no AWS Region, but a partition, which the CLI knows by one. See https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html */
function endSessions(roleName: string, awsRegion: string): string {
  const before =
    '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:TokenIssueTime":"';
  return shellLine([
    ...['aws', 'iam', 'put-role-policy', '--role-name', roleName, '--policy-name', policyName],
    ...['--policy-document', [before, variable('NOW'), '"}}}]}'], '--region', awsRegion],
  ]);
}

/** IAM's API takes the name of a role without its path. */
function nameOf(arn: string): string {
  return arn.split('/').at(-1) ?? arn;
}
