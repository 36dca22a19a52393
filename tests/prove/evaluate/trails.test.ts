import { anonymous, describeRows, everything, foreign, stranger, trailArn, type Statements } from './support';

const trails = 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/security_iam_service-with-iam.html';
const delegation = 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-delegated-administrator.html';
const actions = 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudtrail.html';
const stop = { action: 'cloudtrail:StopLogging', resource: trailArn };
const deny: Statements[number] = { Effect: 'Deny', Action: 'cloudtrail:StopLogging', Resource: '*' };

describeRows('A trail', [
  {
    trap: 'has no policy of its own: those of the caller decide',
    page: trails,
    setting: { identity: everything },
    request: stop,
    expected: 'allowed by identity policy',
  },
  {
    trap: 'is nobody’s whose policies are silent',
    page: trails,
    setting: {},
    request: stop,
    expected: 'denied, implicit, by identity policy',
  },
  {
    trap: 'is kept by a boundary that leaves it out',
    page: trails,
    setting: { identity: everything, boundary: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] },
    request: stop,
    expected: 'denied, implicit, by permissions boundary',
  },
  {
    trap: 'is kept by a boundary that denies',
    page: trails,
    setting: { identity: everything, boundary: [...everything, deny] },
    request: stop,
    expected: 'denied, explicit, by permissions boundary',
  },
  {
    trap: 'is kept by the organisation',
    page: trails,
    setting: { identity: everything, scp: [[[...everything, deny]]] },
    request: stop,
    expected: 'denied, explicit, by service control policy',
  },
  {
    trap: 'has tags that policies see',
    page: actions,
    setting: {
      identity: [
        ...everything,
        { ...deny, Condition: { StringEquals: { 'aws:ResourceTag/educloud:owner': 'bureau' } } },
      ],
    },
    request: stop,
    expected: 'denied, explicit, by identity policy',
  },
  {
    trap: 'may be stopped by an administrator of the organisation, of another account',
    page: delegation,
    setting: { organization: 'o-1' },
    request: { ...stop, caller: stranger },
    expected: 'undecided by resource policy',
  },
  {
    trap: 'is not stopped from another organisation',
    page: delegation,
    setting: { organization: 'o-1', others: [{ id: foreign, organization: 'o-2' }] },
    request: { ...stop, caller: stranger },
    expected: 'denied, implicit, by resource policy',
  },
  {
    trap: 'is not stopped without a signature',
    page: actions,
    setting: {},
    request: { ...stop, caller: anonymous },
    expected: 'denied, implicit, by resource policy',
  },
  {
    trap: 'of another account that nobody shows may be for an administrator of the organisation',
    page: trails,
    setting: { identity: everything },
    request: { ...stop, resource: `arn:aws:cloudtrail:eu-central-1:${foreign}:trail/base` },
    expected: 'undecided by resource policy',
  },
]);
