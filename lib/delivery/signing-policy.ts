import type { SignablePath } from './signable-path';
import type { SigningWindow } from './judge-window';

interface SigningStatement {
  /** Compared by CloudFront with the URL as it was sent, where a final `*` stands for anything. */
  readonly Resource: string;
  readonly Condition: {
    readonly DateLessThan: { readonly 'AWS:EpochTime': number };
    readonly DateGreaterThan?: { readonly 'AWS:EpochTime': number };
    readonly IpAddress?: { readonly 'AWS:SourceIp': string };
  };
}

/**
 * A custom policy of CloudFront, which has one statement.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-custom-policy.html
 */
export interface SigningPolicy {
  readonly Statement: readonly [SigningStatement];
}

/** The policy that opens a path on a domain, by https alone. */
export function signingPolicy(
  domain: string,
  { encoded }: SignablePath,
  { from, until }: SigningWindow,
  ip: string | undefined,
): SigningPolicy {
  return {
    Statement: [
      {
        Resource: `https://${domain}/${encoded}`,
        Condition: {
          DateLessThan: epoch(until),
          ...(from === undefined ? {} : { DateGreaterThan: epoch(from) }),
          ...(ip === undefined ? {} : { IpAddress: { 'AWS:SourceIp': ip } }),
        },
      },
    ],
  };
}

function epoch(instant: Date): { 'AWS:EpochTime': number } {
  return { 'AWS:EpochTime': Math.floor(instant.getTime() / 1000) };
}
