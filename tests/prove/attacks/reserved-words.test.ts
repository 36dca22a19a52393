import { behaviour, commonsArn, delivered, distribution, readsItself } from '../support/delivered';
import { verdicts } from '../support/proving';
import { admission, ownArn, samlTrust, signInWorld, teacher } from '../support/sign-in';
import { account, bucket } from '../support/worlds';

// Words of the properties mean nothing in a policy: AWS knows no such key, and no such variable.

const mine = ['faculty@s1.example'];
const trusting = (condition: Readonly<Record<string, unknown>>, ...denied: readonly unknown[]): string | undefined => {
  const deny = denied.map((Condition) => ({ Effect: 'Deny', Principal: '*', Action: 'sts:*', Condition }));
  const trust = [...samlTrust(ownArn('s1'), admission(mine)), ...samlTrust(ownArn('s2'), admission(mine)), ...deny];
  const loose = samlTrust(ownArn('s1'), condition);
  const roles = [teacher('s1', denied.length > 0 ? trust : loose)];
  return verdicts(signInWorld({ roles }), 'federation-binding')[0]?.verdict;
};

describe('a trust policy is not proved', () => {
  it('by a Deny about the key that stands for providers', () => {
    expect(trusting({}, { StringEquals: { 'sign-in:provider': ownArn('s2') } })).not.toBe('proved');
    expect(trusting({}, { StringLike: { 'Sign-In:Provider': '*/s2' } })).not.toBe('proved');
  });

  it('by a Deny with a list of the properties', () => {
    const loose = { StringEquals: { 'saml:sub_type': 'persistent' }, Null: { 'sts:SourceIdentity': 'false' } };
    const trust = [
      ...samlTrust(ownArn('s1'), { ...admission(mine), ...loose }),
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 'sts:*',
        Condition: { StringNotEquals: { 'saml:aud': '${subject:audiences}' } },
      },
    ];
    const [verdict] = verdicts(signInWorld({ roles: [teacher('s1', trust)] }), 'federation-binding');
    expect(verdict?.verdict).not.toBe('proved');
  });

  it('by an Allow with a list of the properties', () => {
    expect(trusting(admission(['${subject:scopes}']))).not.toBe('proved');
  });
});

it('a bucket policy is not proved by the owner of the properties', () => {
  const policy = [
    {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:PrincipalTag/educloud:school': '${subject:owner}' } },
    },
    {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:PrincipalAccount': account } },
    },
  ];
  const buckets = [bucket('edu-s1-data', { owner: 's1', policy })];
  expect(verdicts(signInWorld({ buckets }), 'read-isolation')[0]?.verdict).not.toBe('proved');
});

it.each(['${delivery:signed}', '${Delivery:Signed}', '${sign-in:provider}'])(
  'a commons is not proved by a policy variable %s, which AWS has no value for',
  (variable) => {
    const deny = { Effect: 'Deny', Principal: '*', Action: 's3:*', NotResource: `${commonsArn}/open/${variable}*` };
    const open = delivered([readsItself, deny], [distribution([behaviour('*')])]);
    expect(verdicts(open, 'delivery-licensed-signed')[0]?.verdict).not.toBe('proved');
  },
);
