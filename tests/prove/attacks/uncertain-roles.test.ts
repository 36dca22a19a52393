import { readWorld } from '../../../lib/model';
import { folderOf, stackArtifact } from '../../model/support';
import { verdicts } from '../support/proving';

// A role that the templates hold, but not for sure: whoever has its ARN may be somebody else, or carry other tags.

type Members = Readonly<Record<string, unknown>>;

const arns = ['arn:aws-cn:s3:::edu-s1-data', 'arn:aws-cn:s3:::edu-s1-data/*'];
const roleArn = 'arn:aws-cn:iam::111122223333:role/helper';
const tag = 'aws:PrincipalTag/educloud:school';
const deny = (condition: unknown): unknown => ({
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: arns,
  Condition: condition,
});
const document = (...statements: readonly unknown[]): Members => ({ Version: '2012-10-17', Statement: statements });

/** A store that lets one role through by name, and what else is asked of it. */
function said(
  role: { readonly properties?: Members; readonly more?: Members },
  ...more: readonly unknown[]
): string | undefined {
  const template = {
    Parameters: { Choice: { Type: 'String' }, Tags: { Type: 'CommaDelimitedList' } },
    Conditions: { Chosen: { 'Fn::Equals': [{ Ref: 'Choice' }, 'yes'] } },
    Resources: {
      Store: {
        Type: 'AWS::S3::Bucket',
        Properties: { BucketName: 'edu-s1-data', Tags: [{ Key: 'educloud:school', Value: 's1' }] },
      },
      Policy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: {
          Bucket: { Ref: 'Store' },
          PolicyDocument: document(
            deny({ StringNotEquals: { [tag]: 's1' }, ArnNotEquals: { 'aws:PrincipalArn': roleArn } }),
            deny({ StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } }),
            ...more,
          ),
        },
      },
      Helper: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: 'helper',
          AssumeRolePolicyDocument: document({
            Effect: 'Allow',
            Principal: { AWS: '111122223333' },
            Action: 'sts:AssumeRole',
          }),
          ...role.properties,
        },
        ...role.more,
      },
    },
  };
  const world = readWorld(
    folderOf({ 'manifest.json': { artifacts: { app: stackArtifact('app.json') } }, 'app.json': template }),
  );
  return verdicts(world, 'read-isolation')[0]?.verdict;
}

const reading = {
  Policies: [{ PolicyName: 'read', PolicyDocument: document({ Effect: 'Allow', Action: 's3:*', Resource: '*' }) }],
};
const unlessTeam = deny({ StringNotEquals: { [tag]: 's1', 'aws:PrincipalTag/team': 'blue' } });

describe('a role that a store lets through by name', () => {
  it('breaks nothing where its policies allow nothing', () => {
    expect(said({})).toBe('proved');
    expect(said({ properties: reading })).toBe('refuted');
  });

  it('may be another one with policies of its own where the template may not make it', () => {
    expect(said({ more: { Condition: 'Chosen' } })).toBe('undecided');
  });

  it('may carry any tag where its tags are a parameter', () => {
    expect(said({ properties: reading }, unlessTeam)).toBe('proved');
    expect(said({ properties: { ...reading, Tags: [{ Key: 'team', Value: 'blue' }] } }, unlessTeam)).toBe('refuted');
    expect(said({ properties: { ...reading, Tags: { Ref: 'Tags' } } }, unlessTeam)).toBe('undecided');
  });
});
