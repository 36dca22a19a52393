import type { PackKey, Verified } from '../../packs';
import { sayIn } from '../handout/say';
import { printable } from '../printable';
import type { Language } from '../texts';
import { megabytes } from './megabytes';
import { verifyTexts } from './pack-texts';

/** What was found of a pack, for an administrator. */
export function renderVerified(
  folder: string,
  { manifest, files, bytes, issues }: Verified,
  keys: readonly PackKey[],
  language: Language,
): string {
  const say = sayIn(language);
  const faults = issues.filter(({ severity }) => severity === 'error').length;
  const until = manifest?.notAfter;
  return [
    manifest === undefined
      ? say(verifyTexts.unknown, { folder })
      : say(verifyTexts.head, {
          folder,
          id: manifest.id,
          version: String(manifest.version),
          licence: manifest.licence,
        }),
    faults === 0
      ? say(verifyTexts.sound, { files: String(files), bytes: megabytes(bytes) })
      : say(verifyTexts.faulty, { count: String(faults) }),
    ...(until === undefined ? [] : [say(verifyTexts.until, { notAfter: until })]),
    ...keys.map(({ id }) => say(verifyTexts.key, { key: id })),
    '',
  ]
    .map(printable)
    .join('\n');
}
