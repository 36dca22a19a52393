import type { Bucket, Condition, Statement } from '../../model';
import type { Exception } from '../property';
import { cloudFrontNames } from './branch';
import { ownReaders } from './delivery';
import type { PropertyPlan } from './property-plan';
import type { Setting } from './setting';
import type { Subject } from './subject';

/** The exceptions of a property in an account, as statements that match their requests. */
export function exceptionStatements(setting: Setting, plan: PropertyPlan, { account, bucket }: Subject): Statement[] {
  return plan.exceptions.flatMap((statement, index) => {
    const who = plan.property.exceptions[index]?.who;
    if (who === 'distribution') return bucket === undefined ? [] : readerStatements(setting, statement, bucket);
    const key = `${plan.property.id} ${index} ${account}`;
    if (!setting.exceptions.has(key)) {
      const arns = who === undefined ? [] : exceptedArns(setting, who, account);
      const principals = { not: false, list: arns.map((arn) => ({ kind: 'arn', arn }) as const) };
      setting.exceptions.set(key, arns.length === 0 ? undefined : { ...statement, principals });
    }
    return setting.exceptions.get(key) ?? [];
  });
}

/** The distributions that have a bucket as origin: as the service with the distribution as source, or as an identity. */
function readerStatements({ deliveries, world }: Setting, statement: Statement, bucket: Bucket): Statement[] {
  const { distributions, identities } = ownReaders(deliveries, world, bucket);
  const services = cloudFrontNames.map((name) => ({ kind: 'service', name }) as const);
  const source: Condition = {
    operator: 'StringEquals',
    test: 'StringEquals',
    negated: false,
    ifExists: false,
    key: 'aws:sourcearn',
    name: 'aws:SourceArn',
    values: distributions.map((text) => ({ text, literal: text, parts: [{ kind: 'text', text }] })),
  };
  const users = identities.map((arn) => ({ kind: 'arn', arn }) as const);
  return [
    ...(distributions.length === 0
      ? []
      : [{ ...statement, principals: { not: false, list: services }, conditions: [source] }]),
    ...(users.length === 0 ? [] : [{ ...statement, principals: { not: false, list: users } }]),
  ];
}

/** ARNs of the roles that an exception stands for in an account. */
export function exceptedArns(
  { serviceRoles, recoveryRoles, deployRoles, breakGlass }: Setting,
  who: Exclude<Exception['who'], 'distribution'>,
  account: string,
): readonly string[] {
  switch (who) {
    case 'deploy-role':
      return deployRoles.get(account) ?? [];
    case 'service-roles':
      return serviceRoles.get(account) ?? [];
    case 'recovery-role':
      return recoveryRoles.get(account) ?? [];
    case 'break-glass':
      return breakGlass.get(account) ?? [];
  }
}
