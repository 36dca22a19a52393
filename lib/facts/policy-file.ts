import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { EducloudError, failure, type Issue, issue } from '../errors';
import { compiledValue } from './compiled-policies';
import { dotted, locate, positionAt } from './locate';

/** Reads one file under `root`; the second reading of the same file costs nothing. */
export type PolicyFile<T> = (root: string, path: string) => T;

/**
 * A reader for files of one schema.
 *
 * The reader throws `EducloudError` (EDU503) with file, line and column of everything wrong when the file is missing or damaged.
 */
export function policyFile<T>(schema: z.ZodType<T>): PolicyFile<T> {
  const cache = new Map<string, T>();
  return (root, path) => {
    const file = join(root, path);
    const known = cache.get(file);
    if (known !== undefined) {
      return known;
    }
    const value = read(schema, root, path);
    cache.set(file, value);
    return value;
  };
}

/** EDU503 for a fault that no schema sees. */
export function damaged(root: string, path: string, message: string): EducloudError {
  return failure('EDU503', message, { file: join(root, path) });
}

function read<T>(schema: z.ZodType<T>, root: string, path: string): T {
  const file = join(root, path);
  const text = textOf(file);
  const compiled = compiledValue(root, path, text);
  const quick = compiled === undefined ? undefined : schema.safeParse(compiled.value);
  return quick?.success ? quick.data : parseText(schema, text, file);
}

function parseText<T>(schema: z.ZodType<T>, text: string, file: string): T {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    throw new EducloudError(
      document.errors.map((error) =>
        issue('EDU503', error.message, { file, ...positionAt(lines, error.pos[0]), fix: reinstall }),
      ),
    );
  }
  const result = schema.safeParse(document.toJS());
  if (result.success) {
    return result.data;
  }
  throw new EducloudError(
    result.error.issues.map((fault): Issue => {
      const path = fault.code === 'unrecognized_keys' ? [...fault.path, ...fault.keys.slice(0, 1)] : fault.path;
      const where = dotted(path);
      return issue('EDU503', `${where === '' ? 'the file' : where}: ${fault.message}`, {
        file,
        ...locate(document, lines, path),
        ...(where === '' ? {} : { path: where }),
        fix: reinstall,
      });
    }),
  );
}

const reinstall = 'mend the file, or install educloud again if you did not change it';

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw failure('EDU503', `the file cannot be read: ${why}`, { file, fix: reinstall });
  }
}
