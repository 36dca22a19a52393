import { packageRoot } from './package-root';
import { damaged, policyFile } from './policy-file';
import { policyIds } from './policy-ids';
import { type Provision, propertySchema, provisionFileSchema, type RawProperty } from './property-schema';
import { unknownFact } from './unknown-fact';

const folder = 'policies/properties';
const provisionsPath = 'policies/provisions.yaml';
const readProperty = policyFile(propertySchema);
const readProvisions = policyFile(provisionFileSchema);

/** The ids of the properties that the kit can prove, sorted; opens no file. */
export function propertyIds(): readonly string[] {
  return propertyIdsAt(packageRoot());
}

/** One property. Throws EDU501 for an unknown id. */
export function property(id: string): RawProperty {
  return propertyAt(packageRoot(), id);
}

/** All properties, sorted by id. */
export function properties(): readonly RawProperty[] {
  return propertyIds().map(property);
}

export function propertyIdsAt(root: string): readonly string[] {
  return policyIds(root, folder);
}

export function propertyAt(root: string, id: string): RawProperty {
  const known = propertyIdsAt(root);
  if (!known.includes(id)) {
    throw unknownFact('property', id, known);
  }
  const path = `${folder}/${id}.yaml`;
  const read = readProperty(root, path);
  if (read.id !== id) {
    throw damaged(root, path, `the id "${read.id}" differs from the name of the file`);
  }
  return { ...read, serves: read.serves.map((provision) => provisionAt(root, path, provision)) };
}

function provisionAt(root: string, path: string, id: string): Provision {
  const { provisions } = readProvisions(root, provisionsPath);
  const found = Object.hasOwn(provisions, id) ? provisions[id] : undefined;
  if (found === undefined) {
    throw damaged(root, path, `serves: the provision "${id}" does not stand in ${provisionsPath}`);
  }
  return { id, ...found };
}
