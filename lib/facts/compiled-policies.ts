import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

// Parsing the tables as YAML takes some 0.4 s, reading them as JSON next to nothing. The build keeps them as JSON too; a
// copy counts only while it is a copy of exactly the text beside it, so YAML stays the one source.

/** File that the build writes, relative to the package root. */
export const compiledFile = join('dist', 'policies.json');

const compiledSchema = z.record(z.string(), z.object({ sha256: z.string(), value: z.unknown() }));

type Compiled = z.output<typeof compiledSchema>;

/** Every file of `policies/` as JSON, each with the digest of its text. */
export function compilePolicies(root: string): string {
  const entries = readdirSync(join(root, 'policies'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(root, 'policies', name), 'utf8');
      const value: unknown = parse(text);
      return [`policies/${name.replaceAll('\\', '/')}`, { sha256: digest(text), value }] as const;
    });
  return `${JSON.stringify(Object.fromEntries(entries))}\n`;
}

const tables = new Map<string, Compiled>();

/** The value of a file of policies, if the build has kept a copy of exactly this text. */
export function compiledValue(root: string, path: string, text: string): { readonly value: unknown } | undefined {
  const entry = tableOf(root)[path];
  return entry?.sha256 === digest(text) ? entry : undefined;
}

function tableOf(root: string): Compiled {
  const known = tables.get(root);
  if (known !== undefined) return known;
  const file = join(root, compiledFile);
  const table = existsSync(file) ? compiledSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
  tables.set(root, table);
  return table;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
