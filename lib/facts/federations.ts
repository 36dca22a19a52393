import type { FederationPreset } from '../vocabulary';
import { type FederationFacts, federationSchema } from './federation-schema';
import { packageRoot } from './package-root';
import { damaged, policyFile } from './policy-file';

const folder = 'policies/federations';
const readFederation = policyFile(federationSchema);

/** What the attribute values of a kind of federation mean here. */
export function federationPreset(id: FederationPreset): FederationFacts {
  return federationPresetAt(packageRoot(), id);
}

export function federationPresetAt(root: string, id: FederationPreset): FederationFacts {
  const path = `${folder}/${id}.yaml`;
  const read = readFederation(root, path);
  if (read.id !== id) throw damaged(root, path, `the id "${read.id}" differs from the name of the file`);
  return read;
}
