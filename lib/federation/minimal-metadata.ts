import type { FeedIdentityProvider } from './feed';

/** What IAM needs of an identity provider. */
export type MinimalProvider = Pick<FeedIdentityProvider, 'entityId' | 'certificates' | 'signOn'>;

const redirect = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
const post = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';

/** The bindings by which a browser is sent to an identity provider, as IAM knows them. */
export const browserBindings: readonly string[] = [redirect, post];

/** Characters that IAM asks of a metadata document at least. */
const shortest = 1_000;

/**
 * The smallest EntityDescriptor that serves sign-in, in ASCII: no contacts, logos, keys for encryption, or `validUntil` (with which
 * IAM would end all sign-in a few days after an import that nobody repeated).
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateSAMLProvider.html (1,000 to 10,000,000 characters)
 */
export function minimalMetadata({ entityId, certificates, signOn }: MinimalProvider): string {
  const lines = [
    `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${escaped(entityId)}">`,
    '<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">',
    ...certificates.map(
      (base64) =>
        `<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${base64}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`,
    ),
    '<md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</md:NameIDFormat>',
    ...signOn.map(
      ({ binding, location }) =>
        `<md:SingleSignOnService Binding="${escaped(binding)}" Location="${escaped(location)}"></md:SingleSignOnService>`,
    ),
    '</md:IDPSSODescriptor>',
    '</md:EntityDescriptor>',
  ];
  const missing = shortest - lines.join('\n').length - 1;
  // White space between elements means nothing, so it may be as much as IAM wants.
  return [...lines.slice(0, -1), ...(missing > 0 ? [' '.repeat(missing)] : []), ...lines.slice(-1)].join('\n');
}

/** The addresses of sign-in by a browser, each once, sorted. */
export function browserSignOn({ signOn }: Pick<FeedIdentityProvider, 'signOn'>): MinimalProvider['signOn'] {
  const found = signOn.filter(({ binding }) => browserBindings.includes(binding));
  const distinct = new Map(found.map((one) => [`${one.binding} ${one.location}`, one]));
  return [...distinct].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { binding, location }]) => ({ binding, location }));
}

/** Reads what {@link minimalMetadata} has written; nothing for any other text. */
export function readMinimal(xml: string): MinimalProvider | undefined {
  const entityId = /^<md:EntityDescriptor [^>]* entityID="([^"]*)">\n/.exec(xml)?.[1];
  if (entityId === undefined) return undefined;
  const read = {
    entityId: plain(entityId),
    certificates: [...xml.matchAll(/<ds:X509Certificate>([A-Za-z0-9+/=]+)<\/ds:X509Certificate>/g)].map(
      ([, base64 = '']) => base64,
    ),
    signOn: [...xml.matchAll(/<md:SingleSignOnService Binding="([^"]*)" Location="([^"]*)">/g)].map(
      ([, binding = '', location = '']) => ({ binding: plain(binding), location: plain(location) }),
    ),
  };
  return minimalMetadata(read) === xml ? read : undefined;
}

/** Text as ASCII, where it stands in an element or between quotation marks. */
function escaped(text: string): string {
  return text.replace(/[^ !#-%'-;=?-~]/gu, (one) => `&#x${(one.codePointAt(0) ?? 0).toString(16).toUpperCase()};`);
}

function plain(text: string): string {
  return text.replace(/&#x([0-9A-F]{1,6});/g, (whole, digits: string) => {
    const point = Number.parseInt(digits, 16);
    return point <= 0x10_ffff ? String.fromCodePoint(point) : whole;
  });
}
