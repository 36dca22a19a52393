import { compare } from '../errors';
import { packageRoot } from './package-root';
import { requirePartitionId } from './partitions';
import { policyFile } from './policy-file';
import { type Quota, quotaFileSchema } from './quota-schema';
import { unknownFact } from './unknown-fact';

const path = 'policies/partitions/quotas.yaml';
const readQuotas = policyFile(quotaFileSchema);

/** The keys of all quotas, sorted. */
export function quotaKeys(): readonly string[] {
  return quotaKeysAt(packageRoot());
}

/** A quota as it holds in a partition; `unit` and `scope` say what is counted. Throws EDU501 for an unknown partition or key. */
export function quota(partitionId: string, key: string): Quota {
  return quotaAt(packageRoot(), partitionId, key);
}

export function quotaKeysAt(root: string): readonly string[] {
  return Object.keys(readQuotas(root, path).quotas).sort(compare);
}

export function quotaAt(root: string, partitionId: string, key: string): Quota {
  requirePartitionId(root, partitionId);
  const { quotas } = readQuotas(root, path);
  const found = Object.hasOwn(quotas, key) ? quotas[key] : undefined;
  if (found === undefined) {
    throw unknownFact('quota', key, quotaKeysAt(root));
  }
  const { partitions, ...row } = found;
  const { value, adjustable, source, certainty, ...rest } = partitions?.[partitionId] ?? {};
  return Object.freeze({
    key,
    partition: partitionId,
    ...row,
    ...rest,
    value: value ?? row.value,
    adjustable: adjustable ?? row.adjustable,
    source: source ?? row.source,
    certainty: certainty ?? row.certainty,
  });
}
