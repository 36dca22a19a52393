export { loadAcceptances } from './acceptances';
export type { Acceptance } from './acceptances-schema';
export { loadCells, type Cell, type Cells } from './cells';
export { loadRegion, loadRegionText, type LoadResult } from './load-region';
export { readPolicyDocument, type PolicyDocument } from './policy-document';
export { readText, sizeLimits } from './read-text';
export { acceptancesJsonSchema, cellsJsonSchema, regionJsonSchema } from './json-schema';
export { regionFileDocs } from './region-file-docs';
export { rosterColumns } from './roster-columns';
export type {
  Audit,
  Bureau,
  Delivery,
  DeliveryKey,
  DeliverySigning,
  District,
  EndedRecovery,
  Federation,
  FederationFeed,
  IcpRecordal,
  Offboarded,
  Oidc,
  Perimeter,
  RecoveryTarget,
  RecoveryTargets,
  Region,
  School,
  ViewerCertificate,
} from './region';
