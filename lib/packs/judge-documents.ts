import { join } from 'node:path';
import { failure, issue, type Issue } from '../errors';
import type { Found, PackDocuments } from './collect-documents';
import { missing, ofAnother } from './pack-folder';

/** What is wrong between documents that are each sound: they are of another pack, of different versions or too old. */
export function judgeDocuments(documents: PackDocuments, asOf: string): readonly Issue[] {
  return [
    ...ids(documents),
    ...current(documents),
    ...places(documents),
    ...recalls(documents),
    ...ages(documents, asOf),
  ];
}

function all({ pointer, recall, manifests }: PackDocuments): readonly Found<'pointer' | 'recall' | 'manifest'>[] {
  return [pointer, recall, ...manifests].flatMap((one) => one ?? []);
}

function ids(documents: PackDocuments): readonly Issue[] {
  const [first, ...others] = all(documents);
  return others
    .filter(({ document }) => document.id !== first?.document.id)
    .flatMap(({ file, document }) => ofAnother(file, document.id, first?.document.id ?? '').issues);
}

/** What the pointer says of its manifest. */
function current({ folder, pointer, manifests, places: looked, manifestPlace }: PackDocuments): readonly Issue[] {
  if (pointer === undefined) return [];
  const { document, file } = pointer;
  const place = manifestPlace(document.version);
  if (!looked.includes(place)) return missing(join(folder, place)).issues;
  const manifest = manifests.find((one) => one.place === place);
  if (manifest === undefined) return [];
  const { version, recall, notAfter } = manifest.document;
  if (version !== document.version)
    return ofAnother(manifest.file, versionText(version), versionText(document.version)).issues;
  if (recall !== document.recall || notAfter !== document.notAfter) {
    return ofAnother(file, 'another recall list or last day', `what ${manifest.file} says`).issues;
  }
  if (manifest.sha256 === document.manifest.sha256 && manifest.size === document.manifest.size) return [];
  return differs(manifest.file, manifest.sha256, document.manifest.sha256).issues;
}

function places({ manifests, manifestPlace }: PackDocuments): readonly Issue[] {
  return manifests
    .filter(({ place, document }) => manifestPlace(document.version) !== place)
    .flatMap(({ file, document }) => ofAnother(file, versionText(document.version), 'the version of its name').issues);
}

/** A recall list may be newer than the rest, since it comes first; an older one would hide a recall. */
function recalls({ pointer, recall, manifests }: PackDocuments): readonly Issue[] {
  if (recall === undefined) return [];
  // A manifest that nothing points to yet may be ahead of the list: a cut fell between them.
  const published = manifests.filter(({ document }) => document.version <= (pointer?.document.version ?? 0));
  const least = Math.max(pointer?.document.recall ?? 0, ...published.map(({ document }) => document.recall));
  if (recall.document.version >= least) return [];
  return ofAnother(recall.file, `recall list ${recall.document.version}`, `recall list ${least} or a newer one`).issues;
}

function ages({ pointer, recall }: PackDocuments, asOf: string): readonly Issue[] {
  return [pointer, recall].flatMap((one) => {
    const notAfter = one?.document.notAfter;
    return one === undefined || notAfter === undefined || asOf <= notAfter ? [] : [past(one.file, notAfter, asOf)];
  });
}

/** A pack that the publisher no longer stands for. */
export function past(file: string, notAfter: string, asOf: string): Issue {
  return issue('EDU625', 'the pack is past its last day', {
    file,
    found: `${asOf}, after ${notAfter}`,
    allowed: `until ${notAfter}`,
    fix: 'take a newer pack from its publisher; check the date of this machine',
  });
}

/** Bytes that are not those that were signed. */
export function differs(file: string, found: string, allowed: string): Error & { readonly issues: readonly Issue[] } {
  return failure('EDU626', 'the bytes are not those that were signed', {
    file,
    found,
    allowed,
    fix: 'take the pack again, from another place or on another stick: this copy is damaged, or somebody has changed it',
  });
}

function versionText(version: number): string {
  return `version ${version}`;
}
