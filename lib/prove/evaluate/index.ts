export { deliveryOf, signedOf, type Delivery, type Way } from './delivery';
export { evaluate } from './evaluate';
export { impliedKeyRequest } from './implied-key-request';
export { impliedSessionRequests } from './implied-session-requests';
export { inVault, vaultKey, type InVault } from './recovery-points';
