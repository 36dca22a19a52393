import { EducloudError } from '../../../lib/errors';
import { readWorld } from '../../../lib/model';
import { folderOf } from '../../model/support';
import { verdicts } from '../support/proving';

// Templates that say less than they seem to.

type Members = Readonly<Record<string, unknown>>;

/** What is said of the only bucket of an assembly with one template and no manifest. */
function said(template: Members, property: string): string | undefined {
  return verdicts(readWorld(folderOf({ 'app.template.json': template })), property)[0]?.verdict;
}

const store: Members = {
  Type: 'AWS::S3::Bucket',
  Properties: { BucketName: 'edu-s1-data', Tags: [{ Key: 'educloud:school', Value: 's1' }] },
};
const arn = 'arn:${AWS::Partition}:s3:::edu-s1-data';

const policy = (...statements: readonly unknown[]): Members => ({
  Type: 'AWS::S3::BucketPolicy',
  Properties: { Bucket: 'edu-s1-data', PolicyDocument: { Version: '2012-10-17', Statement: statements } },
});
const onlyTheSchool = {
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [{ 'Fn::Sub': arn }, { 'Fn::Sub': `${arn}/*` }],
  Condition: { StringNotEquals: { 'aws:PrincipalTag/educloud:school': 's1', 'aws:PrincipalAccount': 'x' } },
};

describe('a template', () => {
  it('is proved as far as it says what it means', () => {
    expect(said({ Resources: { Store: store } }, 'no-outsider')).toBe('proved');
  });

  it.each(['AccountId', 'Account'])('does not mean its own account by a parameter called %s', (name) => {
    const allow = {
      Effect: 'Allow',
      Principal: { AWS: { 'Fn::Sub': `arn:\${AWS::Partition}:iam::\${${name}}:root` } },
      Action: 's3:GetObject',
      Resource: { 'Fn::Sub': `${arn}/*` },
    };
    const template = { Parameters: { [name]: { Type: 'String' } }, Resources: { Store: store, Policy: policy(allow) } };
    expect(said(template, 'no-outsider')).not.toBe('proved');
    const anyone = { ...allow, Principal: { AWS: { Ref: name } } };
    const open = { Resources: { Store: store, Policy: policy(anyone) }, Parameters: template.Parameters };
    expect(said(open, 'no-anonymous')).not.toBe('proved');
  });

  it.each<[string, Members]>([
    ['a macro', { Transform: 'Mine' }],
    [
      'an include beside the resources',
      { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://x/y' } } },
    ],
  ])('is not proved where %s rewrites it', (_, more) => {
    expect(said({ ...more, Resources: { Store: store } }, 'no-outsider')).toBe('undecided');
  });

  const included = { Name: 'AWS::Include', Parameters: { Location: 's3://other/snippet.json' } };
  it.each<[string, Members]>([
    ['resources', { Resources: { Store: store, 'Fn::Transform': included } }],
    [
      'the properties of a bucket',
      {
        Resources: { Store: { ...store, Properties: { ...(store.Properties as object), 'Fn::Transform': included } } },
      },
    ],
    ['a bucket', { Resources: { Store: { ...store, 'Fn::Transform': included } } }],
    [
      'its public access',
      {
        Resources: {
          Store: {
            ...store,
            Properties: {
              ...(store.Properties as object),
              PublicAccessBlockConfiguration: { BlockPublicAcls: true, 'Fn::Transform': included },
            },
          },
        },
      },
    ],
    [
      'the properties of a bucket in a loop',
      {
        Resources: {
          Store: { ...store, Properties: { ...(store.Properties as object), 'Fn::ForEach::Rules': ['A', ['x'], {}] } },
        },
      },
    ],
    [
      'a policy document',
      {
        Resources: {
          Store: store,
          Policy: {
            Type: 'AWS::S3::BucketPolicy',
            Properties: {
              Bucket: 'edu-s1-data',
              PolicyDocument: { Version: '2012-10-17', Statement: [onlyTheSchool], 'Fn::Transform': included },
            },
          },
        },
      },
    ],
    [
      'the properties of a bucket policy',
      {
        Resources: {
          Store: store,
          Policy: {
            Type: 'AWS::S3::BucketPolicy',
            Properties: {
              Bucket: 'edu-s1-data',
              PolicyDocument: { Version: '2012-10-17', Statement: [onlyTheSchool] },
              'Fn::Transform': included,
            },
          },
        },
      },
    ],
  ])('is not proved where %s come from elsewhere', (_, template) => {
    expect(said(template, 'no-outsider')).not.toBe('proved');
    expect(said(template, 'read-isolation')).not.toBe('proved');
  });
});

describe('a template that no CloudFormation would take', () => {
  const faultsOf = (text: string): readonly string[] => {
    try {
      readWorld(folderOf({ 'app.template.json': text }));
      return [];
    } catch (error) {
      return error instanceof EducloudError ? error.issues.map(({ code }) => code) : [String(error)];
    }
  };

  it('is refused where it is nested too deep', () => {
    const nested = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const named = `{"Resources":{"Store":{"Type":"AWS::S3::Bucket","Properties":{"BucketName":${nested}}}}}`;
    expect(faultsOf(named)).toEqual(['EDU725']);
    expect(faultsOf(`{"A":${nested},"B":{"Fn::ImportValue":"x"}}`)).toEqual(['EDU725']);
  });

  it('is refused where a long text is not closed', () => {
    expect(faultsOf(`{"Resources":"${'a'.repeat(20_000_000)}`)).toEqual(['EDU723']);
  });

  it('is read where its mappings refer to themselves', () => {
    const itself = { 'Fn::FindInMap': ['Map', 'a', 'b'] };
    const template = {
      Mappings: { Map: { a: { b: itself } } },
      Resources: { Store: { ...store, Properties: { BucketName: itself } } },
    };
    expect(said(template, 'no-anonymous')).toBe('proved');
  });
});
