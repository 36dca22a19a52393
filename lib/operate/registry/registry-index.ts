import { z } from 'zod';
import { compare } from '../../errors';
import { dataClasses, nameLanguages, type DataClass, type Names } from '../../vocabulary';
import type { Plan } from '../../plan';
import { registeredShape, type RegistryEntry } from './registry-entry';

const registeredSchema = z.strictObject({ id: z.string(), ...registeredShape });

/** A school without resources here: nothing is registered, so the plan is the source. */
const externalSchema = z.strictObject({
  id: z.string(),
  names: registeredShape.names,
  tier: z.literal('external'),
  jurisdiction: z.string(),
});

/** The hub's index of a region, version 1: schools sorted by id, and no clock, so that the same registry gives the same bytes. */
export const registryIndexSchema = z.strictObject({
  version: z.literal(1),
  region: z.string(),
  partition: z.string(),
  /** Planned schools that have no entry, or one that is not to be trusted; sorted. Empty where the index is complete. */
  absent: z.array(z.string()),
  schools: z.array(z.discriminatedUnion('tier', [registeredSchema, externalSchema])),
});

export type RegistryIndex = z.output<typeof registryIndexSchema>;
type Registered = z.output<typeof registeredSchema>;

/** The index of `plan` from the entries that were read and found to agree with it. */
export function registryIndex(plan: Plan, entries: readonly RegistryEntry[]): RegistryIndex {
  const present = new Set(entries.map(({ school }) => school));
  const externals = plan.externals.map(({ id, names, jurisdiction }) => ({
    id,
    names: orderedNames(names),
    tier: 'external' as const,
    jurisdiction,
  }));
  return {
    version: 1,
    region: plan.region.id,
    partition: plan.region.partition,
    absent: plan.schools
      .map(({ id }) => id)
      .filter((id) => !present.has(id))
      .sort(compare),
    schools: [...entries.map(registered), ...externals].sort((a, b) => compare(a.id, b.id)),
  };
}

/** The index as a file: one line a school. */
export function formatRegistryIndex({ version, region, partition, absent, schools }: RegistryIndex): string {
  const lines = schools.map((school) => `    ${JSON.stringify(school)}`);
  return [
    '{',
    `  "version": ${version},`,
    `  "region": ${JSON.stringify(region)},`,
    `  "partition": ${JSON.stringify(partition)},`,
    `  "absent": ${JSON.stringify(absent)},`,
    lines.length === 0 ? '  "schools": []' : `  "schools": [\n${lines.join(',\n')}\n  ]`,
    '}',
    '',
  ].join('\n');
}

/** Every member in one order, whatever the order in the entry. */
function registered({ school, names, stores: { records, materials }, ...entry }: RegistryEntry): Registered {
  return {
    id: school,
    names: orderedNames(names),
    kind: entry.kind,
    tier: entry.tier,
    status: entry.status,
    jurisdiction: entry.jurisdiction,
    account: entry.account,
    awsRegion: entry.awsRegion,
    keyAlias: entry.keyAlias,
    stores: {
      records: { bucket: records.bucket, dataClasses: orderedClasses(records.dataClasses) },
      materials: { bucket: materials.bucket, dataClasses: orderedClasses(materials.dataClasses) },
    },
  };
}

function orderedNames(names: Names): Registered['names'] {
  return Object.fromEntries(
    nameLanguages.flatMap((language) => (names[language] === undefined ? [] : [[language, names[language]]])),
  );
}

function orderedClasses<T extends DataClass>(classes: readonly T[]): T[] {
  const rank = (one: T): number => dataClasses.indexOf(one);
  return [...new Set(classes)].sort((a, b) => rank(a) - rank(b));
}
