import { attributeOf } from '../xml/xml-element';
import { childrenOf, textOf, type XmlTree } from '../xml/xml-tree';
import { namespaces } from './namespaces';

const { md, mdui, xml } = namespaces;

/** Names of an entity by language: what it shows to users; else the names of its organisation. The first of a language counts. */
export function namesOf(entity: XmlTree, role: XmlTree): Readonly<Record<string, string>> {
  const shown = childrenOf(role, md, 'Extensions')
    .flatMap((extensions) => childrenOf(extensions, mdui, 'UIInfo'))
    .flatMap((info) => childrenOf(info, mdui, 'DisplayName'));
  const organizations = childrenOf(entity, md, 'Organization');
  const candidates = [
    shown,
    ...['OrganizationDisplayName', 'OrganizationName'].map((local) =>
      organizations.flatMap((organization) => childrenOf(organization, md, local)),
    ),
  ];
  const named = candidates.map(byLanguage).find((names) => names.length > 0) ?? [];
  return Object.fromEntries(named);
}

function byLanguage(names: readonly XmlTree[]): (readonly [string, string])[] {
  const found = names.flatMap((name): (readonly [string, string])[] => {
    const language = attributeOf(name.element, 'lang', xml) ?? 'und';
    const text = (textOf(name) ?? '').replace(/\s+/g, ' ').trim();
    return text === '' || !/^[A-Za-z0-9-]{1,35}$/.test(language) ? [] : [[language, text]];
  });
  return found.filter(([language], index) => found.findIndex(([one]) => one === language) === index);
}
