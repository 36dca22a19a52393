import { compare } from '../../errors';
import { escapeXml } from './escape-xml';

interface Release {
  readonly id: string;
  /** Of the service provider that is told; nobody else is. */
  readonly entityId: string;
  /** Attributes whose every value is told. */
  readonly anyValue: readonly string[];
  readonly affiliations: readonly string[];
  readonly scopes: readonly string[];
  readonly entitlements: readonly string[];
}

/** A policy for `attribute-filter.xml` of a Shibboleth IdP, version 4 or 5: what one service provider is told. */
export function releasePolicy({ id, entityId, anyValue, affiliations, scopes, entitlements }: Release): string {
  return [
    `<AttributeFilterPolicy id="${escapeXml(id)}">`,
    `    <PolicyRequirementRule xsi:type="Requester" value="${escapeXml(entityId)}" />`,
    ...anyValue.map((attribute) => `    <AttributeRule attributeID="${attribute}" permitAny="true" />`),
    '    <AttributeRule attributeID="eduPersonScopedAffiliation">',
    '        <PermitValueRule xsi:type="AND">',
    ...anyOf('Rule', 'Value', affiliations).map((line) => `            ${line}`),
    ...anyOf('Rule', 'Scope', scopes).map((line) => `            ${line}`),
    '        </PermitValueRule>',
    '    </AttributeRule>',
    ...(entitlements.length === 0
      ? []
      : [
          '    <AttributeRule attributeID="eduPersonEntitlement">',
          ...anyOf('PermitValueRule', 'Value', entitlements).map((line) => `        ${line}`),
          '    </AttributeRule>',
        ]),
    '</AttributeFilterPolicy>',
  ].join('\n');
}

function anyOf(element: string, type: 'Value' | 'Scope', values: readonly string[]): readonly string[] {
  return [
    `<${element} xsi:type="OR">`,
    ...[...new Set(values)]
      .sort(compare)
      .map((value) => `    <Rule xsi:type="${type}" value="${escapeXml(value)}" caseSensitive="true" />`),
    `</${element}>`,
  ];
}
