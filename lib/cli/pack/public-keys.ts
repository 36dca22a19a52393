import { EducloudError, type Issue } from '../../errors';
import { readPublicKey, type PackKey } from '../../packs';
import type { Values } from '../command';
import { readKeyFile } from '../delivery/read-key-file';

/**
 * The public keys in the files of a repeatable option.
 *
 * @throws EDU101 or EDU102 for files that cannot be read, EDU611 for what is no key of packs; all at once
 */
export function publicKeysOf(value: Values[string]): readonly PackKey[] {
  const issues: Issue[] = [];
  const keys: PackKey[] = [];
  for (const file of listOf(value)) {
    const { text, issues: found } = readKeyFile(file);
    issues.push(...found);
    if (text === undefined) continue;
    try {
      keys.push(readPublicKey(text, file));
    } catch (error) {
      if (!(error instanceof EducloudError)) throw error;
      issues.push(...error.issues);
    }
  }
  if (issues.length > 0) throw new EducloudError(issues);
  return keys;
}

/** The values of a repeatable option. */
export function listOf(value: Values[string]): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
