import { issue, type Code, type EducloudError, type Issue, failure } from '../../errors';
import type { FeedIdentityProvider } from '../feed';
import { attributeOf, is, type XmlElement, type XmlHandlers } from '../xml/xml-element';
import { childrenOf, isBlank, trimmed, treeBuilder, type TreeBuilder, type XmlTree } from '../xml/xml-tree';
import { instantOf } from './days';
import { detached } from './detached';
import { identityProviderOf } from './identity-provider';
import { feedLimits } from './limits';
import { namespaces } from './namespaces';

/** What stands in a feed, before anybody knows that it is signed. */
export interface Contents {
  readonly publisher?: string;
  readonly created?: string;
  readonly entities: number;
  readonly identityProviders: readonly FeedIdentityProvider[];
  readonly issues: readonly Issue[];
}

export interface EntityWalk extends XmlHandlers {
  readonly contents: () => Contents;
}

const { md, mdrpi, mdui } = namespaces;

/**
 * Walks through groups and entities, and keeps of each entity what a FeedIdentityProvider holds. It is told of the root and
 * all in it but the signature.
 *
 * @param position UTF-16 code units read so far
 */
export function entityWalk(file: string, position: () => number): EntityWalk {
  const groups: { readonly validUntil: readonly number[] }[] = [];
  const providers: FeedIdentityProvider[] = [];
  const seen = new Map<string, number>();
  const issues: Issue[] = [];
  let entities = 0;
  let publication: { readonly publisher?: string; readonly created?: string } = {};
  let growing: { readonly element: XmlElement; readonly builder: TreeBuilder; readonly start: number } | undefined;

  const note = (one: Issue): void => {
    if (issues.length < feedLimits.issues) issues.push(one);
  };
  const refuse = (code: Code, message: string, { line, column }: XmlElement, details: Partial<Issue>): EducloudError =>
    failure(code, message, { file, line, ...(column === undefined ? {} : { column }), ...details });

  function openGroup(element: XmlElement): void {
    if (groups.length >= feedLimits.groups) {
      throw refuse('EDU513', 'groups of entities are nested too deeply', element, {
        allowed: `${feedLimits.groups} groups`,
        fix: askPublisher,
      });
    }
    // The window of the root is judged by itself, on the day of use.
    const text = groups.length === 0 ? undefined : attributeOf(element, 'validUntil');
    const until = text === undefined ? undefined : instantOf(text);
    if (text !== undefined && until === undefined) {
      note(
        issue('EDU522', 'a group does not say how long it is valid', {
          file,
          line: element.line,
          found: text,
          allowed: 'a date with time and time zone',
          fix: askPublisher,
        }),
      );
    }
    const around = groups.at(-1)?.validUntil ?? [];
    groups.push({ validUntil: until === undefined ? around : [...around, until] });
  }

  function finish(tree: XmlTree): void {
    const { element } = tree;
    if (is(element, md, 'EntityDescriptor')) finishEntity(tree);
    if (
      (is(element, md, 'Extensions') && groups.length === 1) ||
      (is(element, md, 'EntityDescriptor') && groups.length === 0)
    ) {
      publication = publicationOf(is(element, md, 'Extensions') ? [tree] : childrenOf(tree, md, 'Extensions'));
    }
  }

  function finishEntity(tree: XmlTree): void {
    entities += 1;
    if (entities > feedLimits.entities) {
      throw refuse('EDU513', 'the feed has too many entities', tree.element, {
        allowed: `${feedLimits.entities}`,
        fix: 'take the feed of one federation',
      });
    }
    const entityId = detached(attributeOf(tree.element, 'entityID') ?? '');
    const place = { file, line: tree.element.line };
    const wrong = fault(entityId);
    if (wrong !== undefined) {
      note(
        issue('EDU525', `an entityID ${wrong}`, {
          ...place,
          found: entityId,
          allowed: entityIdForm,
          fix: askPublisher,
        }),
      );
    }
    const before = seen.get(entityId);
    if (before !== undefined) {
      const found = `${entityId}, also in line ${before}`;
      note(
        issue('EDU526', 'an entity stands twice', {
          ...place,
          found,
          allowed: 'each entityID once',
          fix: askPublisher,
        }),
      );
    }
    seen.set(entityId, tree.element.line);
    const { provider, doubts } = identityProviderOf(tree, entityId, groups.at(-1)?.validUntil ?? []);
    // A clone shares no memory with the text that it was read from, as `detached` says.
    if (doubts.length === 0 && provider !== undefined) providers.push(structuredClone(provider));
    for (const { why, line } of doubts) {
      note(
        issue('EDU527', `an identity provider is left out: ${why}`, {
          severity: 'warning',
          file,
          line,
          found: entityId,
          fix: 'ask the school, or its federation, to mend its metadata',
        }),
      );
    }
  }

  return {
    open: (element) => {
      if (growing !== undefined) {
        growing.builder.open(element);
        if (position() - growing.start > feedLimits.entity) throw tooLarge(growing.element);
      } else if (is(element, md, 'EntitiesDescriptor')) {
        openGroup(element);
      } else if (is(element, md, 'EntityDescriptor') || (is(element, md, 'Extensions') && groups.length > 0)) {
        growing = { element, builder: treeBuilder(wanted), start: position() };
        growing.builder.open(element);
      } else {
        throw refuse('EDU514', 'a group holds what is no entity', element, {
          found: element.name,
          allowed: 'EntityDescriptor, EntitiesDescriptor, and Extensions',
          fix: askPublisher,
        });
      }
    },
    text: (text) => {
      if (growing !== undefined) growing.builder.text(text);
      else if (!isBlank(text)) {
        throw failure('EDU514', 'text stands between the entities', { file, found: trimmed(text), fix: askPublisher });
      }
    },
    close: () => {
      if (growing === undefined) {
        groups.pop();
        return;
      }
      const tree = growing.builder.close();
      if (position() - growing.start > feedLimits.entity) throw tooLarge(growing.element);
      if (tree === undefined) return;
      growing = undefined;
      finish(tree);
    },
    contents: () => {
      if (entities === 0) {
        note(issue('EDU514', 'the feed holds no entity', { file, allowed: 'at least one', fix: askPublisher }));
      }
      return { ...publication, entities, identityProviders: providers, issues };
    },
  };

  function tooLarge(element: XmlElement): EducloudError {
    return refuse('EDU513', 'an entity is too large', element, {
      found: attributeOf(element, 'entityID') ?? element.name,
      allowed: `${feedLimits.entity} characters`,
      fix: askPublisher,
    });
  }
}

const askPublisher = 'ask the publisher of the metadata';
const entityIdForm = `at most ${feedLimits.entityId} characters, without white space, that begin with https://, http:// or urn:`;

function fault(entityId: string): string | undefined {
  if (entityId === '') return 'is missing';
  if (entityId.length > feedLimits.entityId) return 'is too long';
  // Control characters and the like would make two names look alike.
  if (/[\s\p{C}\p{Z}]/u.test(entityId)) return 'holds white space or what cannot be seen';
  return /^(?:https?:\/\/|urn:)./i.test(entityId) ? undefined : 'is no URL or URN';
}

/** Contacts, logos and roles of services are never kept. What is dropped stands where text is never read. */
function wanted(element: XmlElement, ancestors: readonly XmlTree[]): boolean {
  const [root] = ancestors;
  const parent = ancestors.at(-1)?.element;
  if (root === undefined || parent === undefined || !is(root.element, md, 'EntityDescriptor')) return true;
  if (ancestors.length === 1) return kept.entity.has(element.local);
  if (ancestors.length === 2 && is(parent, md, 'IDPSSODescriptor')) return kept.role.has(element.local);
  return !(is(parent, mdui, 'UIInfo') && is(element, mdui, 'Logo'));
}

const kept = {
  entity: new Set(['Extensions', 'IDPSSODescriptor', 'Organization']),
  role: new Set(['Extensions', 'KeyDescriptor', 'NameIDFormat', 'SingleSignOnService']),
} as const;

function publicationOf(extensions: readonly XmlTree[]): { readonly publisher?: string; readonly created?: string } {
  const [info] = extensions.flatMap((one) => childrenOf(one, mdrpi, 'PublicationInfo'));
  const publisher = info && attributeOf(info.element, 'publisher');
  const created = info && attributeOf(info.element, 'creationInstant');
  return {
    ...(publisher === undefined ? {} : { publisher: detached(publisher) }),
    ...(created === undefined ? {} : { created: detached(created) }),
  };
}
