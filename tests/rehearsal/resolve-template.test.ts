import { isResolved, namesIn, resolveTemplate } from './resolve-template';

const place = { account: '111122223333', awsRegion: 'eu-central-1' };
const template = {
  Resources: {
    Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'logs' } },
    Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'writer' } },
    Nameless: { Type: 'AWS::IAM::Role', Properties: {} },
  },
};
const names = namesIn(template, place, { Key: 'arn:aws:kms:eu-central-1:111122223333:key/1' });

test('references to what the template names become names and ARNs', () => {
  expect(
    resolveTemplate(
      {
        bucket: { Ref: 'Bucket' },
        arns: [
          { 'Fn::GetAtt': ['Bucket', 'Arn'] },
          { 'Fn::GetAtt': ['Role', 'Arn'] },
          { 'Fn::GetAtt': ['Key', 'Arn'] },
        ],
        root: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, ':root']] },
      },
      names,
    ),
  ).toEqual({
    bucket: 'logs',
    arns: ['arn:aws:s3:::logs', 'arn:aws:iam::111122223333:role/writer', 'arn:aws:kms:eu-central-1:111122223333:key/1'],
    root: 'arn:aws:iam::111122223333:root',
  });
});

test('what cannot be known stays, and is noticed', () => {
  const unknown = { who: { 'Fn::GetAtt': ['Nameless', 'Arn'] } };
  expect(resolveTemplate(unknown, names)).toEqual(unknown);
  expect(isResolved(unknown)).toBe(false);
  expect(isResolved({ who: ['a', { b: 'c' }] })).toBe(true);
});
