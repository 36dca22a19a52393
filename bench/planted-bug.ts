import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KitError } from '../lib/errors';

/** Name of a store in an assembly. */
export function storeIn(folder: string): string {
  const { text } = middle(folder);
  const found = /"BucketName": ?"(edu-rec-[^"]+)"/.exec(text)?.[1];
  if (found === undefined) throw new KitError(`no store in ${folder}`);
  return found;
}

/** Lets every school into one store of the assembly: its Deny of other schools speaks of another one. */
export function plantBug(folder: string): void {
  const { path, text } = middle(folder);
  // The first tag behind the key's policy is the one that the store's policy spares.
  const planted = text.replace(
    /("Sid": ?"DenyHastyDeletion"[^]*?"aws:PrincipalTag\/educloud:school": ?)"[^"]+"/,
    '$1"nobody-else"',
  );
  if (planted === text) throw new KitError(`no place for a bug in ${path}`);
  writeFileSync(path, planted);
}

/** The template in the middle of those that hold schools. */
function middle(folder: string): { readonly path: string; readonly text: string } {
  const paths = readdirSync(folder)
    .filter((name) => name.endsWith('.template.json'))
    .sort()
    .map((name) => join(folder, name));
  const holding = paths.filter((path) => readFileSync(path, 'utf8').includes('"DenyHastyDeletion"'));
  const path = holding[Math.floor(holding.length / 2)];
  if (path === undefined) throw new KitError(`no schools in ${folder}`);
  return { path, text: readFileSync(path, 'utf8') };
}
