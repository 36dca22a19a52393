import { compare, failure } from '../errors';
import type { AvailableCapability, Capability, SubstitutedCapability } from './capability';
import { capabilityFileSchema } from './capability-schema';
import { packageRoot } from './package-root';
import { awsRegionIds, partitionAt, requirePartitionId } from './partitions';
import { damaged, policyFile } from './policy-file';
import { resolveCapability } from './resolve-capability';
import { unknownFact } from './unknown-fact';

const path = 'policies/partitions/capabilities.yaml';
const readCapabilities = policyFile(capabilityFileSchema);

/** The keys of all capabilities, sorted. */
export function capabilityKeys(): readonly string[] {
  return capabilityKeysAt(packageRoot());
}

/**
 * What a partition answers to a capability.
 *
 * An answer limited to some AWS Regions needs `awsRegion`; without it the answer is the one that holds outside the limit.
 * Throws EDU501 for an unknown partition, key or AWS Region.
 */
export function capability(partitionId: string, key: string, awsRegion?: string): Capability {
  return capabilityAt(packageRoot(), partitionId, key, awsRegion);
}

/** The same, but throws EDU502 with reason, source and certainty when the partition has neither it nor a substitute. */
export function requireCapability(
  partitionId: string,
  key: string,
  awsRegion?: string,
): AvailableCapability | SubstitutedCapability {
  return requireCapabilityAt(packageRoot(), partitionId, key, awsRegion);
}

/** Things that stand in for a capability without being one, each with what it is. */
export function namedSubstitutes(): Readonly<Record<string, string>> {
  return readCapabilities(packageRoot(), path).named;
}

export function capabilityKeysAt(root: string): readonly string[] {
  return Object.keys(readCapabilities(root, path).capabilities).sort(compare);
}

export function capabilityAt(root: string, partitionId: string, key: string, awsRegion?: string): Capability {
  requirePartitionId(root, partitionId);
  if (awsRegion !== undefined) {
    const known = awsRegionIds(partitionAt(root, partitionId));
    if (!known.includes(awsRegion)) {
      throw unknownFact(`AWS Region of ${partitionId}`, awsRegion, known);
    }
  }
  const { capabilities } = readCapabilities(root, path);
  const row = Object.hasOwn(capabilities, key) ? capabilities[key] : undefined;
  if (row === undefined) {
    throw unknownFact('capability', key, capabilityKeysAt(root));
  }
  const answer = Object.hasOwn(row.partitions, partitionId) ? row.partitions[partitionId] : undefined;
  if (answer === undefined) {
    throw damaged(root, path, `${key} has no answer for the partition ${partitionId}`);
  }
  return resolveCapability({ key, partition: partitionId, awsRegion }, row, answer);
}

export function requireCapabilityAt(
  root: string,
  partitionId: string,
  key: string,
  awsRegion?: string,
): AvailableCapability | SubstitutedCapability {
  const found = capabilityAt(root, partitionId, key, awsRegion);
  if (found.answer !== 'no') {
    return found;
  }
  const where = awsRegion === undefined ? partitionId : `${partitionId} (${awsRegion})`;
  throw failure(
    'EDU502',
    `${found.title} (${key}) is refused in ${where}: ${found.reason} [source: ${found.source}; certainty: ${found.certainty}]`,
    { found: key, fix: `switch it off, or correct ${path} with a better source` },
  );
}
