/** Namespaces of metadata; the registries are named by the documents that define them. */
export const namespaces = {
  /** Metadata for SAML 2.0 (saml-metadata-2.0-os). */
  md: 'urn:oasis:names:tc:SAML:2.0:metadata',
  saml: 'urn:oasis:names:tc:SAML:2.0:assertion',
  ds: 'http://www.w3.org/2000/09/xmldsig#',
  excC14n: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  /** Metadata extensions for registration and publication (saml-metadata-rpi-v1.0). */
  mdrpi: 'urn:oasis:names:tc:SAML:metadata:rpi',
  mdattr: 'urn:oasis:names:tc:SAML:metadata:attribute',
  mdui: 'urn:oasis:names:tc:SAML:metadata:ui',
  /** https://shibboleth.atlassian.net/wiki/spaces/SC/pages/1912406916/ShibMetaExt+V1.0 */
  shibmd: 'urn:mace:shibboleth:metadata:1.0',
  xml: 'http://www.w3.org/XML/1998/namespace',
} as const;
