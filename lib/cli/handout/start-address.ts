import type { LockedProvider } from './handout-data';

/**
 * Where a Shibboleth IdP signs people in at a service provider without being asked by it; the host is guessed from where it
 * signs in otherwise. https://wiki.shibboleth.net/confluence/display/IDP4/UnsolicitedSSOConfiguration
 */
export function startAddress({ entityId, signOn }: LockedProvider, serviceProvider: string): string {
  const base = [...signOn, entityId]
    .map((address) => /^(https:\/\/[^/?#]+(?:\/[^?#]*?)?)\/profile\//.exec(address)?.[1])
    .find((found) => found !== undefined);
  const origin = [...signOn, entityId].find((address) => address.startsWith('https://') && URL.canParse(address));
  const guessed = base ?? `${origin === undefined ? 'https://HOST' : new URL(origin).origin}/idp`;
  return `${guessed}/profile/SAML2/Unsolicited/SSO?providerId=${encodeURIComponent(serviceProvider)}`;
}
