/** Signed packs: the commons as files that any line, or none, can carry. */
export { createPack, type CreatedPack, type CreateOptions } from './create-pack';
export { keyFileSigner, readPublicKey, type PackKey, type Signer } from './pack-keys';
export { packHead, type PackHead, type PackTexts } from './pack-options';
export { verifyPack, type Verified, type VerifyOptions } from './verify-pack';
