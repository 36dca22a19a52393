import type { Values } from './command';

/** The region file of a command that may leave it out: the one of the folder. */
export function regionFileOf({ file }: Values): string {
  return typeof file === 'string' && file !== '' ? file : 'region.yaml';
}
