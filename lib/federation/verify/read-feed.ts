import { createHash } from 'node:crypto';
import { EducloudError, failure, sortIssues, type Issue } from '../../errors';
import type { Feed } from '../feed';
import { attributeOf, is } from '../xml/xml-element';
import { xmlReader, type XmlReader } from '../xml/read-xml';
import { checkSignature, shownCertificate } from './check-signature';
import { detached } from './detached';
import { readPieces } from './read-pieces';
import { feedWalk, type WalkedFeed } from './feed-walk';
import { feedLimits } from './limits';
import { namespaces } from './namespaces';
import { pinnedCertificate, type PinnedCertificate } from './pinned-certificate';
import { checkCertificateDay, validity } from './validity';

export interface ReadFeedOptions {
  /** The certificate that must have signed, as PEM. */
  readonly certificate: string;
  /** Its file, for messages. */
  readonly certificateFile: string;
  /** The day on which the feed is used, `YYYY-MM-DD` in UTC: it must be valid during all of it. */
  readonly asOf: string;
  readonly onProgress?: (bytesRead: number, bytesTotal: number) => void;
}

/**
 * Reads a signed SAML metadata aggregate, once and in bounded memory; nothing comes out of it before digest and signature have
 * matched. Throws an EducloudError: EDU101 to EDU104 for the file, EDU511 to EDU526 for what is in it.
 */
export async function readFeed(file: string, options: ReadFeedOptions): Promise<Feed> {
  const certificate = pinnedCertificate(options.certificate, options.certificateFile);
  checkCertificateDay(certificate, options.asOf);
  const { walked, sha256 } = await walkFile(file, certificate, options.onProgress);
  checkDigest(walked, file);
  return feedOf(walked, sha256, certificate, file, options.asOf);
}

async function walkFile(
  file: string,
  certificate: PinnedCertificate,
  onProgress: ReadFeedOptions['onProgress'],
): Promise<{ readonly walked: WalkedFeed; readonly sha256: string }> {
  const hash = createHash('sha256');
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const walk = feedWalk(
    file,
    () => reader.position(),
    (form) => {
      checkSignature(form, certificate, file);
    },
  );
  const reader: XmlReader = xmlReader(file, { ...feedLimits, piece: feedLimits.entity }, walk);
  const decode = (bytes?: Buffer): string => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      throw failure('EDU512', 'the metadata is not UTF-8', {
        file,
        allowed: 'UTF-8',
        fix: 'fetch the file as its publisher signed it; a file that was converted cannot be verified',
      });
    }
  };
  await readPieces(file, (bytes, read, total) => {
    hash.update(bytes);
    reader.write(decode(bytes));
    onProgress?.(read, total);
  });
  reader.write(decode());
  reader.end();
  return { walked: walk.walked(), sha256: hash.digest('hex') };
}

function checkDigest({ digest, signature }: WalkedFeed, file: string): void {
  if (digest.equals(signature.digestValue)) return;
  throw failure('EDU520', 'the feed was changed after it was signed', {
    file,
    found: `digest ${digest.toString('base64')}`,
    allowed: signature.digestValue.toString('base64'),
    fix: 'fetch it again from the federation; if it comes out the same, tell the federation',
  });
}

function feedOf(
  { root, signature, contents }: WalkedFeed,
  sha256: string,
  certificate: PinnedCertificate,
  file: string,
  asOf: string,
): Feed {
  const { publisher, entities, identityProviders } = contents;
  const times = validity(
    { file, line: root.line, validUntil: attributeOf(root, 'validUntil'), created: contents.created },
    asOf,
  );
  const issues: Issue[] = sortIssues([
    ...times.issues,
    ...contents.issues,
    ...shownCertificate(signature, certificate, file),
  ]);
  if (issues.some(({ severity }) => severity === 'error')) throw new EducloudError(issues);
  const name = is(root, namespaces.md, 'EntitiesDescriptor') ? attributeOf(root, 'Name') : undefined;
  return {
    ...(name === undefined ? {} : { name: detached(name) }),
    sha256,
    signer: certificate.sha256,
    ...(times.created === undefined ? {} : { created: times.created }),
    ...(publisher === undefined ? {} : { publisher }),
    validUntil: times.validUntil,
    entities,
    identityProviders,
    warnings: issues,
  };
}
