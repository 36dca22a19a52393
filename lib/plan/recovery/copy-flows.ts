import type { PlannedDrill, PlannedFlow, PlannedSchool } from '../types';

/** What leaves a store as a copy, and what drills report. */
export function copyFlows(
  region: { readonly jurisdiction: string },
  schools: readonly PlannedSchool[],
  drills: readonly PlannedDrill[],
  logArchive: { readonly account: string },
): PlannedFlow[] {
  return [
    ...schools.flatMap(flowsOf),
    ...drills
      .filter(({ account }) => account !== logArchive.account)
      .map(({ account, awsRegion }): PlannedFlow => ({
        id: `log:drill:${account}:${awsRegion}`,
        kind: 'log',
        from: `account:${account}`,
        to: `account:${logArchive.account}`,
        store: `results of drills in account ${account}, ${awsRegion}`,
        dataClasses: ['internal'],
        fromJurisdiction: region.jurisdiction,
        toJurisdiction: region.jurisdiction,
      })),
  ];
}

function flowsOf({ recovery, buckets, dataClasses, account, awsRegion, jurisdiction }: PlannedSchool): PlannedFlow[] {
  return (['records', 'materials'] as const).flatMap((store) => {
    const copies = recovery?.stores[store];
    if (copies === undefined) return [];
    const flow = (kind: 'replicate' | 'backup', to: string, toAwsRegion: string): PlannedFlow => ({
      id: `${kind}:${buckets[store]}${kind === 'backup' && toAwsRegion !== awsRegion ? ':copy' : ''}`,
      kind,
      from: `account:${account}`,
      to: `account:${to}`,
      toAwsRegion,
      store: buckets[store],
      dataClasses: dataClasses[store],
      fromJurisdiction: jurisdiction,
      // A rule of region files: copies lie in the jurisdiction of what they are copies of.
      toJurisdiction: jurisdiction,
    });
    const { replica, backup } = copies;
    return [
      ...(replica === undefined || recovery?.place === undefined
        ? []
        : [flow('replicate', recovery.place.account, recovery.place.awsRegion)]),
      ...(backup === undefined ? [] : [flow('backup', account, awsRegion)]),
      ...(backup?.copyVault === undefined ? [] : [flow('backup', account, backup.copyVault.awsRegion)]),
    ];
  });
}
