export { AccountBase, type AccountBaseProps } from './account-base';
export { AccountTrail, type AccountTrailProps } from './account-trail';
export { BureauRoles, type BureauRolesProps } from './bureau-roles';
export type { CellRecoveryProps } from './cell-recovery';
export { CdnLogs, type CdnLogsProps } from './cdn-logs';
export { CopyAlarms, type CopiedStore, type CopyAlarmsProps } from './copy-alarms';
export { CommonsStore, type CommonsStoreProps } from './commons-store';
export { ContentDelivery } from './content-delivery';
export type { ContentDeliveryProps, DeliveryCertificate, DeliveryRecordal } from './content-delivery-props';
export { DeliveryLogs, type DeliveryLogsProps } from './delivery-logs';
export { DeliveryReader } from './delivery-reader';
export type { DeliverySigningKey } from './delivery-signers';
export { DeployBoundary, type DeployBoundaryProps } from './deploy-boundary';
export { DistrictKey, type DistrictKeyProps } from './district-key';
export type { FederatedAdmission } from './federated-admission';
export type { DrillBackup, DrillReplica, RecoveryDrillProps } from './drill-props';
export { FederatedTrust, type OidcTrustProps, type SamlTrustProps } from './federated-trust';
export type { DistrictKeyMember } from './key-members';
export { LogArchive, type LogArchiveProps } from './log-archive';
export { MemberNode, type MemberNodeProps } from './member-node';
export { OidcIdentityProvider, type OidcIdentityProviderProps } from './oidc-identity-provider';
export { OrganizationTrail, type OrganizationTrailProps } from './organization-trail';
export type { Perimeter } from './perimeter';
export { PersonaRole, type PersonaRoleProps } from './persona-role';
export { QuarantineStore, type QuarantineStoreProps } from './quarantine-store';
export { RecoveryDrill } from './recovery-drill';
export { RecoveryDrillCopies, type RecoveryDrillCopiesProps } from './recovery-drill-copies';
export { RecoveryKey, type RecoveryKeyProps } from './recovery-key';
export { RecoveryPlan, type RecoveryPlanProps } from './recovery-plan';
export { RecoveryVault, type RecoveryVaultProps } from './recovery-vault';
export { RegistryIndexer, type RegistryIndexerProps } from './registry-indexer';
export { RegistryReader, type RegistryReaderProps } from './registry-reader';
export { ReplicaStore, type ReplicaStoreProps } from './replica-store';
export type { ReplicaTarget } from './replica-target';
export { RestoreRole, type RestoreRoleProps } from './restore-role';
export { SamlIdentityProvider, type SamlIdentityProviderProps } from './saml-identity-provider';
export { SchoolCell, type SchoolCellProps } from './school-cell';
export { SchoolKey, type SchoolKeyProps } from './school-key';
export {
  SchoolSignIn,
  type OidcSignInProps,
  type PersonaAdmission,
  type ProxySignInProps,
  type SamlSignInProps,
} from './school-sign-in';
export { SchoolStore, type SchoolStoreProps } from './school-store';
export type { ServiceCopies } from './service-role-grants';
export { ServiceRoles, type ServiceRolesProps } from './service-roles';
export type { IStoreKey } from './store-key';
export { StorePurpose } from './store-purpose';
export { TamperAlarms, type TamperAlarmsProps } from './tamper-alarms';
