import type { CreatedPack } from '../../packs';
import { sayIn } from '../handout/say';
import { printable } from '../printable';
import type { Language } from '../texts';
import { megabytes } from './megabytes';
import { createTexts } from './pack-texts';

/** A new version of a pack, for who publishes it. */
export function renderCreated(out: string, key: string, created: CreatedPack, language: Language): string {
  const say = sayIn(language);
  const { manifest, recall, bytes, added } = created;
  const { id, version, licence, notAfter, files } = manifest;
  const counts = { files: String(files.length), bytes: megabytes(bytes) };
  return [
    say(createTexts.head, { out, id, version: String(version), licence, ...counts }),
    say(createTexts.added, { files: String(added.files), bytes: megabytes(added.bytes) }),
    ...(notAfter === undefined ? [] : [say(createTexts.until, { notAfter })]),
    say(createTexts.recall, { version: String(recall.version), count: String(recall.recalled.length) }),
    say(createTexts.key, { key }),
    say(createTexts.publish),
    '',
  ]
    .map(printable)
    .join('\n');
}
