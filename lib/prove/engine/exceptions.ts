import type { Statement } from '../../model';
import type { Exception } from '../property';
import type { PropertyPlan } from './property-plan';
import type { Seen, Setting } from './setting';

/** The exceptions of a property in an account, as statements that match their requests. */
export function exceptionStatements(setting: Setting, plan: PropertyPlan, account: string): Statement[] {
  return plan.exceptions.flatMap((statement, index) => {
    const key = `${plan.property.id} ${index} ${account}`;
    if (!setting.exceptions.has(key)) {
      const who = plan.property.exceptions[index]?.who;
      const arns = who === undefined ? [] : exceptedArns(setting, who, account);
      const principals = { not: false, list: arns.map((arn) => ({ kind: 'arn', arn }) as const) };
      setting.exceptions.set(key, arns.length === 0 ? undefined : { ...statement, principals });
    }
    return setting.exceptions.get(key) ?? [];
  });
}

/** ARNs of the roles that an exception stands for in an account. */
export function exceptedArns(
  { world, seenByArn, deployRoles }: Setting,
  who: Exception['who'],
  account: string,
): readonly string[] {
  if (who === 'deploy-role') return deployRoles.get(account) ?? [];
  return world.serviceRoles.filter(
    (arn) => arn.split(':')[4] === account && isTrustedByServicesOnly(seenByArn.get(arn)),
  );
}

/** A role that anybody but AWS services can take is no service role, whatever it is called. */
function isTrustedByServicesOnly(seen: Seen | undefined): boolean {
  if (seen?.kind !== 'role' || seen.trust.unknown !== undefined) return false;
  return seen.trust.statements.every(
    ({ effect, principals, unknown }) =>
      effect === 'Deny' ||
      (unknown.length === 0 &&
        principals !== undefined &&
        !principals.not &&
        principals.list.every(({ kind }) => kind === 'service')),
  );
}
