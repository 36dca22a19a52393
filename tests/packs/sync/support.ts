import { createHash, generateKeyPairSync } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  createPack,
  folderSource,
  httpSource,
  keyFileSigner,
  readPublicKey,
  syncPack,
  type CreateOptions,
  type SyncOptions,
  type SyncResult,
} from '../../../lib/packs';
import type { Clock } from '../../../lib/packs/sync/clock';

export type Tree = Readonly<Record<string, string | Uint8Array>>;

export function keyPair() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return { signer: keyFileSigner(privateKey, 'private.pem'), key: readPublicKey(publicKey, 'public.pem'), publicKey };
}

export const publisher = keyPair();
export const stranger = keyPair();

const folders: string[] = [];

/** A folder that is removed by {@link removeFolders}. */
export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'educloud-sync-'));
  folders.push(made);
  return made;
}

export function removeFolders(): void {
  for (const one of folders.splice(0)) rmSync(one, { recursive: true, force: true });
}

export function put(root: string, path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

/** Writes one version of a pack. */
export async function publish(out: string, version: number, tree: Tree, more: Partial<CreateOptions> = {}) {
  const from = folder();
  for (const [path, content] of Object.entries(tree)) put(from, path, content);
  const options = { folder: from, out, id: 'physics', version, licence: 'open', signer: publisher.signer } as const;
  return createPack({ ...options, ...more });
}

/** What people see in a target: every file but those of the sync itself. */
export function visible(root: string, prefix = ''): Record<string, string> {
  if (!existsSync(join(root, prefix))) return {};
  return Object.fromEntries(
    readdirSync(join(root, prefix))
      .filter((name) => `${prefix}${name}` !== '.educloud-pack')
      .flatMap((name) => {
        const path = `${prefix}${name}`;
        return statSync(join(root, path)).isDirectory()
          ? Object.entries(visible(root, `${path}/`))
          : [[path, digest(readFileSync(join(root, path)))]];
      }),
  );
}

export function asVisible(tree: Tree): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tree).map(([path, content]) => [path.normalize('NFC'), digest(Buffer.from(content))]),
  );
}

/** Short contents as they are, long ones by their hash. */
function digest(content: Buffer): string {
  return content.length < 40 ? content.toString('latin1') : createHash('sha256').update(content).digest('hex');
}

/** Whether two trees as {@link visible} shows them are the same. */
export function sameTree(one: Record<string, string>, other: Record<string, string>): boolean {
  const paths = Object.keys(one);
  return paths.length === Object.keys(other).length && paths.every((path) => one[path] === other[path]);
}

/** Nothing takes time, and silence never ends a request. */
export function instantClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  let now = 0;
  return {
    slept,
    now: () => now,
    sleep: (milliseconds) => {
      slept.push(milliseconds);
      now += milliseconds;
      return Promise.resolve();
    },
    after: () => () => undefined,
  };
}

export async function syncFrom(
  source: string,
  target: string,
  more: Partial<SyncOptions> = {},
): Promise<SyncResult & { readonly codes: string[] }> {
  const result = await syncPack({
    source: more.source ?? (source.startsWith('http') ? httpSource(new URL(source)) : await folderSource(source)),
    target,
    keys: [publisher.key],
    asOf: '2026-11-23',
    clock: instantClock(),
    ...more,
  });
  return { ...result, codes: result.issues.map(({ code }) => code) };
}

/** Numbers from 0 to 1 that are the same in every run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Bytes that do not repeat. */
export function noise(length: number, seed: number): Buffer {
  const random = seeded(seed);
  return Buffer.from(Uint8Array.from({ length }, () => Math.floor(random() * 256)));
}
