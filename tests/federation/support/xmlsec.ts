import { spawnSync } from 'node:child_process';
import { written } from './feed';
import type { Signer } from './certificate';

export interface Outcome {
  readonly ok: boolean;
  readonly out: string;
  readonly err: string;
}

function run(command: string, args: readonly string[], input?: string): Outcome {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    ...(input === undefined ? {} : { input }),
  });
  return { ok: status === 0, out: stdout, err: stderr };
}

function has(command: string): boolean {
  return spawnSync(command, ['--version']).status === 0;
}

/** Other implementations, where this machine has them; a test that needs one is skipped elsewhere, and says so in its title. */
export const xmlsec = has('xmlsec1');
export const xmllint = has('xmllint');

/** Signs the template that stands in a document. */
export function xmlsecSigned(template: string, signer: Signer): string {
  const key = written(signer.privatePem, 'key.pem');
  const file = written(template);
  const { ok, out, err } = run('xmlsec1', ['--sign', '--privkey-pem', key, ...ids, file]);
  expect({ ok, err: ok ? '' : err }).toEqual({ ok: true, err: '' });
  return out;
}

/** Whether xmlsec1 accepts a document with the pinned certificate alone. */
export function xmlsecAccepts(text: string, signer: Pick<Signer, 'certificate'>): boolean {
  const certificate = written(signer.certificate, 'feed.pem');
  return run('xmlsec1', ['--verify', '--pubkey-cert-pem', certificate, ...ids, written(text)]).ok;
}

/** SAML names its IDs in the schema, which xmlsec1 does not read. */
const ids = ['EntitiesDescriptor', 'EntityDescriptor'].flatMap((name) => [
  '--id-attr:ID',
  `urn:oasis:names:tc:SAML:2.0:metadata:${name}`,
]);

/** Exclusive canonical form as libxml2 writes it; `undefined` where it refuses the document. */
export function xmllintCanonical(text: string): string | undefined {
  const { ok, out } = run('xmllint', ['--exc-c14n', '--nonet', written(text, 'document.xml')]);
  return ok ? out : undefined;
}
