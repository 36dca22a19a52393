import { readWorld } from '../../../lib/model';
import { folderOf, stackArtifact } from '../../model/support';
import { verdicts } from '../support/proving';

// Policies of an organisation do not hold in its management account, which is also where templates deploy them.
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html

const member = '111122223333';

/** A store in one account, and in the same or another one a policy of the organisation for that account. */
function said(manager: string, type: string, statement: object, property: string): string | undefined {
  const arns = ['arn:aws-cn:s3:::edu-s1-data', 'arn:aws-cn:s3:::edu-s1-data/*'];
  const open = { Effect: 'Allow', Principal: { AWS: '999999999999' }, Action: 's3:GetObject', Resource: arns[1] };
  const store = {
    Resources: {
      Store: {
        Type: 'AWS::S3::Bucket',
        Properties: { BucketName: 'edu-s1-data', Tags: [{ Key: 'educloud:school', Value: 's1' }] },
      },
      Policy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: { Bucket: 'edu-s1-data', PolicyDocument: { Version: '2012-10-17', Statement: [open] } },
      },
    },
  };
  const content = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: '*', ...statement }],
  };
  const guard = {
    Resources: {
      Guard: {
        Type: 'AWS::Organizations::Policy',
        Properties: { Name: 'g', Type: type, TargetIds: [member], Content: content },
      },
    },
  };
  const artifacts = {
    store: stackArtifact('store.json', `aws://${member}/cn-north-1`),
    guard: stackArtifact('guard.json', `aws://${manager}/cn-north-1`),
  };
  const world = readWorld(folderOf({ 'manifest.json': { artifacts }, 'store.json': store, 'guard.json': guard }));
  return verdicts(world, property)[0]?.verdict;
}

const onlyHere = { Principal: '*', Condition: { StringNotEquals: { 'aws:PrincipalAccount': member } } };

describe('a policy of the organisation', () => {
  it('carries a proof in an account that another account manages', () => {
    expect(said('444455556666', 'RESOURCE_CONTROL_POLICY', onlyHere, 'no-outsider')).toBe('proved');
  });

  it('carries none in the account that deploys it', () => {
    expect(said(member, 'RESOURCE_CONTROL_POLICY', onlyHere, 'no-outsider')).toBe('undecided');
  });

  it('is feared there all the same', () => {
    const locked = { Action: 's3:PutBucketPolicy' };
    expect(said(member, 'SERVICE_CONTROL_POLICY', locked, 'no-lockout')).not.toBe('proved');
  });
});
