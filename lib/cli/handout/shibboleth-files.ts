import { escapeXml } from './escape-xml';
import type { HandoutRole, LockedProvider, ServiceProvider } from './handout-data';
import { releasePolicy } from './release-policy';
import { asksForEntitlements, roleScript, userScript } from './role-script';

/** What goes into the files of a Shibboleth IdP, versions 4 and 5; the same in every language. */
export interface ShibbolethFiles {
  readonly metadata: string;
  readonly rules: string;
  readonly rulesImport: string;
  readonly resolver: string;
  readonly filter: string;
  readonly relyingParty: string;
  readonly nameIdProperties: string;
  readonly nameIdSecret: string;
  readonly nameIdGenerator: string;
}

interface Input {
  readonly region: string;
  readonly serviceProvider: ServiceProvider;
  readonly provider: LockedProvider;
  readonly roles: readonly HandoutRole[];
  readonly userTag: string;
}

const persistent = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
const sessionSeconds = 3_600;

/** Names on the wire of what AWS reads. */
export interface AwsAttributes {
  readonly awsRole: string;
  readonly awsRoleSessionName: string;
  readonly awsSourceIdentity: string;
  readonly awsUserTag: string;
  readonly awsSessionDuration: string;
}

/** Names of the attributes that AWS reads, by the id that they have in the IdP. */
export function awsAttributes(userTag: string): AwsAttributes {
  const prefix = 'https://aws.amazon.com/SAML/Attributes/';
  return {
    awsRole: `${prefix}Role`,
    awsRoleSessionName: `${prefix}RoleSessionName`,
    awsSourceIdentity: `${prefix}SourceIdentity`,
    awsUserTag: `${prefix}PrincipalTag:${userTag}`,
    awsSessionDuration: `${prefix}SessionDuration`,
  };
}

/**
 * The files for sign-in at AWS. Syntax: https://wiki.shibboleth.net/confluence/display/IDP4, pages AttributeRegistryConfiguration,
 * ScriptedAttributeDefinition, AttributeFilterPolicyConfiguration, RelyingPartyConfiguration, PersistentNameIDGenerationConfiguration.
 */
export function shibbolethFiles({ region, serviceProvider, provider, roles, userTag }: Input): ShibbolethFiles {
  const { entityId } = serviceProvider;
  return {
    metadata: metadata(region, serviceProvider),
    rules: rules(awsAttributes(userTag)),
    rulesImport: '<import resource="educloud.xml" />',
    resolver: resolver(roles, provider.arn),
    filter: filter(region, entityId, roles, Object.keys(awsAttributes(userTag))),
    relyingParty: `<bean parent="RelyingPartyByName" c:relyingPartyIds="${escapeXml(entityId)}">
    <property name="profileConfigurations">
        <list>
            <bean parent="SAML2.SSO"
                p:signAssertions="true"
                p:encryptAssertions="false"
                p:nameIDFormatPrecedence="${persistent}" />
        </list>
    </property>
</bean>`,
    nameIdProperties: `idp.persistentId.sourceAttribute = uid
idp.persistentId.encoding = BASE32`,
    nameIdSecret: 'idp.persistentId.salt = ',
    nameIdGenerator: '<ref bean="shibboleth.SAML2PersistentGenerator" />',
  };
}

function metadata(region: string, { entityId, metadataUrl }: ServiceProvider): string {
  const file = `%{idp.home}/metadata/educloud-${escapeXml(region)}.xml`;
  const from =
    metadataUrl === undefined
      ? `xsi:type="FilesystemMetadataProvider"
    metadataFile="${file}"`
      : `xsi:type="FileBackedHTTPMetadataProvider"
    metadataURL="${escapeXml(metadataUrl)}"
    backingFile="${file}"
    failFastInitialization="false"`;
  return `<MetadataProvider id="educloud-${escapeXml(region)}" ${from}>
    <MetadataFilter xsi:type="Predicate" direction="include">
        <Entity>${escapeXml(entityId)}</Entity>
    </MetadataFilter>
</MetadataProvider>`;
}

function rules(attributes: AwsAttributes): string {
  const beans = Object.entries<string>({ ...attributes }).map(
    ([id, name]) => `        <bean parent="shibboleth.TranscodingProperties">
            <property name="properties">
                <props merge="true">
                    <prop key="id">${id}</prop>
                    <prop key="transcoder">SAML2StringTranscoder</prop>
                    <prop key="saml2.name">${escapeXml(name)}</prop>
                    <prop key="saml2.nameFormat">urn:oasis:names:tc:SAML:2.0:attrname-format:uri</prop>
                    <prop key="saml2.encodeType">false</prop>
                </props>
            </property>
        </bean>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<beans xmlns="http://www.springframework.org/schema/beans"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.springframework.org/schema/beans http://www.springframework.org/schema/beans/spring-beans.xsd"
    default-init-method="initialize"
    default-destroy-method="destroy">

    <bean parent="shibboleth.TranscodingRuleLoader">
    <constructor-arg>
    <list>
${beans.join('\n')}
    </list>
    </constructor-arg>
    </bean>

</beans>`;
}

function resolver(roles: readonly HandoutRole[], providerArn: string): string {
  const simple = ['awsRoleSessionName', 'awsSourceIdentity', 'awsUserTag'].map(
    (id) => `<AttributeDefinition xsi:type="Simple" id="${id}">
    <InputAttributeDefinition ref="awsUser" />
</AttributeDefinition>`,
  );
  const entitlements = asksForEntitlements(roles)
    ? '\n    <InputAttributeDefinition ref="eduPersonEntitlement" />'
    : '';
  return `<AttributeDefinition xsi:type="ScriptedAttribute" id="awsRole">
    <InputAttributeDefinition ref="eduPersonScopedAffiliation" />${entitlements}
    <Script><![CDATA[
${roleScript(roles, providerArn)}
    ]]></Script>
</AttributeDefinition>
<AttributeDefinition xsi:type="ScriptedAttribute" id="awsUser" dependencyOnly="true">
    <InputAttributeDefinition ref="samlPairwiseID" />
    <InputAttributeDefinition ref="awsRole" />
    <Script><![CDATA[
${userScript()}
    ]]></Script>
</AttributeDefinition>
${simple.join('\n')}
<AttributeDefinition xsi:type="Simple" id="awsSessionDuration">
    <InputDataConnector ref="educloudSession" attributeNames="seconds" />
</AttributeDefinition>
<DataConnector xsi:type="Static" id="educloudSession">
    <Attribute id="seconds">
        <Value>${sessionSeconds}</Value>
    </Attribute>
</DataConnector>`;
}

function filter(
  region: string,
  entityId: string,
  roles: readonly HandoutRole[],
  attributes: readonly string[],
): string {
  const admissions = roles.flatMap((role) => role.admissions);
  const scoped = admissions.flatMap(({ scopedAffiliations }) => scopedAffiliations);
  return releasePolicy({
    id: `educloud-${region}`,
    entityId,
    anyValue: attributes,
    affiliations: scoped.map((one) => one.slice(0, one.lastIndexOf('@'))),
    scopes: scoped.map((one) => one.slice(one.lastIndexOf('@') + 1)),
    entitlements: admissions.flatMap(({ entitlements = [] }) => entitlements),
  });
}
