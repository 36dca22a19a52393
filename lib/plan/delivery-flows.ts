import type { Region } from '../config';
import { jurisdictionOfAwsRegion, jurisdictionOfCountry, partition } from '../facts';
import type { PlannedDelivery, PlannedFlow, PlannedHub } from './types';

/** What the CDN takes out of the hub, and what it needs from elsewhere. */
export function deliveryFlows(region: Region, hub: PlannedHub): PlannedFlow[] {
  const { delivery } = hub;
  if (delivery === undefined) return [];
  return [...viewers(region, hub, delivery), ...visits(region, hub, delivery), ...dependencies(region, hub, delivery)];
}

/** Edges may keep copies on the way; who gets them is limited by country alone. */
function viewers(
  { jurisdiction }: Region,
  hub: PlannedHub,
  { dataClasses, countries }: PlannedDelivery,
): PlannedFlow[] {
  return dataClasses.flatMap((dataClass) =>
    countries.map((country): PlannedFlow => {
      const there = jurisdictionOfCountry(country);
      return {
        id: `deliver:${dataClass}:country:${country}`,
        kind: 'deliver',
        from: `account:${hub.account}`,
        to: `country:${country}`,
        store: hub.commons.bucket,
        dataClasses: [dataClass],
        fromJurisdiction: jurisdiction,
        ...(there === undefined ? {} : { toJurisdiction: there.id }),
      };
    }),
  );
}

/** Access logs of the CDN hold the addresses of viewers. */
function visits({ jurisdiction }: Region, { account }: PlannedHub, { logBucket }: PlannedDelivery): PlannedFlow[] {
  if (logBucket === undefined) return [];
  return [
    {
      id: 'log:delivery',
      kind: 'log',
      from: 'cdn',
      to: `account:${account}`,
      store: logBucket,
      dataClasses: ['internal', 'personal'],
      fromJurisdiction: jurisdiction,
      toJurisdiction: jurisdiction,
    },
  ];
}

/** Certificates of ACM and web ACLs lie where CloudFront is at home, whatever the home of the region. */
function dependencies(
  region: Region,
  { account }: PlannedHub,
  { certificate, webAcl }: PlannedDelivery,
): PlannedFlow[] {
  const home = partition(region.partition).globalServiceHomes.cloudfront;
  const inAcm = certificate !== undefined && 'acm' in certificate;
  if (home === undefined || home === region.home || (!inAcm && webAcl === undefined)) return [];
  const there = jurisdictionOfAwsRegion(home);
  return [
    {
      id: `deliver:dependency:${home}`,
      kind: 'deliver',
      from: `account:${account}`,
      to: `awsRegion:${home}`,
      store: [...(inAcm ? ['certificate of the domains'] : []), ...(webAcl === undefined ? [] : ['web ACL'])].join(
        ', ',
      ),
      dataClasses: ['internal'],
      fromJurisdiction: region.jurisdiction,
      ...(there === undefined ? {} : { toJurisdiction: there.id }),
    },
  ];
}
