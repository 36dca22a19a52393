/** Signed packs: the commons as files that any line, or none, can carry. */
export { createPack, type CreatedPack, type CreateOptions } from './create-pack';
export { keyFileSigner, readPublicKey, type PackKey, type Signer } from './pack-keys';
