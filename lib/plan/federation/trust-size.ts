import { partition, samlAudiences } from '../../facts';
import type { Admission, PlannedPersonaRole, PlannedSignIn } from '../types';

// Characters of trust policies as CloudFormation sends them, without white space. The constructs make them; the tests
// compare.

/** What AWS Regions a role's sign-in is accepted in besides the whole partition. */
export interface TrustSite {
  readonly partition: string;
  readonly awsRegions: readonly string[];
}

/** `{"Version":"2012-10-17","Statement":[]}`. */
const frame = 39;
/** One statement without its values. */
const statement = {
  assumeBySaml: 313,
  assumeByOidc: 238,
  tagSession: 174,
  tagByOidc: 145,
  setSourceIdentity: 130,
  entitlements: 29,
  onlyAwsRegion: 23,
} as const;

/** Length of the trust policy of a role that SAML lets in. */
export function samlTrustChars(
  site: TrustSite,
  providers: readonly string[],
  admissions: readonly Admission[],
  onlyAwsRegion = '',
): number {
  const federated = textOf(providers);
  const audiences = textOf(samlAudiences(partition(site.partition), site.awsRegions));
  const asked = onlyAwsRegion === '' ? 0 : statement.onlyAwsRegion + textOf([onlyAwsRegion]);
  const taken = admissions.map(
    ({ scopedAffiliations, entitlements }) =>
      statement.assumeBySaml +
      federated +
      audiences +
      textOf(scopedAffiliations) +
      (entitlements === undefined ? 0 : statement.entitlements + textOf(entitlements)) +
      asked,
  );
  return (
    frame +
    taken.reduce((sum, chars) => sum + chars, 0) +
    (statement.tagSession + federated + audiences) +
    (statement.setSourceIdentity + federated) +
    // Commas between the statements.
    admissions.length +
    1
  );
}

/** Length of the trust policy of a school's role. */
export function trustChars(site: TrustSite, signIn: PlannedSignIn, role: PlannedPersonaRole): number {
  if (signIn.via !== 'oidc') return samlTrustChars(site, signIn.providers, role.admissions);
  const federated = textOf(signIn.providers);
  const issuer = signIn.identityProvider.replace(/^https:\/\//, '');
  return (
    frame +
    (statement.assumeByOidc + federated + 2 * issuer.length + textOf([role.clientId ?? ''])) +
    (statement.tagByOidc + federated) +
    (statement.setSourceIdentity + federated) +
    2
  );
}

/** One value stands alone, several in a list. */
function textOf(values: readonly string[]): number {
  return JSON.stringify(values.length === 1 ? values[0] : values).length;
}
