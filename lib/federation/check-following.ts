import { issue, type Issue } from '../errors';
import type { Feed } from './feed';
import type { LockedFeed } from './lock';

/**
 * Whether a feed may take the place of the one in the lock: an older one, although signed and valid, would bring back keys that were
 * withdrawn. Another signer is told; when it is that of another feed in the lock, the file was imported under a wrong name.
 *
 * @param others the other feeds of the lock, by name
 * @param signers SHA-256 of the certificates that may verify it; any where there is none
 */
export function checkFollowing(
  old: LockedFeed | undefined,
  feed: Feed,
  file: string,
  others: Readonly<Record<string, LockedFeed>> = {},
  signers: readonly string[] = [],
): Issue[] {
  if (signers.length > 0 && !signers.includes(feed.signer)) return [notNamed(feed, file, signers)];
  if (old === undefined) return [];
  const both = old.created !== undefined && feed.created !== undefined;
  const [before, now] = both ? [old.created, feed.created] : [old.validUntil, feed.validUntil];
  return [
    ...(Date.parse(now) >= Date.parse(before)
      ? []
      : [
          issue('EDU559', 'the feed is older than the one in the lock', {
            file,
            found: `${both ? 'made' : 'valid until'} ${now}`,
            allowed: `${before} or later`,
            fix: 'fetch it again: an older feed can bring back keys that have been withdrawn since',
          }),
        ]),
    ...(feed.signer === old.signer || signers.length > 0 ? [] : [otherSigner(old, feed, file, others)]),
  ];
}

function notNamed({ signer }: Feed, file: string, signers: readonly string[]): Issue {
  return issue('EDU559', 'the feed is verified with a certificate that the region file does not name', {
    file,
    found: signer,
    allowed: signers.join(', '),
    fix: 'take the certificate of the feed that is meant; if the federation has changed its key, make sure of it by another way and add it to `signers`',
  });
}

function otherSigner(
  old: LockedFeed,
  { signer }: Feed,
  file: string,
  others: Readonly<Record<string, LockedFeed>>,
): Issue {
  const [meant] = Object.entries(others).find(([, other]) => other.signer === signer) ?? [];
  return meant === undefined
    ? issue('EDU559', 'the feed is verified with another certificate than the one in the lock', {
        file,
        severity: 'warning',
        found: signer,
        allowed: old.signer,
        fix: 'make sure that the federation has changed its key, by another way than the feed itself',
      })
    : issue('EDU559', `the feed is verified with the certificate of feed \`${meant}\``, {
        file,
        found: signer,
        allowed: old.signer,
        fix: `write \`--name ${meant}\`, or take the file and the certificate of the feed that is meant`,
      });
}
