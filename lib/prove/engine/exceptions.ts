import type { Bucket, Condition, Statement } from '../../model';
import type { Exception } from '../property';
import { cloudFrontNames } from './branch';
import { ownReaders } from './delivery';
import { homesOf } from './homes';
import type { PropertyPlan } from './property-plan';
import type { Setting } from './setting';
import type { Subject } from './subject';

/** The exceptions of a property for a subject, as statements that match their requests. */
export function exceptionStatements(setting: Setting, plan: PropertyPlan, subject: Subject): readonly Statement[] {
  const { bucket } = subject;
  return plan.exceptions.flatMap((statements, index) => {
    const who = plan.property.exceptions[index]?.who;
    if (who === undefined) return [];
    if (who === 'distribution')
      return bucket === undefined ? [] : statements.flatMap((one) => readerStatements(setting, one, bucket));
    if (who === 'restore-services')
      return setting.restoreRoles.has(subject.arn) ? statements.map(byRestoreServices) : [];
    // What copies into another account does so by a role of its own.
    const homes = who === 'service-roles' ? homesOf(setting, subject) : [subject.account];
    const detail = who === 'deploy-role' ? subject.awsRegion : who === 'restore-tests' ? String(subject.owner) : '';
    const key = `${plan.property.id} ${index} ${homes.join()} ${detail}`;
    const known = setting.exceptions.get(key);
    if (known !== undefined) return known;
    const arns =
      who === 'deploy-role'
        ? deployersOf(setting, subject)
        : who === 'restore-tests'
          ? subject.owner === drill
            ? [restoreTester(subject)]
            : []
          : homes.flatMap((account) => exceptedArns(setting, who, account));
    const principals = { not: false, list: arns.map((arn) => ({ kind: 'arn', arn }) as const) };
    const made = arns.length === 0 ? [] : statements.map((one) => ({ ...one, principals }));
    setting.exceptions.set(key, made);
    return made;
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

/** Slug that no school has: a test restores into a bucket without a policy, so nothing of a school may be tested. */
const drill = 'drill';

/** ARNs of the roles that deploy the stack of a subject: each AWS Region may have one of its own. */
export function deployersOf({ deployRoles }: Setting, { account, awsRegion }: Subject): readonly string[] {
  const near = (deployRoles.get(account) ?? []).filter((one) => (one.awsRegion ?? awsRegion) === awsRegion);
  return [...new Set(near.map(({ arn }) => arn))];
}

/**
 * The role of AWS Backup for restore testing. Nobody but the service takes it, and nobody changes what it may.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/using-service-linked-roles-AWSServiceRoleForBackupRestoreTesting.html
 */
function restoreTester({ partition, account }: Subject): string {
  return `arn:${partition}:iam::${account}:role/aws-service-role/restore-testing.backup.amazonaws.com/AWSServiceRoleForBackupRestoreTesting`;
}

/** What takes a role that restores, on AWS's side. */
const restoring = ['backup', 'batchoperations.s3', 'lambda'].flatMap((name) => [
  `${name}.amazonaws.com`,
  `${name}.amazonaws.com.cn`,
]);

function byRestoreServices(statement: Statement): Statement {
  return { ...statement, principals: { not: false, list: restoring.map((name) => ({ kind: 'service', name })) } };
}

/** ARNs of the roles that an exception stands for in an account. */
export function exceptedArns(
  { serviceRoles, recoveryRoles, deployRoles, breakGlass }: Setting,
  who: Exclude<Exception['who'], 'distribution'>,
  account: string,
): readonly string[] {
  switch (who) {
    case 'deploy-role':
      return [...new Set((deployRoles.get(account) ?? []).map(({ arn }) => arn))];
    case 'restore-services':
    case 'restore-tests':
      return [];
    case 'service-roles':
      return serviceRoles.get(account) ?? [];
    case 'recovery-role':
      return recoveryRoles.get(account) ?? [];
    case 'break-glass':
      return breakGlass.get(account) ?? [];
  }
}
