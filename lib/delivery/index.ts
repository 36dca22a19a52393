/** Signatures for what of the commons is licensed, and the change of the keys that make them. */
export { cookieFile, cookieHeader, setCookieLines, type SignedCookies } from './cookie-file';
export { parseInstant } from './instant';
export { signingOf } from './judge-delivery';
export { judgeNewKey, type NewKey } from './judge-new-key';
export {
  planRotation,
  type Rotation,
  type RotationEdit,
  type RotationStep,
  type RotationTime,
  type RotationWait,
} from './plan-rotation';
export { sign, type Signed, type SignedUrl, type SignOptions, type SignResult } from './sign';
export type { SigningPolicy } from './signing-policy';
