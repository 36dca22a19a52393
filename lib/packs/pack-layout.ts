import { isAbsolute, relative, sep } from 'node:path';

/** Where things stand in a pack, whatever carries it. */
export const recallKey = 'recall.json';
export const pointerKey = 'current.json';

export function manifestKey(version: number): string {
  return `manifests/${version}.json`;
}

export function blobKey(sha256: string): string {
  return `blobs/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
}

/** Whether `inner` is the folder `outer` or lies below it; both are real paths. */
export function liesWithin(inner: string, outer: string): boolean {
  const way = relative(outer, inner);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}
