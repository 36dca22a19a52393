import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a fake program was called with: its name, then its arguments. */
export type Call = readonly string[];

/** What came of lines that bash has run with programs that only write down how they were called. */
export interface Ran {
  readonly calls: readonly Call[];
  readonly out: string;
  readonly err: string;
  readonly status: number | null;
  /** Files that the lines have left where they ran. */
  readonly left: readonly string[];
}

// One NUL behind each argument, and an argument of one record separator behind each call.
const fake = `#!/bin/sh
{ printf '%s\\0' "\${0##*/}" "$@"; printf '\\036\\0'; } >> "$RECORD"
case "$*" in
  *assume-role*) printf 'AKIAFAKE\\tsecret/+=\\ttoken==\\n' ;;
  *get-caller-identity*) printf '%s %s %s %s\\n' "$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY" "$AWS_SESSION_TOKEN" "\${AWS_PROFILE-none}" ;;
  *KeyMetadata.Arn*) printf 'arn:of-the-key\\n' ;;
  *list-recovery-points*) printf '"arn:of-the-point"\\n' ;;
  *start-restore-job*|*create-job*) printf 'job-1\\n' ;;
  *start-execution*) printf 'arn:of-the-execution\\n' ;;
esac
`;

/** Runs lines in one bash, one after another, and stops at the first that fails. */
export function inBash(lines: readonly string[]): Ran {
  const root = mkdtempSync(join(tmpdir(), 'educloud-bash-'));
  try {
    for (const name of ['aws', 'npx']) {
      writeFileSync(join(root, name), fake);
      chmodSync(join(root, name), 0o755);
    }
    const cwd = mkdtempSync(join(root, 'cwd-'));
    const record = join(root, 'record');
    writeFileSync(record, '');
    const { stdout, stderr, status } = spawnSync('bash', ['--noprofile', '--norc', '-eu', '-c', lines.join('\n')], {
      cwd,
      encoding: 'utf8',
      env: { PATH: `${root}:/usr/bin:/bin`, RECORD: record, AWS_PROFILE: 'of-the-day', LC_ALL: 'C.UTF-8' },
    });
    return { calls: callsIn(readFileSync(record, 'utf8')), out: stdout, err: stderr, status, left: readdirSync(cwd) };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function callsIn(record: string): readonly Call[] {
  return record
    .split('\u001e\0')
    .filter((call) => call !== '')
    .map((call) => call.split('\0').slice(0, -1));
}
