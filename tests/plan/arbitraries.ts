import * as fc from 'fast-check';
import type { Names, SchoolKind } from '../../lib/vocabulary';
import type { DistrictDraft, RegionDraft, SchoolDraft, TargetsDraft } from './support';
import { reservedWords } from '../../lib/config/rules/reserved-slugs';

/** How often a property is tried. A failure is shrunk for half a minute and then told as it is. */
export function runs(numRuns: number): Pick<fc.Parameters<unknown>, 'numRuns' | 'plugins'> {
  return { numRuns, plugins: [fc.interruptAfterTimeLimit(30_000, { failOnInterrupt: true })] };
}

const sites = [
  { partition: 'aws', awsRegions: ['eu-central-1', 'eu-west-1'] },
  { partition: 'aws-cn', awsRegions: ['cn-north-1', 'cn-northwest-1'] },
  { partition: 'aws-us-gov', awsRegions: ['us-gov-west-1', 'us-gov-east-1'] },
] as const;

/** Targets of a region without an AWS Region for copies, and with one; unsaid: everything is replicated where there is one. */
const targetsAlone: readonly (TargetsDraft | undefined)[] = [
  undefined,
  'none',
  { stores: { records: { rpo: '6h', lockDays: 7 }, materials: 'none' }, dataClasses: { sensitive: { rpo: '12h' } } },
];
const targetsAway: readonly (TargetsDraft | undefined)[] = [
  ...targetsAlone,
  {
    stores: { records: { means: ['replication', 'backup'] }, materials: {} },
    dataClasses: { licensed: { retentionDays: 90 } },
  },
];

/** Slugs, with some that read like a part of another name, or like a member of every JavaScript object. */
const slug: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: fc.stringMatching(/^[a-z][a-z0-9]{2,9}$/) },
  { weight: 2, arbitrary: fc.stringMatching(/^[a-z]{3,9}-[a-z0-9]{3,9}$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^[a-z0-9]{19}[a-z]$/) },
  { weight: 1, arbitrary: fc.constantFrom('constructor', 'node-abc', 'abc-001', 'abc-002', 'n001', '7th') },
);

/** Slugs that satisfy the rules together. */
export function slugs(atLeast: number, atMost: number): fc.Arbitrary<string[]> {
  return fc
    .uniqueArray(slug, { minLength: atLeast, maxLength: atMost, size: 'max' })
    .map((all) =>
      all.filter(
        (one) =>
          !reservedWords.includes(one) &&
          one !== 'all' &&
          one !== 'none' &&
          !all.some((other) => one.startsWith(`${other}-`)),
      ),
    )
    .filter((all) => all.length >= atLeast);
}

const name = fc.constantFrom('Oak School', '橡树学校', 'Школа №5', '"Quoted" \\ name', '𠮷田小学', 'ľščťž & <b>');

export const names: fc.Arbitrary<Names> = fc.record({ en: name, zh: name, ru: name, be: name }, { requiredKeys: [] });

const kind = fc.constantFrom<SchoolKind>('primary', 'kindergarten', 'university', 'other');

/** What a school is, before it has a slug. */
const traits = fc.record({
  as: fc.constantFrom('pooled', 'pooled', 'pooled', 'pooled', 'node', 'external'),
  district: fc.nat(2),
  site: fc.nat(1),
  names,
  kind,
  domain: fc.boolean(),
});

export interface WorldSize {
  /** Schools and districts together. */
  readonly atLeast?: number;
  readonly atMost?: number;
}

/**
 * A valid region with one to three districts. Its perimeter names every account, so that the region without some of its
 * schools is valid, too.
 */
export function worlds({ atLeast = 6, atMost = 60 }: WorldSize = {}): fc.Arbitrary<RegionDraft> {
  return fc
    .record({
      site: fc.constantFrom(...sites),
      recovering: fc.boolean(),
      targets: fc.nat(11),
      keyScope: fc.constantFrom('school' as const, 'district' as const),
      apart: fc.boolean(),
      organizations: fc.constantFrom([], ['o-bureau0001'], ['o-bureau0001', 'o-another001']),
      sharedHub: fc.boolean(),
      names,
      districts: fc.integer({ min: 1, max: 3 }),
      slugs: slugs(atLeast, atMost),
    })
    .chain((shape) =>
      fc.array(traits, { minLength: shape.slugs.length, maxLength: shape.slugs.length }).map((each) => {
        const [home, away] = shape.site.awsRegions;
        const at = (index: number): Pick<DistrictDraft, 'home' | 'recovery'> => {
          const [here, there] = index === 0 ? [home, away] : [away, home];
          return { home: here, ...(shape.recovering ? { recovery: there } : {}) };
        };
        const districts = shape.slugs.slice(0, shape.districts).map((id, index) => ({
          id,
          account: `2${String(index).padStart(11, '0')}`,
          ...at(each[index]?.site ?? 0),
          ...(index === 0 ? { keyScope: shape.keyScope } : {}),
        }));
        const offered = shape.recovering ? targetsAway : targetsAlone;
        const recoveryTargets = offered[shape.targets % offered.length];
        const schools = shape.slugs.slice(shape.districts).map((id, index): SchoolDraft => {
          const is = each[index + shape.districts]!;
          // A new school with a departed one's name would be taken for it.
          const names: Names = Object.fromEntries(
            Object.entries(is.names).map(([language, one]) => [language, `${one} ${id}`]),
          );
          const common = { id, names, kind: is.kind, ...(is.domain ? { domains: [`${id}.example`] } : {}) };
          if (is.as === 'external') return { ...common, tier: 'external', jurisdiction: 'by' };
          if (is.as === 'node') return { ...common, account: `3${String(index).padStart(11, '0')}`, ...at(is.site) };
          return { ...common, district: districts[is.district % districts.length]!.id };
        });
        return {
          id: 'world',
          names: shape.names,
          partition: shape.site.partition,
          home,
          ...(shape.recovering ? { recovery: away } : {}),
          ...(recoveryTargets === undefined ? {} : { recoveryTargets }),
          perimeter: {
            organizations: shape.organizations,
            accounts: schools.flatMap(({ account }) => account ?? []),
          },
          accounts: {
            hub: '100000000001',
            ...(shape.sharedHub ? {} : { logArchive: '100000000002' }),
            ...(shape.recovering && shape.apart ? { recovery: '100000000003' } : {}),
          },
          districts,
          schools,
        };
      }),
    );
}

/** A world and some of its schools, never all of them. */
export function worldsAndSome(size?: WorldSize): fc.Arbitrary<{ world: RegionDraft; some: readonly string[] }> {
  return worlds(size).chain((world) =>
    fc
      .subarray(
        world.schools.map(({ id }) => id),
        { minLength: 1, maxLength: world.schools.length - 1 },
      )
      .map((some) => ({ world, some })),
  );
}

/** The same region, written in another order: schools, districts, perimeter, departures, domains and languages. */
export function reordered(draft: RegionDraft): fc.Arbitrary<RegionDraft> {
  return fc
    .record({
      schools: shuffled(draft.schools),
      districts: shuffled(draft.districts),
      accounts: shuffled(draft.perimeter?.accounts ?? []),
      organizations: shuffled(draft.perimeter?.organizations ?? []),
      offboarded: shuffled(draft.offboarded ?? []),
    })
    .map(({ schools, districts, accounts, organizations, offboarded }) => ({
      ...draft,
      names: backwards(draft.names ?? {}),
      schools: schools.map((one) => ({ ...one, names: backwards(one.names ?? {}) })),
      districts,
      perimeter: { accounts, organizations },
      ...(draft.offboarded === undefined ? {} : { offboarded }),
    }));
}

function shuffled<T>(values: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...values], { minLength: values.length });
}

function backwards(of: Names): Names {
  return Object.fromEntries(Object.entries(of).reverse());
}

/** One edit of a region file, as a bureau makes it in ten years. Numbers choose a school. */
export type Edit =
  | { readonly do: 'add' | 'remove' | 'return' | 'offboard'; readonly which: number }
  | { readonly do: 'rename'; readonly which: number; readonly names: Names };

export const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.oneof(
    fc.record({ do: fc.constantFrom('add', 'remove', 'return', 'offboard'), which: fc.nat() }),
    fc.record({ do: fc.constant('rename' as const), which: fc.nat(), names }),
  ),
  { minLength: 1, maxLength: 12, size: 'max' },
);

/** The file after an edit; `world` holds every school that may ever be in it. */
export function edited(draft: RegionDraft, world: RegionDraft, edit: Edit): RegionDraft {
  const listed = draft.schools;
  const gone = (draft.offboarded ?? []).map(({ id }) => id);
  const absent = world.schools.filter(({ id }) => !listed.some((one) => one.id === id) && !gone.includes(id));
  const pick = <T>(from: readonly T[]): T | undefined => from[edit.which % Math.max(1, from.length)];
  const here = pick(listed);
  const there = pick(absent);
  if (edit.do === 'rename') {
    return { ...draft, schools: listed.map((one) => (one === here ? { ...one, names: edit.names } : one)) };
  }
  if (edit.do === 'add' || edit.do === 'return') {
    return there === undefined ? draft : { ...draft, schools: [...listed, there] };
  }
  if (here === undefined || listed.length === 1) return draft;
  const schools = listed.filter((one) => one !== here);
  return edit.do === 'remove' || here.tier === 'external'
    ? { ...draft, schools }
    : { ...draft, schools, offboarded: [...(draft.offboarded ?? []), { id: here.id, reason: 'closed' }] };
}
