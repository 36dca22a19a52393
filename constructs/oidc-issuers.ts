import type { Construct } from 'constructs';
import { failure } from '../lib/errors';
import { isSharedIssuer } from '../lib/facts';
import { checkText, type Site } from './checks';

/**
 * Checks the address of an issuer and gives it as IAM names it: without `https://`.
 *
 * @throws EDU601 for an address that IAM refuses, and for issuers that everybody shares
 */
export function checkIssuer(scope: Construct, issuer: string): string {
  checkText(
    scope,
    'issuer',
    issuer,
    /^(?=.{12,255}$)https:\/\/(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9](?:\/(?!\.\.?(?:\/|$))[A-Za-z0-9._~-]+)*$/,
    'https://<host>/<path> of at most 255 characters, the host in lower case, without port, user, query, fragment and slash at its end',
  );
  const host = issuer.replace(/^https:\/\//, '');
  if (!isSharedIssuer(host)) return host;
  throw failure('EDU601', 'the issuer signs for everybody, not for one school', {
    path: scope.node.path,
    found: issuer,
    allowed: 'an issuer of the school’s own',
    fix: 'name the issuer of your own tenant, such as https://login.microsoftonline.com/<tenant id>/v2.0, or join by SAML',
  });
}

/** Ids are compared literally, in a policy as elsewhere. */
export function checkClientId(scope: Construct, property: string, clientId: string): void {
  checkText(scope, property, clientId, /^[A-Za-z0-9_.:/~@+=-]{1,255}$/, '1 to 255 of A–Z, a–z, 0–9 and `_.:/~@+=-`');
}

/** ARN of the provider of an issuer, given without `https://`. */
export function oidcProviderArn({ account, partition }: Pick<Site, 'account' | 'partition'>, host: string): string {
  return `arn:${partition.arnPartition}:iam::${account}:oidc-provider/${host}`;
}
