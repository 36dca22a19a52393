import type { FeedIdentityProvider } from '../feed';
import { attributeOf } from '../xml/xml-element';
import { childrenOf, elementsOf, textOf, trimmed, type XmlTree } from '../xml/xml-tree';
import { fromBase64 } from './base64';
import { instantOf, isoOf } from './days';
import { namesOf } from './entity-names';
import { namespaces } from './namespaces';

const { md, ds, shibmd, mdrpi, mdattr, saml } = namespaces;
const saml2 = 'urn:oasis:names:tc:SAML:2.0:protocol';

const categoryAttributes: ReadonlySet<string | undefined> = new Set([
  'http://macedir.org/entity-category',
  'http://macedir.org/entity-category-support',
  'urn:oasis:names:tc:SAML:attribute:assurance-certification',
]);

/** Why it is not sure what an entity means. */
export interface Doubt {
  readonly why: string;
  readonly line: number;
}

/** The identity provider of an entity, and doubts for which it must be left out. */
export interface Extracted {
  readonly provider?: FeedIdentityProvider;
  readonly doubts: readonly Doubt[];
}

/**
 * The identity provider of an entity, if it has one that speaks SAML 2.0.
 *
 * @param within `validUntil` of the groups around the entity, in milliseconds since 1970
 */
export function identityProviderOf(entity: XmlTree, entityId: string, within: readonly number[]): Extracted {
  const doubts: Doubt[] = [];
  const doubt = (why: string, { element }: XmlTree): void => {
    doubts.push({ why, line: element.line });
  };
  const plain = (tree: XmlTree): string => {
    const text = textOf(tree);
    if (text === undefined) doubt(`elements stand in the text of its ${tree.element.local}`, tree);
    return trimmed(text ?? '');
  };
  const required = (tree: XmlTree, name: string): string => {
    const value = trimmed(attributeOf(tree.element, name) ?? '');
    if (value === '') doubt(`its ${tree.element.local} has no ${name}`, tree);
    return value;
  };

  const [role, second] = childrenOf(entity, md, 'IDPSSODescriptor').filter(speaksSaml2);
  if (role === undefined) return { doubts };
  if (second !== undefined) doubt('it describes its identity provider twice', second);

  const scopes = [role, entity].flatMap((tree) => inExtensions(tree, shibmd, 'Scope'));
  const registrations = inExtensions(entity, mdrpi, 'RegistrationInfo');
  if (registrations[1] !== undefined) doubt('it is registered twice', registrations[1]);
  const registrar = registrations[0] && required(registrations[0], 'registrationAuthority');
  const until = [...within, ...[entity, role].flatMap((tree) => untilOf(tree, doubt))];
  const provider: FeedIdentityProvider = {
    entityId,
    line: entity.element.line,
    ...(registrar === undefined ? {} : { registrar }),
    scopes: scopes.map((scope) => ({ value: plain(scope), regexp: isRegexp(scope, doubt) })),
    certificates: [...new Set(childrenOf(role, md, 'KeyDescriptor').flatMap((key) => certificateOf(key, doubt)))],
    nameIdFormats: childrenOf(role, md, 'NameIDFormat').map(plain),
    signOn: childrenOf(role, md, 'SingleSignOnService').map((service) => ({
      binding: required(service, 'Binding'),
      location: required(service, 'Location'),
    })),
    categories: categoriesOf(entity),
    names: namesOf(entity, role),
    ...(until.length === 0 ? {} : { validUntil: isoOf(Math.min(...until)) }),
  };
  return { provider, doubts };
}

type Tell = (why: string, at: XmlTree) => void;

function speaksSaml2({ element }: XmlTree): boolean {
  return (attributeOf(element, 'protocolSupportEnumeration') ?? '').split(/[ \t\r\n]+/).includes(saml2);
}

/** Extensions of one kind; only those of the element itself, not of what stands deeper. */
function inExtensions(tree: XmlTree, uri: string, local: string): XmlTree[] {
  return childrenOf(tree, md, 'Extensions').flatMap((extensions) => childrenOf(extensions, uri, local));
}

/** A scope that is a pattern is told as one: it must not be taken for a domain. */
function isRegexp(scope: XmlTree, doubt: Tell): boolean {
  const value = trimmed(attributeOf(scope.element, 'regexp') ?? 'false');
  if (!['true', '1', 'false', '0'].includes(value)) doubt(`the regexp of its Scope is "${value}"`, scope);
  return value !== 'false' && value !== '0';
}

/** The certificate of a key for signing; none where the key is for encryption, or is given by name alone. */
function certificateOf(key: XmlTree, doubt: Tell): string[] {
  const use = attributeOf(key.element, 'use') ?? 'signing';
  if (use !== 'signing' && use !== 'encryption') doubt(`the use of its key is "${use}"`, key);
  if (use !== 'signing') return [];
  const [certificate, chain] = childrenOf(key, ds, 'KeyInfo')
    .flatMap((info) => childrenOf(info, ds, 'X509Data'))
    .flatMap((data) => childrenOf(data, ds, 'X509Certificate'));
  // Whoever holds the key of an issuer could sign as the school, if a chain were taken for keys.
  if (chain !== undefined) doubt('one of its keys has several certificates', chain);
  if (certificate === undefined) return [];
  const bytes = fromBase64(textOf(certificate) ?? '');
  if (bytes !== undefined && isSequence(bytes)) return [bytes.toString('base64')];
  doubt('one of its certificates cannot be read', certificate);
  return [];
}

/**
 * Whether the bytes are one value of DER, whole and with nothing behind it; whoever takes the certificate reads what is in it.
 * Reading thousands of which a handful is taken would be half of the time for the feed.
 */
function isSequence(bytes: Buffer): boolean {
  const [tag, first = 0] = bytes;
  const size = first < 0x80 ? 0 : first - 0x80;
  if (tag !== 0x30 || size > 3 || bytes.length < 2 + size) return false;
  const length = size === 0 ? first : bytes.readUIntBE(2, size);
  return bytes.length === 2 + size + length;
}

function untilOf(tree: XmlTree, doubt: Tell): number[] {
  const text = attributeOf(tree.element, 'validUntil');
  if (text === undefined) return [];
  const instant = instantOf(text);
  if (instant === undefined) doubt(`the validUntil of its ${tree.element.local} cannot be read`, tree);
  return instant === undefined ? [] : [instant];
}

function categoriesOf(entity: XmlTree): string[] {
  const values = inExtensions(entity, mdattr, 'EntityAttributes')
    .flatMap((attributes) => childrenOf(attributes, saml, 'Attribute'))
    .filter(({ element }) => categoryAttributes.has(attributeOf(element, 'Name')))
    .flatMap(elementsOf)
    .filter(({ element }) => element.uri === saml && element.local === 'AttributeValue')
    .map((value) => trimmed(textOf(value) ?? ''));
  return [...new Set(values)].filter((value) => value !== '');
}
