import { verdicts } from '../support/proving';
import { bucket, world } from '../support/worlds';

// What AWS does not say for sure locks nobody in and nobody out for sure.

const said = (resource: string): string | undefined => {
  const policy = [{ Effect: 'Deny', Principal: '*', Action: 's3:PutBucketPolicy', Resource: resource }];
  return verdicts(world({ buckets: [bucket('edu-s1-data', { policy })] }), 'no-lockout')[0]?.verdict;
};

describe('that the settings of a bucket can be mended', () => {
  it('is refuted by a Deny of its policy', () => {
    expect(said('arn:aws-cn:s3:::edu-s1-*')).toBe('refuted');
    expect(said('arn:aws-cn:s3:::edu-s2-*')).toBe('proved');
  });

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
  it.each(['arn:aws-cn:s3*data', 'arn:*:edu-s1-data', 'arn:aws-cn:s3??:edu-s1-data'])(
    'is not proved where the Deny holds only if wildcards run over colons: %s',
    (resource) => {
      expect(said(resource)).not.toBe('proved');
    },
  );
});
