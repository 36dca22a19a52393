import type { Account, Role, User, World } from '../../model';
import type { Caller } from '../request';
import { arnFields, lastName } from './arn-fields';
import { indexOf } from './world-index';

/** A caller and what the World knows of it. */
export interface Who {
  readonly caller: Caller;
  /** Role, user or root; undefined for services, origin access identities and anonymous. */
  readonly arn: string | undefined;
  /** `arn:…:assumed-role/NAME/SESSION`, where the session is known. */
  readonly sessionArn: string | undefined;
  /** Account id; undefined for services, origin access identities and anonymous. */
  readonly account: string | undefined;
  /** The role or user, when the templates have it. */
  readonly seen: Role | User | undefined;
  /** What the World knows of its account. */
  readonly home: Account | undefined;
  /** Canonical id of an origin access identity; undefined for others and for identities of no template. */
  readonly canonicalId: string | undefined;
  /** Canonical ids of the origin access identities of the templates. */
  readonly identities: readonly string[];
}

/** Who asks, as the World knows them. */
export function whoAsks(world: World, caller: Caller): Who {
  const index = indexOf(world);
  const identities = world.originIdentities.map(({ canonicalId }) => canonicalId);
  if (caller.kind === 'anonymous' || caller.kind === 'service' || caller.kind === 'identity') {
    const canonicalId = caller.kind === 'identity' ? index.originIdentities.get(caller.arn)?.canonicalId : undefined;
    const nobody = { arn: undefined, sessionArn: undefined, account: undefined, seen: undefined, home: undefined };
    return { caller, ...nobody, canonicalId, identities };
  }
  const [, partition, , , account] = arnFields(caller.arn);
  return {
    caller,
    arn: caller.arn,
    sessionArn:
      caller.kind === 'role' && caller.session !== undefined
        ? `arn:${partition ?? ''}:sts::${account ?? ''}:assumed-role/${lastName(caller.arn)}/${caller.session}`
        : undefined,
    account,
    seen: caller.kind === 'role' ? index.roles.get(caller.arn) : index.users.get(caller.arn),
    home: index.accounts.get(account ?? ''),
    canonicalId: undefined,
    identities,
  };
}

/**
 * Service-linked roles stand outside service control policies and resource control policies.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
export function isServiceLinked({ arn }: Who): boolean {
  return arn?.includes(':role/aws-service-role/') ?? false;
}
