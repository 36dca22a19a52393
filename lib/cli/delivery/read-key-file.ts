import { statSync } from 'node:fs';
import { readText, sizeLimits } from '../../config';
import { issue, type Issue } from '../../errors';

/** A key file and what is to be said of it; no text where it cannot be read. */
export interface KeyFile {
  readonly text?: string;
  readonly issues: readonly Issue[];
}

/** Reads a file with a public key. What is no text is left to those who judge keys. */
export function readKeyFile(file: string): KeyFile {
  const { text, issues } = readText(file, sizeLimits.acceptances);
  const unfit = issues.length > 0 && issues.every(({ code }) => code === 'EDU103' || code === 'EDU105');
  if (text !== undefined || unfit) return { text: text ?? '', issues: [] };
  return { issues };
}

/** Reads a file with a private key, and warns when it is not its owner's alone. */
export function readPrivateKeyFile(file: string): KeyFile {
  const { text, issues } = readKeyFile(file);
  return text === undefined ? { issues } : { text, issues: [...issues, ...modeIssues(file)] };
}

function modeIssues(file: string): readonly Issue[] {
  // The modes of Windows say nothing about who may read.
  const mode = process.platform === 'win32' ? 0 : statSync(file).mode & 0o077;
  if (mode === 0) return [];
  return [
    {
      ...issue('EDU582', 'others than you may read this private key', {
        file,
        found: `mode ${(statSync(file).mode & 0o777).toString(8)}`,
        allowed: 'mode 600 or 400',
        fix: 'chmod 600',
      }),
      severity: 'warning',
    },
  ];
}
