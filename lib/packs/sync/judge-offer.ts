import { failure } from '../../errors';
import { canonicalJson } from '../canonical-json';
import type { Manifest, Pointer, RecallList } from '../documents';
import type { SyncState } from './sync-state';

/**
 * Checks a recall list against what is held.
 *
 * @throws EDU624 for an older list, EDU629 for another pack's, EDU633 for another one of the same version
 */
export function judgeRecall(offered: RecallList, { recall, id }: SyncState, file: string): void {
  if (id !== undefined && offered.id !== id) throw otherPack(file, offered.id, id);
  if (recall === undefined) return;
  if (offered.version < recall.version) throw older('recall list', file, offered.version, recall.version);
  if (offered.version === recall.version && canonicalJson(offered) !== canonicalJson(recall)) {
    throw otherContent(file, `another recall list ${offered.version}`);
  }
}

/**
 * Checks which version is offered.
 *
 * @throws EDU624 for an older one, EDU629 for another pack, EDU633 for other content, EDU636 for one that knows of later recalls
 */
export function judgePointer(
  offered: Pointer,
  recall: RecallList,
  { pointer, journal, seen }: SyncState,
  file: string,
): void {
  if (offered.id !== recall.id) {
    if (pointer !== undefined || journal !== undefined) throw otherPack(file, offered.id, recall.id);
    throw mixed(file, `${offered.id} beside a recall list of ${recall.id}`);
  }
  for (const held of [pointer, journal?.to, seen]) {
    if (held === undefined) continue;
    if (offered.version < held.version) throw older('version', file, offered.version, held.version);
    if (offered.version === held.version && offered.manifest.sha256 !== held.manifest.sha256) {
      throw otherContent(file, `another manifest of version ${offered.version}`);
    }
  }
  if (recall.version < offered.recall) throw older('recall list', file, recall.version, offered.recall);
}

/** @throws EDU636 for a manifest that is not the one the pointer speaks of */
export function judgeManifest(manifest: Manifest, pointer: Pointer, file: string): void {
  const fits =
    manifest.id === pointer.id &&
    manifest.version === pointer.version &&
    manifest.recall === pointer.recall &&
    manifest.notAfter === pointer.notAfter;
  if (!fits)
    throw mixed(file, `${manifest.id} ${manifest.version}, where ${pointer.id} ${pointer.version} was announced`);
}

/** @throws EDU625 for what is past its last day */
export function judgeDay(document: Pointer | RecallList, asOf: string, file: string): void {
  if (document.notAfter === undefined || asOf <= document.notAfter) return;
  throw failure('EDU625', 'the pack is past its last day', {
    file,
    found: `${document.notAfter}, and it is ${asOf}`,
    allowed: 'a pack that its publisher still vouches for',
    fix: 'take a newer pack; if there is none, ask the publisher; look at the date of this machine',
  });
}

function older(what: string, file: string, found: number, held: number): Error {
  return failure('EDU624', `the source offers an older ${what} than is known`, {
    file,
    found: String(found),
    allowed: `${held} or a later one`,
    fix: 'take a newer pack: an old stick, a stale mirror or somebody who wants mended mistakes back offers this',
  });
}

function otherContent(file: string, found: string): Error {
  return failure('EDU633', 'the source has what is held with other content', {
    file,
    found,
    allowed: 'each version with one content for ever',
    fix: 'ask the publisher on another way than this one',
  });
}

function otherPack(file: string, found: string, id: string): Error {
  return failure('EDU629', 'the source offers another pack than the folder holds', {
    file,
    found,
    allowed: id,
    fix: 'check the source and the folder; each pack has a folder of its own',
  });
}

function mixed(file: string, found: string): Error {
  return failure('EDU636', 'the documents of the pack do not belong together', {
    file,
    found,
    allowed: 'documents of one version',
    fix: 'take the pack from its publisher again',
  });
}
