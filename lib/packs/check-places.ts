import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { failure } from '../errors';
import { liesWithin, pointerKey, recallKey } from './pack-layout';

const ours: ReadonlySet<string> = new Set([
  'blobs',
  'manifests',
  pointerKey,
  recallKey,
  `${recallKey}.new`,
  `${pointerKey}.new`,
]);

interface Places {
  readonly folder: string;
  readonly out: string;
  readonly secrets?: readonly string[];
}

/**
 * Checks where a pack is made from and to.
 *
 * @throws EDU101 where there is no folder, EDU641 where one lies in the other, the pack's holds other files or the key lies among them
 */
export function checkPlaces({ folder, out, secrets = [] }: Places): void {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw failure('EDU101', 'there is no such folder', {
      file: folder,
      fix: 'name the folder whose files go into the pack',
    });
  }
  const [from, to] = [realpathSync(folder), realPlace(out)];
  if (liesWithin(from, to) || liesWithin(to, from)) {
    throw failure('EDU641', 'the pack and its files would lie in one another', {
      file: out,
      found: folder,
      allowed: 'two folders beside each other',
      fix: 'choose another folder with `--out`',
    });
  }
  for (const secret of secrets) {
    if (!liesWithin(realPlace(secret), from)) continue;
    throw privateKeyAmong(secret, folder);
  }
  if (existsSync(out) && !statSync(out).isDirectory()) {
    throw failure('EDU641', 'a file stands where the pack would be', {
      file: out,
      found: 'a file',
      allowed: 'a folder, or a path where one can be made',
      fix: 'choose another folder with `--out`',
    });
  }
  const others = existsSync(out) ? readdirSync(out).filter((name) => !ours.has(name)) : [];
  if (others.length === 0) return;
  throw failure('EDU641', 'the folder of the pack holds other files', {
    file: out,
    found: others.slice(0, 3).join(', '),
    allowed: 'an empty folder, or one with an earlier version of this pack',
    fix: 'choose another folder with `--out`',
  });
}

/** A private key that would be published. */
export function privateKeyAmong(file: string, folder: string): Error {
  return failure('EDU641', 'the private key lies among the files of the pack', {
    file,
    found: folder,
    allowed: 'a place that is never published',
    fix: 'move the key to another folder',
  });
}

/** Where a path leads to, also when its end is not there yet. */
export function realPlace(path: string): string {
  const absolute = resolve(path);
  if (existsSync(absolute) || dirname(absolute) === absolute) return realpathSync(absolute);
  return join(realPlace(dirname(absolute)), basename(absolute));
}
