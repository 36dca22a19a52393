import type { Request } from '../request';
import type { Instance, Candidate } from './classes';
import { identityAccount } from './branch';
import { providerColumn, serviceColumn, whoColumn } from './builder';
import { hasKey, isIdentity } from './caller-kinds';
import type { Value } from './column-values';

/** The vault in which a recovery point lies, as requests call it; no key of AWS. */
const vaultKey = 'recovery-point:vault';

/** Keys that follow from who asks and what is asked for. */
const derived = /^(?:aws:resourceaccount|s3:resourceaccount|aws:principalisawsservice|aws:resourcetag\/.*)$/;

/** The request that a candidate stands for, with the values of this subject. */
export function requestOf(
  { problem, branches }: Instance,
  { branch: index, path }: Candidate,
  prefer: readonly string[],
): Request | undefined {
  const one = branches[index];
  const target = one?.levels.target.values[path[0] ?? -1];
  if (one === undefined || target === undefined) return undefined;
  const context: Record<string, string | readonly string[]> = {};
  let who: Value['witness'];
  for (const [at, { name, values }] of one.levels.others.entries()) {
    const witness = values[path[at + 1] ?? -1]?.witness;
    if (name === whoColumn || name === serviceColumn) who = witness;
    // Of a sign-in this says who vouches, which stands there already.
    else if (name === 'aws:federatedprovider' && one.branch.name === 'federated') continue;
    else if (witness !== undefined && (!derived.test(name) || isStated(name, one.branch)))
      context[nameOf(problem.statements, name)] = witness;
  }
  if (target.elsewhere !== undefined) context[vaultKey] = problem.subject.arn;
  const caller = callerOf(one.branch, typeof who === 'string' ? who : undefined, problem.subject);
  const { way, caller: kind } = one.branch;
  if (way !== undefined && kind === 'service') context['aws:SourceArn'] = way.arn;
  if (caller.kind === 'identity') {
    // Which of them such requests have is not documented.
    if (hasKey(kind, 'arn')) context['aws:PrincipalArn'] = caller.arn;
    if (hasKey(kind, 'account')) context['aws:PrincipalAccount'] = identityAccount;
  }
  return {
    caller,
    action: target.actions.find((action) => prefer.includes(action)) ?? target.actions[0] ?? '',
    resource: target.elsewhere ?? problem.subject.arn + target.tail,
    context: Object.fromEntries(Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function isStated(name: string, { caller }: Instance['branches'][number]['branch']): boolean {
  return isIdentity(caller) && name === 'aws:principalisawsservice';
}

function callerOf(
  { name, caller, arn: known }: Instance['branches'][number]['branch'],
  who: string | undefined,
  { partition, account }: Instance['problem']['subject'],
): Request['caller'] {
  if (caller === 'anonymous' || caller === 'federated') return { kind: 'anonymous' };
  if (caller === 'service') {
    return { kind: 'service', name: who ?? (name === 'viewer' ? 'cloudfront.amazonaws.com' : 's3.amazonaws.com') };
  }
  if (isIdentity(caller)) return { kind: 'identity', arn: known ?? who ?? anIdentity(partition) };
  const owner = name === 'foreign' ? '999999999999' : account;
  const arn = known ?? who ?? `arn:${partition}:iam::${owner}:role/${name === 'foreign' ? 'outsider' : 'unseen'}`;
  const rest = arn.split(':').slice(5).join(':');
  return { kind: rest === 'root' ? 'root' : rest.startsWith('user/') ? 'user' : 'role', arn };
}

function anIdentity(partition: string): string {
  return `arn:${partition}:iam::${identityAccount}:user/CloudFront Origin Access Identity E0000000000000`;
}

/** Keys that the questions themselves add, as AWS writes them. */
const names: Readonly<Record<string, string>> = {
  [providerColumn]: 'aws:FederatedProvider',
  'aws:principalisawsservice': 'aws:PrincipalIsAWSService',
  'aws:principalorgid': 'aws:PrincipalOrgID',
  'aws:principaltag/educloud:school': 'aws:PrincipalTag/educloud:school',
  'aws:securetransport': 'aws:SecureTransport',
  'aws:sourceaccount': 'aws:SourceAccount',
  'aws:sourcearn': 'aws:SourceArn',
  'aws:sourceorgid': 'aws:SourceOrgID',
  'aws:requestedregion': 'aws:RequestedRegion',
  'aws:tagkeys': 'aws:TagKeys',
  's3:tlsversion': 's3:TlsVersion',
  'sts:sourceidentity': 'sts:SourceIdentity',
};

/** A key as a statement writes it. */
function nameOf(statements: Instance['problem']['statements'], key: string): string {
  for (const statement of statements) {
    const found = statement?.conditions.find((condition) => condition.key === key);
    if (found !== undefined) return found.name;
  }
  return names[key] ?? key;
}
