import { withoutTypes } from './template-filter';

const trail = [{ type: 'AWS::CloudTrail::Trail' }];

const template = {
  Description: 'a bucket, its trail and who knows it',
  Resources: {
    Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'logs' } },
    Trail: { Type: 'AWS::CloudTrail::Trail', Properties: { S3BucketName: { Ref: 'Bucket' } }, DependsOn: 'Bucket' },
    Alarm: {
      Type: 'AWS::SNS::Topic',
      Properties: { DisplayName: { 'Fn::Sub': 'alarm of ${Trail} in ${AWS::Region}' } },
      DependsOn: ['Trail', 'Bucket'],
    },
    Reader: {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: {
        PolicyDocument: { Statement: [{ Resource: [{ 'Fn::GetAtt': ['Trail', 'Arn'] }, 'arn:aws:s3:::logs'] }] },
      },
      DependsOn: 'Trail',
    },
  },
  Outputs: { TrailName: { Value: { Ref: 'Trail' } }, BucketName: { Value: { Ref: 'Bucket' } } },
};

const filtered = withoutTypes(template, trail);

test('resources of the type go, and are named', () => {
  expect(filtered.removed).toEqual([{ id: 'Trail', type: 'AWS::CloudTrail::Trail' }]);
  expect(Object.keys(filtered.template.Resources as object)).toEqual(['Bucket', 'Alarm', 'Reader']);
});

test('what does not refer to them stays as it was', () => {
  expect(filtered.template).toMatchObject({
    Description: template.Description,
    Resources: { Bucket: template.Resources.Bucket },
  });
  expect(filtered.touched).not.toContain('Bucket');
});

test('references become literals that cannot be mistaken, shaped as an ARN where an ARN was asked for', () => {
  expect(filtered.template).toMatchObject({
    Resources: {
      Alarm: { Properties: { DisplayName: { 'Fn::Sub': 'alarm of removed-Trail in ${AWS::Region}' } } },
      Reader: {
        Properties: {
          PolicyDocument: {
            Statement: [{ Resource: ['arn:aws:iam::000000000000:role/removed-Trail', 'arn:aws:s3:::logs'] }],
          },
        },
      },
    },
  });
  expect(filtered.touched).toEqual(['Alarm', 'Reader', 'output TrailName']);
});

test('dependencies on them are forgotten, others are kept', () => {
  expect(filtered.template).toMatchObject({ Resources: { Alarm: { DependsOn: ['Bucket'] } } });
  expect(filtered.template).not.toHaveProperty('Resources.Reader.DependsOn');
});

test('outputs that show them go, others stay', () => {
  expect(filtered.template.Outputs).toEqual({ BucketName: { Value: { Ref: 'Bucket' } } });
});

test('nothing that names a removed resource is left', () => {
  expect(JSON.stringify(filtered.template)).not.toMatch(/"(?:Ref|Fn::GetAtt)":\[?"Trail"|\$\{Trail/);
});

test('a template without the type comes back as it is', () => {
  expect(withoutTypes(template, [{ type: 'AWS::Config::ConfigRule' }])).toEqual({ template, removed: [], touched: [] });
  expect(withoutTypes(template, []).template).toBe(template);
});

test('the text form of Fn::GetAtt and variables of Fn::Sub are known', () => {
  const { template: rest } = withoutTypes(
    {
      Resources: {
        Trail: { Type: 'AWS::CloudTrail::Trail' },
        Topic: {
          Type: 'AWS::SNS::Topic',
          Properties: {
            One: { 'Fn::GetAtt': 'Trail.SnsTopicArn' },
            Two: { 'Fn::Sub': ['${name} ${Trail.Arn}', { name: { Ref: 'Trail' } }] },
          },
        },
      },
    },
    trail,
  );
  expect(rest).toMatchObject({
    Resources: {
      Topic: {
        Properties: {
          One: 'arn:aws:iam::000000000000:role/removed-Trail',
          Two: { 'Fn::Sub': ['${name} arn:aws:iam::000000000000:role/removed-Trail', { name: 'removed-Trail' }] },
        },
      },
    },
  });
});

test('where a property alone is unknown, resources without it stay', () => {
  const resources = {
    Simple: { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors' } },
    Math: { Type: 'AWS::CloudWatch::Alarm', Properties: { Metrics: [{ Id: 'sum' }] } },
  };
  expect(
    withoutTypes({ Resources: resources }, [{ type: 'AWS::CloudWatch::Alarm', property: 'Metrics' }]),
  ).toMatchObject({
    template: { Resources: { Simple: resources.Simple } },
    removed: [{ id: 'Math', type: 'AWS::CloudWatch::Alarm' }],
  });
});
