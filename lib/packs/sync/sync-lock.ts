import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { failure } from '../../errors';
import { systemCode, writing } from '../../files';

/** Milliseconds after which nobody is still writing a lock. */
const longestWriting = 60_000;

/** Who holds a lock. `started` tells a process from a later one with the same number, where the system says so. */
interface Holder {
  readonly host: string;
  readonly pid: number;
  readonly started: string;
}

/**
 * Takes the lock of a target for this process; one that a dead process left is taken over.
 *
 * @returns what lets it go
 * @throws EDU630 where another sync runs
 */
export function takeLock(control: string): () => void {
  const path = join(control, 'lock');
  const mine = JSON.stringify({ host: hostname(), pid: process.pid, started: startOf(process.pid) });
  writing(path, () => mkdirSync(control, { recursive: true }));
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (create(path, mine)) {
      return () => {
        if (textOf(path) === mine) rmSync(path, { force: true });
      };
    }
    const theirs = textOf(path);
    if (theirs !== undefined && !isDead(path, theirs)) throw running(path, theirs);
    if (theirs !== undefined) setAside(path, theirs);
  }
  throw running(path, textOf(path) ?? '');
}

/** Makes the lock with its text in one step, so that a run that is killed leaves none without a name. */
function create(path: string, text: string): boolean {
  const draft = `${path}.${process.pid}.new`;
  return writing(path, () => {
    try {
      rmSync(draft, { force: true });
      writeFileSync(draft, text, { flag: 'wx' });
      linkSync(draft, path);
      return true;
    } catch (error) {
      if (systemCode(error) === 'EEXIST') return false;
      // FAT knows no links.
      if (!noLinks.has(systemCode(error))) throw error;
      return createInPlace(path, text);
    } finally {
      rmSync(draft, { force: true });
    }
  });
}

const noLinks: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

function createInPlace(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Removes a dead lock; if another run was faster, and this is its lock by now, it is put back. */
function setAside(path: string, dead: string): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return;
    throw error;
  }
  if (textOf(aside) === dead) rmSync(aside, { force: true });
  else renameSync(aside, path);
}

/** A lock that cannot be read was cut while it was written, unless it is being written now. */
function isDead(path: string, text: string): boolean {
  const holder = holderOf(text);
  if (holder === undefined)
    return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > longestWriting;
  if (holder.host !== hostname()) return false;
  if (holder.pid === process.pid) return holder.started !== startOf(process.pid);
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (systemCode(error) === 'ESRCH') return true;
  }
  return holder.started !== startOf(holder.pid);
}

function holderOf(text: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    if (!('host' in value && 'pid' in value && 'started' in value)) return undefined;
    const { host, pid, started } = value;
    const isHolder = typeof host === 'string' && typeof pid === 'number' && typeof started === 'string';
    return isHolder && Number.isSafeInteger(pid) && pid > 0 ? { host, pid, started } : undefined;
  } catch {
    return undefined;
  }
}

/** Boot and clock tick at which a process began, as Linux says; empty elsewhere. */
function startOf(pid: number): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return `${boot} ${fields[19] ?? ''}`;
  } catch {
    return '';
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function running(path: string, text: string): Error {
  const holder = holderOf(text);
  return failure('EDU630', 'another sync writes into this folder', {
    file: path,
    found: holder === undefined ? 'a lock' : `process ${holder.pid} on ${holder.host}`,
    allowed: 'one at a time',
    fix: 'wait for it; if none runs on any machine, remove this file',
  });
}
