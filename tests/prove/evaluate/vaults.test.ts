import type { Caller, Request } from '../../../lib/prove/request';
import { anonymous, describeRows, everything, foreign, home, pointArn, roleArn } from './support';
import { root, service, stranger, unseen, vaultArn, type Statements } from './support';

const policies = 'https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html';
const actions = 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbackup.html';
const logic =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html';
const signed = 'https://docs.aws.amazon.com/aws-backup/latest/devguide/CommonErrors.html';

const loss: Statements[number] = {
  Effect: 'Deny',
  Principal: '*',
  Action: 'backup:DeleteRecoveryPoint',
  Resource: '*',
};
const letIn = (AWS: string, Action = 'backup:DeleteRecoveryPoint'): Statements => [
  { Effect: 'Allow', Principal: { AWS }, Action, Resource: '*' },
];
const deleting = (more: Partial<Request> = {}): Partial<Request> => ({
  action: 'backup:DeleteRecoveryPoint',
  resource: pointArn,
  context: { 'recovery-point:vault': vaultArn },
  ...more,
});
const copying = (caller: Caller): Partial<Request> => ({
  action: 'backup:CopyIntoBackupVault',
  resource: vaultArn,
  caller,
});

describeRows('Recovery points of a vault', [
  {
    trap: 'an explicit Deny of the vault wins over what the caller may',
    page: policies,
    setting: { identity: everything, vaultPolicy: [loss] },
    request: deleting(),
    expected: 'denied, explicit, by resource policy',
  },
  {
    trap: 'root of the account is denied as well',
    page: policies,
    setting: { vaultPolicy: [loss] },
    request: deleting({ caller: root }),
    expected: 'denied, explicit, by resource policy',
  },
  {
    trap: 'without a policy of the vault the own policies are enough',
    page: logic,
    setting: { identity: everything },
    request: deleting(),
    expected: 'allowed by identity policy',
  },
  {
    trap: 'inside one account the vault alone is enough',
    page: logic,
    setting: { vaultPolicy: letIn(roleArn) },
    request: deleting(),
    expected: 'allowed by resource policy',
  },
  {
    trap: 'a boundary limits the role that the vault names',
    page: logic,
    setting: { vaultPolicy: letIn(roleArn), boundary: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] },
    request: deleting(),
    expected: 'denied, implicit, by permissions boundary',
  },
  {
    trap: 'nobody says anything',
    page: logic,
    setting: {},
    request: deleting(),
    expected: 'denied, implicit, by identity policy',
  },
  {
    trap: 'an exception of the Deny lets one role through',
    page: policies,
    setting: {
      identity: everything,
      vaultPolicy: [{ ...loss, Condition: { ArnNotEquals: { 'aws:PrincipalArn': roleArn } } }],
    },
    request: deleting(),
    expected: 'allowed by identity policy',
  },
  {
    trap: 'NotAction denies all but what it names',
    page: logic,
    setting: {
      identity: everything,
      vaultPolicy: [{ Effect: 'Deny', Principal: '*', NotAction: ['backup:DescribeRecoveryPoint'], Resource: '*' }],
    },
    request: deleting(),
    expected: 'denied, explicit, by resource policy',
  },
  {
    trap: 'NotPrincipal denies whoever it does not name',
    page: logic,
    setting: {
      identity: everything,
      vaultPolicy: [
        { ...loss, Principal: undefined, NotPrincipal: { AWS: [`arn:aws:iam::${home}:role/recovery`, home] } },
      ],
    },
    request: deleting(),
    // Of the account that is named nobody knows whether it is left out.
    expected: 'undecided by resource policy',
  },
  {
    trap: 'a Deny with a wildcard in its actions is none that AWS Backup supports',
    page: policies,
    setting: { identity: everything, vaultPolicy: [{ ...loss, Action: 'backup:Delete*' }] },
    request: deleting(),
    expected: 'undecided by resource policy',
  },
  {
    trap: 'an Allow with a wildcard in its actions may let in',
    page: policies,
    setting: { vaultPolicy: letIn(roleArn, 'backup:*') },
    request: deleting(),
    expected: 'undecided by identity policy',
  },
  {
    trap: 'a Deny that names recovery points counts',
    page: actions,
    setting: {
      identity: everything,
      vaultPolicy: [{ ...loss, Resource: `arn:aws:backup:*:${home}:recovery-point:*` }],
    },
    request: deleting(),
    expected: 'denied, explicit, by resource policy',
  },
  {
    trap: 'a Deny that names the vault may not count for what is done to recovery points',
    page: actions,
    setting: { identity: everything, vaultPolicy: [{ ...loss, Resource: vaultArn }] },
    request: deleting(),
    expected: 'undecided by resource policy',
  },
  {
    trap: 'an Allow that names the vault may count',
    page: policies,
    setting: { identity: [{ Effect: 'Allow', Action: 'backup:*', Resource: vaultArn }] },
    request: deleting(),
    expected: 'undecided by identity policy',
  },
  {
    trap: 'a Deny of recovery points of other services is about others',
    page: policies,
    setting: { identity: everything, vaultPolicy: [{ ...loss, Resource: 'arn:aws:ec2:*::snapshot/*' }] },
    request: deleting(),
    expected: 'allowed by identity policy',
  },
  {
    trap: 'the vault that covers a recovery point is not told',
    page: actions,
    setting: { identity: everything, vaultPolicy: [loss] },
    request: deleting({ context: {} }),
    expected: 'undecided by resource policy',
  },
  {
    trap: 'a vault of another AWS Region holds no such recovery point',
    page: actions,
    setting: { identity: everything },
    request: deleting({ context: { 'recovery-point:vault': vaultArn.replace('eu-central-1', 'eu-west-1') } }),
    expected: 'undecided by resource policy',
  },
  {
    trap: 'a vault that no template has may deny',
    page: policies,
    setting: { identity: everything },
    request: deleting({ context: { 'recovery-point:vault': `${vaultArn}-2` } }),
    expected: 'undecided by resource policy',
  },
  {
    trap: 'policies do not see in which vault a recovery point lies',
    page: actions,
    setting: {
      identity: everything,
      vaultPolicy: [{ ...loss, Condition: { Null: { 'recovery-point:vault': 'false' } } }],
    },
    request: deleting(),
    expected: 'allowed by identity policy',
  },
  {
    trap: 'a recovery point has tags of its own, which no template shows',
    page: actions,
    setting: {
      identity: everything,
      vault: { tags: { 'educloud:school': 'a' } },
      vaultPolicy: [{ ...loss, Condition: { StringEquals: { 'aws:ResourceTag/educloud:school': 'a' } } }],
    },
    request: deleting(),
    expected: 'undecided by resource policy',
  },
  {
    trap: 'what is outside the model may open a vault',
    page: policies,
    setting: {
      identity: everything,
      vault: { doubts: [{ source: { file: 'a', pointer: '' }, reason: 'the policy is a parameter' }] },
    },
    request: deleting(),
    expected: 'undecided by resource policy',
  },
]);

describeRows('A vault as a whole', [
  {
    trap: 'its own tags count',
    page: actions,
    setting: {
      identity: everything,
      vault: { tags: { 'educloud:school': 'a' } },
      vaultPolicy: [
        {
          ...loss,
          Action: 'backup:DeleteBackupVault',
          Condition: { StringEquals: { 'aws:ResourceTag/educloud:school': 'a' } },
        },
      ],
    },
    request: { action: 'backup:DeleteBackupVault', resource: vaultArn },
    expected: 'denied, explicit, by resource policy',
  },
  {
    trap: 'a Deny that names the vault counts for what is done to vaults',
    page: actions,
    setting: {
      identity: everything,
      vaultPolicy: [{ ...loss, Action: 'backup:PutBackupVaultAccessPolicy', Resource: vaultArn }],
    },
    request: { action: 'backup:PutBackupVaultAccessPolicy', resource: vaultArn },
    expected: 'denied, explicit, by resource policy',
  },
  {
    trap: 'another account copies into it where the vault lets it',
    page: policies,
    setting: { vaultPolicy: letIn(foreign, 'backup:CopyIntoBackupVault') },
    request: copying(stranger),
    expected: 'allowed by resource policy',
  },
  {
    trap: 'another account does not copy into a vault that is silent',
    page: policies,
    setting: {},
    request: copying(stranger),
    expected: 'denied, implicit, by resource policy',
  },
  {
    trap: 'another account may do nothing else, whatever the vault says',
    page: policies,
    setting: { vaultPolicy: letIn(foreign) },
    request: deleting({ caller: stranger }),
    expected: 'denied, implicit, by resource policy',
  },
  {
    trap: 'another account may do nothing else to vaults that no template has',
    page: policies,
    setting: {},
    request: { action: 'backup:DeleteBackupVault', resource: `${vaultArn}-2`, caller: stranger },
    expected: 'denied, implicit, by resource policy',
  },
  {
    trap: 'nobody asks without a signature',
    page: signed,
    setting: { vaultPolicy: letIn('*') },
    request: deleting({ caller: anonymous }),
    expected: 'denied, implicit, by resource policy',
  },
  {
    trap: 'a service that the vault names comes in',
    page: policies,
    setting: {
      vaultPolicy: [{ ...loss, Effect: 'Allow', Principal: { Service: 'backup.amazonaws.com' } }],
    },
    request: deleting({ caller: service('backup.amazonaws.com') }),
    expected: 'allowed by resource policy',
  },
  {
    trap: 'whom no template shows may do what the vault does not deny',
    page: logic,
    setting: { vaultPolicy: [{ ...loss, Action: 'backup:StartRestoreJob' }] },
    request: deleting({ caller: unseen }),
    expected: 'allowed by identity policy',
  },
]);
