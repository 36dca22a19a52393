import type { Region } from '../../config';
import { compare } from '../../errors';
import { recoveryMeans } from '../../vocabulary';
import { bucketName, bucketNamingFor, canaryReplicaName, stackNames } from '../names';
import type { PlannedCanary, PlannedCopies, PlannedDrill, PlannedSchool } from '../types';

/** One drill for each account and AWS Region with stores that are copied; it stands for all of them. */
export function planDrills(region: Region, schools: readonly PlannedSchool[], archiveBucket: string): PlannedDrill[] {
  const groups = new Map<string, PlannedSchool[]>();
  for (const school of schools) {
    if (school.recovery === undefined) continue;
    const key = `${school.account}/${school.awsRegion}`;
    groups.set(key, [...(groups.get(key) ?? []), school]);
  }
  return [...groups.values()]
    .map((group) => drillOf(region, group, archiveBucket))
    .flatMap((drill) => drill ?? [])
    .sort((a, b) => compare(a.stack, b.stack));
}

function drillOf(region: Region, group: readonly PlannedSchool[], archiveBucket: string): PlannedDrill | undefined {
  const [first] = group;
  if (first === undefined) return undefined;
  const { account, awsRegion } = first;
  const copies = group
    .flatMap(({ recovery }) => [recovery?.stores.records ?? [], recovery?.stores.materials ?? []])
    .flat();
  const used = recoveryMeans.filter((means) => copies.some((one) => one.means.includes(means)));
  const bucketNaming = bucketNamingFor(region.partition, awsRegion);
  const here = { account, awsRegion, bucketNaming };
  const [strictest] = [...copies].sort((a, b) => a.rpoMinutes - b.rpoMinutes);
  return {
    ...here,
    stack: stackNames.drill(region.id, account, awsRegion),
    bucket: bucketName('canary', region.id, here),
    keyAlias: `alias/educloud/drill/${region.id}`,
    quarantineBucket: bucketName('canaryQuarantine', region.id, here),
    ...replicaOf(region, group, copies),
    ...backupOf(region, awsRegion, copies),
    everyDays: region.drillEveryDays,
    means: used,
    rpoMinutes: strictest?.rpoMinutes ?? 0,
    rtoMinutes: Math.min(...copies.map(({ rtoMinutes }) => rtoMinutes)),
    archiveBucket,
    schools: group.map(({ id }) => id).sort(compare),
  };
}

function replicaOf(
  region: Region,
  group: readonly PlannedSchool[],
  copies: readonly PlannedCopies[],
): Pick<PlannedDrill, 'replica'> {
  const place = group.flatMap(({ recovery }) => recovery?.place ?? [])[0];
  const replicated = copies.flatMap(({ replica }) => replica ?? []);
  const [first] = group;
  if (place === undefined || replicated.length === 0 || first === undefined) return {};
  return {
    replica: {
      account: place.account,
      awsRegion: place.awsRegion,
      bucket: canaryReplicaName(first, place),
      keyAlias: canaryKeyAlias(region.id, first),
      timeControl: replicated.some(({ timeControl }) => timeControl),
    },
  };
}

/** @param awsRegion where the drill takes place; two of an account may have their copies in each other's */
function backupOf(region: Region, awsRegion: string, copies: readonly PlannedCopies[]): Pick<PlannedDrill, 'backup'> {
  const [most] = copies.flatMap(({ backup }) => backup ?? []).sort((a, b) => a.everyHours - b.everyHours);
  if (most === undefined) return {};
  const { copyVault, ...rest } = most;
  const vault = `edu-${region.id}_drill`;
  return {
    backup: {
      ...rest,
      vault,
      plan: `edu_drill_${rest.everyHours}h`,
      vaultKeyAlias: `alias/educloud/drill-vault/${region.id}`,
      ...(copyVault === undefined ? {} : { copyVault: { ...copyVault, name: `${vault}-${awsRegion}` } }),
    },
  };
}

function canaryKeyAlias(region: string, home: { readonly account: string; readonly awsRegion: string }): string {
  return `alias/educloud/drill-copies/${region}-${home.account}-${home.awsRegion}`;
}

/** What of drills stands in the base of an account and AWS Region: the copies of their canaries. */
export function canariesAt(
  region: string,
  drills: readonly PlannedDrill[],
  at: { readonly account: string; readonly awsRegion: string },
): PlannedCanary[] {
  return drills.flatMap(({ account, awsRegion, replica, backup }) => {
    const replicated = replica?.account === at.account && replica.awsRegion === at.awsRegion ? replica : undefined;
    const copied =
      account === at.account && backup?.copyVault?.awsRegion === at.awsRegion ? backup.copyVault : undefined;
    if (replicated === undefined && copied === undefined) return [];
    return [
      {
        account,
        awsRegion,
        keyAlias: canaryKeyAlias(region, { account, awsRegion }),
        ...(replicated === undefined ? {} : { replicaBucket: replicated.bucket }),
        ...(copied === undefined ? {} : { vault: copied.name }),
      },
    ];
  });
}
