import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { failure } from '../../errors';
import { makeFolder, writing } from '../../files';

/** Enough to tell an index, of any version, from the file that a slip of the hand would replace. */
const anyIndex = z.looseObject({
  version: z.number(),
  region: z.string(),
  partition: z.string(),
  schools: z.array(z.unknown()),
});

/**
 * Sees, before anything is read, that `path` may be written to in the end.
 *
 * @throws EDU701 when it is a folder or its folder cannot be made, EDU702 when it holds anything but an index
 */
export function prepareIndexFile(path: string): void {
  writing(path, () => {
    makeFolder(dirname(path));
  });
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return;
  if (!stat.isFile()) {
    throw failure('EDU701', `${path} is not a file`, {
      file: path,
      found: stat.isDirectory() ? 'a folder' : 'something else',
      allowed: 'a path where a file can be made',
      fix: 'choose another path with `--out`',
    });
  }
  if (anyIndex.safeParse(parseJson(writing(path, () => readFileSync(path, 'utf8')))).success) return;
  throw failure('EDU702', `${path} is no registry index, and would be replaced`, {
    file: path,
    found: 'another file',
    allowed: 'a path where nothing is, or an earlier index',
    fix: 'choose another path with `--out`',
  });
}

/**
 * Writes the index in one step: who reads it sees the old one or the new one.
 *
 * @throws EDU701
 */
export function writeIndexFile(path: string, text: string): void {
  const draft = `${path}.new`;
  writing(path, () => {
    writeFileSync(draft, text, { flush: true });
    renameSync(draft, path);
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
