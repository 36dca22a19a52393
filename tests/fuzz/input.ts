import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A region file and what lies beside it, by name. */
export type Files = Readonly<Record<string, Uint8Array>>;

export const regionFile = 'region.yaml';
export const rosterFile = 'roster.csv';
export const secondRoster = 'more.csv';

export function bytesOf(text: string): Uint8Array {
  return Buffer.from(text);
}

export function textOf(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString();
}

/** Makes `folder` hold these files and nothing else. */
export function writeFiles(folder: string, files: Files): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder))
    if (!Object.hasOwn(files, name)) rmSync(join(folder, name), { recursive: true });
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
}
