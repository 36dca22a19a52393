import { refuted, undecided, type MutantKind } from './kind';
import { drop } from './policy-edits';
import { addBeside, removeResource, rewriteText, setProperties, type Where } from './template';

const trail: Where = { type: 'AWS::CloudTrail::Trail', has: '"IsLogging"' };
const rule: Where = { type: 'AWS::Events::Rule', has: '"StopLogging"' };
const bucket: Where = { type: 'AWS::S3::Bucket', has: '"edu-trl-' };
const policy: Where = { type: 'AWS::S3::BucketPolicy', has: '"NamedTrailsWrite"' };
const goesOn = refuted('trail-goes-on');
const kept = refuted('logs-kept');
const locked = { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 } } };

/** Mutants of trails, of the alarm for them, and of the buckets that they write to. */
export const logsKinds: readonly MutantKind[] = [
  {
    id: 'trail-off',
    sentence: 'a trail is not switched on',
    edit: setProperties(trail, { IsLogging: false }),
    expected: goesOn,
  },
  {
    id: 'trail-astray',
    sentence: 'a trail writes to a bucket that no template holds',
    edit: rewriteText(trail, '"S3BucketName":"edu-', '"S3BucketName":"elsewhere-'),
    expected: undecided('trail-goes-on'),
  },
  {
    id: 'trail-unheard',
    sentence: 'no rule tells of a trail that is stopped',
    edit: removeResource(rule),
    expected: goesOn,
  },
  {
    id: 'trail-half-heard',
    sentence: 'the rule for trails does not tell of StopLogging',
    edit: rewriteText(rule, '"StopLogging",', ''),
    expected: goesOn,
  },
  {
    id: 'trail-alarm-off',
    sentence: 'the rule for trails is switched off',
    edit: setProperties(rule, { State: 'DISABLED' }),
    expected: goesOn,
  },
  {
    id: 'trail-stopped-by-role',
    sentence: 'a role of the templates may stop trails',
    edit: addBeside(trail, 'Stopper', {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        },
        Policies: [
          {
            PolicyName: 'stop',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [{ Effect: 'Allow', Action: 'cloudtrail:Stop*', Resource: '*' }],
            },
          },
        ],
      },
    }),
    expected: goesOn,
  },
  {
    id: 'logs-drop-deny-writers',
    sentence: 'DenyOtherWriters is missing in the policy of a bucket for logs',
    edit: drop(policy, 'DenyOtherWriters'),
    expected: kept,
  },
  {
    id: 'logs-drop-deny-settings',
    sentence: 'DenySettingsByOthers is missing in the policy of a bucket for logs',
    edit: drop(policy, 'DenySettingsByOthers'),
    expected: kept,
  },
  {
    id: 'logs-lock-short',
    sentence: 'a bucket for logs locks for one day',
    edit: setProperties(bucket, { ObjectLockConfiguration: locked }),
    expected: kept,
  },
];
