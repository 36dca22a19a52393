import { evaluate, impliedKeyRequest } from '../../../lib/prove/evaluate';
import { bucketArn, inWords, keyArn, objectArn, requestOf, worldOf, type Setting } from './support';

const page = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html';

/** The call that S3 makes for a request in a World. */
function implied(setting: Setting, action = 's3:GetObject', resource = objectArn) {
  return impliedKeyRequest(
    worldOf(setting),
    requestOf({ action, resource, context: { 'aws:PrincipalTag/school': 'a', 's3:prefix': 'x' } }),
  );
}

describe('The call that S3 makes to KMS', () => {
  test('is made for the same caller, with the tags of the session, in the Region of the bucket', () => {
    expect(implied({})).toMatchObject({
      caller: requestOf().caller,
      action: 'kms:Decrypt',
      resource: keyArn,
      context: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com', 'aws:PrincipalTag/school': 'a' },
    });
  });

  test('leaves the condition keys of S3 behind', () => {
    expect(implied({})?.context).not.toHaveProperty('s3:prefix');
  });

  test('asks for a data key when an object is written', () => {
    expect(implied({}, 's3:PutObject')?.action).toBe('kms:GenerateDataKey');
  });

  test.each([
    [true, bucketArn],
    [false, objectArn],
  ])(`with a bucket key (%s) the encryption context is %s (${page})`, (bucketKey, arn) => {
    const encryption = { algorithm: 'aws:kms', key: keyArn, bucketKey };
    expect(implied({ bucket: { encryption } })?.context['kms:EncryptionContext:aws:s3:arn']).toBe(arn);
  });

  test('finds the key by its alias', () => {
    const encryption = { algorithm: 'aws:kms', key: 'alias/school-a', bucketKey: true };
    expect(implied({ bucket: { encryption } })?.resource).toBe(keyArn);
  });

  test.each([
    ['the bucket has keys of S3', implied({ bucket: { encryption: { algorithm: 'AES256', bucketKey: false } } })],
    [
      'the key is not in the templates',
      implied({ bucket: { encryption: { algorithm: 'aws:kms', key: 'other', bucketKey: true } } }),
    ],
    ['the action does not touch objects', implied({}, 's3:ListBucket', bucketArn)],
    ['the bucket is not in the templates', implied({}, 's3:GetObject', 'arn:aws:s3:::elsewhere/x')],
  ])('is not made, or not known, when %s', (_, request) => {
    expect(request).toBeUndefined();
  });

  test('is decided by the key policy, which can ask for S3 and the bucket', () => {
    const keyPolicy = [
      {
        Effect: 'Allow',
        Principal: '*',
        Action: 'kms:Decrypt',
        Resource: '*',
        Condition: {
          StringEquals: {
            'kms:ViaService': 's3.eu-central-1.amazonaws.com',
            'kms:EncryptionContext:aws:s3:arn': bucketArn,
          },
        },
      },
    ];
    const world = worldOf({ keyPolicy });
    const request = impliedKeyRequest(world, requestOf());
    expect(request === undefined ? '' : inWords(evaluate(world, request))).toBe('allowed by key policy');
    expect(inWords(evaluate(world, requestOf({ action: 'kms:Decrypt', resource: keyArn })))).toMatch(/^denied/);
  });
});
