import { lastParts, rolesPart, serviceProviderRows, valuesPart } from './common-parts';
import type { HandoutRegion, HandoutRole, HandoutSchool, LockedProvider, OtherSoftware } from './handout-data';
import { code, heading, inline, table } from './markdown';
import { otherConfiguration } from './other-configuration';
import type { Say } from './say';
import { awsAttributes } from './shibboleth-files';
import { commonTexts } from './texts-common';
import { otherTexts as texts } from './texts-other';

interface SignIn {
  readonly provider: LockedProvider;
  readonly roles: readonly HandoutRole[];
}

const names: { readonly [software in OtherSoftware]: string } = {
  adfs: 'AD FS',
  keycloak: 'Keycloak',
  cas: 'Apereo CAS',
  entra: 'Microsoft Entra ID',
};

/** What the operator of another SAML identity provider enters; nobody has tried it. */
export function otherHandout(
  region: HandoutRegion,
  school: HandoutSchool,
  { provider, roles }: SignIn,
  software: OtherSoftware,
  say: Say,
): readonly string[] {
  const { awsRole, awsSessionDuration, ...user } = awsAttributes(region.userTag);
  const admissions = roles.flatMap((role) => role.admissions);
  const entitlements = admissions.flatMap(({ entitlements: all = [] }) => all);
  const all = (values: readonly string[]): string => [...new Set(values)].map(inline).join(', ');
  const rows = [
    ['NameID', inline('urn:oasis:names:tc:SAML:2.0:nameid-format:persistent')],
    [inline('urn:oid:1.3.6.1.4.1.5923.1.1.1.9'), all(admissions.flatMap((one) => one.scopedAffiliations))],
    ...(entitlements.length === 0 ? [] : [[inline('urn:oid:1.3.6.1.4.1.5923.1.1.1.7'), all(entitlements)]]),
    [inline(awsRole), all(roles.map(({ arn }) => `${arn},${provider.arn}`))],
    ...Object.values(user).map((name) => [inline(name), inline('ID')]),
    [inline(awsSessionDuration), inline('3600')],
  ];
  return [
    say(commonTexts.untested),
    ...valuesPart(region, school, say, [
      [say(commonTexts.trusted), provider.entityId],
      [say(commonTexts.provider), provider.arn],
      ...serviceProviderRows(region, say),
    ]),
    ...rolesPart(roles, say),
    heading(2, say(texts.send)),
    say(texts.sendHow),
    table([say(texts.attribute), say(commonTexts.value)], rows),
    heading(2, say(texts.enter)),
    say(texts.enterHow, { software: names[software] }),
    code(...otherConfiguration(software, { region, provider, roles })),
    heading(2, say(texts.tryIt)),
    say(texts.tryItHow),
    ...lastParts(school, say, say(commonTexts.keysOrder), say(commonTexts.neverTags)),
  ];
}
