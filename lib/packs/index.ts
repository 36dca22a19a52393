/** Signed packs: the commons as files that any line, or none, can carry. */
export { createPack, type CreatedPack, type CreateOptions } from './create-pack';
export { keyFileSigner, readPublicKey, type PackKey, type Signer } from './pack-keys';
export { readCookies, type Cookie } from './source/cookies';
export { folderSource } from './source/folder-source';
export { httpSource } from './source/http-source';
export type { Answer, Bytes, PackSource, Wanted } from './source/pack-source';
export { syncPack, type SyncOptions } from './sync/sync-pack';
export type { Progress as SyncProgress, SyncResult } from './sync/sync-result';
export { packHead, type PackHead, type PackTexts } from './pack-options';
export { verifyPack, type Verified, type VerifyOptions } from './verify-pack';
