import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { failure } from '../lib/errors';
import type { FederatedAdmission } from './federated-admission';
import { FederatedTrust } from './federated-trust';
import { grantInline } from './inline-grants';
import { OidcIdentityProvider } from './oidc-identity-provider';
import { PersonaRole } from './persona-role';
import { SamlIdentityProvider } from './saml-identity-provider';
import type { SchoolCell } from './school-cell';

/** Whom a role of a school takes. */
export interface PersonaAdmission extends FederatedAdmission {
  /** `teacher` or `school-admin`. */
  readonly persona: string;
}

/** Properties of {@link SchoolSignIn.bySaml}. */
export interface SamlSignInProps {
  /** The school's cell, in the same stack. */
  readonly cell: SchoolCell;

  /** Metadata of the school's own identity provider. */
  readonly metadata: string;

  /** Who becomes what. A persona without an admission gets no role. */
  readonly admissions: PersonaAdmission[];

  /**
   * AWS Regions whose own sign-in is accepted besides that of the whole partition.
   *
   * @default - the AWS Region of the stack
   */
  readonly awsRegions?: string[];
}

/** Properties of {@link SchoolSignIn.byProxy}. */
export interface ProxySignInProps {
  /** The school's cell, in the same stack. */
  readonly cell: SchoolCell;

  /**
   * ARNs of the SAML providers through which people of many schools come. Who runs the identity provider behind them
   * vouches for the domains of affiliations.
   */
  readonly providerArns: string[];

  /** Who becomes what. A persona without an admission gets no role. */
  readonly admissions: PersonaAdmission[];

  /**
   * AWS Regions whose own sign-in is accepted besides that of the whole partition.
   *
   * @default - the AWS Region of the stack
   */
  readonly awsRegions?: string[];
}

/** Properties of {@link SchoolSignIn.byOidc}. */
export interface OidcSignInProps {
  /** The school's cell, in the same stack. */
  readonly cell: SchoolCell;

  /** Address of the school's own issuer. */
  readonly issuer: string;

  /** Client of the issuer by persona (`teacher`, `school-admin`): who may use which client becomes what. */
  readonly clients: Record<string, string>;
}

/**
 * How people of a school get at its stores: its identity provider, a role for each persona, and what each may do.
 * School admins read and write records and materials, and where there are copies they take the role that restores and read what
 * it brought; teachers read and write materials. A frozen school has none of it.
 *
 * @throws EDU601 for a property that does not fit
 */
export class SchoolSignIn extends Construct {
  /** By SAML, with an identity provider of the school's own. */
  public static bySaml(scope: Construct, id: string, props: SamlSignInProps): SchoolSignIn {
    const { cell, metadata, admissions, awsRegions } = props;
    const made = new SchoolSignIn(scope, id, cell);
    if (cell.frozen) return made;
    const { schoolId, regionId } = cell;
    const provider = new SamlIdentityProvider(made, 'Provider', { regionId, name: schoolId, metadata, schoolId });
    made.admit(admissions, [provider.providerArn], awsRegions, provider);
    return made;
  }

  /** By SAML, through an identity provider that schools share. */
  public static byProxy(scope: Construct, id: string, props: ProxySignInProps): SchoolSignIn {
    const { cell, providerArns, admissions, awsRegions } = props;
    const made = new SchoolSignIn(scope, id, cell);
    if (!cell.frozen) made.admit(admissions, providerArns, awsRegions);
    return made;
  }

  /** By OpenID Connect, with an issuer of the school's own. */
  public static byOidc(scope: Construct, id: string, props: OidcSignInProps): SchoolSignIn {
    const { cell, issuer, clients } = props;
    const made = new SchoolSignIn(scope, id, cell);
    if (cell.frozen) return made;
    const { schoolId, regionId } = cell;
    const clientIds = Object.values(clients);
    checkApart(made, clientIds);
    const provider = new OidcIdentityProvider(made, 'Provider', { regionId, issuer, clientIds, schoolId });
    for (const [persona, clientId] of Object.entries(clients).sort())
      made.add(persona, FederatedTrust.oidc({ issuer, clientId }), provider);
    return made;
  }

  /** The roles, sorted by persona; none where the school is frozen. */
  public readonly roles: PersonaRole[] = [];

  private constructor(
    scope: Construct,
    id: string,
    private readonly cell: SchoolCell,
  ) {
    super(scope, id);
  }

  private admit(
    admissions: readonly PersonaAdmission[],
    providerArns: string[],
    awsRegions: string[] | undefined,
    provider?: Construct,
  ): void {
    for (const persona of [...new Set(admissions.map((one) => one.persona))].sort()) {
      const trust = FederatedTrust.saml({
        providerArns,
        admissions: admissions.filter((one) => one.persona === persona),
        ...(awsRegions === undefined ? {} : { awsRegions }),
      });
      this.add(persona, trust, provider);
    }
  }

  private add(persona: string, trust: FederatedTrust, provider?: Construct): void {
    const { schoolId, regionId, records, materials, quarantine, restoreRoleArn } = this.cell;
    const made = new PersonaRole(this, constructId(persona), { schoolId, regionId, persona, trusts: [trust] });
    // The ARN in the trust policy is literal, so nothing else says which comes first.
    if (provider !== undefined) made.node.addDependency(provider);
    materials.grantReadWrite(made.role);
    if (persona === 'school-admin') {
      records.grantReadWrite(made.role);
      quarantine?.grantRead(made.role);
      if (restoreRoleArn !== undefined) {
        grantInline(this, made.role, schoolId, [
          new PolicyStatement({ actions: ['sts:AssumeRole', 'sts:SetSourceIdentity'], resources: [restoreRoleArn] }),
        ]);
      }
    }
    this.roles.push(made);
  }
}

/** With one client for two personas everybody would choose what to be. */
function checkApart(scope: Construct, clientIds: readonly string[]): void {
  if (clientIds.length > 0 && new Set(clientIds).size === clientIds.length) return;
  throw failure('EDU601', '`clients` names no client, or one for two personas', {
    path: scope.node.path,
    found: clientIds.join(', '),
    allowed: 'a client of its own for each persona',
  });
}

/** `school-admin` becomes `SchoolAdmin`. */
function constructId(persona: string): string {
  return persona.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
