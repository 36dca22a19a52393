import { type Jurisdiction, jurisdictionSchema } from './jurisdiction-schema';
import { packageRoot } from './package-root';
import { partitionOfAwsRegionAt } from './partitions';
import { damaged, policyFile } from './policy-file';
import { policyIds } from './policy-ids';
import { unknownFact } from './unknown-fact';

const folder = 'policies/jurisdictions';
const readJurisdiction = policyFile(jurisdictionSchema);

/** The ids of the jurisdictions that the kit knows, sorted; opens no file. */
export function jurisdictionIds(): readonly string[] {
  return jurisdictionIdsAt(packageRoot());
}

/** A jurisdiction and the AWS Regions inside it. Throws EDU501 for an unknown id. */
export function jurisdiction(id: string): Jurisdiction {
  return jurisdictionAt(packageRoot(), id);
}

/** The jurisdiction in which an AWS Region lies, if the kit knows one. Throws EDU501 for an unknown AWS Region. */
export function jurisdictionOfAwsRegion(awsRegion: string): Jurisdiction | undefined {
  return jurisdictionOfAwsRegionAt(packageRoot(), awsRegion);
}

/** The jurisdiction of a country (ISO 3166-1 alpha-2), if the kit knows one. */
export function jurisdictionOfCountry(code: string): Jurisdiction | undefined {
  return jurisdictionIds()
    .map(jurisdiction)
    .find(({ countries }) => countries.includes(code));
}

export function jurisdictionIdsAt(root: string): readonly string[] {
  return policyIds(root, folder);
}

export function jurisdictionAt(root: string, id: string): Jurisdiction {
  const known = jurisdictionIdsAt(root);
  if (!known.includes(id)) {
    throw unknownFact('jurisdiction', id, known);
  }
  const path = `${folder}/${id}.yaml`;
  const read = readJurisdiction(root, path);
  if (read.id !== id) {
    throw damaged(root, path, `the id "${read.id}" differs from the name of the file`);
  }
  return read;
}

export function jurisdictionOfAwsRegionAt(root: string, awsRegion: string): Jurisdiction | undefined {
  partitionOfAwsRegionAt(root, awsRegion);
  return jurisdictionIdsAt(root)
    .map((id) => jurisdictionAt(root, id))
    .find((candidate) => candidate.awsRegions.includes(awsRegion));
}
