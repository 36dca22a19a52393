import type { Region } from '../config';
import { capability, partition } from '../facts';
import { deliverySubstitutions } from './delivery-substitutions';
import type { Location, PlannedBase, PlannedDrill, PlannedHub, Substitution } from './types';

/** What the partition lacks, and what stands in for it. Nothing is replaced in silence. */
export function substitutions(
  region: Region,
  hub: PlannedHub,
  bases: readonly PlannedBase[],
  places: readonly Location[],
  drills: readonly PlannedDrill[],
): Substitution[] {
  return [
    ...cdnOrigin(region, hub),
    ...deliverySubstitutions(region, hub),
    ...hashedNames(region, places),
    ...identityAlarms(region, bases),
    ...restoreTests(region, drills),
  ];
}

function cdnOrigin({ partition: id }: Region, hub: PlannedHub): Substitution[] {
  const origin = capability(id, 'cdn.originAccessControl');
  if (origin.answer !== 'substitute') return [];
  return [
    {
      capability: origin.key,
      substitute: 'SSE-S3 with an origin access identity',
      subject: hub.commons.bucket,
      reason: origin.reason,
    },
  ];
}

function hashedNames({ partition: id, home }: Region, places: readonly Location[]): Substitution[] {
  const hashed = places.filter(({ bucketNaming }) => bucketNaming === 'hashed');
  const naming = capability(id, 's3.accountRegionalNamespace', hashed[0]?.awsRegion ?? home);
  if (hashed.length === 0 || naming.answer === 'yes') return [];
  return [
    {
      capability: naming.key,
      substitute: 'a name with a hash of account and AWS Region',
      subject: `${hashed.length} places`,
      reason: naming.reason,
    },
  ];
}

/** IAM is one service for the whole partition, and its events appear in the AWS Region where it is at home. */
function identityAlarms({ partition: id }: Region, bases: readonly PlannedBase[]): Substitution[] {
  const home = partition(id).globalServiceHomes.iam;
  const deaf = bases.filter(({ awsRegion }) => awsRegion !== home);
  if (deaf.length === 0) return [];
  return [
    {
      capability: 'alarm on changes of roles and of tags on principals',
      substitute: 'the trail alone, which records them',
      subject: `${deaf.length} accounts`,
      reason: `EventBridge shows IAM's calls in ${home ?? 'an AWS Region that no source names'} only`,
    },
  ];
}

/** Where AWS Backup tests no restores by itself, the drill alone does. */
function restoreTests({ partition: id, home }: Region, drills: readonly PlannedDrill[]): Substitution[] {
  const backedUp = drills.filter(({ means }) => means.includes('backup'));
  const testing = capability(id, 'backup.restoreTesting', backedUp[0]?.awsRegion ?? home);
  if (backedUp.length === 0 || testing.answer === 'yes') return [];
  return [
    {
      capability: testing.key,
      substitute: 'the drill alone',
      subject: `${backedUp.length} accounts`,
      reason: testing.reason,
    },
  ];
}
