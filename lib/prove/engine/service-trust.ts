import type { Role } from '../../model';

/**
 * Services that copy data on AWS's side. Others (`ec2`, `lambda`, …) hand their credentials to code and people of the
 * account, whom nothing here knows.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
const copying = /^(?:s3|batchoperations\.s3|backup)\.amazonaws\.com(?:\.cn)?$/;

/** A role that anybody but services that copy can take is no service role, whatever it is called. */
export function isTrustedByServicesOnly({ trust }: Role): boolean {
  if (trust.unknown !== undefined) return false;
  return trust.statements.every(
    ({ effect, principals, unknown }) =>
      effect === 'Deny' ||
      (unknown.length === 0 &&
        principals !== undefined &&
        !principals.not &&
        principals.list.every((one) => one.kind === 'service' && copying.test(one.name))),
  );
}
