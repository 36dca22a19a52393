import { inPartitionAws, withFailure, withoutStatement, withSessionArns } from './template-changes';

const policy = (bucket: string): object => ({
  Type: 'AWS::S3::BucketPolicy',
  Properties: { Bucket: bucket, PolicyDocument: { Statement: [{ Sid: 'Keep' }, { Sid: 'Drop' }] } },
});

const template = {
  Resources: {
    One: policy('one'),
    Two: policy('two'),
    Key: { Type: 'AWS::KMS::Key', Properties: { PolicyDocument: { Statement: [{ Sid: 'Drop' }] } } },
  },
};

test('the statement goes from every bucket policy and from nothing else', () => {
  const changed = withoutStatement(template, 'Drop');
  expect(changed).toMatchObject({
    Resources: {
      One: { Properties: { Bucket: 'one', PolicyDocument: { Statement: [{ Sid: 'Keep' }] } } },
      Two: { Properties: { PolicyDocument: { Statement: [{ Sid: 'Keep' }] } } },
      Key: template.Resources.Key,
    },
  });
});

test('what fails waits for everything else, so that it fails last', () => {
  expect(withFailure(template)).toMatchObject({
    Resources: {
      ...template.Resources,
      Fails: { DependsOn: ['One', 'Two', 'Key'] },
      FailsToo: { DependsOn: ['One', 'Two', 'Key'] },
    },
  });
});

test('no ARN and no service name of aws-cn is left, in text inside text neither', () => {
  const chinese = {
    Resources: {
      A: { Properties: { Resource: 'arn:aws-cn:s3:::a/*', Value: '{"via":"s3.cn-north-1.amazonaws.com.cn"}' } },
    },
  };
  expect(inPartitionAws(chinese)).toEqual({
    Resources: { A: { Properties: { Resource: 'arn:aws:s3:::a/*', Value: '{"via":"s3.cn-north-1.amazonaws.com"}' } } },
  });
});

test('bucket policies name sessions in place of roles, with and without a path; nothing else changes', () => {
  const role = 'arn:aws:iam::111122223333:role/educloud/educloud-x-recovery';
  const denied = {
    Condition: { ArnNotEquals: { 'aws:PrincipalArn': [role, 'arn:aws:iam::111122223333:role/deploy'] } },
  };
  const named = {
    Resources: {
      Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { PolicyDocument: { Statement: [denied] } } },
      Bucket: { Type: 'AWS::S3::Bucket', Properties: { ReplicationConfiguration: { Role: role } } },
    },
  };
  const changed = withSessionArns(named, 'night');
  expect(changed).toMatchObject({ Resources: { Bucket: named.Resources.Bucket } });
  const text = JSON.stringify(changed);
  expect(text).toContain('"arn:aws:sts::111122223333:assumed-role/educloud-x-recovery/night"');
  expect(text).toContain('"arn:aws:sts::111122223333:assumed-role/deploy/night"');
});
