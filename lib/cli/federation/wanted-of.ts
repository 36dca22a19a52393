import type { FederationFeed, Region } from '../../config';
import { failure } from '../../errors';
import type { Wanted } from '../../federation';
import type { Values } from '../command';

/**
 * The feed of the region file that is imported: the one that is named, else the only one.
 *
 * @throws EDU558 where there is none, or where it is not told which
 */
export function feedNamed({ federation, id, place }: Region, name: Values[string], file: string): FederationFeed {
  const feeds = federation?.feeds ?? [];
  const [only, second] = feeds;
  if (only === undefined) {
    throw failure('EDU558', `region \`${id}\` names no feed of metadata`, {
      ...(federation?.place ?? place),
      file,
      allowed: '`federation.feeds` with at least one entry',
      fix: 'add `federation: { feeds: { carsi: { preset: carsi } } }` to the region',
    });
  }
  const names = feeds.map((feed) => feed.id).join(', ');
  if (name === undefined) {
    if (second === undefined) return only;
    throw failure('EDU558', 'the region has several feeds, and none is chosen', {
      ...federation?.place,
      file,
      found: names,
      fix: 'say which one the file is: `--name NAME`',
    });
  }
  const found = feeds.find((feed) => feed.id === name);
  if (found !== undefined) return found;
  throw failure('EDU558', 'the region has no feed of this name', {
    ...federation?.place,
    file,
    found: String(name),
    allowed: names,
    fix: 'choose one of them, or add the feed to the region file',
  });
}

/** What a region looks for in one of its feeds. */
export function wantedOf({ federation, schools }: Region, { registrars }: FederationFeed): Wanted {
  const { bureau, proxy } = federation ?? {};
  return {
    schools: schools.map(({ id, domains, identityProvider, tier, place }) => ({
      id,
      domains,
      fromFeed: identityProvider === 'feed' && tier !== 'external',
      place,
    })),
    ...(bureau === undefined ? {} : { bureau }),
    ...(proxy === undefined ? {} : { proxy }),
    registrars,
  };
}
