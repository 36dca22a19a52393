export { evaluate } from './evaluate';
export { impliedKeyRequest } from './implied-key-request';
