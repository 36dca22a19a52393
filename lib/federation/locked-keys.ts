import { readCertificate } from './certificate';
import type { LockedIdentityProvider } from './lock';
import { readMinimal } from './minimal-metadata';

/** SHA-256 of every public key in the documents of an identity provider, each once. */
export function lockedKeys({ metadata, green }: LockedIdentityProvider): readonly string[] {
  const keys = [metadata, green].flatMap((document) =>
    (readMinimal(document?.xml ?? '')?.certificates ?? []).flatMap((one) => readCertificate(one)?.keySha256 ?? []),
  );
  return [...new Set(keys)];
}
