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
}

/** Who asks, as the World knows them. */
export function whoAsks(world: World, caller: Caller): Who {
  if (caller.kind === 'anonymous' || caller.kind === 'service' || caller.kind === 'identity') {
    return { caller, arn: undefined, sessionArn: undefined, account: undefined, seen: undefined, home: undefined };
  }
  const index = indexOf(world);
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
  };
}

/**
 * Service-linked roles stand outside service control policies and resource control policies.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
export function isServiceLinked({ arn }: Who): boolean {
  return arn?.includes(':role/aws-service-role/') ?? false;
}
