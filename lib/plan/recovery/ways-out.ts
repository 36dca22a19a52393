import type { RecoveryTarget, Region, School } from '../../config';
import { jurisdiction, partition } from '../../facts';
import { recoveryMeans, type RecoveryMeans } from '../../vocabulary';
import { chooseMeans, type Site } from './choose-means';

/** Who asks for copies, and where they would be. */
export interface Asking {
  readonly school: School;
  readonly region: Region;
  readonly target: RecoveryTarget;
  /** AWS Region of the store. */
  readonly home: string;
}

const most = 3;

/** What may be written instead of a target that nothing meets. */
export function insteadOfUnmet(asking: Asking): string {
  const { school, target } = asking;
  const helps = awsRegionsForCopies(asking)
    .filter((one) => one !== school.recovery)
    .filter((recovery) => 'means' in chooseMeans(target, siteOf(asking, recovery)));
  return inTurn([
    'ask for no less than one of these',
    ...(helps.length === 0 ? [] : [`state ${oneOf(helps)} as \`recovery\``]),
    'write `none`, which every report shows',
  ]);
}

/** What cannot be taken back when means of copies end. */
export function endingForGood(ended: readonly RecoveryMeans[], asking: Omit<Asking, 'target'>): string {
  const { school, region } = asking;
  const others = awsRegionsForCopies(asking).filter((one) => one !== school.recovery);
  const elsewhere = [
    ...(others.length === 0 ? [] : ['in another AWS Region']),
    ...(school.tier === 'pooled' ? ['in another `accounts.recovery`'] : []),
  ];
  return [
    ...(ended.includes('replication')
      ? [
          `replication of this store cannot begin again in the same account and AWS Region${elsewhere.length === 0 ? `, and ${region.partition} has no other for it` : `, only ${elsewhere.join(' or ')}`}`,
        ]
      : []),
    ...(ended.includes('backup') ? ['backup of this store cannot begin again anywhere'] : []),
  ].join('; ');
}

/** What of a store may still be copied, by which means and where, after `barred` have ended. */
export function insteadOfAgain(
  barred: readonly RecoveryMeans[],
  {
    used,
    been,
    ...asking
  }: Asking & {
    /** By what it is copied as yet. */
    readonly used: readonly RecoveryMeans[];
    /** AWS Regions that have held copies of it. */
    readonly been: readonly string[];
  },
): string {
  const { school, target } = asking;
  const site = siteOf(asking, school.recovery);
  const means = recoveryMeans
    .filter((one) => !barred.includes(one))
    .filter((one) => 'means' in chooseMeans({ ...target, means: [one] }, site));
  const others = awsRegionsForCopies(asking).filter((one) => one !== school.recovery && !been.includes(one));
  const places = [
    ...(others.length === 0 ? [] : [`state ${oneOf(others)} as \`recovery\``]),
    ...(school.tier === 'pooled' ? ['state an account under `accounts.recovery` that has held no copies of it'] : []),
  ];
  const shared = school.tier === 'pooled' ? 'of every school that it holds for' : 'of the school';
  return inTurn([
    ...means.map((one) => `write \`means: [${one}]\``),
    // A vault at home is the same wherever its recovery points are copied.
    ...(barred.includes('backup') || places.length === 0
      ? []
      : [`${inTurn(places)}, after what is still copied ${shared} has ended, too`]),
    ...(used.length === 0 ? ['write `none` for the store'] : ['leave its target as it was']),
  ]);
}

/** AWS Regions where copies may lie: of the partition and the jurisdiction, and not at home. */
function awsRegionsForCopies({ school, region, home }: Omit<Asking, 'target'>): readonly string[] {
  const inside = jurisdiction(school.jurisdiction).awsRegions;
  return partition(region.partition)
    .awsRegions.map(({ id }) => id)
    .filter((id) => id !== home && inside.includes(id));
}

function siteOf({ region, home }: Asking, recovery: string | undefined): Site {
  return { partition: region.partition, home, ...(recovery === undefined ? {} : { recovery }) };
}

function oneOf(awsRegions: readonly string[]): string {
  const some = awsRegions.slice(0, most);
  return awsRegions.length === 1 ? some.join('') : `one of ${some.join(', ')}${awsRegions.length > most ? ' …' : ''}`;
}

function inTurn(ways: readonly string[]): string {
  return ways.join('; or ');
}
