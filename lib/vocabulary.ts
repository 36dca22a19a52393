// The closed lists of words that every room shares. A word is declared here once; schemas and types derive from it.

/** Languages in which human names are kept. */
export const nameLanguages = ['en', 'zh', 'ru', 'be'] as const;

/** What a school is. */
export const schoolKinds = [
  'kindergarten',
  'primary',
  'secondary',
  'vocational',
  'special',
  'college',
  'university',
  'other',
] as const;

/** How a school takes part: its own account, its own buckets in a district account, or no AWS resources here. */
export const tiers = ['node', 'pooled', 'external'] as const;

/** Data classes, from least to most guarded. */
export const dataClasses = ['open', 'licensed', 'internal', 'personal', 'sensitive', 'important'] as const;

/** What a `materials` store may hold: nothing about persons. */
export const materialsClasses = ['open', 'licensed', 'internal'] as const;

/** What a `records` store may hold. */
export const recordsClasses = ['internal', 'personal', 'sensitive', 'important'] as const;

/** What the commons may hold. */
export const commonsClasses = ['open', 'licensed'] as const;

/** Where each class of published material stands in the commons, and on the CDN. */
export const commonsFolders = { open: 'open/', licensed: 'licensed/' } as const;

/** How the commons is delivered: by Amazon CloudFront, or to members alone. */
export const deliveryMeans = ['cloudfront', 'none'] as const;

/**
 * Number of an ICP recordal (备案号): province, `ICP备`, digits, `号`, and the number of the website. How many digits there may be is
 * known from published numbers alone (unverified).
 */
export const recordalNumber =
  /^[京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔云滇藏陕甘陇青宁新]ICP备(?:\d{8}|\d{10})号(?:-[1-9]\d{0,3})?$/u;

/** Operators of AWS in China, with either of whom a recordal is filed. */
export const icpOperators = ['sinnet', 'nwcd'] as const;

/** Whose key a pooled school's stores are encrypted with: its own, or one for the schools of its shard. */
export const keyScopes = ['school', 'district'] as const;

/** What an account's trail sends to the log archive, besides what it keeps itself. */
export const forwardings = ['none', 'management', 'all'] as const;

/** What a person is to a school or to the bureau, as federation and roles know it. */
export const personas = ['student', 'teacher', 'school-admin', 'bureau-operator', 'auditor'] as const;

/** Personas of a school that may have AWS credentials; pupils never do. */
export const cloudPersonas = ['teacher', 'school-admin'] as const;

/** How people of a school come in: by their own identity provider in one or several accounts, or by the region's proxy. */
export const federationModes = ['direct', 'sharded', 'proxy'] as const;

/** Federations whose attributes the kit knows. */
export const federationPresets = ['carsi', 'edugain', 'k12'] as const;

/** Where a school's people sign in. `feed`: by SAML, with metadata of a feed. */
export const identityProviders = ['feed', 'oidc', 'none'] as const;

/** What an identity provider of a school can say of a person; personas of the bureau come from the bureau's own. */
export const schoolPersonas = ['student', 'teacher', 'school-admin'] as const;

/** Key of the one session tag that an identity provider may pass: a pseudonym of who it is. */
export const tagKeyOfUsers = 'educloud:user';

/** How a copy is protected: shortened by the recovery role alone, or by nobody. */
export const immutabilities = ['governance', 'compliance'] as const;

/** Slug of the canary of drills: a school to its stores, and to nobody else. */
export const drillSlug = 'drill';

/** By what means a store comes back, besides its own old versions. */
export const recoveryMeans = ['replication', 'backup'] as const;

export type Immutability = (typeof immutabilities)[number];
export type RecoveryMeans = (typeof recoveryMeans)[number];
export type SchoolPersona = (typeof schoolPersonas)[number];
export type IdentityProviderChoice = (typeof identityProviders)[number];
export type Persona = (typeof personas)[number];
export type CloudPersona = (typeof cloudPersonas)[number];
export type FederationMode = (typeof federationModes)[number];
export type FederationPreset = (typeof federationPresets)[number];
export type CommonsClass = (typeof commonsClasses)[number];
export type DeliveryMeans = (typeof deliveryMeans)[number];
export type IcpOperator = (typeof icpOperators)[number];
export type KeyScope = (typeof keyScopes)[number];
export type Forwarding = (typeof forwardings)[number];
export type NameLanguage = (typeof nameLanguages)[number];
export type SchoolKind = (typeof schoolKinds)[number];
export type Tier = (typeof tiers)[number];
export type DataClass = (typeof dataClasses)[number];

/** Names for people, by language. */
export type Names = { readonly [language in NameLanguage]?: string };

/** A school's stores: one bucket each, with a purpose. */
export type StorePurpose = 'records' | 'materials';

/** Days for which a store keeps what was overwritten or deleted in it. */
export const oldVersionDays = { records: 365, materials: 90 } as const satisfies Record<StorePurpose, number>;

/** Data classes of each store of a school. */
export interface StoreClasses {
  readonly records: readonly (typeof recordsClasses)[number][];
  readonly materials: readonly (typeof materialsClasses)[number][];
}
