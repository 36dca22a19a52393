import { describeRows, bucketArn, everything, foreign, home, root, service, stranger } from './support';

const scps = 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html';
const rcps = 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html';
const read = { Effect: 'Allow', Action: 's3:GetObject', Resource: `${bucketArn}/*` };
const letIn = (AWS: string) => [{ ...read, Principal: { AWS } }];
const narrow = [{ Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' }];

describeRows('Policies of the organisation', [
  {
    trap: 'every level of service control policies has to allow',
    page: scps,
    setting: { identity: everything, scp: [[everything], [narrow]] },
    expected: 'denied, implicit, by service control policy',
  },
  {
    trap: 'two policies of one level add up',
    page: scps,
    setting: { identity: everything, scp: [[everything], [narrow, [read]]] },
    expected: 'allowed by identity policy',
  },
  {
    trap: 'a level without policies is full access',
    page: scps,
    setting: { identity: everything, scp: [[everything], []] },
    expected: 'allowed by identity policy',
  },
  {
    trap: 'they bind root of a member account',
    page: scps,
    setting: { scp: [[narrow]] },
    request: { caller: root },
    expected: 'denied, implicit, by service control policy',
  },
  {
    trap: 'they do not bind strangers',
    page: scps,
    setting: { bucketPolicy: letIn(foreign), scp: [[narrow]] },
    request: { caller: stranger },
    expected: 'allowed by resource policy',
  },
  {
    trap: 'they do not bind AWS services',
    page: scps,
    setting: { bucketPolicy: [{ ...read, Principal: { Service: 'logs.amazonaws.com' } }], scp: [[narrow]] },
    request: { caller: service('logs.amazonaws.com') },
    expected: 'allowed by resource policy',
  },
  {
    trap: 'they do not bind service-linked roles',
    page: scps,
    setting: { scp: [[narrow]] },
    request: { caller: { kind: 'role', arn: `arn:aws:iam::${home}:role/aws-service-role/x.amazonaws.com/Role` } },
    expected: 'allowed by identity policy',
  },
  {
    trap: 'resource control policies bind strangers',
    page: rcps,
    setting: {
      bucketPolicy: letIn(foreign),
      rcp: [
        [
          {
            Effect: 'Deny',
            Principal: '*',
            Action: 's3:*',
            Resource: '*',
            Condition: { StringNotEqualsIfExists: { 'aws:PrincipalAccount': home } },
          },
        ],
      ],
    },
    request: { caller: stranger },
    expected: 'denied, explicit, by resource control policy',
  },
  {
    trap: 'resource control policies allow nothing by themselves',
    page: rcps,
    setting: { rcp: [[{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }]] },
    expected: 'denied, implicit, by identity policy',
  },
]);
