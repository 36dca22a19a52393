import { createHash } from 'node:crypto';
import { compare } from '../../errors';
import type { Plan, PlannedSchool } from '../../plan';
import type { RegistryEntry } from './registry-entry';

/** An account, and the schools that the plan puts there. */
export interface PlannedAccount {
  readonly account: string;
  readonly schools: readonly PlannedSchool[];
}

/** The accounts that hold schools, sorted. */
export function plannedAccounts({ schools }: Plan): readonly PlannedAccount[] {
  const byAccount = new Map<string, PlannedSchool[]>();
  for (const school of schools) {
    const others = byAccount.get(school.account);
    if (others === undefined) byAccount.set(school.account, [school]);
    else others.push(school);
  }
  return [...byAccount]
    .map(([account, members]) => ({ account, schools: members }))
    .sort((a, b) => compare(a.account, b.account));
}

/**
 * What an entry must say alike with the plan, as text by member of the entry. Names and kind are for people: the entry
 * may lag behind the region file there, and is taken at its word.
 */
export function boundValues(entry: RegistryEntry): Readonly<Record<string, string>> {
  const { records, materials } = entry.stores;
  return {
    region: entry.region,
    school: entry.school,
    tier: entry.tier,
    status: entry.status,
    jurisdiction: entry.jurisdiction,
    account: entry.account,
    awsRegion: entry.awsRegion,
    keyAlias: entry.keyAlias,
    'stores.records.bucket': records.bucket,
    'stores.records.dataClasses': listed(records.dataClasses),
    'stores.materials.bucket': materials.bucket,
    'stores.materials.dataClasses': listed(materials.dataClasses),
  };
}

/** The entry that the plan's templates write for a school. */
export function plannedEntry(region: string, school: PlannedSchool): RegistryEntry {
  const { id, names, kind, tier, status, jurisdiction, account, awsRegion, keyAlias, buckets, dataClasses } = school;
  return {
    version: 1,
    region,
    school: id,
    names,
    kind,
    tier,
    status,
    jurisdiction,
    account,
    awsRegion,
    keyAlias,
    stores: {
      records: { bucket: buckets.records, dataClasses: [...dataClasses.records] },
      materials: { bucket: buckets.materials, dataClasses: [...dataClasses.materials] },
    },
  };
}

/** Fits the places of one plan and no other's: what was read under another plan has been judged by another plan. */
export function placesDigest(plan: Plan): string {
  const places = plan.schools.map((school) => [
    school.parameter,
    ...Object.values(boundValues(plannedEntry(plan.region.id, school))),
  ]);
  return createHash('sha256')
    .update(JSON.stringify([plan.region.partition, places.sort((a, b) => compare(a.join(' '), b.join(' ')))]))
    .digest('hex');
}

function listed(classes: readonly string[]): string {
  return [...new Set(classes)].sort(compare).join(', ');
}
