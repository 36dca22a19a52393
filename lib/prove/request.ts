import type { Policy } from '../model';

/**
 * Who asks.
 *
 * A principal whose ARN stands in the World has the policies and role tags of the templates; any other is unseen: its
 * identity policies are taken to allow everything.
 */
export type Caller =
  | { readonly kind: 'anonymous' }
  /** `cloudtrail.amazonaws.com`. */
  | { readonly kind: 'service'; readonly name: string }
  /** `arn` is that of the role itself, also while it is taken; `session` the name of the session. */
  | { readonly kind: 'role'; readonly arn: string; readonly session?: string }
  | { readonly kind: 'user'; readonly arn: string }
  | { readonly kind: 'root'; readonly arn: string }
  /** An origin access identity of CloudFront; `arn` as in `World.originIdentities`. It belongs to no account. */
  | { readonly kind: 'identity'; readonly arn: string };

/** One request, as AWS would see it. */
export interface Request {
  readonly caller: Caller;
  /** `s3:GetObject`. */
  readonly action: string;
  /** ARN. */
  readonly resource: string;
  /**
   * Condition keys beyond those that follow from caller and resource (`aws:PrincipalArn`, `aws:PrincipalAccount`,
   * `aws:PrincipalIsAWSService`, `aws:ResourceAccount` …), as names without regard to case. `aws:PrincipalTag/k` here is a
   * session tag and goes before a role tag. `aws:SecureTransport` is `true` unless it is given.
   *
   * `delivery:signed` is no key of AWS: it says that the request is one that a distribution makes for somebody who visits it,
   * with (`true`) or without (`false`) a valid signature. Policies do not see it; the distribution is that of `aws:SourceArn`
   * for a service, and any that uses the identity for an origin access identity.
   *
   * `recovery-point:vault` is none either: it is the ARN of the vault in which the recovery point lies that `resource` names, since
   * the ARN of a recovery point (`arn:aws:backup:eu-central-1:111122223333:recovery-point:…`) does not say where it lies. Policies do
   * not see it.
   */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  /**
   * What was passed when the role was taken: one inline policy and up to ten managed ones, of which any may allow. None, or an
   * empty list, limits nothing. Only sessions of roles have them: for other callers they are not looked at.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
   */
  readonly sessionPolicies?: readonly Policy[];
}
