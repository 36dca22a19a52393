/** Verdicts over a World, for all requests; and the answer to one request, with its reason. */
export { assumptions, type Assumption } from './assumptions';
export type { Decision, Layer } from './decision';
export type { Action } from './engine/actions';
export {
  deliveryOf,
  evaluate,
  impliedKeyRequest,
  impliedSessionRequests,
  inVault,
  vaultKey,
  type Way,
} from './evaluate';
export { modelVersion } from './model-version';
export type { Property, Texts } from './property';
export { prove, type NamedException, type Proof, type ProveOptions } from './prove';
export type { Caller, Request } from './request';
export { smtlibFiles, type SmtlibFile } from './smtlib';
export type { StatementRef, Verdict } from './verdict';
