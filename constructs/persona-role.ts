import type { Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { failure } from '../lib/errors';
import { cloudPersonas } from '../lib/vocabulary';
import { checkSlug, siteOf } from './checks';
import { federatedRole, roleArnAt, roleArnIn } from './federated-role';
import type { FederatedTrust } from './federated-trust';
import { claimRole } from './inline-grants';

/** Properties of {@link PersonaRole}. */
export interface PersonaRoleProps {
  /** Slug of the school. */
  readonly schoolId: string;

  /** Slug of the region. */
  readonly regionId: string;

  /** `teacher` or `school-admin`. Pupils get no credentials of AWS, and the bureau's people none of a school. */
  readonly persona: string;

  /** Who may take the role; at least one. */
  readonly trusts: FederatedTrust[];
}

/**
 * The role `educloud-<regionId>-<schoolId>-<persona>`: what people of one kind of one school are in AWS, for an hour at a
 * time. It may do nothing until a store grants something. School and persona stand in tags of the role, which nobody who
 * signs in can replace.
 *
 * @throws EDU601 for a property that does not fit, a trust policy that is too long, or an environment-agnostic stack
 */
export class PersonaRole extends Construct {
  /** ARN that a role has in an account of the partition, whether or not it exists yet. */
  public static arnAt(partition: string, account: string, regionId: string, schoolId: string, persona: string): string {
    return roleArnAt(partition, account, nameOf({ regionId, schoolId, persona }));
  }

  /** The role, for `grantRead` and `grantReadWrite` of the school's stores. */
  public readonly role: Role;

  /** Name of the role; its path is `/educloud/`. */
  public readonly roleName: string;

  /** ARN of the role, without a token. */
  public readonly roleArn: string;

  constructor(scope: Construct, id: string, props: PersonaRoleProps) {
    super(scope, id);
    const { schoolId, regionId, persona, trusts } = props;
    checkSlug(this, 'schoolId', schoolId);
    checkSlug(this, 'regionId', regionId);
    checkPersona(this, persona);
    this.roleName = nameOf(props);
    this.roleArn = roleArnIn(siteOf(this), this.roleName);
    this.role = federatedRole(this, 'Role', {
      roleName: this.roleName,
      description: `educloud: ${persona} of school ${schoolId}`,
      trusts,
      tags: { region: regionId, persona },
    });
    claimRole(this, this.role, schoolId);
  }
}

function nameOf({ regionId, schoolId, persona }: Omit<PersonaRoleProps, 'trusts'>): string {
  return `educloud-${regionId}-${schoolId}-${persona}`;
}

function checkPersona(scope: Construct, persona: string): void {
  const known: readonly string[] = cloudPersonas;
  if (known.includes(persona)) return;
  throw failure('EDU601', '`persona` does not fit', {
    path: scope.node.path,
    found: persona,
    allowed: known.join(', '),
  });
}
