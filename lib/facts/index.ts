/** Facts about AWS partitions and jurisdictions, and the properties to prove, each with source and certainty, read from `policies/`. */
export {
  accessLevels,
  type ResourceKind,
  resourceKinds,
  type ServiceAction,
  type ServiceActions,
} from './action-schema';
export { capability, capabilityKeys, namedSubstitutes, requireCapability } from './capabilities';
export type { AvailableCapability, Capability, RefusedCapability, SubstitutedCapability } from './capability';
export { compiledFile, compilePolicies } from './compiled-policies';
export type { Certainty } from './evidence-schema';
export type { FederationFacts } from './federation-schema';
export { federationPreset } from './federations';
export type { Jurisdiction } from './jurisdiction-schema';
export { jurisdiction, jurisdictionIds, jurisdictionOfAwsRegion, jurisdictionOfCountry } from './jurisdictions';
export { packageRoot } from './package-root';
export { packageText } from './package-text';
export type { Partition } from './partition-schema';
export { partition, partitionIds, partitionOfAwsRegion } from './partitions';
export { properties, property, propertyIds } from './properties';
export type { Provision, RawCondition, RawProperty } from './property-schema';
export type { Quota } from './quota-schema';
export { quota, quotaKeys } from './quotas';
export { recoveryFigures } from './recovery';
export type { RecoveryFigures, RecoveryMeansId } from './recovery-schema';
export { samlAudiences } from './saml-audiences';
export { actionServices, serviceActions } from './service-actions';
export { isSharedIssuer } from './shared-issuers';
export { nearest } from './unknown-fact';
