import { samlAudiences, partitionOfAwsRegion } from '../../../lib/facts';
import { allows, type Extra, type Target } from './evaluate';
import { own } from './stage';

/** Metadata that is long enough. */
export const metadata = `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.nefu.edu.cn/idp">${' '.repeat(1_000)}</md:EntityDescriptor>`;

export function providerArn(name: string, awsRegion = 'cn-north-1', account = own): string {
  return `arn:${partitionOfAwsRegion(awsRegion).arnPartition}:iam::${account}:saml-provider/educloud-northeast-${name}`;
}

/** What an assertion says, as AWS reads it. */
export interface Assertion {
  readonly audience?: string;
  readonly subjectType?: string;
  readonly affiliations?: string[];
  readonly entitlements?: string[];
  /** Session tags by key. */
  readonly tags?: Record<string, string>;
  readonly sourceIdentity?: string | undefined;
  /** AWS Region whose STS is asked. */
  readonly awsRegion?: string;
}

/** Whether the assertion gets a session of the role: each permission that STS asks for is there. */
export function signsIn(trust: Target, federated: string, assertion: Assertion): boolean {
  const [audience = ''] = samlAudiences(partitionOfAwsRegion(assertion.awsRegion ?? 'cn-north-1'), []);
  const tags = Object.keys(assertion.tags ?? {});
  const { affiliations, entitlements, sourceIdentity } = assertion;
  const context: Extra = {
    'saml:aud': assertion.audience ?? audience,
    'saml:sub_type': assertion.subjectType ?? 'persistent',
    'aws:RequestedRegion': assertion.awsRegion ?? 'cn-north-1',
    ...(affiliations === undefined ? {} : { 'saml:edupersonscopedaffiliation': affiliations }),
    ...(entitlements === undefined ? {} : { 'saml:edupersonentitlement': entitlements }),
  };
  return obtains(trust, federated, 'sts:AssumeRoleWithSAML', context, tags, sourceIdentity);
}

/** The same with a token of an OIDC issuer, given without `https://`. */
export function signsInByOidc(
  trust: Target,
  federated: string,
  host: string,
  token: { aud?: string; sub?: string; tags?: Record<string, string>; sourceIdentity?: string },
): boolean {
  const context: Extra = {
    ...(token.aud === undefined ? {} : { [`${host}:aud`]: token.aud }),
    ...(token.sub === undefined ? {} : { [`${host}:sub`]: token.sub }),
  };
  const tags = Object.keys(token.tags ?? {});
  return obtains(trust, federated, 'sts:AssumeRoleWithWebIdentity', context, tags, token.sourceIdentity);
}

/**
 * Passing tags and a source identity are permissions of their own, for which fewer keys are documented: what the service
 * authorization reference does not list for an action is not there.
 */
function obtains(
  trust: Target,
  federated: string,
  action: string,
  context: Extra,
  tags: string[],
  sourceIdentity: string | undefined,
): boolean {
  const tagKeys = tags.length === 0 ? {} : { 'aws:TagKeys': tags };
  const source = sourceIdentity === undefined ? {} : { 'sts:SourceIdentity': sourceIdentity };
  const { 'saml:aud': aud } = context;
  const asked: [string, Extra][] = [
    [action, { ...context, ...tagKeys, ...source }],
    ...(tags.length === 0
      ? []
      : [['sts:TagSession', { ...tagKeys, ...(aud === undefined ? {} : { 'saml:aud': aud }) }] as [string, Extra]]),
    ...(sourceIdentity === undefined ? [] : [['sts:SetSourceIdentity', source] as [string, Extra]]),
  ];
  return asked.every(([one, extra]) => allows(trust, { federated }, one, extra));
}
