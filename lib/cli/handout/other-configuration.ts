import type { HandoutRegion, HandoutRole, LockedProvider, OtherSoftware } from './handout-data';
import { awsAttributes } from './shibboleth-files';

interface Input {
  readonly region: HandoutRegion;
  readonly provider: LockedProvider;
  readonly roles: readonly HandoutRole[];
}

type Block = readonly [language: string, text: string];

/** What is entered in software that nobody has tried: one block, the same in every language. */
export function otherConfiguration(software: OtherSoftware, input: Input): Block {
  switch (software) {
    case 'adfs':
      return ['text', adfs(input)];
    case 'keycloak':
      return ['json', json(keycloak(input))];
    case 'cas':
      return ['json', json(cas(input))];
    case 'entra':
      return ['text', entra(input)];
  }
}

const persistent = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
const scopedAffiliation = 'urn:oid:1.3.6.1.4.1.5923.1.1.1.9';
const entitlement = 'urn:oid:1.3.6.1.4.1.5923.1.1.1.7';

/** Names on the wire, by the attribute of the person that holds the value. */
function released({ region }: Input): readonly (readonly [attribute: string, name: string])[] {
  const aws = awsAttributes(region.userTag);
  return [
    ['eduPersonScopedAffiliation', scopedAffiliation],
    ['eduPersonEntitlement', entitlement],
    ['awsRole', aws.awsRole],
    ['awsUser', aws.awsRoleSessionName],
    ['awsUser', aws.awsSourceIdentity],
    ['awsUser', aws.awsUserTag],
  ];
}

/** Claim rules, https://learn.microsoft.com/windows-server/identity/ad-fs/technical-reference/the-role-of-the-claim-rule-language */
function adfs(input: Input): string {
  const { region, provider, roles } = input;
  const aws = awsAttributes(region.userTag);
  const claim = (type: string, values: readonly string[]): string =>
    `[Type == "${type}", Value =~ "^(?:${values.map((value) => value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|')})$"]`;
  const having = (type: string, values: readonly string[]): string => `EXISTS(${claim(type, values)})`;
  const byRole = roles.flatMap(({ persona, arn, admissions }) =>
    admissions.map(({ scopedAffiliations, entitlements }, index) => {
      const conditions = [
        having(scopedAffiliation, scopedAffiliations),
        ...(entitlements === undefined ? [] : [having(entitlement, entitlements)]),
      ];
      return `@RuleName = "educloud ${persona} ${index + 1}"
${conditions.join('\n && ')}
 => issue(Type = "${aws.awsRole}", Value = "${arn},${provider.arn}");`;
    }),
  );
  // AD FS sends what a rule issues and nothing else, and trust policies ask for both of these.
  const admissions = roles.flatMap((role) => role.admissions);
  const passed = (
    [
      [scopedAffiliation, admissions.flatMap((one) => one.scopedAffiliations)],
      [entitlement, admissions.flatMap((one) => one.entitlements ?? [])],
    ] as const
  ).flatMap(([type, values]) =>
    values.length === 0 ? [] : [`c:${claim(type, [...new Set(values)])}\n => issue(claim = c);`],
  );
  const byUser = [aws.awsRoleSessionName, aws.awsSourceIdentity, aws.awsUserTag].map(
    (name) => `c:[Type == "urn:educloud:awsUser"]
 => issue(Type = "${name}", Value = c.Value);`,
  );
  return [
    ...byRole,
    ...passed,
    ...byUser,
    `c:[Type == "urn:educloud:awsUser"]
 => issue(Type = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier", Value = c.Value,
    Properties["http://schemas.xmlsoap.org/ws/2005/05/identity/claimproperties/format"] = "${persistent}");`,
    `=> issue(Type = "${aws.awsSessionDuration}", Value = "3600");`,
  ].join('\n\n');
}

/** A client, as the administration console imports it; https://www.keycloak.org/docs/latest/server_admin/#_client-saml-configuration */
function keycloak(input: Input): unknown {
  const { serviceProvider, region } = input.region;
  return {
    clientId: serviceProvider.entityId,
    name: `educloud-${region}`,
    protocol: 'saml',
    enabled: true,
    frontchannelLogout: false,
    fullScopeAllowed: false,
    redirectUris: serviceProvider.audiences,
    attributes: {
      saml_idp_initiated_sso_url_name: `educloud-${region}`,
      saml_assertion_consumer_url_post: serviceProvider.audiences[0],
      saml_name_id_format: 'persistent',
      saml_force_name_id_format: 'true',
      'saml.assertion.signature': 'true',
      'saml.server.signature': 'true',
      'saml.client.signature': 'false',
      'saml.encrypt': 'false',
      'saml.force.post.binding': 'true',
    },
    defaultClientScopes: [],
    protocolMappers: [
      ...released(input).map(([attribute, name]) => ({
        name,
        protocol: 'saml',
        protocolMapper: 'saml-user-attribute-mapper',
        config: { 'user.attribute': attribute, 'attribute.name': name, 'attribute.nameformat': 'URI Reference' },
      })),
      {
        name: 'SessionDuration',
        protocol: 'saml',
        protocolMapper: 'saml-hardcode-attribute-mapper',
        config: {
          'attribute.name': awsAttributes(input.region.userTag).awsSessionDuration,
          'attribute.nameformat': 'URI Reference',
          'attribute.value': '3600',
        },
      },
    ],
  };
}

/** A registered service; https://apereo.github.io/cas/7.3.x/installation/Configuring-SAML2-Authentication.html */
function cas(input: Input): unknown {
  const { serviceProvider, region } = input.region;
  const names = new Map<string, string[]>();
  for (const [attribute, name] of released(input)) names.set(attribute, [...(names.get(attribute) ?? []), name]);
  return {
    '@class': 'org.apereo.cas.support.saml.services.SamlRegisteredService',
    serviceId: serviceProvider.entityId,
    name: `educloud-${region}`,
    id: 5610,
    metadataLocation: serviceProvider.metadataUrl ?? 'file:/etc/cas/saml/educloud.xml',
    requiredNameIdFormat: persistent,
    signAssertions: true,
    signResponses: true,
    encryptAssertions: false,
    attributeReleasePolicy: {
      '@class': 'org.apereo.cas.services.ReturnMappedAttributeReleasePolicy',
      allowedAttributes: {
        '@class': 'java.util.TreeMap',
        ...Object.fromEntries([...names].map(([attribute, list]) => [attribute, ['java.util.ArrayList', list]])),
      },
    },
  };
}

/** Single sign-on of an enterprise application; https://learn.microsoft.com/entra/identity-platform/saml-claims-customization */
function entra(input: Input): string {
  const { serviceProvider, userTag } = input.region;
  const [reply = '', ...others] = serviceProvider.audiences;
  return [
    `Identifier (Entity ID): ${serviceProvider.entityId}`,
    `Reply URL (default): ${reply}`,
    ...others.map((address) => `Reply URL: ${address}`),
    'Signing option: Sign SAML response and assertion',
    'Token encryption: none',
    `Unique user identifier: user.awsUser, format ${persistent}`,
    ...released(input).map(([attribute, name]) => `Claim ${name}: user.${attribute}`),
    `Claim ${awsAttributes(userTag).awsSessionDuration}: "3600"`,
  ].join('\n');
}

function json(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}
