import { z } from 'zod';
import type { Path } from './yaml-source';

/** Keys that `schema` allows in the mapping at `path`; empty where no mapping is allowed. */
export function keysAt(schema: z.core.$ZodType, path: Path): string[] {
  const here = objectsIn(schema);
  const [first, ...rest] = path;
  if (first === undefined) {
    return [...here.flatMap((object) => Object.keys(object.shape)), ...recordsIn(schema).flatMap(namedKeys)];
  }
  if (typeof first === 'number') return arraysIn(schema).flatMap((array) => keysAt(array.element, rest));
  const inObjects = here.flatMap((object) => {
    const shape: Readonly<Record<string, z.core.$ZodType | undefined>> = object.shape;
    const inner = shape[first];
    return inner === undefined ? [] : keysAt(inner, rest);
  });
  return [...inObjects, ...recordsIn(schema).flatMap((record) => keysAt(record.valueType, rest))];
}

function objectsIn(schema: z.core.$ZodType): z.ZodObject[] {
  return unwrap(schema).filter((one) => one instanceof z.ZodObject);
}

function arraysIn(schema: z.core.$ZodType): z.ZodArray[] {
  return unwrap(schema).filter((one) => one instanceof z.ZodArray);
}

function recordsIn(schema: z.core.$ZodType): z.ZodRecord[] {
  return unwrap(schema).filter((one) => one instanceof z.ZodRecord);
}

/** Keys of a record whose keys are a closed list. */
function namedKeys({ keyType }: z.ZodRecord): string[] {
  return keyType instanceof z.ZodEnum ? keyType.options.map(String) : [];
}

/** The schema without optionality and defaults; each branch of a union. */
function unwrap(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return unwrap(schema.unwrap());
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => unwrap(option));
  return [schema];
}
