import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Emulator, Found, Missing } from './emulator';
import { fakecloudDeviations } from './fakecloud-deviations';
import { parseObject, textAt } from './json';
import { cacheFolder } from './paths';
import { run } from './run-process';
import type { Caller } from './signed-call';

const version = '0.51.0';

/** fakecloud from crates.io, in its strict mode. AGPL: a process of its own, never linked and never shipped. */
export const fakecloud: Emulator = {
  name: 'fakecloud',
  version,
  licence: 'AGPL-3.0-or-later',
  find,
  args: (port) => ['--addr', `127.0.0.1:${String(port)}`],
  env: () => ({ FAKECLOUD_IAM: 'strict', FAKECLOUD_VERIFY_SIGV4: 'true', FAKECLOUD_LOG: 'warn' }),
  ready: '/_fakecloud/health',
  administrator,
  rootIsAdministrator: false,
  knowsPartitions: true,
  keepsCopies: false,
  knowsRolesOfSessions: false,
  unsupported: [],
  deviations: fakecloudDeviations,
  honoursRetainExceptOnCreate: false,
  notShown: [
    'resource types that it does not know: it accepts them, with nothing behind',
    'a first deployment that fails: what RetainExceptOnCreate should remove stays and blocks the second',
    'DenyOldTls: no request here carries s3:TlsVersion',
    'DenySettingsByOthers: nobody but the role that deploys sets up a bucket here',
    'DenyUnnormalisedNames and DenyWritesByAccount: the example that is deployed has no CDN',
    'a key policy on reads and writes of objects inside an account: only other accounts are checked',
    'access of AWS services: trails, replication and notifications do not run',
    'losses and restores: nothing is copied between buckets, and a role that asks for a tag cannot be taken',
  ],
};

function find({ install }: { readonly install: boolean }): Found | Missing {
  const given = process.env.EDUCLOUD_FAKECLOUD;
  if (given !== undefined) {
    return existsSync(given)
      ? { command: given, from: 'EDUCLOUD_FAKECLOUD' }
      : { missing: `EDUCLOUD_FAKECLOUD names ${given}, which is not there` };
  }
  const root = join(cacheFolder, `fakecloud-${version}`);
  const cached = join(root, 'bin/fakecloud');
  if (existsSync(cached)) return { command: cached, from: 'installed earlier' };
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'fakecloud'))
    .find((file) => existsSync(file));
  if (onPath !== undefined) return { command: onPath, from: 'PATH' };
  if (!install) return { missing: 'it is not installed; --install-fakecloud builds it with cargo, in an hour or more' };
  const built = run('cargo', ['install', '--quiet', '--root', root, '--version', version, 'fakecloud']);
  return built.ok ? { command: cached, from: 'crates.io' } : { missing: `cargo cannot build it: ${built.reason}` };
}

/** A user with every permission, made by the emulator's own door for that; unlike its `test` keys, policies bind it. */
async function administrator(endpoint: string, account: string): Promise<Caller> {
  const response = await fetch(`${endpoint}/_fakecloud/iam/create-admin`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ accountId: account, userName: 'rehearsal' }),
  });
  const made = parseObject(await response.text());
  return { accessKeyId: textAt(made, 'accessKeyId'), secretAccessKey: textAt(made, 'secretAccessKey') };
}
