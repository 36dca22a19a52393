import { lastParts, rolesPart, serviceProviderRows, valuesPart } from './common-parts';
import type { HandoutRegion, HandoutRole, HandoutSchool, LockedProvider } from './handout-data';
import { code, heading, inline, list } from './markdown';
import { asksForEntitlements } from './role-script';
import type { Say } from './say';
import { shibbolethFiles } from './shibboleth-files';
import { startAddress } from './start-address';
import { commonTexts } from './texts-common';
import { shibbolethTexts as texts } from './texts-shibboleth';

interface SignIn {
  readonly provider: LockedProvider;
  readonly roles: readonly HandoutRole[];
}

const files = [
  'conf/metadata-providers.xml',
  'conf/attributes/educloud.xml',
  'conf/attributes/default-rules.xml',
  'conf/attribute-resolver.xml',
  'conf/attribute-filter.xml',
  'conf/saml-nameid.properties',
  'credentials/secrets.properties',
  'conf/saml-nameid.xml',
  'conf/relying-party.xml',
];

/** What the operator of a Shibboleth IdP does so that it signs people in at AWS. */
export function shibbolethHandout(
  region: HandoutRegion,
  school: HandoutSchool,
  { provider, roles }: SignIn,
  say: Say,
): readonly string[] {
  const { serviceProvider, userTag } = region;
  const { entityId } = serviceProvider;
  const made = shibbolethFiles({ region: region.region, serviceProvider, provider, roles, userTag });
  const inputs = [
    'eduPersonScopedAffiliation',
    ...(asksForEntitlements(roles) ? ['eduPersonEntitlement'] : []),
    'samlPairwiseID',
  ];
  return [
    say(texts.folder),
    say(commonTexts.files),
    list(files.map(inline)),
    ...valuesPart(region, school, say, [
      [say(commonTexts.trusted), provider.entityId],
      [say(commonTexts.provider), provider.arn],
      ...serviceProviderRows(region, say),
    ]),
    ...rolesPart(roles, say),
    heading(2, say(texts.scripts)),
    say(texts.scriptsHow),
    code('sh', 'bin/plugin.sh -I net.shibboleth.idp.plugin.nashorn'),
    heading(2, say(texts.metadata)),
    say(texts.metadataHow),
    ...(serviceProvider.metadataUrl === undefined ? [say(texts.metadataFile)] : []),
    code('xml', made.metadata),
    heading(2, say(texts.rules)),
    say(texts.rulesHow),
    code('xml', made.rules),
    say(texts.rulesImport),
    code('xml', made.rulesImport),
    heading(2, say(texts.resolver)),
    say(texts.resolverHow, { inputs: inputs.map(inline).join(', ') }),
    code('xml', made.resolver),
    heading(2, say(texts.release, { step: '5' })),
    say(texts.releaseHow, { entityId }),
    code('xml', made.filter),
    heading(2, say(texts.nameId)),
    say(texts.nameIdHow),
    code('properties', made.nameIdProperties),
    say(texts.nameIdSecret),
    code('properties', made.nameIdSecret),
    say(texts.nameIdGenerator),
    code('xml', made.nameIdGenerator),
    heading(2, say(texts.relyingParty)),
    say(texts.relyingPartyHow),
    code('xml', made.relyingParty),
    heading(2, say(texts.test, { step: '8' })),
    say(texts.testHow),
    code('sh', `bin/aacli.sh -n USER -r ${entityId} --saml2`),
    say(texts.testRoles),
    code('text', startAddress(provider, entityId)),
    say(texts.testEnd),
    ...lastParts(school, say, say(commonTexts.keysOrder), say(commonTexts.neverTags)),
  ];
}
