import { verify } from 'node:crypto';
import { failure, issue, type Issue } from '../../errors';
import type { PinnedCertificate } from './pinned-certificate';
import { sha256Of } from './pinned-certificate';
import type { SignatureForm } from './signature-form';

/** Refuses (EDU521) a signature that the pinned key did not make. KeyInfo is never asked for a key. */
export function checkSignature(form: SignatureForm, certificate: PinnedCertificate, file: string): void {
  const { algorithm, value, signedInfo, shown, line } = form;
  const place = { file, line };
  const fix = 'see whether the federation has published a new certificate, and ask it by another way than its feed';
  if (algorithm.key !== certificate.kind) {
    throw failure('EDU521', 'the pinned certificate cannot have made this signature', {
      ...place,
      found: `a signature by an ${algorithm.key.toUpperCase()} key`,
      allowed: `one by the ${certificate.kind.toUpperCase()} key of ${certificate.file}`,
      fix,
    });
  }
  // OpenSSL refuses an r and s that are not exactly as long as the curve asks.
  const holds = verify(
    algorithm.digest,
    Buffer.from(signedInfo, 'utf8'),
    { key: certificate.publicKey, dsaEncoding: 'ieee-p1363' },
    value,
  );
  if (!holds) {
    throw failure('EDU521', 'the feed is signed by another key, or its signature was changed', {
      ...place,
      found: shown.length === 0 ? 'a signature without certificate' : `a signature that shows ${fingerprints(shown)}`,
      allowed: `the key of ${certificate.file} (SHA-256 ${certificate.sha256})`,
      fix,
    });
  }
}

/** A warning (EDU528) where KeyInfo shows other certificates than the pinned one, though the pinned key has signed. */
export function shownCertificate(form: SignatureForm, certificate: PinnedCertificate, file: string): Issue[] {
  if (form.shown.length === 0 || form.shown.some((one) => sha256Of(one) === certificate.sha256)) return [];
  return [
    issue('EDU528', 'the feed shows another certificate than the one that verifies it', {
      severity: 'warning',
      file,
      line: form.line,
      found: fingerprints(form.shown),
      allowed: `SHA-256 ${certificate.sha256}`,
      fix: 'ask the federation whether its certificate was renewed; nothing was decided by the one that is shown',
    }),
  ];
}

function fingerprints(certificates: readonly Buffer[]): string {
  return certificates.map((one) => `SHA-256 ${sha256Of(one)}`).join(', ');
}
