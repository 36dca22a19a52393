import {
  describeRows,
  anonymous,
  everything,
  foreign,
  home,
  keyArn,
  roleArn,
  rootKey,
  unseen,
  user,
  userArn,
} from './support';

const iam = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/';
const logic = `${iam}reference_policies_evaluation-logic_policy-eval-denyallow.html`;
const kms = 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html';
const narrow = [{ Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' }];
const decrypt = { action: 'kms:Decrypt', resource: keyArn };
const decryptAll = [{ Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' }];
const useKey = (AWS: string) => [{ Effect: 'Allow', Principal: { AWS }, Action: 'kms:Decrypt', Resource: '*' }];
const assume = { action: 'sts:AssumeRole', resource: roleArn };
const trusts = (AWS: string) => [{ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' }];

describeRows('Keys and roles', [
  {
    trap: 'without the account in the key policy, identity policies are void',
    page: kms,
    setting: { identity: decryptAll, keyPolicy: useKey(userArn) },
    request: decrypt,
    expected: 'denied, implicit, by key policy',
  },
  {
    trap: 'with the account in it they count',
    page: kms,
    setting: { identity: decryptAll, keyPolicy: rootKey },
    request: decrypt,
    expected: 'allowed by key policy',
  },
  {
    trap: 'the account in it alone grants nothing',
    page: kms,
    setting: { keyPolicy: rootKey },
    request: decrypt,
    expected: 'denied, implicit, by identity policy',
  },
  {
    trap: 'a role in it needs no identity policy',
    page: kms,
    setting: { keyPolicy: useKey(roleArn) },
    request: decrypt,
    expected: 'allowed by key policy',
  },
  {
    trap: 'a role in it is limited by a boundary',
    page: kms,
    setting: { keyPolicy: useKey(roleArn), boundary: narrow },
    request: decrypt,
    expected: 'denied, implicit, by permissions boundary',
  },
  {
    trap: 'another account in it needs its own side',
    page: kms,
    setting: { keyPolicy: useKey(home), key: { account: foreign } },
    request: decrypt,
    expected: 'denied, implicit, by identity policy',
  },
  {
    trap: 'an unseen principal still needs the key policy',
    page: kms,
    setting: { keyPolicy: useKey(userArn) },
    request: { ...decrypt, caller: unseen },
    expected: 'denied, implicit, by key policy',
  },
  {
    trap: 'a trust policy that names a user is enough',
    page: logic,
    setting: { trust: trusts(userArn) },
    request: { ...assume, caller: user },
    expected: 'allowed by trust policy',
  },
  {
    trap: 'a trust policy that names the account is delegation',
    page: logic,
    setting: { trust: trusts(home) },
    request: { ...assume, caller: user },
    expected: 'denied, implicit, by identity policy',
  },
  {
    trap: 'the own policies are not enough to take a role',
    page: logic,
    setting: { identity: everything, trust: trusts(foreign) },
    request: { ...assume, caller: user },
    expected: 'denied, implicit, by trust policy',
  },
  {
    trap: 'a provider of the trust policy vouches for its own people',
    page: logic,
    setting: {
      trust: [
        {
          Effect: 'Allow',
          Principal: { Federated: 'arn:aws:iam::1:saml-provider/school' },
          Action: 'sts:AssumeRoleWithSAML',
        },
      ],
    },
    request: {
      action: 'sts:AssumeRoleWithSAML',
      resource: roleArn,
      caller: anonymous,
      context: { 'aws:FederatedProvider': 'arn:aws:iam::1:saml-provider/school' },
    },
    expected: 'allowed by trust policy',
  },
  {
    trap: 'another provider does not',
    page: logic,
    setting: {
      trust: [
        {
          Effect: 'Allow',
          Principal: { Federated: 'arn:aws:iam::1:saml-provider/school' },
          Action: 'sts:AssumeRoleWithSAML',
        },
      ],
    },
    request: {
      action: 'sts:AssumeRoleWithSAML',
      resource: roleArn,
      caller: anonymous,
      context: { 'aws:FederatedProvider': 'arn:aws:iam::1:saml-provider/other' },
    },
    expected: 'denied, implicit, by trust policy',
  },
]);
