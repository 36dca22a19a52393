import type { KnownDeviation } from './emulator';

const same = (checks: readonly string[], observed: string, reason: string): readonly KnownDeviation[] =>
  checks.map((check) => ({ check, observed, reason }));

/** Where fakecloud 0.51.0 answers otherwise than AWS. */
export const fakecloudDeviations: readonly KnownDeviation[] = [
  ...same(['state-ownership-*', 'state-lock-*'], 'otherwise', 'CloudFormation here ignores this property of a bucket'),
  ...same(
    ['other-school-list', 'other-school-versions', 'untagged-list', 'untagged-versions', 'restored-untagged-list'],
    'allowed',
    'lists are judged as s3:ListObjectsV2 and s3:ListObjectVersions, actions that AWS does not know',
  ),
  {
    check: 'lent-tag-get',
    observed: 'denied',
    reason: 'tags that come with AssumeRole are no tags of the principal here; only those of the role are',
  },
  {
    check: 'member-get-commons',
    observed: 'denied',
    reason: 'the key policy is asked without kms:EncryptionContext:aws:s3:arn, which its Allow is bound to',
  },
  ...same(
    ['deploy again without a change/*', 'add the school elm/*'],
    'deployed',
    'the CDK finds a change where there is none; why was not looked into',
  ),
  ...same(
    ['retention-RetainExceptOnCreate', 'failed-update-new-bucket'],
    'left behind',
    'RetainExceptOnCreate is taken for Retain',
  ),
];
