import { documentFile, type PolicyAttachment, type RegionDocument } from '../assembly/region-document';
import { hasOpaque } from '../opaque';
import { parsePolicy } from '../policy/parse-policy';
import type { Policy } from '../policy/policy';
import type { AttachedPolicy, Draft } from '../resources/draft';
import type { Doubt, Source } from '../source';
import type { Account, PolicyLevel } from '../world';

/** What accounts are told apart by, and what is added to the assumptions. */
interface Accounts {
  readonly accounts: readonly Account[];
  readonly assumptions: readonly string[];
}

/**
 * Accounts with the policies of the organisation that stand above them, from the root down.
 *
 * @param ids accounts of the stacks
 */
export function joinAccounts(
  ids: readonly string[],
  draft: Draft,
  document: RegionDocument | undefined,
  doubts: Doubt[],
): Accounts {
  const parents = new Map(draft.organization.parents);
  for (const { id, parent, accounts } of document?.units ?? []) {
    if (parent !== undefined) parents.set(id, parent);
    for (const account of accounts) parents.set(account, id);
  }
  const attached = [
    ...draft.organization.policies,
    ...(document?.attachments ?? []).map((one) => attachment(one, draft.organization.policies)),
  ];
  const targets = new Set(attached.flatMap((one) => one.targets));
  const known = new Set([...ids, ...(document?.units ?? []).flatMap(({ accounts }) => accounts)]);
  const accounts = [...known].map((id): Account => {
    const nodes = ancestry(id, parents);
    const own = draft.organization.managers.has(id) ? attached.map(unsure) : attached;
    return {
      id,
      serviceControl: levels('service-control', nodes, own),
      resourceControl: levels('resource-control', nodes, own),
    };
  });
  const reached = new Set([...known].flatMap((id) => ancestry(id, parents)));
  for (const { targets: own, policy } of attached) {
    for (const target of own) {
      if (reached.has(target) || (/^\d{12}$/.test(target) && !hasOpaque(target))) continue;
      doubts.push({
        source: policy.source,
        reason: 'which accounts stand below the target of this policy is not known',
      });
    }
  }
  return { accounts, assumptions: assumptionsOf(targets.size > 0, document) };
}

function assumptionsOf(hasPolicies: boolean, document: RegionDocument | undefined): readonly string[] {
  return [
    ...(hasPolicies ? ['FullAWSAccess stays attached beside every service control policy of the assembly.'] : []),
    ...((document?.units.length ?? 0) > 0
      ? [`Units of the organisation and the accounts in them are those that ${documentFile} names.`]
      : []),
    ...((document?.attachments.length ?? 0) > 0
      ? [`Policies are attached in the organisation as ${documentFile} says.`]
      : []),
  ];
}

/**
 * A policy that may not hold, since the management account of an organisation is exempt.
 *
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
function unsure(one: AttachedPolicy): AttachedPolicy {
  const reason = 'it does not hold in the management account of an organisation, which this account may be';
  const statements = one.policy.statements.map((statement) => ({
    ...statement,
    unknown: [...statement.unknown, reason],
  }));
  return { ...one, policy: { ...one.policy, statements } };
}

/** Root first, the account last. */
function ancestry(account: string, parents: ReadonlyMap<string, string>): readonly string[] {
  const nodes = [account];
  for (let node = parents.get(account); node !== undefined && !nodes.includes(node); node = parents.get(node)) {
    nodes.unshift(node);
  }
  return nodes;
}

function levels(
  kind: AttachedPolicy['kind'],
  nodes: readonly string[],
  attached: readonly AttachedPolicy[],
): readonly PolicyLevel[] {
  return nodes.flatMap((target) => {
    const policies = attached
      .filter((one) => one.kind === kind && one.targets.includes(target))
      .map(({ policy }) => policy);
    // Both kinds have a policy that allows everything; that of resource control cannot even be taken off.
    return policies.length === 0 ? [] : [{ target, policies: [fullAccess(kind), ...policies] }];
  });
}

/**
 * The policies that AWS attaches itself.
 *
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
function fullAccess(kind: AttachedPolicy['kind']): Policy {
  const source: Source = { file: kind === 'service-control' ? 'FullAWSAccess' : 'RCPFullAWSAccess', pointer: '' };
  const all = { Effect: 'Allow', Action: '*', Resource: '*' };
  const statement = kind === 'service-control' ? all : { ...all, Principal: '*' };
  return parsePolicy({ Version: '2012-10-17', Statement: [statement] }, source, kind);
}

function attachment(
  { policy, kind, target, index }: PolicyAttachment,
  known: readonly AttachedPolicy[],
): AttachedPolicy {
  const named = known.find((one) => one.name === policy && one.kind === kind);
  const source: Source = { file: documentFile, pointer: `/organization/policyAttachments/${index}/policy` };
  const name = typeof policy === 'string' ? policy : '';
  return { name, kind, policy: named?.policy ?? parsePolicy(policy, source, kind), targets: [target] };
}
