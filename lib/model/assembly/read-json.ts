import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { issue, type Issue } from '../../errors';
import { systemCode } from '../../files';
import { isObject } from '../is-object';
import { jsonFault } from './json-fault';

/** An object of JSON and the text it was read from. */
export interface JsonFile {
  readonly value: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/**
 * An object in a file of an assembly; what is wrong with the file is added to `issues`.
 *
 * @param file relative to the folder
 * @param namedBy the file that names this one, if one does
 */
export function readJson(folder: string, file: string, issues: Issue[], namedBy?: string): JsonFile | undefined {
  const text = readText(folder, file, issues, namedBy);
  if (text === undefined) return undefined;
  const place = { file: join(folder, file) };
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return { value, text };
    issues.push(
      issue('EDU725', 'the file holds no JSON object', {
        ...place,
        found: Array.isArray(value) ? 'a list' : value === null ? 'null' : typeof value,
        allowed: 'an object',
      }),
    );
  } catch {
    issues.push(
      issue('EDU723', 'the file is not JSON', { ...place, ...faultIn(text), fix: 'synthesise the assembly again' }),
    );
  }
  return undefined;
}

/** Where the fault is, unless a text in the file is too long to walk over. */
function faultIn(text: string): Partial<ReturnType<typeof jsonFault>> {
  try {
    return jsonFault(text);
  } catch (error) {
    if (error instanceof RangeError) return {};
    throw error;
  }
}

function readText(folder: string, file: string, issues: Issue[], namedBy: string | undefined): string | undefined {
  try {
    // A byte order mark is no part of JSON.
    return readFileSync(join(folder, file), 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const by = namedBy === undefined ? '' : `, which ${namedBy} names,`;
    issues.push(
      issue('EDU724', `the file ${file}${by} cannot be read`, {
        file: join(folder, namedBy ?? file),
        found: systemCode(error),
        fix: 'copy the whole folder of the assembly, or synthesise it again',
      }),
    );
    return undefined;
  }
}
