import { createHash, type Hash } from 'node:crypto';
import { failure, type EducloudError } from '../../errors';
import { canonicalWriter, type CanonicalWriter } from '../xml/canonical-writer';
import { attributeOf, is, type XmlElement, type XmlHandlers } from '../xml/xml-element';
import { treeBuilder, type XmlTree } from '../xml/xml-tree';
import { detached } from './detached';
import { entityWalk, type Contents } from './entity-walk';
import { feedLimits } from './limits';
import { namespaces } from './namespaces';
import { signatureForm, type SignatureForm } from './signature-form';

/** A feed as it was read to its end. */
export interface WalkedFeed {
  readonly root: XmlElement;
  readonly signature: SignatureForm;
  /** Digest of the root without its signature. */
  readonly digest: Buffer;
  readonly contents: Contents;
}

export interface FeedWalk extends XmlHandlers {
  readonly walked: () => WalkedFeed;
}

const { md, ds, xml } = namespaces;

/** Canonical text that is gathered before it is hashed, in UTF-16 code units. */
const hashedAtOnce = 64 * 1024;

/**
 * Walks through a feed once: takes its signature out, hashes the canonical form of all else, and shows the same to the walk
 * through the entities, so that nothing can be read that is not hashed.
 *
 * @param position UTF-16 code units read so far
 * @param onSignature told of the signature when it ends, before anything is read of the entities
 */
export function feedWalk(file: string, position: () => number, onSignature: (form: SignatureForm) => void): FeedWalk {
  const entities = entityWalk(file, position);
  const held: (XmlElement | string)[] = [];
  const ids = new Map<string, number>();
  const builder = treeBuilder();
  let root: XmlElement | undefined;
  let depth = 0;
  let inSignature = false;
  let signatureStart = 0;
  let signed: { readonly form: SignatureForm; readonly hash: Hash; readonly writer: CanonicalWriter } | undefined;
  let gathered = '';

  const gather = (text: string): void => {
    gathered += text;
    if (gathered.length > hashedAtOnce) flush();
  };
  const flush = (): void => {
    signed?.hash.update(gathered, 'utf8');
    gathered = '';
  };

  function openRoot(element: XmlElement): void {
    if (!is(element, md, 'EntitiesDescriptor') && !is(element, md, 'EntityDescriptor')) {
      throw at(element, 'EDU514', 'the file is no SAML metadata', {
        found: `${element.name} in ${element.uri === '' ? 'no namespace' : element.uri}`,
        allowed: `EntitiesDescriptor or EntityDescriptor in ${md}`,
        fix: 'name the file of the feed',
      });
    }
    root = element;
    held.push(element);
  }

  function endSignature(tree: XmlTree): void {
    if (root === undefined) return;
    const form = signatureForm(tree, attributeOf(root, 'ID'), file);
    onSignature(form);
    const hash = createHash(form.digest);
    signed = { form, hash, writer: canonicalWriter(form.inclusive, gather) };
    inSignature = false;
    for (const one of held.splice(0)) {
      if (typeof one === 'string') text(one);
      else show(one);
    }
  }

  function show(element: XmlElement): void {
    signed?.writer.open(element);
    entities.open(element);
  }

  function text(part: string): void {
    signed?.writer.text(part);
    entities.text(part);
  }

  function at(
    { line, column }: XmlElement,
    code: 'EDU514' | 'EDU515' | 'EDU524' | 'EDU513',
    message: string,
    details: { readonly found?: string; readonly allowed?: string; readonly fix?: string },
  ): EducloudError {
    return failure(code, message, { file, line, ...(column === undefined ? {} : { column }), ...details });
  }

  /** A second element of the same ID could be taken for the signed one by other software. */
  function register(element: XmlElement): void {
    for (const { uri, local, value } of element.attributes) {
      const isId = uri === '' ? local === 'ID' || local === 'Id' : uri === xml && local === 'id';
      if (!isId) continue;
      const before = ids.get(value);
      if (before !== undefined) {
        throw at(element, 'EDU524', 'an ID stands twice', {
          found: `${value}, also in line ${before}`,
          allowed: 'each ID once',
          fix: 'ask the publisher of the metadata',
        });
      }
      if (ids.size >= feedLimits.ids) {
        throw at(element, 'EDU513', 'the feed has too many IDs', { allowed: `${feedLimits.ids}` });
      }
      ids.set(detached(value), element.line);
    }
  }

  return {
    open: (element) => {
      depth += 1;
      if (element.attributes.length > 0) register(element);
      if (depth === 1) openRoot(element);
      else if (inSignature) {
        if (is(element, ds, 'Signature')) throw at(element, 'EDU515', 'a signature stands in the signature', onlyOne);
        if (position() - signatureStart > feedLimits.entity) {
          throw at(element, 'EDU513', 'the signature is too large', { allowed: `${feedLimits.entity} characters` });
        }
        builder.open(element);
      } else if (signed === undefined) {
        if (!is(element, ds, 'Signature')) {
          throw at(element, 'EDU515', 'the feed is not signed, or not at its beginning', {
            found: `${element.name} as the first element in the root`,
            ...onlyOne,
          });
        }
        inSignature = true;
        signatureStart = position();
        builder.open(element);
      } else if (is(element, ds, 'Signature')) {
        throw at(element, 'EDU515', 'the feed has a second signature', onlyOne);
      } else show(element);
    },
    text: (part) => {
      if (inSignature) builder.text(part);
      else if (signed === undefined) held.push(part);
      else text(part);
    },
    close: () => {
      depth -= 1;
      if (inSignature) {
        const tree = builder.close();
        if (tree !== undefined) endSignature(tree);
      } else if (signed === undefined) {
        if (root !== undefined)
          throw at(root, 'EDU515', 'the feed is not signed', { found: 'an empty root', ...onlyOne });
      } else {
        signed.writer.close();
        entities.close();
      }
    },
    walked: () => {
      if (root === undefined || signed === undefined) {
        throw failure('EDU515', 'the feed is not signed', { file, ...onlyOne });
      }
      flush();
      const { form, hash } = signed;
      return { root, signature: form, digest: hash.digest(), contents: entities.contents() };
    },
  };
}

const onlyOne = {
  allowed: 'one Signature, as the first element in the root',
  fix: 'take the signed feed of the federation; software that accepts other forms can be led to read what is not signed',
};
