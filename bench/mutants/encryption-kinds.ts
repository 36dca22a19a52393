import { refuted, schoolBucket, schoolPolicy as policy, unclaimed, type MutantKind } from './kind';
import { conditions, drop, rewrite } from './policy-edits';
import { setProperties } from './template';

const both = '"Resource":["arn:<partition>:s3:::<bucket>","arn:<partition>:s3:::<bucket>/*"]';
const alone = '"Resource":["arn:<partition>:s3:::<bucket>"]';

/** Mutants of what is said about encryption, on the way and at rest. */
export const encryptionKinds: readonly MutantKind[] = [
  {
    id: 'http-negation-lost',
    sentence: 'DenyPlainHttp denies TLS instead',
    edit: rewrite(policy, 'DenyPlainHttp', '"aws:SecureTransport":"false"', '"aws:SecureTransport":"true"'),
    expected: refuted('tls-only'),
  },
  {
    id: 'http-fewer-actions',
    sentence: 'DenyPlainHttp denies s3:GetObject instead of s3:*',
    edit: rewrite(policy, 'DenyPlainHttp', '"s3:*"', '"s3:GetObject"'),
    expected: refuted('tls-only'),
  },
  {
    id: 'http-without-objects',
    sentence: 'DenyPlainHttp names the bucket and not its objects',
    edit: rewrite(policy, 'DenyPlainHttp', both, alone),
    expected: refuted('tls-only'),
  },
  {
    id: 'http-as-text',
    sentence: 'DenyPlainHttp compares with `False` as a text',
    edit: rewrite(
      policy,
      'DenyPlainHttp',
      '"Bool":{"aws:SecureTransport":"false"}',
      '"StringEquals":{"aws:SecureTransport":"False"}',
    ),
    expected: refuted('tls-only'),
  },
  {
    id: 'encryption-other-algorithm',
    sentence: 'DenyOtherEncryption asks for AES256 instead of aws:kms',
    edit: rewrite(policy, 'DenyOtherEncryption', '"aws:kms"', '"AES256"'),
    expected: refuted('own-key-only'),
  },
  {
    id: 'encryption-key-prefix',
    sentence: 'DenyOtherKeys lets every key of the account through',
    edit: conditions(policy, 'DenyOtherKeys', () => ({
      Null: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'false' },
      StringNotLike: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'arn:*:kms:*:*:key/*' },
    })),
    expected: refuted('own-key-only'),
  },
  {
    id: 'drop-old-tls',
    sentence: 'DenyOldTls is missing',
    edit: drop(policy, 'DenyOldTls'),
    expected: unclaimed('AWS itself has refused TLS before 1.2 since 2024; no property repeats it'),
  },
  {
    id: 'bucket-default-aes256',
    sentence: "the bucket of a school encrypts by default with a key of S3's",
    edit: setProperties(schoolBucket, {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
    }),
    expected: refuted('own-key-only'),
  },
  {
    id: 'bucket-default-other-key',
    sentence: 'the bucket of a school encrypts by default with a key that is not its own',
    edit: setProperties(schoolBucket, {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            ServerSideEncryptionByDefault: {
              SSEAlgorithm: 'aws:kms',
              KMSMasterKeyID: 'arn:aws:kms:eu-central-1:444455556666:key/00000000-0000-4000-8000-000000000000',
            },
          },
        ],
      },
    }),
    expected: refuted('own-key-only'),
  },
];
