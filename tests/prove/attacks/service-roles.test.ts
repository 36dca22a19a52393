import type { Role } from '../../../lib/model';
import { verdicts } from '../support/proving';
import { account, bucket, role, world } from '../support/worlds';

// A role that acts for AWS is let through by name. Whoever else can take it comes through with it.

const arn = 'arn:aws-cn:s3:::edu-s1-data';
const identity = [{ Effect: 'Allow', Action: 's3:GetObject', Resource: `${arn}/*` }];

const trusting = (principal: unknown): Role =>
  role('copier', { trust: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }], identity });

function said(...roles: readonly Role[]): string | undefined {
  const policy = [
    {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: [arn, `${arn}/*`],
      Condition: {
        StringNotEquals: { 'aws:PrincipalTag/educloud:school': 's1' },
        ArnNotEquals: { 'aws:PrincipalArn': `arn:aws-cn:iam::${account}:role/copier` },
      },
    },
  ];
  const one = world({
    buckets: [bucket('edu-s1-data', { owner: 's1', policy })],
    roles,
    serviceRoles: [`arn:aws-cn:iam::${account}:role/copier`],
  });
  return verdicts(one, 'read-isolation')[0]?.verdict;
}

describe('a role that is named as one of AWS services', () => {
  it('is an exception where services that copy take it', () => {
    expect(said(trusting({ Service: ['s3.amazonaws.com', 'backup.amazonaws.com'] }))).toBe('proved');
  });

  it.each([
    ['a service that runs code of the account', { Service: 'lambda.amazonaws.com' }],
    ['instances, besides S3', { Service: ['s3.amazonaws.com', 'ec2.amazonaws.com'] }],
    ['the account', { AWS: account }],
    ['everybody', '*'],
    ['an identity provider, besides S3', { Service: 's3.amazonaws.com', Federated: 'idp.example' }],
  ])('is none where it can be taken by %s', (_, principal) => {
    expect(said(trusting(principal))).toBe('refuted');
  });

  it('is none where a second role of the same ARN can be taken by others', () => {
    const service = trusting({ Service: 's3.amazonaws.com' });
    expect(said(service, trusting({ AWS: account }))).not.toBe('proved');
    expect(said(trusting({ AWS: account }), service)).not.toBe('proved');
  });
});
