import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { failure } from '../../errors';
import { systemCode, writing } from '../../files';

/**
 * Writes a file that its owner alone may read, whole or not at all.
 *
 * @throws EDU583 where there is one and it is not to be replaced, EDU701 where it cannot be written
 */
export function writeSecret(path: string, text: string, replace: boolean): void {
  writing(path, () => {
    if (replace) {
      const draft = `${path}.new`;
      rmSync(draft, { force: true });
      writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
      renameSync(draft, path);
      return;
    }
    try {
      writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if (systemCode(error) === 'EEXIST') throw standing(path);
      throw error;
    }
  });
}

function standing(path: string): Error {
  return failure('EDU583', 'there is a file of this name', {
    file: path,
    allowed: 'a name that is free',
    fix: 'remove it, choose another, or say `--replace`',
  });
}
