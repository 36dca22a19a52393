/** Name of the folder in which a synced folder keeps what it knows. */
export const controlFolder = '.educloud-pack';

const longestName = 255;
const longestPath = 1_024;
const deepest = 32;

/** Names that Windows keeps for devices, with any extension: https://learn.microsoft.com/windows/win32/fileio/naming-a-file. */
const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?$/i;

/** The form of the short names under which FAT and NTFS know a file a second time. */
const shortName = /^[^.]{1,6}~[0-9]{1,6}(?:\.[^.]{0,3})?$/;

/**
 * Why a path cannot be the name of a file of a pack on every system; undefined where it can. A path is relative, in Unicode NFC, with
 * `/` between the names.
 */
export function pathFault(path: string): string | undefined {
  if (path === '') return 'no name';
  if (path !== path.normalize('NFC')) return 'not in Unicode normalisation form C';
  if (Buffer.byteLength(path) > longestPath) return `longer than ${longestPath} bytes`;
  const names = path.split('/');
  if (names.length > deepest) return `more than ${deepest} folders deep`;
  if (foldedPath(names[0] ?? '') === controlFolder) return `${controlFolder} is kept for the kit`;
  for (const name of names) {
    const fault = nameFault(name);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function nameFault(name: string): string | undefined {
  if (name === '') return 'an empty name';
  if (name === '.' || name === '..') return 'a way to another folder';
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\uFFFD\p{Noncharacter_Code_Point}]/u.test(name)) {
    return 'a character that cannot be seen';
  }
  if (/[<>:"|?*\\]/.test(name)) return 'a character that Windows refuses';
  if (/[. ]$/.test(name)) return 'a dot or a blank at the end';
  if (reserved.test(name)) return 'a name that Windows keeps for a device';
  if (shortName.test(name)) return 'the form of a short name of Windows';
  return Buffer.byteLength(name) > longestName ? `a name of more than ${longestName} bytes` : undefined;
}

/** The path as file systems see it that know no case and other forms of Unicode: two paths with the same one are one file there. */
export function foldedPath(path: string): string {
  return path.normalize('NFD').toUpperCase().toLowerCase().normalize('NFC');
}

/** The folders above a file, the uppermost first. */
export function foldersOf(path: string): string[] {
  const names = path.split('/');
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join('/'));
}

/** Pairs of paths that are one on some file system, or of which one would have to be both file and folder. */
export function pathCollisions(paths: readonly string[]): (readonly [string, string])[] {
  const seen = new Map<string, { readonly path: string; readonly isFile: boolean }>();
  const found: (readonly [string, string])[] = [];
  const enter = (path: string, isFile: boolean): void => {
    const before = seen.get(foldedPath(path));
    if (before === undefined) seen.set(foldedPath(path), { path, isFile });
    else if (before.isFile || isFile || before.path !== path) found.push([before.path, path]);
  };
  for (const path of paths) {
    for (const folder of foldersOf(path)) enter(folder, false);
    enter(path, true);
  }
  return found;
}
