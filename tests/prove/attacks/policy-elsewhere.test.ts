import { readWorld } from '../../../lib/model';
import { folderOf, stackArtifact } from '../../model/support';
import { verdicts } from '../support/proving';

// A stack cannot attach a policy to a bucket of another account or AWS Region, so it protects nothing there.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html

const arns = ['arn:aws-cn:s3:::store', 'arn:aws-cn:s3:::store/*'];
const deny = (condition: unknown): unknown => ({
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: arns,
  Condition: { StringNotEquals: condition },
});

function said(elsewhere: string): string | undefined {
  const store = {
    Type: 'AWS::S3::Bucket',
    Properties: { BucketName: 'store', Tags: [{ Key: 'educloud:school', Value: 's1' }] },
  };
  const statements = [
    deny({ 'aws:PrincipalTag/educloud:school': 's1' }),
    deny({ 'aws:PrincipalAccount': '111122223333' }),
  ];
  const policy = {
    Type: 'AWS::S3::BucketPolicy',
    Properties: { Bucket: 'store', PolicyDocument: { Version: '2012-10-17', Statement: statements } },
  };
  const artifacts = { store: stackArtifact('store.json'), policy: stackArtifact('policy.json', elsewhere) };
  const folder = folderOf({
    'manifest.json': { artifacts },
    'store.json': { Resources: { Store: store } },
    'policy.json': { Resources: { Policy: policy } },
  });
  return verdicts(readWorld(folder), 'read-isolation')[0]?.verdict;
}

describe('a bucket policy', () => {
  it('carries a proof from another stack of the same account and AWS Region', () => {
    expect(said('aws://111122223333/cn-north-1')).toBe('proved');
  });

  it.each(['aws://999999999999/cn-north-1', 'aws://111122223333/cn-northwest-1'])(
    'carries none from %s',
    (elsewhere) => {
      expect(said(elsewhere)).toBe('undecided');
    },
  );
});
