import type { Partition } from './partition-schema';

/**
 * Values of `saml:aud` with which people sign in: of the whole partition, and of each of the AWS Regions, whose sign-in
 * works on when another's does not. Sorted; empty where none is known
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-saml.html).
 */
export function samlAudiences({ saml }: Partition, awsRegions: readonly string[]): string[] {
  const { audience, regionalAudience } = saml;
  const regional = awsRegions.map((awsRegion) => regionalAudience?.replace('{awsRegion}', awsRegion));
  return [...new Set([audience, ...regional])].filter((one) => typeof one === 'string').sort();
}
