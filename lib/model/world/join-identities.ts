import { hasOpaque } from '../opaque';
import { parsePolicy } from '../policy/parse-policy';
import type { Policy } from '../policy/policy';
import type { Attachment, Draft, Group, Holder } from '../resources/draft';
import type { Doubt, Source } from '../source';
import type { IdentityProvider, Role, User } from '../world';
import { grouped } from './join-buckets';

/** Roles and users with every policy that applies to them. */
export function joinIdentities(
  draft: Draft,
  doubts: Doubt[],
): { readonly roles: readonly Role[]; readonly users: readonly User[] } {
  const attached = grouped(draft.attachments, place);
  const groups = new Map(
    draft.groups.map((group) => [keyOf('group', group.principal), policiesOf('group', group, attached, draft)]),
  );
  const memberships = grouped(draft.memberships, ({ account, user }) => keyOf('user', { account, name: user }));
  const roles = draft.roles.map((holder) =>
    withBoundary(holder, policiesOf('role', holder, attached, draft), draft.managed),
  );
  const users = draft.users.map((holder) => {
    const own = memberships.get(keyOf('user', holder.principal)) ?? [];
    const shared = own.flatMap(
      ({ account, group }) =>
        // A group of the same account that the assembly does not hold.
        groups.get(keyOf('group', { account, name: group })) ?? [
          unknownPolicy('the policies of a group are not known', holder.principal.source),
        ],
    );
    return withBoundary(holder, [...policiesOf('user', holder, attached, draft), ...shared], draft.managed);
  });
  const known = new Set([
    ...draft.roles.map(({ principal }) => keyOf('role', principal)),
    ...draft.users.map(({ principal }) => keyOf('user', principal)),
    ...groups.keys(),
  ]);
  for (const attachment of draft.attachments) {
    if (known.has(place(attachment)) || !hasOpaque(attachment.name)) continue;
    const reason = `the ${attachment.kind} that this policy is attached to is known only when it is deployed`;
    doubts.push({ source: attachment.policy.source, reason });
  }
  return { roles: withTwins(roles), users: withTwins(users) };
}

type Attached = ReadonlyMap<string, readonly Attachment[]>;

function policiesOf<T extends Group>(
  kind: Attachment['kind'],
  { principal, managed }: Holder<T>,
  attached: Attached,
  draft: Draft,
): readonly Policy[] {
  const more = attached.get(keyOf(kind, principal)) ?? [];
  if (managed.length === 0 && more.length === 0) return principal.identity;
  const named = managed.map(({ arn, source }) => managedPolicy(arn, draft.managed, source));
  return [...new Set([...principal.identity, ...named, ...more.map(({ policy }) => policy)])];
}

function managedPolicy(arn: string, managed: ReadonlyMap<string, Policy>, source: Source): Policy {
  const found = managed.get(arn);
  if (found !== undefined) return found;
  if (isAdministrator(arn)) return everything(source);
  return unknownPolicy('the assembly does not hold this managed policy', source);
}

/** https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html */
function isAdministrator(arn: string): boolean {
  return arn.startsWith('arn:') && arn.endsWith(':iam::aws:policy/AdministratorAccess');
}

function everything(source: Source): Policy {
  const all = { Effect: 'Allow', Action: '*', Resource: '*' };
  return parsePolicy({ Version: '2012-10-17', Statement: [all] }, source, 'identity');
}

function unknownPolicy(unknown: string, source: Source): Policy {
  return { statements: [], source, unknown };
}

function withBoundary<T extends Role | User>(
  { principal, boundary }: Holder<T>,
  identity: readonly Policy[],
  managed: ReadonlyMap<string, Policy>,
): T {
  const joined = identity === principal.identity ? principal : { ...principal, identity };
  if (boundary === undefined) return joined;
  const found = managed.get(boundary) ?? (isAdministrator(boundary) ? everything(principal.source) : 'unknown');
  return { ...joined, boundary: found };
}

/** Principals of one name are one principal, and nobody knows with which of the policies; so it is with providers. */
export function withTwins<T extends Role | User | IdentityProvider>(all: readonly T[]): readonly T[] {
  const byArn = grouped(all, ({ arn }) => arn);
  if (byArn.size === all.length) return all;
  return all.map((one) =>
    (byArn.get(one.arn) ?? []).length === 1
      ? one
      : { ...one, doubts: [...one.doubts, { source: one.source, reason: twinReasons[one.kind] }] },
  );
}

const twinReasons = {
  role: 'another principal has the same ARN',
  user: 'another principal has the same ARN',
  'identity-provider': 'another identity provider has the same ARN',
} as const;

function place({ kind, account, name }: Attachment): string {
  return keyOf(kind, { account, name });
}

/** Names of roles, of users and of groups are unique in their account, whatever their path. */
function keyOf(kind: string, { account, name }: { readonly account: string; readonly name: string }): string {
  return [kind, account, name].join();
}
