import type { FeedIdentityProvider } from '../../lib/federation';
import { base64Of, rsaSigner } from './support/certificate';
import { accepted, entity, feedText, judge, refusal, until, type EntityParts } from './support/feed';
import { signed } from './support/sign';

const signer = rsaSigner();
const school = base64Of(rsaSigner());
const second = base64Of(rsaSigner());
const saml2 = 'urn:oasis:names:tc:SAML:2.0:protocol';

/** What is read of one entity; undefined where it is no identity provider or is left out. */
async function provider(parts: EntityParts): Promise<FeedIdentityProvider | undefined> {
  const feed = await accepted(signed(feedText({ entities: [entity('oak', parts)] }), signer), signer);
  expect(feed.entities).toBe(1);
  return feed.identityProviders[0];
}

/** Why an identity provider was left out. */
async function doubts(parts: EntityParts): Promise<string[]> {
  const feed = await accepted(signed(feedText({ entities: [entity('oak', parts), entity('elm')] }), signer), signer);
  expect(feed.identityProviders.map(({ entityId }) => entityId)).toEqual(['https://idp.elm.example/idp']);
  expect(feed.warnings?.map(({ code, severity }) => `${code} ${severity}`)).toContain('EDU527 warning');
  return feed.warnings?.map(({ message }) => message.replace('an identity provider is left out: ', '')) ?? [];
}

function key(certificates: readonly string[], use = ' use="signing"'): string {
  const data = certificates.map((one) => `<ds:X509Certificate>\n${one}\n</ds:X509Certificate>`).join('');
  return `<md:KeyDescriptor${use}><ds:KeyInfo><ds:KeyName>oak</ds:KeyName><ds:X509Data>${data}</ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;
}

test('only a role that speaks SAML 2.0 counts', async () => {
  const speaking = (protocols: string): EntityParts => ({
    roleAttributes: `protocolSupportEnumeration="${protocols}"`,
  });
  expect(await provider(speaking(`urn:mace:shibboleth:1.0\n ${saml2}`))).toBeDefined();
  expect(await provider(speaking('urn:oasis:names:tc:SAML:1.1:protocol'))).toBeUndefined();
  expect(await provider(speaking(`${saml2}:x`))).toBeUndefined();
});

test('services and attribute authorities are counted and not kept', async () => {
  const others = ['SPSSODescriptor', 'AttributeAuthorityDescriptor'].map(
    (role, index) =>
      `<md:EntityDescriptor entityID="urn:x:${index}"><md:${role} protocolSupportEnumeration="${saml2}"><md:Extensions><shibmd:Scope>oak.example</shibmd:Scope></md:Extensions></md:${role}></md:EntityDescriptor>`,
  );
  const feed = await accepted(signed(feedText({ entities: others }), signer), signer);
  expect(feed).toMatchObject({ entities: 2, identityProviders: [] });
});

test('scopes stand in the extensions of the role or of the entity, and nowhere else', async () => {
  const scope = (value: string): string => `<shibmd:Scope>${value}</shibmd:Scope>`;
  const found = await provider({
    roleExtensions: `${scope('a.example')}<x>${scope('deeper.example')}</x>`,
    extensions: scope('b.example'),
    role: scope('outside.example'),
    rest: `<md:AttributeAuthorityDescriptor><md:Extensions>${scope('aa.example')}</md:Extensions></md:AttributeAuthorityDescriptor>`,
  });
  expect(found?.scopes.map(({ value }) => value)).toEqual(['a.example', 'b.example']);
});

test.each<[flag: string, regexp: boolean]>([
  ['', false],
  [' regexp="false"', false],
  [' regexp="0"', false],
  [' regexp="true"', true],
  [' regexp="1"', true],
  [' regexp=" true "', true],
])('a scope with%s says whether it is a pattern', async (flag, regexp) => {
  const found = await provider({ roleExtensions: `<shibmd:Scope${flag}>oak.example</shibmd:Scope>` });
  expect(found?.scopes).toEqual([{ value: 'oak.example', regexp }]);
});

test('keys are those for signing or for everything, each once', async () => {
  const role = [key([school]), key([second], ''), key([school]), key([second], ' use="encryption"')].join('');
  expect((await provider({ role }))?.certificates).toEqual([school, second]);
  expect((await provider({ role: key([second], ' use="encryption"') }))?.certificates).toEqual([]);
  expect((await provider({ role: key([]) }))?.certificates).toEqual([]);
});

test('categories and assurance come from entity attributes', async () => {
  const attribute = (name: string, ...values: string[]): string =>
    `<saml:Attribute Name="${name}">${values.map((one) => `<saml:AttributeValue> ${one} </saml:AttributeValue>`).join('')}</saml:Attribute>`;
  const found = await provider({
    extensions: `<mdattr:EntityAttributes>${[
      attribute('http://macedir.org/entity-category', 'urn:a', 'urn:b'),
      attribute('http://macedir.org/entity-category-support', 'urn:a'),
      attribute('urn:oasis:names:tc:SAML:attribute:assurance-certification', 'https://refeds.org/sirtfi'),
      attribute('urn:other', 'urn:c'),
    ].join('')}</mdattr:EntityAttributes>`,
  });
  expect(found?.categories).toEqual(['urn:a', 'urn:b', 'https://refeds.org/sirtfi']);
});

test('names are those shown to users, else those of the organisation; contacts are never kept', async () => {
  const rest =
    '<md:Organization><md:OrganizationName xml:lang="en">Oak</md:OrganizationName><md:OrganizationDisplayName xml:lang="ru"> Дуб\n </md:OrganizationDisplayName></md:Organization>' +
    '<md:ContactPerson contactType="technical"><md:GivenName>Zhang</md:GivenName><md:EmailAddress>zhang@oak.example</md:EmailAddress></md:ContactPerson>';
  const shown = await provider({ rest });
  expect(shown?.names).toEqual({ zh: '学校 oak' });
  const hidden = await provider({ rest, roleExtensions: '' });
  expect(hidden?.names).toEqual({ ru: 'Дуб' });
  expect(JSON.stringify([shown, hidden])).not.toContain('hang');
});

test('a language that is a property of every object is a language like others', async () => {
  const name = '<mdui:UIInfo><mdui:DisplayName xml:lang="constructor">x</mdui:DisplayName></mdui:UIInfo>';
  expect((await provider({ roleExtensions: name }))?.names).toEqual({ constructor: 'x' });
});

test('the earliest end of entity, role and groups within the feed is told', async () => {
  const ends = (day: string): string => `validUntil="2026-12-${day}T00:00:00Z"`;
  const one = entity('oak', {
    attributes: `entityID="https://oak.example" ${ends('05')}`,
    roleAttributes: `protocolSupportEnumeration="${saml2}" ${ends('04')}`,
  });
  const grouped = `<md:EntitiesDescriptor ${ends('03')}><md:EntitiesDescriptor ${ends('06')}>${one}${entity('elm')}</md:EntitiesDescriptor></md:EntitiesDescriptor>`;
  const feed = await accepted(
    signed(feedText({ entities: [one.replace('oak', 'ash'), grouped, entity('fir')] }), signer),
    signer,
  );
  expect(feed.identityProviders.map(({ validUntil }) => validUntil)).toEqual([
    '2026-12-04T00:00:00Z',
    '2026-12-03T00:00:00Z',
    '2026-12-03T00:00:00Z',
    undefined,
  ]);
  const never = `<md:EntitiesDescriptor validUntil="never">${entity('oak')}</md:EntitiesDescriptor>`;
  expect(await refusal(signed(feedText({ entities: [never] }), signer), signer)).toBe('EDU522');
});

test.each<[what: string, parts: EntityParts, why: RegExp]>([
  ['two roles', { rest: `<md:IDPSSODescriptor protocolSupportEnumeration="${saml2}"/>` }, /twice/],
  ['a chain of certificates', { role: key([school, second]) }, /several certificates/],
  ['a certificate that is none', { role: key(['AAAA']) }, /cannot be read/],
  ['a certificate with something behind it', { role: key([`${school}AAAA`]) }, /cannot be read/],
  ['a use that nobody knows', { role: key([school], ' use="both"') }, /use of its key/],
  ['elements in a scope', { roleExtensions: '<shibmd:Scope>oak<x/>.example</shibmd:Scope>' }, /elements stand/],
  ['a logo in a scope', { roleExtensions: '<shibmd:Scope>oak<mdui:Logo/>.example</shibmd:Scope>' }, /elements stand/],
  ['a pattern or not', { roleExtensions: '<shibmd:Scope regexp="yes">oak.example</shibmd:Scope>' }, /regexp/],
  ['an address that is missing', { role: '<md:SingleSignOnService Binding="urn:x"/>' }, /no Location/],
  ['an end that nobody can read', { attributes: 'entityID="urn:x" validUntil="soon"' }, /validUntil/],
  [
    'two registrars',
    { extensions: '<mdrpi:RegistrationInfo registrationAuthority="urn:a"/>'.repeat(2) },
    /registered twice/,
  ],
])('an identity provider is left out, and told, for %s', async (_what, parts, why) => {
  expect((await doubts(parts)).join()).toMatch(why);
});

test.each([
  '',
  'oak',
  'ftp://oak.example',
  'https://oak.example/a b',
  'https://oak.example/&#10;',
  'urn:x\u200B',
  `urn:${'x'.repeat(1021)}`,
])('an entityID "%s" is refused', async (entityId) => {
  const entities = [entity('oak', { attributes: `entityID="${entityId}"` })];
  expect(await refusal(signed(feedText({ entities }), signer), signer)).toBe('EDU525');
});

test('what is no entity stands in no group', async () => {
  for (const stray of ['text', '&#32;x', '<![CDATA[x]]>', '<md:IDPSSODescriptor/>', '<EntityDescriptor/>']) {
    expect(await refusal(signed(feedText({ entities: [entity('oak'), stray] }), signer), signer)).toBe('EDU514');
  }
  expect(await refusal(signed(feedText({ entities: [] }), signer), signer)).toBe('EDU514');
});

test('an entity that stands twice is refused, also in another group', async () => {
  const grouped = `<md:EntitiesDescriptor>${entity('oak')}</md:EntitiesDescriptor>`;
  expect(await refusal(signed(feedText({ entities: [entity('oak'), grouped] }), signer), signer)).toBe('EDU526');
});

test('all that is wrong with entities is told at once, and nothing of it when the feed is not genuine', async () => {
  const entities = [entity('oak'), entity('elm', { attributes: 'entityID="elm"' }), entity('oak')];
  const text = signed(feedText({ entities, root: '' }), signer);
  const verdict = await judge(text, signer);
  expect('issues' in verdict && verdict.issues.map(({ code, line }) => `${code} ${line}`)).toEqual([
    'EDU522 3',
    'EDU525 21',
    'EDU526 29',
  ]);
  expect(await refusal(text.replace('Oak', 'Elm'), signer)).toBe('EDU520');
});

test('a feed of one entity is its root', async () => {
  const namespaces = /xmlns:md=[^>]*shibmd:metadata[^>]*?"|xmlns:md[^>]*?(?= ID)/.exec(feedText())?.[0] ?? '';
  const one = entity('oak', { attributes: `${namespaces} ID="feed" entityID="https://oak.example" ${until}` });
  const feed = await accepted(signed(one, signer, { uri: '#feed' }), signer);
  expect(feed).toMatchObject({
    entities: 1,
    validUntil: '2026-12-07T00:00:00Z',
    identityProviders: [{ entityId: 'https://oak.example', scopes: [{ value: 'oak.example' }] }],
  });
  expect(feed).not.toHaveProperty('name');
  const expired = one.replace('2026-12-07', '2026-11-07');
  expect(await refusal(signed(expired, signer, { uri: '#feed' }), signer)).toBe('EDU522');
});
