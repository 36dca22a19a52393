// Elements as exclusive canonical XML writes them (W3C Canonical XML 1.0, 2.3): what is digested and what stands in the file
// differ by comments alone. A namespace is declared where it is first used.

/** Namespaces of SAML metadata, by their usual prefixes. */
export const namespaces = {
  ds: 'http://www.w3.org/2000/09/xmldsig#',
  md: 'urn:oasis:names:tc:SAML:2.0:metadata',
  mdattr: 'urn:oasis:names:tc:SAML:metadata:attribute',
  mdrpi: 'urn:oasis:names:tc:SAML:metadata:rpi',
  mdui: 'urn:oasis:names:tc:SAML:metadata:ui',
  saml: 'urn:oasis:names:tc:SAML:2.0:assertion',
  shibmd: 'urn:mace:shibboleth:metadata:1.0',
} as const;

/** Already escaped. */
export type Xml = string;

/** An element with its attributes in canonical order and never in the short form. */
export function element(name: string, attributes: Readonly<Record<string, string>>, ...children: readonly Xml[]): Xml {
  const written = Object.entries(attributes)
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(([key, value]) => ` ${key}="${quoted(value)}"`);
  return `<${name}${written.join('')}>${children.join('')}</${name}>`;
}

/** The declaration of a prefix, as an attribute. */
export function declared(prefix: keyof typeof namespaces): Readonly<Record<string, string>> {
  return { [`xmlns:${prefix}`]: namespaces[prefix] };
}

export function escaped(text: string): Xml {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** In the value of an attribute, `>` stays as it is. */
function quoted(value: string): Xml {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** Text of the file as it is digested: without comments. */
export function canonical(xml: Xml): Xml {
  return xml.replace(/<!--[\s\S]*?-->/g, '');
}

/** Declarations first, then plain names, then those of another namespace. */
function rank(name: string): number {
  return name.startsWith('xmlns') ? 0 : name.includes(':') ? 2 : 1;
}
