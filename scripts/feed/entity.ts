import { entityCertificate } from './certificate';
import type { Seeded } from './seeded';
import type { Traits } from './traits';
import { declared, element, escaped, type Xml } from './xml';

/** Whom an entity stands for. */
export interface EntitySubject {
  readonly entityId: string;
  /** Where its pages are. */
  readonly host: string;
  /** What it may assert, the first of them first. */
  readonly domains: readonly string[];
  readonly names: Readonly<Record<string, string>>;
}

/** What all entities of a feed share. */
export interface FeedSetting {
  readonly seed: number;
  /** Day on which the feed is made. */
  readonly created: Date;
  readonly registrar: string;
  /** Bytes of an embedded logo; 0 for none. */
  readonly logoBytes: number;
  /** Counts up when every entity changes its keys. */
  readonly keys: number;
}

const protocol = 'urn:oasis:names:tc:SAML:2.0:protocol';
const oldProtocol = 'urn:oasis:names:tc:SAML:1.1:protocol urn:mace:shibboleth:1.0';
const bindings = 'urn:oasis:names:tc:SAML:2.0:bindings:';
const day = 86_400_000;

/** The EntityDescriptor of an identity provider. */
export function identityProvider(subject: EntitySubject, traits: Traits, setting: FeedSetting, random: Seeded): Xml {
  const { host, domains } = subject;
  const format = (kind: string): Xml =>
    element('md:NameIDFormat', {}, `urn:oasis:names:tc:SAML:2.0:nameid-format:${kind}`);
  const at = (path: string): string => `${traits.scheme}://${host}/idp/profile/${path}`;
  const signOn = traits.old
    ? [endpoint('SingleSignOnService', 'urn:mace:shibboleth:1.0:profiles:AuthnRequest', at('Shibboleth/SSO'))]
    : [
        endpoint('SingleSignOnService', `${bindings}HTTP-Redirect`, at('SAML2/Redirect/SSO')),
        endpoint('SingleSignOnService', `${bindings}HTTP-POST`, at('SAML2/POST/SSO')),
        endpoint('SingleSignOnService', `${bindings}SOAP`, at('SAML2/SOAP/ECP')),
      ];
  return entity(
    subject,
    setting,
    random,
    traits.hidden ? ['http://refeds.org/category/hide-from-discovery'] : [],
    element(
      'md:IDPSSODescriptor',
      { protocolSupportEnumeration: traits.old ? oldProtocol : protocol },
      '\n',
      element(
        'md:Extensions',
        {},
        ...domains.map((domain) => scope(domain, traits)),
        userInterface(subject, traits.logo ? setting.logoBytes : 0, random),
      ),
      '\n',
      ...traits.keys.map((bits, index) => keyDescriptor(subject, setting, random, { bits, index, traits })),
      endpoint('SingleLogoutService', `${bindings}HTTP-Redirect`, at('SAML2/Redirect/SLO')),
      format('transient'),
      ...(traits.persistent ? [format('persistent')] : []),
      '\n',
      ...signOn,
    ),
  );
}

/** The EntityDescriptor of a service provider. */
export function serviceProvider(subject: EntitySubject, setting: FeedSetting, random: Seeded): Xml {
  const at = `https://${subject.host}/Shibboleth.sso`;
  const plain = { keys: [2048], expired: random.once(30) };
  return entity(
    subject,
    setting,
    random,
    ['http://refeds.org/category/research-and-scholarship'],
    element(
      'md:SPSSODescriptor',
      { protocolSupportEnumeration: protocol },
      '\n',
      element('md:Extensions', {}, userInterface(subject, random.once(3) ? setting.logoBytes : 0, random)),
      '\n',
      keyDescriptor(subject, setting, random, { bits: 2048, index: 0, traits: plain }),
      element('md:AssertionConsumerService', {
        Binding: `${bindings}HTTP-POST`,
        Location: `${at}/SAML2/POST`,
        index: '1',
      }),
    ),
  );
}

function entity(
  { entityId, host, names }: EntitySubject,
  { registrar, created }: FeedSetting,
  random: Seeded,
  categories: readonly string[],
  role: Xml,
): Xml {
  const registered = new Date(created.getTime() - random.below(4_000) * day).toISOString().replace('.000', '');
  const { en = entityId } = names;
  return element(
    'md:EntityDescriptor',
    { entityID: entityId },
    '\n',
    element(
      'md:Extensions',
      {},
      element(
        'mdrpi:RegistrationInfo',
        { ...declared('mdrpi'), registrationAuthority: registrar, registrationInstant: registered },
        element('mdrpi:RegistrationPolicy', { 'xml:lang': 'en' }, 'https://policy.example/registration'),
      ),
      ...(categories.length === 0 ? [] : [entityAttributes(categories)]),
    ),
    '\n',
    role,
    '\n',
    element(
      'md:Organization',
      {},
      ...Object.entries(names).map(([language, name]) =>
        element('md:OrganizationName', { 'xml:lang': language }, escaped(name)),
      ),
      element('md:OrganizationDisplayName', { 'xml:lang': 'en' }, escaped(en)),
      element('md:OrganizationURL', { 'xml:lang': 'en' }, `https://${host}/`),
    ),
    // Nobody's name: people in real feeds are real.
    ...(['technical', 'support'] as const).map((kind) =>
      element(
        'md:ContactPerson',
        { contactType: kind },
        element('md:GivenName', {}, `Synthetic ${kind}`),
        element('md:EmailAddress', {}, `mailto:${kind}${random.below(1_000)}@people.example`),
      ),
    ),
    '\n',
  );
}

function entityAttributes(categories: readonly string[]): Xml {
  return element(
    'mdattr:EntityAttributes',
    declared('mdattr'),
    element(
      'saml:Attribute',
      {
        ...declared('saml'),
        Name: 'http://macedir.org/entity-category',
        NameFormat: 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
      },
      ...categories.map((one) => element('saml:AttributeValue', {}, one)),
    ),
  );
}

function scope(domain: string, { regexp, comment }: Traits): Xml {
  const middle = domain.indexOf('.');
  return element(
    'shibmd:Scope',
    { ...declared('shibmd'), ...(regexp === undefined ? {} : { regexp }) },
    regexp === 'true'
      ? `^(.+\\.)?${domain.replaceAll('.', '\\.')}$`
      : comment
        ? `${domain.slice(0, middle)}<!-- the text goes on -->${domain.slice(middle)}`
        : domain,
  );
}

function userInterface({ host, names }: EntitySubject, logoBytes: number, random: Seeded): Xml {
  const { zh, en } = names;
  const shown = { ...names, ...(zh === undefined || en === undefined ? {} : { zh: `${zh}(${en})` }) };
  return element(
    'mdui:UIInfo',
    declared('mdui'),
    ...Object.entries(shown).map(([language, name]) =>
      element('mdui:DisplayName', { 'xml:lang': language }, escaped(name)),
    ),
    element('mdui:InformationURL', { 'xml:lang': 'en' }, `https://${host}/about?a=1&amp;b=2`),
    ...(logoBytes === 0
      ? []
      : [
          element(
            'mdui:Logo',
            { height: '60', width: '80' },
            `data:image/png;base64,${random.bytes(logoBytes).toString('base64')}`,
          ),
        ]),
  );
}

function keyDescriptor(
  { entityId, host }: EntitySubject,
  { seed, created, keys }: FeedSetting,
  random: Seeded,
  {
    bits,
    index,
    traits,
  }: { readonly bits: number; readonly index: number; readonly traits: Pick<Traits, 'keys' | 'expired'> },
): Xml {
  const from = created.getTime() - (200 + random.below(3_000)) * day;
  const until =
    traits.expired && index === 0
      ? created.getTime() - 30 * day
      : created.getTime() + (400 + random.below(5_000)) * day;
  const certificate = entityCertificate(
    {
      commonName: host,
      notBefore: new Date(from),
      notAfter: new Date(until),
      label: `${seed} ${entityId} ${index} ${keys}`,
    },
    bits,
  );
  return `${element(
    'md:KeyDescriptor',
    // A descriptor without `use` serves for both.
    index === 0 && random.once(4) ? {} : { use: 'signing' },
    element(
      'ds:KeyInfo',
      declared('ds'),
      element(
        'ds:X509Data',
        {},
        element('ds:X509Certificate', {}, `\n${certificate.match(/.{1,76}/g)?.join('\n') ?? ''}\n`),
      ),
    ),
  )}\n`;
}

function endpoint(name: string, binding: string, location: string): Xml {
  return `${element(`md:${name}`, { Binding: binding, Location: location })}\n`;
}
