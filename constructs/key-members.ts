import type { Construct } from 'constructs';
import { failure } from '../lib/errors';
import { checkBucketName, checkSlug, type Site } from './checks';
import { tagKeys } from './tags';

/** One of the schools that share a {@link DistrictKey}. */
export interface DistrictKeyMember {
  /** Slug of the school. */
  readonly schoolId: string;

  /** Names of its buckets; each holds the slug. */
  readonly bucketNames: string[];
}

/**
 * Slugs of the schools that share a key, sorted.
 *
 * @throws EDU601 for a name that does not hold its school's slug once, or that two schools could have
 */
export function checkMembers(
  scope: Construct,
  site: Site,
  members: readonly DistrictKeyMember[],
  leastBuckets = 1,
): readonly [string, ...string[]] {
  const { path } = scope.node;
  for (const { schoolId, bucketNames } of members) {
    checkSlug(scope, 'members.schoolId', schoolId);
    for (const name of bucketNames) checkBucketName(scope, name);
    const between = new RegExp(`(?=-${schoolId}-)`, 'g');
    const strange = bucketNames.find((name) => (ownPart(site, name).match(between) ?? []).length !== 1);
    if (strange !== undefined || bucketNames.length < leastBuckets) {
      throw failure('EDU601', 'the name of a bucket must hold its school’s slug once, between hyphens', {
        path,
        found: strange ?? 'no bucket',
        allowed: `…-${schoolId}-…`,
      });
    }
  }
  const [first, ...more] = members.map(({ schoolId }) => schoolId).sort();
  if (first === undefined || new Set([first, ...more]).size !== members.length) {
    throw failure('EDU601', '`members` names no school, or one twice', {
      path,
      found: String(members.length),
      allowed: 'each school once, at least one',
    });
  }
  const shared = sharedBucket(members);
  if (shared !== undefined) {
    throw failure('EDU601', 'the name of a bucket fits two schools', {
      path,
      found: shared,
      allowed: 'names that differ in the slug alone, or in nothing that is a slug',
    });
  }
  return [first, ...more];
}

/** A name without account and AWS Region, which may hold what is a slug, too. */
function ownPart({ account, awsRegion }: Site, name: string): string {
  return name.replace(new RegExp(`(?<=-)${account}-${awsRegion}-an$`), '');
}

/** A bucket that two members name, or that the pattern of one becomes with the tag of another. */
function sharedBucket(members: readonly DistrictKeyMember[]): string | undefined {
  const patterns = patternsOf(members);
  const owners = new Map(
    members.flatMap(({ schoolId, bucketNames }) => bucketNames.map((name) => [name, schoolId] as const)),
  );
  return members
    .flatMap(({ schoolId }) => patterns.map((pattern) => ({ schoolId, name: pattern.replace(callersTag, schoolId) })))
    .find(({ schoolId, name }) => (owners.get(name) ?? schoolId) !== schoolId)?.name;
}

const callersTag = `\${aws:PrincipalTag/${tagKeys.school}}`;

/** Names of the buckets with the caller's tag in place of the slug: one for each purpose, however many schools. */
export function patternsOf(members: readonly DistrictKeyMember[]): string[] {
  const patterns = members.flatMap(({ schoolId, bucketNames }) =>
    bucketNames.map((name) => name.replace(`-${schoolId}-`, `-${callersTag}-`)),
  );
  return [...new Set(patterns)].sort();
}
