import type { Edit, Where } from './template';

/**
 * What must become of a mutant.
 *
 * - `refuted`: a request breaks the property that is named
 * - `vacuous`: the property holds for nothing, since its twin fails
 * - `undecided`: a door that the model has no words for
 * - `equivalent`: every request is decided as before, as far as properties speak of it
 * - `unclaimed`: something got weaker of which no property speaks
 */
export type Expected =
  | { readonly outcome: 'refuted' | 'vacuous' | 'undecided'; readonly property: string }
  | { readonly outcome: 'equivalent' | 'unclaimed'; readonly reason: string };

/** One way to break a template, or to write the same differently. */
export interface MutantKind {
  readonly id: string;
  /** What is changed, for people. */
  readonly sentence: string;
  readonly edit: Edit;
  readonly expected: Expected;
}

export const refuted = (property: string): Expected => ({ outcome: 'refuted', property });
export const vacuous = (property: string): Expected => ({ outcome: 'vacuous', property });
export const undecided = (property: string): Expected => ({ outcome: 'undecided', property });
export const equivalent = (reason: string): Expected => ({ outcome: 'equivalent', reason });
export const unclaimed = (reason: string): Expected => ({ outcome: 'unclaimed', reason });

/** The resources that are mutated, told by a statement or a tag that only they have. */
export const schoolPolicy: Where = { type: 'AWS::S3::BucketPolicy', has: '"DenyOtherSchools"' };
export const schoolBucket: Where = { type: 'AWS::S3::Bucket', has: '"records"' };
export const schoolKey: Where = { type: 'AWS::KMS::Key', has: '"SchoolUsesThroughS3"' };
/** A key that lets service roles through, as stores beside it do. */
export const exemptingKey: Where = { type: 'AWS::KMS::Key', has: '"ServiceRolesGrantToAws"' };
export const districtKey: Where = { type: 'AWS::KMS::Key', has: '"SchoolsUseThroughS3"' };
export const commonsPolicy: Where = { type: 'AWS::S3::BucketPolicy', has: '"MemberAccountsRead"' };
export const commonsKey: Where = { type: 'AWS::KMS::Key', has: '"MemberAccountsRead"' };
export const archivePolicy: Where = { type: 'AWS::S3::BucketPolicy', has: '"AccountTrailsWrite"' };
export const archiveBucket: Where = { type: 'AWS::S3::Bucket', has: '"logs"' };
export const backupRole: Where = { type: 'AWS::IAM::Role', has: '-backup"' };
/** Where people sign in: a teacher by SAML and one by OpenID Connect, and the role for emergencies. */
export const samlRole: Where = { type: 'AWS::IAM::Role', has: '-uni-teacher"' };
export const samlProvider: Where = { type: 'AWS::IAM::SAMLProvider', has: '"educloud:school"' };
export const oidcRole: Where = { type: 'AWS::IAM::Role', has: '"sts:AssumeRoleWithWebIdentity"' };
export const oidcProvider: Where = { type: 'AWS::IAM::OIDCProvider', has: '"educloud:school"' };
export const breakGlassRole: Where = { type: 'AWS::IAM::Role', has: '-break-glass"' };
export const alarmRule: Where = { type: 'AWS::Events::Rule', has: '-break-glass"' };

/** The condition by which a statement of a school's policy tells the school from others. */
export const byTag = '"StringNotEquals":{"aws:PrincipalTag/educloud:school":"<school>"}';
