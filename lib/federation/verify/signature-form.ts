import { failure, type EducloudError } from '../../errors';
import { canonicalText } from '../xml/canonical-writer';
import { attributeOf, is, type XmlElement } from '../xml/xml-element';
import { elementsOf, textOf, trimmed, type XmlTree } from '../xml/xml-tree';
import { digests, signatures, weakness, type SignatureAlgorithm } from './algorithms';
import { fromBase64 } from './base64';
import { namespaces } from './namespaces';
import { partsOf } from './signature-parts';

/** A signature in the one form that is accepted: it covers the root, without itself, in exclusive canonical form. */
export interface SignatureForm {
  /** Canonical SignedInfo: what the key has signed. */
  readonly signedInfo: string;
  readonly algorithm: SignatureAlgorithm;
  readonly value: Buffer;
  /** Name of the digest in node:crypto. */
  readonly digest: string;
  readonly digestValue: Buffer;
  /** Prefixes that the canonical form of the root writes wherever they are in scope. */
  readonly inclusive: readonly string[];
  /** What KeyInfo shows as its certificates, in DER; nothing is decided by them. */
  readonly shown: readonly Buffer[];
  readonly line: number;
}

const { ds, excC14n } = namespaces;
const only = (name: string): ReadonlyMap<string, true> => new Map([[name, true]]);

/** Reads the Signature of a root; EDU516 for another form, EDU517 for another algorithm. */
export function signatureForm(tree: XmlTree, rootId: string | undefined, file: string): SignatureForm {
  const signature = partsOf(tree, file, ['Id']);
  const signedInfo = signature.take('SignedInfo');
  const value = signature.take('SignatureValue');
  const keyInfo = signature.takeIf('KeyInfo');
  signature.end();

  const info = partsOf(signedInfo, file, ['Id']);
  const prefixes = canonicalization(info.take('CanonicalizationMethod'), file);
  const method = info.take('SignatureMethod');
  const reference = info.take('Reference');
  info.end();

  coversRoot(reference.element, rootId, file);
  const covered = partsOf(reference, file, ['Id', 'URI']);
  const inclusive = transforms(covered.take('Transforms'), file);
  const digest = covered.take('DigestMethod');
  const digestValue = covered.take('DigestValue');
  covered.end();

  return {
    signedInfo: canonicalText(signedInfo, prefixes),
    algorithm: algorithm(method, file, 'this signature algorithm', signatures),
    value: bytes(value, file),
    digest: algorithm(digest, file, 'this digest', digests),
    digestValue: bytes(digestValue, file),
    inclusive,
    shown: keyInfo === undefined ? [] : certificatesIn(keyInfo),
    line: tree.element.line,
  };
}

/** A reference to anything but the root would leave what is read unsigned. */
function coversRoot(reference: XmlElement, rootId: string | undefined, file: string): void {
  const uri = attributeOf(reference, 'URI');
  if (uri === '' || (uri !== undefined && rootId !== undefined && uri === `#${rootId}`)) return;
  throw form('the signature does not cover the root', reference, file, {
    found: uri === undefined ? 'a Reference without URI' : `URI="${uri}"`,
    allowed: rootId === undefined ? 'URI="", since the root has no ID' : `URI="" or URI="#${rootId}"`,
  });
}

function transforms(tree: XmlTree, file: string): string[] {
  const both = partsOf(tree, file, []);
  const first = both.take('Transform');
  const second = both.take('Transform');
  both.end();
  algorithm(first, file, 'this transform', only(`${ds}enveloped-signature`));
  return canonicalization(second, file);
}

/** The PrefixList of an element that names exclusive canonicalization. */
function canonicalization(tree: XmlTree, file: string): string[] {
  const [child, ...more] = elementsOf(tree);
  algorithm({ element: tree.element, children: [] }, file, 'this canonicalization', only(excC14n));
  if (child === undefined) {
    partsOf(tree, file, ['Algorithm']).end();
    return [];
  }
  if (more.length > 0 || !is(child.element, excC14n, 'InclusiveNamespaces')) {
    throw form('the canonicalization has parameters that are not known', child.element, file, {
      found: child.element.name,
      allowed: 'one InclusiveNamespaces',
    });
  }
  partsOf({ element: tree.element, children: tree.children.filter((one) => one !== child) }, file, ['Algorithm']).end();
  partsOf(child, file, ['PrefixList']).end();
  const words = (attributeOf(child.element, 'PrefixList') ?? '').split(/[ \t\r\n]+/).filter((word) => word !== '');
  return words.map((word) => (word === '#default' ? '' : word));
}

function algorithm<T>(tree: XmlTree, file: string, what: string, known: ReadonlyMap<string, T>): T {
  partsOf(tree, file, ['Algorithm']).end();
  const name = attributeOf(tree.element, 'Algorithm') ?? '';
  const found = known.get(name);
  if (found !== undefined) return found;
  const why = weakness(name);
  throw failure('EDU517', `${what} is not accepted${why === undefined ? '' : `: ${why}`}`, {
    file,
    line: tree.element.line,
    found: name === '' ? 'no Algorithm' : name,
    allowed: [...known.keys()].join(', '),
    fix: 'ask the publisher for a feed that is signed with one of these',
  });
}

function bytes(tree: XmlTree, file: string): Buffer {
  partsOf({ element: tree.element, children: elementsOf(tree) }, file, ['Id']).end();
  // What a comment cuts in two is hashed as one; software that reads only the first part has been fooled so.
  const found = tree.children.length > 1 ? undefined : fromBase64(textOf(tree) ?? '');
  if (found !== undefined) return found;
  throw form(`${tree.element.local} is not one piece of base64`, tree.element, file, {
    found: trimmed(textOf(tree) ?? '').slice(0, 80),
  });
}

/** Certificates anywhere in KeyInfo. It is not signed and may hold anything, so what cannot be read is passed over. */
function certificatesIn(tree: XmlTree): Buffer[] {
  if (is(tree.element, ds, 'X509Certificate')) {
    const found = fromBase64(textOf(tree) ?? '');
    return found === undefined ? [] : [found];
  }
  return elementsOf(tree).flatMap(certificatesIn);
}

function form(
  message: string,
  { line }: XmlElement,
  file: string,
  details: { readonly found?: string; readonly allowed?: string },
): EducloudError {
  return failure('EDU516', message, {
    file,
    line,
    ...details,
    fix: 'ask the publisher for an ordinary enveloped signature',
  });
}
