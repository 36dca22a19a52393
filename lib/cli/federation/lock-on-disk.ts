import { renameSync, writeFileSync } from 'node:fs';
import { readLock } from '../../app';
import { readText, sizeLimits } from '../../config';
import { EducloudError, failure } from '../../errors';
import type { FederationLock } from '../../federation';
import { writing } from '../../files';

/**
 * The lock of a region; undefined where there is none yet.
 *
 * @throws EDU553 to EDU556 for one that no import of this region has written
 */
export function readLockOf(region: string, path: string): FederationLock | undefined {
  const lock = readLock(path);
  if (lock === undefined || lock.region === region) return lock;
  throw failure('EDU556', 'the lock belongs to another region', {
    file: path,
    path: 'region',
    found: lock.region,
    allowed: region,
    fix: 'name the lock of this region with `--lock`, or restore it from version control',
  });
}

/** Writes a file in one step, so that an interrupted run leaves the old one whole. */
export function writeWhole(path: string, text: string): void {
  const draft = `${path}.new`;
  writing(path, () => {
    writeFileSync(draft, text);
    renameSync(draft, path);
  });
}

/** The certificate with which a feed is verified, as PEM; an empty file is left to those who judge certificates. */
export function readCertificateFile(path: string): string {
  const { text, issues } = readText(path, sizeLimits.acceptances);
  if (text !== undefined) return text;
  if (issues[0]?.code === 'EDU103') return '';
  throw new EducloudError(issues);
}
