import type { Stack } from 'aws-cdk-lib/core';
import { BureauRoles, SamlIdentityProvider, SchoolSignIn, type SchoolCell } from '../../constructs';
import { KitError } from '../errors';
import { partition } from '../facts';
import type { Admission, Plan, PlannedBase, PlannedSchool } from '../plan';

/** What an account's base has to know of those who sign in there. */
export interface BaseSignIn {
  readonly breakGlassRoleArn?: string;
  readonly identityProviders?: boolean;
}

/** What the base of an account watches: whoever takes the break-glass role, and changes of identity providers. */
export function baseSignIn(plan: Plan, base: PlannedBase): BaseSignIn {
  if (plan.federation === undefined) return {};
  // Changes of IAM are seen in its own AWS Region alone, wherever the account's roles stand in the templates.
  if (!base.trail) return { identityProviders: true };
  const breakGlass = breakGlassArn(plan, base.account);
  return { identityProviders: true, ...(breakGlass === undefined ? {} : { breakGlassRoleArn: breakGlass }) };
}

/** ARN of the role that reads pooled schools' stores in an emergency; none where the account has no such role. */
export function breakGlassArn({ federation, region }: Plan, account: string): string | undefined {
  return federation?.bureau?.breakGlassAccounts.includes(account) === true
    ? BureauRoles.breakGlassArnAt(partition(region.partition).arnPartition, account, region.id)
    : undefined;
}

/** The bureau's and the proxy's provider objects, and the roles of the bureau's people; once an account. */
export function fillAccountSignIn(stack: Stack, plan: Plan, base: PlannedBase): void {
  const { federation, region, shared } = plan;
  if (federation === undefined || !base.trail) return;
  const { bureau, homes, documents } = federation;
  const provider = (id: string, name: string): SamlIdentityProvider => {
    const metadata = documents[name];
    if (metadata === undefined) throw new KitError(`the plan has no metadata of \`${name}\``);
    return new SamlIdentityProvider(stack, id, { regionId: region.id, name, metadata });
  };
  if (homes.some(({ account, mode }) => account === base.account && mode === 'proxy')) {
    provider('ProxyBlue', 'proxy-blue');
    provider('ProxyGreen', 'proxy-green');
  }
  if (bureau === undefined) return;
  const own = provider('Bureau', 'bureau');
  const isNode = plan.schools.some(({ tier, account }) => tier === 'node' && account === base.account);
  const isArchive = base.account === shared.logArchive.account;
  new BureauRoles(stack, 'BureauRoles', {
    regionId: region.id,
    providerArns: [own.providerArn],
    // A university runs its own account; the bureau's auditors see how it is set up, and no data.
    ...(isNode ? {} : { operators: plain(bureau.operators) }),
    auditors: plain(bureau.auditors),
    ...(bureau.breakGlassAccounts.includes(base.account) ? { breakGlass: plain(bureau.breakGlass) } : {}),
    logBucketNames: [base.trailBucket, ...(isArchive ? [shared.logArchive.bucket] : [])],
    awsRegions: [...new Set([region.home, base.awsRegion])].sort(),
  }).node.addDependency(own);
}

/** How people of a school get at its stores. */
export function fillSchoolSignIn(
  stack: Stack,
  plan: Plan,
  { id, signIn, awsRegion }: PlannedSchool,
  cell: SchoolCell,
): void {
  if (signIn === undefined) return;
  const name = `sign-in-${id}`;
  const awsRegions = [...new Set([plan.region.home, awsRegion])].sort();
  const admissions = signIn.roles.flatMap(({ persona, admissions: some }) =>
    plain(some).map((admission) => ({ persona, ...admission })),
  );
  switch (signIn.via) {
    case 'saml': {
      const metadata = plan.federation?.documents[signIn.identityProvider];
      if (metadata === undefined) throw new KitError(`the plan has no metadata of ${signIn.identityProvider}`);
      SchoolSignIn.bySaml(stack, name, { cell, metadata, admissions, awsRegions });
      return;
    }
    case 'proxy':
      SchoolSignIn.byProxy(stack, name, { cell, providerArns: [...signIn.providers], admissions, awsRegions });
      return;
    case 'oidc': {
      const clients = Object.fromEntries(
        signIn.roles.flatMap(({ persona, clientId }) => (clientId === undefined ? [] : [[persona, clientId]])),
      );
      if (Object.keys(clients).length > 0) {
        SchoolSignIn.byOidc(stack, name, { cell, issuer: signIn.identityProvider, clients });
      }
    }
  }
}

/** Constructs take plain lists. */
function plain(admissions: readonly Admission[]): { scopedAffiliations: string[]; entitlements?: string[] }[] {
  return admissions.map(({ scopedAffiliations, entitlements }) => ({
    scopedAffiliations: [...scopedAffiliations],
    ...(entitlements === undefined ? {} : { entitlements: [...entitlements] }),
  }));
}
