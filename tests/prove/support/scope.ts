import type { Distribution, World } from '../../../lib/model';
import type { Action, Property } from '../../../lib/prove';
import type { ConditionBlock, Requests } from '../../../lib/prove/property';
import type { Request } from '../../../lib/prove/request';

// Whether a property speaks of a request: the words of lib/prove/property.ts once more, without the code of the prover.

/** What a verdict speaks of, as far as membership needs it. */
export interface About {
  readonly kind: 'bucket' | 'key';
  readonly arn: string;
  readonly account: string;
  readonly owner?: string;
  readonly key?: string;
}

/** Whether AWS can see such a request at all, for this subject. */
export function isPossible(
  world: World,
  { kind, arn, account }: About,
  request: Request,
  actions: readonly Action[],
): boolean {
  const on = request.resource === arn ? kind : request.resource.startsWith(`${arn}/`) ? 'object' : 'elsewhere';
  const documented = actions.find(({ name }) => name === request.action);
  if (documented?.resources.includes(on) !== true) return false;
  const { caller } = request;
  const names = Object.keys(request.context).map((name) => name.toLowerCase());
  const signed = valueOf(request, 'delivery:signed');
  if (signed !== undefined && !isViewer(world, arn, request)) return false;
  if (caller.kind === 'identity') {
    if (![undefined, caller.arn].includes(valueOf(request, 'aws:PrincipalArn'))) return false;
    if (![undefined, 'cloudfront'].includes(valueOf(request, 'aws:PrincipalAccount'))) return false;
  }
  const hasArn = caller.kind !== 'anonymous' && caller.kind !== 'service' && caller.kind !== 'identity';
  // Only principals of IAM have tags and an organisation.
  if (!hasArn) return !names.some((name) => /^aws:principal(?:tag\/|orgid|orgpaths)/.test(name));
  const home = accountOf(caller.arn);
  const organization = world.accounts.find(({ id }) => id === home)?.organization;
  const given = valueOf(request, 'aws:PrincipalOrgID');
  if (home === account && organization !== undefined && given !== undefined && given !== organization) return false;
  return true;
}

/** Whether a request is one of those whom a property, or its twin, speaks of. */
export function isAsked(world: World, about: About, requests: Requests, request: Request): boolean {
  const { who, also = [], objects, exceptObjects = [] } = requests;
  const isOf = (names: readonly string[]): boolean =>
    names.some((name) => fits(`${about.arn}/${name}`, request.resource));
  const isElsewhere = (objects !== undefined && !isOf(objects)) || isOf(exceptObjects);
  const asked = [...(isElsewhere ? [] : [requests]), ...also].some(
    ({ actions, when }) =>
      actions.some((pattern) => fits(pattern.toLowerCase(), request.action.toLowerCase())) &&
      (when === undefined || when.some((block) => holds(block, about, request))),
  );
  return asked && isMeant(world, about, who, request);
}

/** Services that copy on AWS's side. */
const copying = new Set(['s3', 'batchoperations.s3', 'backup'].map((name) => `${name}.amazonaws.com`));

/** Whether an exception of the property lets a request through. */
export function isExcepted(world: World, { exceptions, requests }: Property, about: About, request: Request): boolean {
  const { caller } = request;
  return exceptions.some(({ who, actions = requests.actions, when }) => {
    if (when?.some((block) => holds(block, about, request)) === false) return false;
    if (!actions.some((pattern) => fits(pattern.toLowerCase(), request.action.toLowerCase()))) return false;
    if (who === 'distribution') return isOwnReader(world, about, request);
    if (caller.kind !== 'role') return false;
    if (accountOf(caller.arn) !== about.account) return false;
    if (who === 'deploy-role') return world.deployRoles.some(({ arn }) => arn === caller.arn);
    const trust = world.roles.find(({ arn }) => arn === caller.arn)?.trust;
    return (
      (who === 'recovery-role' ? world.recoveryRoles : world.serviceRoles).includes(caller.arn) &&
      world.serviceRoles.includes(caller.arn) &&
      trust?.statements.every(({ principals }) =>
        principals?.list.every((one) => one.kind === 'service' && copying.has(one.name)),
      ) === true
    );
  });
}

function isMeant(world: World, about: About, who: Requests['who'], request: Request): boolean {
  const { caller } = request;
  if (who !== 'deploy-role' && isAssumedAway(world, request)) return false;
  switch (who) {
    case 'anyone':
      return true;
    case 'anonymous':
      return caller.kind === 'anonymous';
    case 'others':
      return !isOwn(world, about, request);
    case 'own-admin':
      return isOwn(world, about, request);
    case 'deploy-role':
      return (
        caller.kind === 'role' &&
        world.deployRoles.some(({ arn, account }) => arn === caller.arn && account === about.account)
      );
    case 'template-roles':
      return [...world.roles, ...world.users].some(
        (one) => 'arn' in caller && one.arn === caller.arn && one.account === about.account,
      );
    case 'federated':
    case 'across':
      return false;
    case 'outsiders':
      return !isInside(world, about, request);
    case 'non-members':
      return caller.kind === 'service' || !isInside(world, about, request);
    case 'members':
      return caller.kind !== 'service' && caller.kind !== 'identity' && isInside(world, about, request);
    case 'viewers':
      return isViewer(world, about.arn, request);
  }
}

/** A distribution that has the bucket as origin asks for somebody; what it can ask for, the evaluator knows. */
function isViewer(world: World, bucket: string, request: Request): boolean {
  return valueOf(request, 'delivery:signed') !== undefined && readersOf(world, bucket, request).length > 0;
}

/** The distributions that have the bucket as origin and may be who asks. */
function readersOf({ distributions }: World, arn: string, request: Request): readonly Distribution[] {
  const { caller } = request;
  return distributions.filter((distribution) =>
    distribution.origins.some(({ bucket, as, identity }) => {
      if (bucket !== arn) return false;
      if (as === 'identity') return caller.kind === 'identity' && caller.arn === identity;
      if (as === 'anonymous') return caller.kind === 'anonymous';
      return (
        caller.kind === 'service' &&
        caller.name.startsWith('cloudfront.') &&
        valueOf(request, 'aws:SourceArn') === distribution.arn
      );
    }),
  );
}

function isOwnReader(world: World, { arn, account }: About, request: Request): boolean {
  const { caller } = request;
  if (caller.kind === 'anonymous' || !readersOf(world, arn, request).some((one) => one.account === account))
    return false;
  return (
    caller.kind !== 'identity' ||
    world.originIdentities.some((one) => one.arn === caller.arn && one.account === account)
  );
}

/** Nobody is assumed in a closed account but the principals of the templates; the role that deploys is used by CloudFormation alone. */
function isAssumedAway({ closedAccounts, roles, users }: World, { caller }: Request): boolean {
  if (caller.kind === 'anonymous' || caller.kind === 'service' || caller.kind === 'identity') return false;
  if (!closedAccounts.includes(accountOf(caller.arn))) {
    return false;
  }
  return ![...roles, ...users].some((one) => one.arn === caller.arn);
}

/** A principal of the school; what a role of the templates is, stands in the templates. */
function isOwn(world: World, { account, owner }: About, request: Request): boolean {
  const { caller } = request;
  if (owner === undefined || caller.kind === 'anonymous' || caller.kind === 'service') return false;
  const seen = [...world.roles, ...world.users].find(({ arn }) => arn === caller.arn);
  if (seen !== undefined) return seen.owner === owner && seen.account === account;
  return accountOf(caller.arn) === account && valueOf(request, 'aws:PrincipalTag/educloud:school') === owner;
}

function isInside({ perimeter }: World, { account }: About, request: Request): boolean {
  const { caller } = request;
  if (caller.kind === 'anonymous' || caller.kind === 'identity') return false;
  const accounts = [...perimeter.accounts, account];
  const has = (name: string, values: readonly string[]): boolean => values.includes(valueOf(request, name) ?? '');
  if (caller.kind === 'service') {
    const source = valueOf(request, 'aws:SourceArn')?.split(':')[4];
    return (
      has('aws:SourceAccount', accounts) ||
      has('aws:SourceOrgID', perimeter.organizations) ||
      (source !== undefined && accounts.includes(source))
    );
  }
  return accounts.includes(accountOf(caller.arn)) || has('aws:PrincipalOrgID', perimeter.organizations);
}

function accountOf(arn: string): string {
  return arn.split(':')[4] ?? '';
}

function valueOf({ context }: Request, key: string): string | undefined {
  const found = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
  return typeof found === 'string' ? found : found?.[0];
}

function fits(pattern: string, text: string): boolean {
  return new RegExp(`^${pattern.replace(/\*/g, '.*')}$`).test(text);
}

/** The few operators that the properties use. */
function holds(block: ConditionBlock, about: About, request: Request): boolean {
  return Object.entries(block).every(([operator, keys]) =>
    Object.entries(keys).every(([key, given]) => {
      const values = (typeof given === 'string' ? [given] : given).map((value) => filled(value, about));
      const value = valueOf(request, key) ?? (key === 'aws:SecureTransport' ? 'true' : undefined);
      switch (operator) {
        case 'Bool':
        case 'StringEquals':
          return value !== undefined && values.includes(value);
        case 'StringNotEquals':
          return value === undefined || !values.includes(value);
        case 'StringLike':
          return value !== undefined && values.some((pattern) => fits(pattern, value));
        case 'Null':
          return values.includes(String(value === undefined));
        case 'NumericGreaterThanEqualsIfExists':
          return value === undefined || values.some((least) => Number(value) >= Number(least));
        default:
          return fail(operator);
      }
    }),
  );
}

function fail(operator: string): never {
  throw new Error(`no test of ${operator} is written here`);
}

function filled(text: string, { arn, account, owner = '', key = '' }: About): string {
  return text
    .replace('${subject:arn}', arn)
    .replace('${subject:account}', account)
    .replace('${subject:owner}', owner)
    .replace('${subject:key}', key);
}
