import { copyFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Code, Issue } from '../../lib/errors';
import { packHead, readPublicKey, verifyPack, type PackKey } from '../../lib/packs';
import { blobKey } from '../../lib/packs/pack-layout';
import { readSmall } from '../../lib/packs/read-small';
import { writingFiles } from '../../lib/packs/writing-files';
import { folder, folderWith, issuesOf, made, publisher, put, sha256, stranger } from '../packs/support';

interface Mistake {
  readonly code: Code;
  readonly what: string;
  readonly issues: () => Promise<readonly Issue[]>;
}

const files = { 'a.txt': 'alpha', 'b.txt': 'beta' };

/** What is said of a new version over `files`, which stand as version 3. */
function next(
  code: Code,
  what: string,
  options: Parameters<typeof made>[1],
  content: Parameters<typeof made>[0] = files,
): Mistake {
  return {
    code,
    what,
    issues: async () => {
      const { out } = await made(files, { version: 3 });
      return issuesOf(() => made(content, { out, version: 4, ...options }));
    },
  };
}

/** What is said of a sound pack after a change. */
function changed(
  code: Code,
  what: string,
  change: (out: string) => void,
  { keys = [publisher.key], asOf = '2026-12-01' }: { keys?: readonly PackKey[]; asOf?: string } = {},
): Mistake {
  return {
    code,
    what,
    issues: async () => {
      const { out } = await made(files, { notAfter: '2026-12-31' });
      change(out);
      return (await verifyPack({ folder: out, keys, asOf })).issues;
    },
  };
}

/** What is said of a first version. */
function first(code: Code, what: string, content: Readonly<Record<string, string>>): Mistake {
  return { code, what, issues: () => issuesOf(() => made(content)) };
}

/** Mistakes of those who make packs, and faults of packs. */
export const packMistakes: readonly Mistake[] = [
  {
    code: 'EDU611',
    what: 'a private key to verify with',
    issues: () => issuesOf(() => readPublicKey(publisher.privatePem, 'public.pem')),
  },
  first('EDU612', 'a file that Windows cannot have', { 'aux.txt': '' }),
  first('EDU613', 'two names that differ by case', { 'a.txt': '', 'A.txt': '' }),
  changed('EDU614', 'a link in a pack', (out) => {
    symlinkSync('..', join(out, 'link'));
  }),
  next('EDU615', 'a version below the last', { version: 2 }),
  next('EDU616', 'a folder of another pack', { id: 'physics-8' }),
  next('EDU617', 'a version again', { version: 3 }, { 'a.txt': 'other' }),
  next('EDU618', 'a recall of what is listed', { recall: ['a.txt'] }),
  next('EDU619', 'a recall of what never was', { recall: ['gone.txt'] }),
  {
    code: 'EDU620',
    what: 'an empty stick',
    issues: () => issuesOf(() => verifyPack({ folder: folder(), keys: [publisher.key], asOf: '2026-12-01' })),
  },
  changed('EDU621', 'the page of a network that asks for a sign-in', (out) => {
    writeFileSync(join(out, 'current.json'), '<!doctype html>');
  }),
  changed('EDU622', 'a pack of somebody else', () => undefined, { keys: [stranger.key] }),
  changed('EDU623', 'a copy that was cut short', (out) => {
    rmSync(join(out, blobKey(sha256('beta'))));
  }),
  changed('EDU625', 'a pack of last year', () => undefined, { asOf: '2027-01-01' }),
  changed('EDU626', 'a damaged stick', (out) => {
    writeFileSync(join(out, blobKey(sha256('beta'))), 'bet0');
  }),
  {
    code: 'EDU632',
    what: 'a full disk',
    issues: () =>
      issuesOf(() =>
        writingFiles('pack', () => Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC' }))),
      ),
  },
  changed('EDU636', 'a manifest under the name of another version', (out) => {
    copyFileSync(join(out, 'manifests/1.json'), join(out, 'manifests/2.json'));
  }),
  changed('EDU637', 'a file that nobody has signed', (out) => {
    put(out, 'more.exe', 'MZ');
  }),
  {
    code: 'EDU638',
    what: 'a version of two numbers',
    issues: () => issuesOf(() => packHead({ id: 'physics-7', version: '1.2' })),
  },
  {
    code: 'EDU639',
    what: 'a recalled content that somebody has put back',
    issues: async () => {
      const { out } = await made(files);
      await made({ 'b.txt': 'beta' }, { out, version: 2, recall: ['a.txt'] });
      put(out, blobKey(sha256('alpha')), 'alpha');
      return (await verifyPack({ folder: out, keys: [publisher.key], asOf: '2026-12-01' })).issues;
    },
  },
  {
    code: 'EDU640',
    what: 'a file that somebody still writes',
    issues: () => {
      const from = folderWith(files);
      const onProgress = (done: number): void => {
        if (done === 1) put(from, 'a.txt', 'other');
      };
      return issuesOf(() => made({}, { folder: from, onProgress }));
    },
  },
  {
    code: 'EDU641',
    what: 'a private key among the files',
    issues: () => issuesOf(() => made({ 'key.pem': publisher.privatePem })),
  },
  {
    code: 'EDU643',
    what: 'a pointer of a megabyte',
    issues: () =>
      issuesOf(() => readSmall(join(folderWith({ 'current.json': ' '.repeat(2 ** 20) }), 'current.json'), 9)),
  },
];
