import { z } from 'zod';
import { issue, type Issue } from '../errors';
import { readCertificate } from './certificate';
import type { FederationLock, LockedIdentityProvider, LockedMetadata } from './lock';
import { formatLock, lockVersion } from './lock-file';
import { lockSchema } from './lock-schema';
import { lockedKeys } from './locked-keys';
import { readMinimal } from './minimal-metadata';
import { isSameUse, nameOfUse } from './standing';

/** Reads a lock; refuses one that is damaged, newer, or changed by hand. */
export function parseLock(text: string, file: string): { lock?: FederationLock; issues: readonly Issue[] } {
  const json = parseJson(text);
  const version = z.looseObject({ version: z.number() }).safeParse(json);
  if (version.success && version.data.version > lockVersion) {
    return {
      issues: [
        issue('EDU554', 'the lock was written by a newer educloud', {
          file,
          found: `version ${version.data.version}`,
          allowed: `version ${lockVersion}`,
          fix: 'upgrade educloud; an older one would lose what it does not understand',
        }),
      ],
    };
  }
  const parsed = lockSchema.safeParse(json);
  if (!parsed.success) return { issues: [damaged(text, json, parsed.error.issues[0], file)] };
  const lock: FederationLock = parsed.data;
  const issues = changedByHand(lock, text, file);
  return issues.length > 0 ? { issues } : { lock, issues };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function damaged(text: string, json: unknown, first: z.core.$ZodIssue | undefined, file: string): Issue {
  const conflict = text.split('\n').findIndex((line) => /^(<{7}|={7}|>{7})/.test(line));
  const path = (first?.path ?? []).map(String).join('.');
  return issue('EDU553', 'the lock cannot be read', {
    file,
    ...(conflict >= 0 ? { line: conflict + 1, column: 1 } : {}),
    ...(json === undefined || path === '' ? {} : { path }),
    found: conflict >= 0 ? 'merge conflict markers' : json === undefined ? 'no JSON' : misfitAt(path),
    allowed: 'a lock as `educloud federation import` leaves it',
    fix: 'restore it from version control, then import the feed again',
  });
}

function misfitAt(path: string): string {
  return path === '' ? 'a value that does not fit' : `${path}: a value that does not fit`;
}

/** What no import writes: documents that do not fit what is said of them, and lists in another order. */
function changedByHand(lock: FederationLock, text: string, file: string): Issue[] {
  const found = [
    ...lock.identityProviders.flatMap((one) => misfit(one, lock)),
    ...contradictions(lock),
    ...sharedKeys(lock),
  ];
  const told = found.map(([path, what]) =>
    issue('EDU555', 'the lock was changed by hand, or by a careless merge', {
      file,
      path,
      found: `${path}: ${what}`,
      allowed: 'what only `educloud federation import` has written',
      fix: 'restore it from version control, then import the feed again',
    }),
  );
  // White space may change; a key that stands twice or a line that has moved may not.
  const bare = (one: string): string => one.replace(/\s/g, '');
  if (told.length > 0 || bare(formatLock(lock)) === bare(text)) return told;
  return [
    issue('EDU555', 'the lock was changed by hand, or by a careless merge', {
      file,
      found: 'a key that stands twice, or entries in another order',
      allowed: 'what only `educloud federation import` has written',
      fix: 'restore it from version control, then import the feed again',
    }),
  ];
}

type Fault = readonly [path: string, what: string];

function misfit(provider: LockedIdentityProvider, { feeds }: FederationLock): Fault[] {
  const { entityId, feed, use, metadata, green, active, signOn, scopes } = provider;
  const isProxy = use.kind === 'proxy';
  const current = readMinimal((active === 'green' ? green : metadata)?.xml ?? '');
  const locations = [...new Set(current?.signOn.map(({ location }) => location))].sort();
  const faults: readonly (string | false)[] = [
    !Object.hasOwn(feeds, feed) && `no feed \`${feed}\` stands in the lock`,
    isProxy !== (green !== undefined && active !== undefined) &&
      'two documents belong to the proxy, and to nobody else',
    isProxy !== (scopes.length === 0) && 'scopes belong to everybody but the proxy',
    [metadata, green].some((one) => one !== undefined && !fits(one, entityId)) &&
      'its document does not fit its entityID and certificates',
    JSON.stringify(locations) !== JSON.stringify(signOn) && 'its document has other addresses of sign-in',
  ];
  return faults.flatMap((fault) => (fault === false ? [] : [[entityId, fault] as const]));
}

/** Whether a document is ours and holds exactly the certificates that are said to be in it. */
function fits({ xml, certificates }: LockedMetadata, entityId: string): boolean {
  const read = readMinimal(xml);
  if (read?.entityId !== entityId) return false;
  const inside = read.certificates.map((base64) => {
    const certificate = readCertificate(base64);
    if (certificate === undefined || certificate.unfit !== undefined) return undefined;
    const { sha256, key, notBefore, notAfter } = certificate;
    return { sha256, key, notBefore, notAfter };
  });
  return JSON.stringify(inside) === JSON.stringify(certificates);
}

/** Two entries for one party. */
function contradictions({ identityProviders }: FederationLock): Fault[] {
  return identityProviders.flatMap(({ entityId, use }, index) => {
    const first = identityProviders.findIndex((other) => isSameUse(other.use, use));
    const same = identityProviders.findIndex((other) => other.entityId === entityId);
    return first === index && same === index
      ? []
      : [[entityId, first < index ? `a second one for ${nameOfUse(use)}` : 'it stands twice'] as const];
  });
}

/** Whoever holds the key of two could sign in as anybody of both, so no import takes them; two merged imports could. */
function sharedKeys({ identityProviders }: FederationLock): Fault[] {
  const holders = new Map<string, string>();
  return identityProviders.flatMap((one) =>
    lockedKeys(one).flatMap((key): Fault[] => {
      const holder = holders.get(key) ?? one.entityId;
      holders.set(key, holder);
      return holder === one.entityId ? [] : [[one.entityId, `a key of ${holder}`]];
    }),
  );
}
