import { parsePolicy, type Policy, type PolicyKind, type Source, type Statement } from '../../../lib/model';

export const source: Source = { file: 'a.template.json', pointer: '/Resources/P/Properties/PolicyDocument' };

/** A document of the newest version with these statements, parsed. */
export function policy(statement: unknown, kind: PolicyKind = 'resource', version: unknown = '2012-10-17'): Policy {
  return parsePolicy({ Version: version, Statement: statement }, source, kind);
}

/** A statement that is whole, with some elements changed; `undefined` takes one out. */
export function elements(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const whole: Record<string, unknown> = {
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::b/*',
    ...changes,
  };
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined));
}

/** The only statement of a policy of one statement. */
export function statement(
  changes: Readonly<Record<string, unknown>> = {},
  kind: PolicyKind = 'resource',
  version: unknown = '2012-10-17',
): Statement {
  const [only] = policy(elements(changes), kind, version).statements;
  if (only === undefined) throw new TypeError('the policy has no statement');
  return only;
}
