import type { z } from 'zod';
import { type Issue, sortIssues } from '../errors';
import { firstMistakes } from './most-mistakes';
import { readText } from './read-text';
import { keysAt } from './schema-keys';
import { shapeIssues } from './shape-issues';
import { parseYaml, type YamlSource } from './yaml-source';

/** A YAML file of one schema: what it says, or every mistake in its shape. */
export type YamlFile<T> =
  | { readonly data: T; readonly source: YamlSource; readonly issues: readonly [] }
  | { readonly data?: undefined; readonly issues: readonly Issue[] };

/**
 * Reads a YAML file and checks its shape.
 *
 * @param limit largest size accepted, in bytes
 * @param fix what to do with an empty file
 */
export function readYamlFile<T>(file: string, schema: z.ZodType<T>, limit: number, fix: string): YamlFile<T> {
  const read = readText(file, limit);
  if (read.text === undefined) return { issues: read.issues.map((one) => advised(one, fix)) };
  const { source, issues } = parseYaml(read.text, file);
  if (source === undefined) return { issues: sortIssues(firstMistakes(issues, file)).map((one) => advised(one, fix)) };
  const result = schema.safeParse(source.value);
  if (result.success) return { data: result.data, source, issues: [] };
  const context = { ...source, keysAt: (path: readonly (string | number)[]) => keysAt(schema, path) };
  return { issues: sortIssues(firstMistakes(shapeIssues(result.error.issues, context), file)) };
}

/** The advice for an empty or a huge file is written for region files. */
function advised(one: Issue, fix: string): Issue {
  if (one.code === 'EDU103') return { ...one, fix };
  return one.code === 'EDU104' ? { ...one, fix: 'check that it is the right file' } : one;
}
