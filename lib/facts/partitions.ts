import { packageRoot } from './package-root';
import { type Partition, partitionSchema } from './partition-schema';
import { damaged, policyFile } from './policy-file';
import { policyIds } from './policy-ids';
import { unknownFact } from './unknown-fact';

const folder = 'policies/partitions';
const tables = ['capabilities', 'quotas'];
const readPartition = policyFile(partitionSchema);

/** The ids of the partitions that the kit knows, sorted; opens no file. */
export function partitionIds(): readonly string[] {
  return partitionIdsAt(packageRoot());
}

/** The identity of a partition. Throws EDU501 for an unknown id. */
export function partition(id: string): Partition {
  return partitionAt(packageRoot(), id);
}

/** The partition in which an AWS Region lies. Throws EDU501 for an unknown AWS Region. */
export function partitionOfAwsRegion(awsRegion: string): Partition {
  return partitionOfAwsRegionAt(packageRoot(), awsRegion);
}

export function partitionIdsAt(root: string): readonly string[] {
  return policyIds(root, folder, tables);
}

export function partitionAt(root: string, id: string): Partition {
  requirePartitionId(root, id);
  const path = `${folder}/${id}.yaml`;
  const read = readPartition(root, path);
  if (read.id !== id) {
    throw damaged(root, path, `the id "${read.id}" differs from the name of the file`);
  }
  return read;
}

export function partitionOfAwsRegionAt(root: string, awsRegion: string): Partition {
  const known: string[] = [];
  for (const id of partitionIdsAt(root)) {
    const candidate = partitionAt(root, id);
    const awsRegions = awsRegionIds(candidate);
    if (awsRegions.includes(awsRegion)) {
      return candidate;
    }
    known.push(...awsRegions);
  }
  throw unknownFact('AWS Region', awsRegion, known);
}

/** Throws EDU501 unless a file of that name exists; opens no file. */
export function requirePartitionId(root: string, id: string): void {
  const known = partitionIdsAt(root);
  if (!known.includes(id)) {
    throw unknownFact('partition', id, known);
  }
}

export function awsRegionIds(of: Partition): readonly string[] {
  return of.awsRegions.map((awsRegion) => awsRegion.id);
}
