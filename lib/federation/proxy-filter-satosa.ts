import { allowedPattern, passingAttributes, type PassingAttribute, type ProxySource } from './proxy-source';

/** Names of the attributes inside SATOSA, and where they come from. */
const internal: { readonly [name in PassingAttribute]: { readonly name: string; readonly claim?: string } } = {
  eduPersonScopedAffiliation: { name: 'edupersonscopedaffiliation', claim: 'eduperson_scoped_affiliation' },
  eduPersonPrincipalName: { name: 'edupersonprincipalname', claim: 'eduperson_principal_name' },
  'pairwise-id': { name: 'pairwiseid', claim: 'pairwise_id' },
  'subject-id': { name: 'subjectid', claim: 'subject_id' },
  eduPersonEntitlement: { name: 'edupersonentitlement', claim: 'eduperson_entitlement' },
};

/** What the proxy computes for AWS behind the filter; no identity provider may bring it along. */
const computed = ['awsrole', 'awsrolesessionname', 'awssessionduration', 'awssourceidentity', 'awsuser'];

/** Matches no text. */
const nothing = '(?!)';

/**
 * The parts of `proxy_conf.yaml` of SATOSA 8 that filter: FilterAttributeValues takes values away, AttributeAuthorization then
 * refuses whoever is left without an affiliation. The first cannot refuse unknown identity providers, since its default
 * is applied to all; https://github.com/IdentityPython/SATOSA/blob/master/doc/README.md
 */
export function satosaFilter(region: string, proxyEntityId: string, sources: readonly ProxySource[]): string {
  return [
    `# Scope filter of region ${region}, for ${proxyEntityId}. Generated; do not edit.`,
    '# These members belong into proxy_conf.yaml. The two services come before any other in MICRO_SERVICES.',
    'INTERNAL_ATTRIBUTES:',
    '  attributes:',
    ...passingAttributes.flatMap(mapping),
    'MICRO_SERVICES:',
    '  - module: satosa.micro_services.attribute_modifications.FilterAttributeValues',
    '    name: EducloudScopes',
    '    config:',
    '      attribute_filters:',
    '        "":',
    '          "":',
    ...computed.map((name) => `            ${name}: ${quoted(nothing)}`),
    ...sources.flatMap((source) => [
      `        ${quoted(source.id)}: # ${source.schools.join(', ')}`,
      '          "":',
      ...passingAttributes.map(
        (attribute) =>
          `            ${internal[attribute].name}: ${quoted(anchored(allowedPattern(source, attribute)))}`,
      ),
    ]),
    '  - module: satosa.micro_services.attribute_authorization.AttributeAuthorization',
    '    name: EducloudKnownProviders',
    '    config:',
    '      force_attributes_presence_on_allow: true',
    '      attribute_allow:',
    '        "":',
    '          "":',
    `            ${internal.eduPersonScopedAffiliation.name}: [${quoted(nothing)}]`,
    ...sources.map((source) => {
      const pattern = anchored(allowedPattern(source, 'eduPersonScopedAffiliation'));
      return `          ${quoted(source.id)}: { ${internal.eduPersonScopedAffiliation.name}: [${quoted(pattern)}] }`;
    }),
    '',
  ].join('\n');
}

function mapping(attribute: PassingAttribute): readonly string[] {
  const { name, claim } = internal[attribute];
  return [`    ${name}: { saml: [${attribute}]${claim === undefined ? '' : `, openid: [${claim}]`} }`];
}

/** SATOSA searches; `$` of Python would let a line feed follow. */
function anchored(pattern: string | undefined): string {
  return pattern === undefined ? nothing : `\\A${pattern}\\Z`;
}

/** A text of JSON is one of YAML. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
