import type { ProxySource } from './proxy-source';

const scoped = ['eduPersonScopedAffiliation', 'eduPersonPrincipalName', 'samlPairwiseID', 'samlSubjectID'] as const;

/**
 * `attribute-filter.xml` of a Shibboleth IdP, version 4 or 5, that passes sign-in on to others. What no policy permits is not
 * passed, so an unknown issuer says nothing; https://wiki.shibboleth.net/confluence/display/IDP4/AttributeFilterPolicyConfiguration
 */
export function shibbolethFilter(region: string, proxyEntityId: string, sources: readonly ProxySource[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<!-- Scope filter of region ${region}, for ${commented(proxyEntityId)}. Generated; do not edit. -->`,
    `<AttributeFilterPolicyGroup id="educloud-${escaped(region)}-inbound"`,
    '    xmlns="urn:mace:shibboleth:2.0:afp"',
    '    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
    '    xsi:schemaLocation="urn:mace:shibboleth:2.0:afp http://shibboleth.net/schema/idp/shibboleth-afp.xsd">',
    ...sources.flatMap((source, index) => policy(source, `educloud-${index + 1}`)),
    '</AttributeFilterPolicyGroup>',
    '',
  ].join('\n');
}

function policy(source: ProxySource, id: string): readonly string[] {
  const { scopes, affiliations, entitlements } = source;
  const rules = [
    ...scoped.flatMap((attribute) => {
      const values = attribute === 'eduPersonScopedAffiliation' ? affiliations : undefined;
      return scopes.length === 0 || values?.length === 0 ? [] : scopedRule(attribute, scopes, values);
    }),
    ...(entitlements.length === 0 ? [] : rule('eduPersonEntitlement', anyOf('PermitValueRule', 'Value', entitlements))),
  ];
  return [
    `    <!-- ${source.schools.map(commented).join(', ')} -->`,
    `    <AttributeFilterPolicy id="${id}">`,
    '        <PolicyRequirementRule xsi:type="AND">',
    '            <Rule xsi:type="Inbound" />',
    `            <Rule xsi:type="Issuer" value="${escaped(source.id)}" />`,
    '        </PolicyRequirementRule>',
    ...rules,
    '    </AttributeFilterPolicy>',
  ];
}

/** A scope of the list, no second `@` before it, and one of the values where there is a list of them. */
function scopedRule(
  attribute: string,
  scopes: readonly string[],
  values: readonly string[] | undefined,
): readonly string[] {
  return rule(attribute, [
    '<PermitValueRule xsi:type="AND">',
    ...anyOf('Rule', 'Scope', scopes).map(indented),
    ...(values === undefined
      ? [
          '    <Rule xsi:type="NOT">',
          '        <Rule xsi:type="ValueRegex" regex="[\\s\\S]*@[\\s\\S]*" />',
          '    </Rule>',
        ]
      : anyOf('Rule', 'Value', values).map(indented)),
    '</PermitValueRule>',
  ]);
}

function rule(attribute: string, lines: readonly string[]): readonly string[] {
  return [
    `        <AttributeRule attributeID="${attribute}">`,
    ...lines.map((line) => `            ${line}`),
    '        </AttributeRule>',
  ];
}

function anyOf(element: string, type: 'Scope' | 'Value', values: readonly string[]): readonly string[] {
  return [
    `<${element} xsi:type="OR">`,
    ...values.map((value) => `    <Rule xsi:type="${type}" value="${escaped(value)}" caseSensitive="true" />`),
    `</${element}>`,
  ];
}

function indented(line: string): string {
  return `    ${line}`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Two hyphens would end a comment of XML. */
function commented(text: string): string {
  return text.replace(/-(?=-)/g, '- ');
}
