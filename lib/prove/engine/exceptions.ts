import type { Statement } from '../../model';
import type { Exception } from '../property';
import type { PropertyPlan } from './property-plan';
import type { Setting } from './setting';

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
  { serviceRoles, deployRoles, breakGlass }: Setting,
  who: Exception['who'],
  account: string,
): readonly string[] {
  switch (who) {
    case 'deploy-role':
      return deployRoles.get(account) ?? [];
    case 'service-roles':
      return serviceRoles.get(account) ?? [];
    case 'break-glass':
      return breakGlass.get(account) ?? [];
  }
}
