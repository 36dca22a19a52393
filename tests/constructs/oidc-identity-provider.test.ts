import { OidcIdentityProvider } from '../../constructs';
import { partitionOfAwsRegion } from '../../lib/facts';
import { beside, Built, own, stackIn, thrown } from './support/stage';

const issuer = 'https://login.nefu.edu.cn/realms/staff';

describe.each(['cn-north-1', 'eu-central-1', 'eusc-de-east-1'])('an OIDC identity provider in %s', (awsRegion) => {
  const stack = stackIn(awsRegion);
  const { providerArn } = new OidcIdentityProvider(stack, 'Provider', {
    regionId: 'northeast',
    issuer,
    clientIds: ['b', 'a', 'b'],
    schoolId: 'nefu',
  });
  const built = new Built(stack);
  const [provider] = built.ofType('AWS::IAM::OIDCProvider');

  test('has the ARN that trust policies name', () => {
    const { arnPartition } = partitionOfAwsRegion(awsRegion);
    expect(providerArn).toBe(`arn:${arnPartition}:iam::${own}:oidc-provider/login.nefu.edu.cn/realms/staff`);
  });

  test('is a resource of CloudFormation without thumbprints, whose clients stand once', () => {
    expect(provider?.Properties).toEqual({
      Url: issuer,
      ClientIdList: ['a', 'b'],
      Tags: [
        { Key: 'educloud:region', Value: 'northeast' },
        { Key: 'educloud:school', Value: 'nefu' },
      ],
    });
    expect(built.foreignParts()).toEqual([]);
  });
});

function make(more: object, stack = stackIn()) {
  return thrown(
    () => new OidcIdentityProvider(stack, 'Provider', { regionId: 'northeast', issuer, clientIds: ['a'], ...more }),
  );
}

describe('refused are', () => {
  test.each([
    'http://login.nefu.edu.cn',
    'https://login.nefu.edu.cn/',
    'https://login.nefu.edu.cn:8443',
    'https://login.nefu.edu.cn/?realm=a',
    'https://login.nefu.edu.cn/#a',
    'https://user@login.nefu.edu.cn',
    'https://Login.nefu.edu.cn',
    'https://login',
    'https://login.nefu.edu.cn/a//b',
    'https://login.nefu.edu.cn/../a',
    'https://login.nefu.edu.cn/*',
    'https://login.nefu.edu.cn/%2e',
    `https://login.nefu.edu.cn/${'a'.repeat(255)}`,
    'login.nefu.edu.cn',
  ])('the address %s', (bad) => {
    expect(make({ issuer: bad })).toMatchObject({ code: 'EDU601', path: 'Stack/Provider' });
  });

  test.each([
    'https://token.actions.githubusercontent.com',
    'https://token.actions.githubusercontent.com/some-enterprise',
    'https://gitlab.com',
    'https://accounts.google.com',
    'https://cognito-identity.amazonaws.com',
    'https://cognito-identity.amazonaws.com.cn',
    'https://login.microsoftonline.com/common/v2.0',
    'https://login.microsoftonline.com/organizations/v2.0',
    'https://login.microsoftonline.com/consumers/v2.0',
    'https://login.microsoftonline.com',
    'https://login.partner.microsoftonline.cn/common',
    'https://login.partner.microsoftonline.cn/Common',
    'https://sts.windows.net/9188040d-6c67-4c5b-b112-36a304b66dad',
    'https://appleid.apple.com',
    'https://app.terraform.io',
    'https://oidc.vercel.com',
  ])('%s, which signs for everybody', (shared) => {
    expect(make({ issuer: shared })).toMatchObject({ code: 'EDU601', found: shared });
  });

  test.each([
    ['no client', { clientIds: [] }],
    ['more clients than IAM takes', { clientIds: Array.from({ length: 101 }, (_, index) => `c${String(index)}`) }],
    ['a client with a wildcard', { clientIds: ['a*'] }],
    ['a client with a policy variable', { clientIds: ['${aws:username}'] }],
    ['a region that is no slug', { regionId: 'N' }],
    ['a school that is no slug', { schoolId: 'N' }],
  ])('%s', (_, more) => {
    expect(make(more).code).toBe('EDU601');
  });

  test('a stack without a concrete environment', () => {
    expect(make({}, beside(stackIn(), 'Agnostic')).code).toBe('EDU601');
  });
});

test.each([
  'https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0',
  'https://gitlab.com.nefu.edu.cn',
  'https://oidc.vercel.com/some-team',
  'https://gitlab.nefu.edu.cn',
])('%s is of one organisation', (own) => {
  expect(make({ issuer: own })).toEqual({});
});
