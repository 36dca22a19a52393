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
