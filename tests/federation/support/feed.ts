import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EducloudError, type Issue } from '../../../lib/errors';
import { readFeed, type Feed } from '../../../lib/federation';
import type { Signer } from './certificate';

export const asOf = '2026-11-23';

export interface FeedParts {
  /** Attributes of the root. */
  readonly root?: string;
  readonly created?: string;
  readonly entities?: readonly string[];
}

const namespaces = [
  'xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"',
  'xmlns:mdrpi="urn:oasis:names:tc:SAML:metadata:rpi"',
  'xmlns:mdui="urn:oasis:names:tc:SAML:metadata:ui"',
  'xmlns:mdattr="urn:oasis:names:tc:SAML:metadata:attribute"',
  'xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"',
  'xmlns:shibmd="urn:mace:shibboleth:metadata:1.0"',
  'xmlns:ds="http://www.w3.org/2000/09/xmldsig#"',
].join(' ');

export const until = 'validUntil="2026-12-07T00:00:00Z"';

/** An aggregate without signature. */
export function feedText({
  root = `ID="feed" Name="https://fed.example" ${until}`,
  created = '2026-11-22T10:00:00Z',
  entities = [entity('oak')],
}: FeedParts = {}): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!-- feed of tests -->',
    `<md:EntitiesDescriptor ${namespaces} ${root}>`,
    '  <md:Extensions>',
    `    <mdrpi:PublicationInfo publisher="https://fed.example" creationInstant="${created}"/>`,
    '  </md:Extensions>',
    ...entities,
    '</md:EntitiesDescriptor>',
    '',
  ].join('\n');
}

export interface EntityParts {
  readonly attributes?: string;
  readonly extensions?: string;
  readonly roleAttributes?: string;
  readonly roleExtensions?: string;
  readonly role?: string;
  readonly rest?: string;
}

const protocols = 'protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"';

/** One identity provider; `id` is also its domain. */
export function entity(id: string, parts: EntityParts = {}): string {
  const {
    attributes = `entityID="https://idp.${id}.example/idp"`,
    extensions = '<mdrpi:RegistrationInfo registrationAuthority="https://fed.example"/>',
    roleAttributes = protocols,
    roleExtensions = `<shibmd:Scope regexp="false">${id}.example</shibmd:Scope><mdui:UIInfo><mdui:DisplayName xml:lang="zh">学校 ${id}</mdui:DisplayName></mdui:UIInfo>`,
    role = '<md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</md:NameIDFormat>' +
      `<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://idp.${id}.example/sso"/>`,
    rest = '<md:Organization><md:OrganizationName xml:lang="en">Oak</md:OrganizationName></md:Organization>',
  } = parts;
  return [
    `  <md:EntityDescriptor ${attributes}>`,
    `    <md:Extensions>${extensions}</md:Extensions>`,
    `    <md:IDPSSODescriptor ${roleAttributes}>`,
    `      <md:Extensions>${roleExtensions}</md:Extensions>`,
    `      ${role}`,
    '    </md:IDPSSODescriptor>',
    `    ${rest}`,
    '  </md:EntityDescriptor>',
  ].join('\n');
}

const folder = mkdtempSync(join(tmpdir(), 'educloud-feed-'));
let count = 0;

/** Writes a file of its own. */
export function written(content: string | Uint8Array, name = 'feed.xml'): string {
  count += 1;
  const path = join(folder, `${count}-${name}`);
  writeFileSync(path, content);
  return path;
}

export type Verdict = { readonly feed: Feed } | { readonly issues: readonly Issue[] };

/** Reads a feed; its mistakes as data. What is no EducloudError, or a broken promise of the kit, passes. */
export async function judge(content: string | Uint8Array, signer: Signer, day = asOf): Promise<Verdict> {
  try {
    const options = { certificate: signer.certificate, certificateFile: 'feed.pem', asOf: day };
    const file = join(folder, 'judged.xml');
    writeFileSync(file, content);
    return { feed: await readFeed(file, options) };
  } catch (error) {
    if (!(error instanceof EducloudError) || error.name === 'KitError') throw error;
    return { issues: error.issues };
  }
}

/** The feed, which must be accepted. */
export async function accepted(content: string | Uint8Array, signer: Signer, day = asOf): Promise<Feed> {
  const verdict = await judge(content, signer, day);
  if ('issues' in verdict) throw new EducloudError(verdict.issues);
  return verdict.feed;
}

/** The codes for which a feed is refused; `accepted` where it is not. */
export async function refusal(content: string | Uint8Array, signer: Signer, day = asOf): Promise<string> {
  const verdict = await judge(content, signer, day);
  return 'issues' in verdict ? [...new Set(verdict.issues.map(({ code }) => code))].join(' ') : 'accepted';
}
