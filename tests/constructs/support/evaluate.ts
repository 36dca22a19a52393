// A small reading of how AWS decides one request: enough for the operators that the constructs use, and it refuses the rest.
// Absent keys: positive operators are false, negated ones true, `…IfExists` true, `Null` asks for presence.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html

/** A statement as it stands in a template, with references resolved. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | Record<string, string | string[]>;
  readonly NotPrincipal?: Record<string, string | string[]>;
  readonly Action?: string | string[];
  readonly NotAction?: string | string[];
  readonly Resource?: string | string[];
  readonly NotResource?: string | string[];
  readonly Condition?: Record<string, Record<string, string | string[]>>;
}

/** Who asks. Neither account nor service: anonymous. */
export interface Caller {
  readonly account?: string;
  readonly organization?: string;
  /** ARN of the role itself, also where it has been taken. */
  readonly arn?: string;
  readonly tags?: Record<string, string>;
  readonly service?: string;
  /** Canonical user id of an origin access identity, which has no account. */
  readonly canonicalId?: string;
  /** ARN of the identity provider where somebody signs in; he has no account yet. */
  readonly federated?: string;
  /** Statements of the identity policy. */
  readonly identity?: readonly Statement[];
  /** Statements of the permissions boundary. */
  readonly boundary?: readonly Statement[];
}

/** What is asked for: the resource with the policy that is attached to it. */
export interface Target {
  readonly account: string;
  readonly policy: readonly Statement[];
  readonly resource: string;
}

/** What comes with a request besides the caller; several values for a key that holds a list. */
export type Extra = Record<string, string | string[]>;

type Context = ReadonlyMap<string, string | string[]>;

/**
 * Whether AWS lets the caller do `action` on the target.
 *
 * A boundary caps identity policies; whether it also caps what a resource policy grants by name depends on how the policy
 * names the caller, so here it does not.
 */
export function allows(target: Target, caller: Caller, action: string, extra: Extra = {}): boolean {
  const context = contextOf(target, caller, extra);
  const hits = (statements: readonly Statement[], effect: Statement['Effect']): Statement[] =>
    statements.filter((one) => one.Effect === effect && covers(one, action, target.resource, context));
  const ofResource = (effect: Statement['Effect']): string[] =>
    hits(target.policy, effect).map((one) => addressed(one, caller));
  const { identity = [], boundary } = caller;

  if (hits(identity, 'Deny').length > 0 || hits(boundary ?? [], 'Deny').length > 0) return false;
  if (ofResource('Deny').some((how) => how !== 'nobody')) return false;
  const granted = ofResource('Allow');
  const inside = boundary === undefined || hits(boundary, 'Allow').length > 0;
  const byIdentity = inside && hits(identity, 'Allow').length > 0;
  if (caller.account === undefined) return granted.includes('direct');
  if (caller.account !== target.account) return byIdentity && granted.some((how) => how !== 'nobody');
  // Identity policies count for a key only as far as its key policy delegates to the account; for a role, its trust policy.
  if (/^(?:kms|sts):/.test(action)) return granted.includes('direct') || (byIdentity && granted.includes('delegated'));
  return byIdentity || granted.includes('direct');
}

/** The statements of a resource policy that deny this request. */
export function deniedBy(target: Target, caller: Caller, action: string, extra: Extra = {}): (string | undefined)[] {
  const context = contextOf(target, caller, extra);
  return target.policy
    .filter((one) => one.Effect === 'Deny' && addressed(one, caller) !== 'nobody')
    .filter((one) => covers(one, action, target.resource, context))
    .map(({ Sid }) => Sid);
}

function contextOf(target: Target, caller: Caller, extra: Extra): Context {
  const { account, organization, arn, service, tags = {} } = caller;
  const entries: [string, string | string[] | undefined][] = [
    ['aws:SecureTransport', 'true'],
    ['s3:TlsVersion', '1.3'],
    ['aws:ResourceAccount', target.account],
    ['aws:PrincipalAccount', account],
    ['kms:CallerAccount', account],
    ['aws:PrincipalOrgID', organization],
    ['aws:PrincipalArn', arn],
    ['aws:PrincipalServiceName', service],
    // Anonymous requests do not carry it.
    ['aws:PrincipalIsAWSService', account || service ? String(service !== undefined) : undefined],
    ...Object.entries(tags).map(([key, value]): [string, string] => [`aws:PrincipalTag/${key}`, value]),
    ...Object.entries(extra),
  ];
  return new Map(entries.flatMap(([key, value]) => (value === undefined ? [] : [[key.toLowerCase(), value] as const])));
}

type How = 'direct' | 'delegated' | 'nobody';

/** How a statement means the caller; `NotPrincipal` means everybody whom it does not name. */
function addressed({ Principal, NotPrincipal }: Statement, caller: Caller): How {
  if (NotPrincipal === undefined) return named(Principal, caller);
  return named(NotPrincipal, caller) === 'nobody' ? 'direct' : 'nobody';
}

function named(principal: Statement['Principal'], { account, arn, service, federated, canonicalId }: Caller): How {
  if (principal === '*') return 'direct';
  if (federated !== undefined) return list(principal?.Federated).includes(federated) ? 'direct' : 'nobody';
  const aws = list(principal?.AWS);
  if (aws.includes('*')) return 'direct';
  if (service !== undefined) return list(principal?.Service).includes(service) ? 'direct' : 'nobody';
  if (canonicalId !== undefined && list(principal?.CanonicalUser).includes(canonicalId)) return 'direct';
  if (arn !== undefined && aws.includes(arn)) return 'direct';
  const own = aws.some((one) => one === account || one.endsWith(`:iam::${account ?? 'none'}:root`));
  return own ? 'delegated' : 'nobody';
}

function covers(statement: Statement, action: string, resource: string, context: Context): boolean {
  const { Action, NotAction, Resource, NotResource } = statement;
  const acts = (one: string): boolean => like(one.toLowerCase(), action.toLowerCase(), context);
  const reaches = (one: string): boolean => like(one, resource, context);
  return (
    (NotAction === undefined ? list(Action).some(acts) : !list(NotAction).some(acts)) &&
    (NotResource === undefined ? list(Resource).some(reaches) : !list(NotResource).some(reaches)) &&
    Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) => holds(operator, list(values), key, context)),
    )
  );
}

function holds(operator: string, values: string[], key: string, context: Context): boolean {
  const found = context.get(key.toLowerCase());
  if (operator === 'Null') return values.includes(String(found === undefined));
  const [, quantifier, each] = /^(ForAnyValue|ForAllValues):(String(?:Equals|Like))$/.exec(operator) ?? [];
  if (quantifier !== undefined && each !== undefined) {
    const matching = (value: string): boolean => holds(each, values, key, new Map([[key.toLowerCase(), value]]));
    // Of nothing every value fits, and none.
    return quantifier === 'ForAnyValue' ? list(found).some(matching) : list(found).every(matching);
  }
  if (typeof found === 'object') throw new Error(`${key} holds a list, which ${operator} does not compare`);
  const bare = operator.replace(/IfExists$/, '');
  const negated = /Not(?:Equals|Like)$/.test(bare);
  const compare = comparisons[bare.replace(/Not(?=Equals$|Like$)/, '')];
  if (compare === undefined) throw new Error(`the evaluator does not know ${operator}`);
  if (found === undefined) return negated || bare !== operator;
  return values.some((value) => compare(value, found, context)) !== negated;
}

const comparisons: Record<string, (pattern: string, found: string, context: Context) => boolean> = {
  StringEquals: (value, found, context) => matches(value, found, context, false),
  StringLike: like,
  ArnEquals: arnLike,
  ArnLike: arnLike,
  Bool: (value, found) => value.toLowerCase() === found.toLowerCase(),
  NumericLessThan: (value, found) => Number(found) < Number(value),
};

/** ARNs are compared segment by segment; the last one may hold colons. */
function arnLike(pattern: string, found: string, context: Context): boolean {
  const segments = (arn: string): string[] =>
    /^([^:]*):([^:]*):([^:]*):([^:]*):([^:]*):(.*)$/.exec(arn)?.slice(1) ?? [];
  const [wanted, given] = [segments(pattern), segments(found)];
  return wanted.length === 6 && wanted.every((one, index) => like(one, given[index] ?? '', context));
}

function like(pattern: string, found: string, context: Context): boolean {
  return matches(pattern, found, context, true);
}

/** What stands in the place of a variable is taken literally; a variable without a value matches nothing. */
function matches(pattern: string, found: string, context: Context, wildcards: boolean): boolean {
  const escape = (text: string): string => text.replace(/[.+^$()[\]{}|\\*?]/g, '\\$&');
  const parts = pattern.split(/\$\{([^}]*)\}/).map((part, index) => {
    if (index % 2 === 0)
      return wildcards ? escape(part).replace(/\\\*/g, '[^]*').replace(/\\\?/g, '[^]') : escape(part);
    if (!part.toLowerCase().startsWith('aws:'))
      throw new Error(`the evaluator knows no such policy variables: ${part}`);
    const value = context.get(part.toLowerCase());
    return typeof value === 'string' ? escape(value) : undefined;
  });
  return !parts.includes(undefined) && new RegExp(`^${parts.join('')}$`, 'u').test(found);
}

function list(value: string | string[] | undefined): string[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
