import type { KnownDeviation } from './emulator';

const ignored = (check: string, property: string): KnownDeviation => ({
  check,
  observed: 'otherwise',
  reason: `CloudFormation here ignores ${property} of a bucket`,
});

/** Where ministack 1.5.33 answers otherwise than AWS. */
export const ministackDeviations: readonly KnownDeviation[] = [
  ignored('state-key-*', 'BucketEncryption'),
  ignored('state-lock-*', 'ObjectLockEnabled and ObjectLockConfiguration'),
  ignored('state-tags-*', 'Tags'),
  {
    check: 'replica-lock-*',
    observed: 'none',
    reason: 'a copy does not take the lock of its bucket here; the rehearsal puts it on',
  },
  { check: 'root-get', observed: 'allowed', reason: 'policies never bind the root user here; on AWS a Deny does' },
  {
    check: 'put-own-key',
    observed: 'denied',
    reason: 'requests here lack the condition key s3:x-amz-server-side-encryption-aws-kms-key-id: DenyUnnamedKey fits',
  },
  {
    check: 'control-put-other-key',
    observed: 'denied',
    reason: 'for the same lack, DenyUnnamedKey forbids every write that asks for aws:kms',
  },
  ...['put-sse-c', 'restored-put-sse-c'].map((check) => ({
    check,
    observed: 'allowed',
    reason: 'requests here lack the condition key s3:x-amz-server-side-encryption-customer-algorithm',
  })),
];
