/** Whether an issuer, given without `https://`, signs for everybody, so that it says nothing about a school. */
export function isSharedIssuer(issuer: string): boolean {
  return sharedIssuers.some((pattern) => pattern.test(issuer));
}

/**
 * Issuers of many customers at once: whoever has an account there holds tokens of this issuer, so the issuer says nothing
 * about a school. Those for which IAM itself asks for further claims
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html), and where people or
 * programs of everybody sign in.
 */
const sharedIssuers = [
  // Programs: builds, deployments, hosting.
  /^token\.actions\.githubusercontent\.com(?:\/|$)/,
  /^gitlab\.com(?:\/|$)/,
  /^agent\.buildkite\.com(?:\/|$)/,
  /^app\.terraform\.io(?:\/|$)/,
  /^oidc\.codefresh\.io(?:\/|$)/,
  /^oidc\.vercel\.com$/,
  /^api\.pulumi\.com\/oidc(?:\/|$)/,
  /^studio\.datachain\.ai\/api(?:\/|$)/,
  /^proidc\.upbound\.io(?:\/|$)/,
  /^api\.pipelines\.bitbucket\.org$/,
  // People.
  /^accounts\.google\.com(?:\/|$)/,
  /^cognito-identity(?:-us-gov)?\.amazonaws\.com(?:\.cn)?(?:\/|$)/,
  /^(?:www\.amazon|api\.amazon)\.(?:com|cn)(?:\/|$)/,
  /^appleid\.apple\.com(?:\/|$)/,
  /^(?:www|graph|limited)\.facebook\.com(?:\/|$)/,
  /^(?:login\.microsoftonline\.(?:com|us)|login\.partner\.microsoftonline\.cn|sts\.windows\.net)(?:\/(?:common|organizations|consumers|9188040d-6c67-4c5b-b112-36a304b66dad)(?:\/|$)|$)/i,
  /^login\.live\.com(?:\/|$)/,
  /^(?:login|test)\.salesforce\.com(?:\/|$)/,
  /^slack\.com(?:\/|$)/,
  /^access\.line\.me(?:\/|$)/,
];
