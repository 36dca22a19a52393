import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { readCookies, httpSource } from '../../lib/packs';
import { sourceOf } from '../../lib/cli/pack/source-of';
import type { Code, Issue } from '../../lib/errors';
import { takeLock } from '../../lib/packs/sync/sync-lock';
import { folder, instantClock, publish, put, syncFrom } from '../packs/sync/support';
import { packServer, type PackServer } from '../packs/sync/pack-server';
import { issuesOf } from '../packs/support';

interface Mistake {
  readonly code: Code;
  readonly what: string;
  readonly issues: () => Promise<readonly Issue[]>;
}

const files = { 'a.txt': 'alpha' };

/** What is said of a second sync, after `change` has changed pack or target. */
function again(
  code: Code,
  what: string,
  change: (out: string, target: string) => Promise<unknown>,
  source: (out: string) => string = (out) => out,
): Mistake {
  return {
    code,
    what,
    issues: async () => {
      const [out, target] = [join(folder(), 'pack'), join(folder(), 'target')];
      await publish(out, 2, files);
      await syncFrom(out, target);
      await change(out, target);
      return (await syncFrom(source(out), target)).issues;
    },
  };
}

/** What is said of a server that answers everything in one way. */
function served(code: Code, what: string, mischief: NonNullable<PackServer['mischief']>): Mistake {
  return {
    code,
    what,
    issues: async () => {
      const server = await packServer(folder());
      server.mischief = mischief;
      const source = httpSource(new URL(server.url));
      const { issues } = await syncFrom(server.url, folder(), { source, attempts: 2, clock: instantClock() });
      await server.close();
      return issues;
    },
  };
}

/** Faults of sources and targets, and of those who sync. */
export const syncMistakes: readonly Mistake[] = [
  again('EDU624', 'an old stick', async (out) => {
    const old = join(folder(), 'old');
    await publish(old, 1, files);
    cpSync(old, out, { recursive: true });
  }),
  served('EDU627', 'a server that fails', (_request, response) => {
    response.writeHead(503).end();
    return true;
  }),
  served('EDU628', 'a signature that has expired', (_request, response) => {
    response.writeHead(403).end();
    return true;
  }),
  again('EDU629', 'the stick of another pack', async (out) => {
    const other = join(folder(), 'other');
    await publish(other, 3, files, { id: 'chemistry' });
    cpSync(other, out, { recursive: true });
  }),
  {
    code: 'EDU630',
    what: 'two runs at once',
    issues: async () => {
      const control = folder();
      const release = takeLock(control);
      const issues = await issuesOf(() => takeLock(control));
      release();
      return issues;
    },
  },
  again('EDU631', 'a file of a teacher in the way', async (out, target) => {
    put(target, 'b.txt', 'mine');
    await publish(out, 3, { ...files, 'b.txt': 'the pack’s' });
  }),
  again('EDU633', 'a version that was published twice', async (out) => {
    const other = join(folder(), 'other');
    await publish(other, 2, { 'a.txt': 'other' });
    cpSync(other, out, { recursive: true });
  }),
  again('EDU634', 'a recalled file', (out) => publish(out, 3, { 'b.txt': 'beta' }, { recall: ['a.txt'] })),
  {
    code: 'EDU635',
    what: 'an address of FTP',
    issues: () => issuesOf(() => sourceOf('ftp://res.example/x', undefined)),
  },
  {
    code: 'EDU642',
    what: 'a page in place of cookies',
    issues: () => issuesOf(() => readCookies('<html>', 'cookies.txt', 'res.example')),
  },
];
