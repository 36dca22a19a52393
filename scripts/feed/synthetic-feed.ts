import { createHash, sign } from 'node:crypto';
import { pem, signerCertificate } from './certificate';
import { identityProvider, serviceProvider, type EntitySubject, type FeedSetting } from './entity';
import { seeded } from './seeded';
import { signingKey } from './signing-key';
import { anyTraits, soundTraits } from './traits';
import { canonical, declared, element, type Xml } from './xml';

/** What a synthetic feed is made of. */
export interface SyntheticFeedOptions {
  /** Entities of every kind; at least as many as members. */
  readonly entities: number;
  readonly seed: number;
  /** Identity providers that a region uses; they are sound and stand spread among the others. */
  readonly members: readonly EntitySubject[];
  /** Day on which it is made, YYYY-MM-DD. */
  readonly created: string;
  /** Days until its `validUntil`. */
  readonly validDays: number;
  readonly name: string;
  readonly registrar: string;
  readonly logoBytes: number;
  readonly keys: number;
}

/** A signed feed in pieces, and the certificate that verifies it, as PEM. */
export interface SyntheticFeed {
  readonly xml: readonly Buffer[];
  readonly certificate: string;
}

const day = 86_400_000;
const note =
  '<!-- Synthetic: its keys, people and addresses are invented, and its signing key follows from a seed. Trust it nowhere. -->\n';
const digestMethod = 'http://www.w3.org/2001/04/xmlenc#sha256';
const signatureMethod = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

/**
 * A feed as a federation signs it: the same options give the same bytes. The file is written as exclusive
 * canonicalisation leaves it, comments apart, so that what is digested need not be computed from it.
 */
export function syntheticFeed(options: SyntheticFeedOptions): SyntheticFeed {
  const created = new Date(`${options.created}T00:00:00Z`);
  const until = new Date(created.getTime() + options.validDays * day);
  const id = `_${createHash('sha256').update(JSON.stringify(options)).digest('hex').slice(0, 32)}`;
  const [open = '', close = ''] = element(
    'md:EntitiesDescriptor',
    { ...declared('md'), ID: id, Name: options.name, validUntil: instant(until) },
    '|',
  ).split('|');
  const head = `${open}\n`;
  const entities = [`\n${publication(options.name, created)}\n`, ...descriptors(options, created), close];
  const digest = createHash('sha256').update(head);
  const pieces: Buffer[] = [];
  for (const piece of entities) {
    digest.update(canonical(piece));
    pieces.push(Buffer.from(piece));
  }
  const key = signingKey(options.seed);
  const certificate = signerCertificate(
    {
      commonName: 'Synthetic metadata signer',
      notBefore: new Date('2020-01-01T00:00:00Z'),
      notAfter: new Date('2049-12-31T00:00:00Z'),
      label: `signer ${options.seed}`,
    },
    key,
  );
  const info = signedInfo(id, digest.digest('base64'));
  // SignedInfo is digested by itself, so that its canonical form declares the prefix that its parent declares in the file.
  const signature = element(
    'ds:Signature',
    declared('ds'),
    info({}),
    element(
      'ds:SignatureValue',
      {},
      sign('sha256', Buffer.from(info(declared('ds'))), key.privateKey).toString('base64'),
    ),
    element(
      'ds:KeyInfo',
      {},
      element('ds:X509Data', {}, element('ds:X509Certificate', {}, certificate.toString('base64'))),
    ),
  );
  return {
    xml: [
      Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${note}${head}${signature}`),
      ...pieces,
      Buffer.from('\n'),
    ],
    certificate: pem(certificate),
  };
}

function publication(name: string, created: Date): Xml {
  return element(
    'md:Extensions',
    {},
    element('mdrpi:PublicationInfo', {
      ...declared('mdrpi'),
      creationInstant: instant(created),
      publisher: name,
    }),
  );
}

function signedInfo(id: string, digest: string): (namespace: Readonly<Record<string, string>>) => Xml {
  return (namespace) =>
    element(
      'ds:SignedInfo',
      namespace,
      element('ds:CanonicalizationMethod', { Algorithm: exclusive }),
      element('ds:SignatureMethod', { Algorithm: signatureMethod }),
      element(
        'ds:Reference',
        { URI: `#${id}` },
        element(
          'ds:Transforms',
          {},
          element('ds:Transform', { Algorithm: enveloped }),
          element('ds:Transform', { Algorithm: exclusive }),
        ),
        element('ds:DigestMethod', { Algorithm: digestMethod }),
        element('ds:DigestValue', {}, digest),
      ),
    );
}

/** Every entity in its place: members at equal distances, of the others two thirds identity providers. */
function* descriptors({ entities, seed, members, ...rest }: SyntheticFeedOptions, created: Date): Generator<Xml> {
  const setting: FeedSetting = { seed, created, registrar: rest.registrar, logoBytes: rest.logoBytes, keys: rest.keys };
  let next = 0;
  for (let index = 0; index < entities; index += 1) {
    const member = members[next];
    if (member !== undefined && index >= Math.floor((next * entities) / members.length)) {
      next += 1;
      const random = seeded(`educloud synthetic feed: ${seed} ${member.entityId}`);
      yield `${identityProvider(member, soundTraits(random), setting, random)}\n`;
      continue;
    }
    const random = seeded(`educloud synthetic feed: ${seed} other ${index}`);
    const subject = other(index, random.once(3) ? 'sp' : 'idp');
    yield `${
      subject.host.startsWith('sp')
        ? serviceProvider(subject, setting, random)
        : identityProvider(subject, anyTraits(random), setting, random)
    }\n`;
  }
}

function other(index: number, kind: 'idp' | 'sp'): EntitySubject {
  const number = String(index).padStart(5, '0');
  const host = `${kind}.u${number}.elsewhere.example`;
  return {
    entityId: kind === 'sp' ? `https://${host}/shibboleth` : `https://${host}/idp/shibboleth`,
    host,
    domains: [`u${number}.elsewhere.example`],
    names: { zh: `虚构大学${number}`, en: `Invented University ${number}`, ru: `Вымышленный университет ${number}` },
  };
}

function instant(moment: Date): string {
  return moment.toISOString().replace('.000', '');
}
