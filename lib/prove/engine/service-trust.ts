import type { Role } from '../../model';

/** A role that anybody but AWS services can take is no service role, whatever it is called. */
export function isTrustedByServicesOnly({ trust }: Role): boolean {
  if (trust.unknown !== undefined) return false;
  return trust.statements.every(
    ({ effect, principals, unknown }) =>
      effect === 'Deny' ||
      (unknown.length === 0 &&
        principals !== undefined &&
        !principals.not &&
        principals.list.every(({ kind }) => kind === 'service')),
  );
}
