import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { EducloudError, type Issue } from '../../lib/errors';
import {
  createPack,
  keyFileSigner,
  readPublicKey,
  type CreatedPack,
  type CreateOptions,
  type PackKey,
  type Signer,
} from '../../lib/packs';

/** A pair of keys in all its forms. */
export interface Pair {
  readonly privatePem: string;
  readonly publicPem: string;
  readonly signer: Signer;
  readonly key: PackKey;
}

function pairOf(kind: 'ed25519' | 'p256'): Pair {
  const { privateKey, publicKey } =
    kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const privatePem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const publicPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const signer = keyFileSigner(privatePem, 'private.pem');
  return { privatePem, publicPem, signer, key: readPublicKey(publicPem, 'public.pem') };
}

export const publisher = pairOf('ed25519');
export const kms = pairOf('p256');
export const stranger = pairOf('ed25519');

const folders: string[] = [];

/** A folder that is removed by {@link removeFolders}. */
export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'educloud-packs-'));
  folders.push(made);
  return made;
}

export function removeFolders(): void {
  for (const one of folders.splice(0)) rmSync(one, { recursive: true, force: true });
}

/** A folder with these files. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = folder();
  for (const [path, content] of Object.entries(files)) put(root, path, content);
  return root;
}

export function put(root: string, path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

/** Every file below a folder, with its bytes in hexadecimal. */
export function contentsOf(root: string, prefix = ''): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(join(root, prefix))
      .sort()
      .flatMap((name) => {
        const path = `${prefix}${name}`;
        return statSync(join(root, path)).isDirectory()
          ? Object.entries(contentsOf(root, `${path}/`))
          : [[path, readFileSync(join(root, path)).toString('hex')]];
      }),
  );
}

/** Makes a version of a pack of these files; `out` is an own folder unless it is given. */
export async function made(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: Partial<CreateOptions> = {},
): Promise<CreatedPack & { readonly out: string }> {
  const out = options.out ?? join(folder(), 'pack');
  const created = await createPack({
    folder: folderWith(files),
    id: 'physics-7',
    version: 1,
    licence: 'open',
    signer: publisher.signer,
    ...options,
    out,
  });
  return { ...created, out };
}

/** The issues with which a promise is refused; none where it is kept. */
export async function issuesOf(promise: () => unknown): Promise<readonly Issue[]> {
  try {
    await promise();
  } catch (error) {
    if (error instanceof EducloudError) return error.issues;
    throw error;
  }
  return [];
}

/** The codes of issues, each once, sorted. */
export function codesIn(issues: readonly Issue[]): readonly string[] {
  return [...new Set(issues.map(({ code }) => code))].sort();
}

export async function refusal(promise: () => unknown): Promise<readonly string[]> {
  return codesIn(await issuesOf(promise));
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
