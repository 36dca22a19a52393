/** What calls AWS. Load it where it is needed: it brings the AWS SDK. */
export { awsRegistry, type AwsAccess } from './registry/aws-registry';
export {
  buildRegistryIndex,
  type ReadAccount,
  type RegistryRequest,
  type RegistryResult,
} from './registry/build-registry-index';
export { registryIndexSchema, type RegistryIndex } from './registry/registry-index';
export { bucketSource, type BucketPlace } from './packs/bucket-source';
export { restoreCopy } from './restore/restore-copy';
export type { RestoreProgress, RestoreRequest } from './restore/restore-request';
export type { Amount, NotRestored, RestoreResult } from './restore/restore-result';
