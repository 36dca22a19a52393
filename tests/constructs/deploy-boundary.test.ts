import { DeployBoundary } from '../../constructs';
import { quota } from '../../lib/facts';
import { control, onBucket, onObjects } from './support/actions';
import { allows, type Caller, type Statement, type Target } from './support/evaluate';
import { beside, Built, foreign, own, stackIn, thrown } from './support/stage';

const name = 'educloud-northeast-deploy-boundary';

describe.each([
  ['aws', 'eu-central-1'],
  ['aws-cn', 'cn-north-1'],
])('an administrator inside the boundary, in %s', (arnPartition, awsRegion) => {
  const stack = stackIn(awsRegion);
  const construct = new DeployBoundary(stack, 'Boundary', { regionId: 'northeast' });
  const built = new Built(stack);
  const deploy: Caller = built.admin({ boundary: built.managedPolicy(name) });
  const at = (resource: string, account = own, policy: readonly Statement[] = []): Target => ({
    account,
    resource,
    policy,
  });
  const bucket = (bucketName: string): Target => at(`arn:${arnPartition}:s3:::${bucketName}`);
  const object = (bucketName: string): Target => at(`arn:${arnPartition}:s3:::${bucketName}/a/b.json`);
  const role = (path: string, account = own): Target => at(`arn:${arnPartition}:iam::${account}:role/${path}`, account);
  const stores = ['edu-rec-nefu', 'edu-mat-nefu', 'edu-log-northeast', 'edu-trl-northeast', 'edu-com-northeast'];
  /** A key, role or bucket that lets everybody in, so that the boundary alone decides. */
  const open: Statement[] = [
    { Effect: 'Allow', Principal: { AWS: `arn:${arnPartition}:iam::${own}:root` }, Action: '*', Resource: '*' },
  ];

  test('the policy can be named by `cdk bootstrap`, which knows no paths', () => {
    expect(construct.policyName).toBe(name);
    const [policy] = built.ofType('AWS::IAM::ManagedPolicy');
    expect(policy?.Properties.Path ?? '/').toBe('/');
  });

  test('changes every bucket and bucket policy', () => {
    for (const store of stores)
      for (const action of ['s3:CreateBucket', ...control])
        expect([action, allows(bucket(store), deploy, action)]).toEqual([action, true]);
  });

  test.each([
    'cloudtrail:DeleteTrail',
    'cloudtrail:UpdateTrail',
    'events:PutRule',
    'iam:AttachRolePolicy',
    'iam:CreateRole',
    'iam:PassRole',
    'iam:TagRole',
    'iam:UpdateAssumeRolePolicy',
    'sns:SetTopicAttributes',
    'ssm:PutParameter',
  ])('may call %s', (action) => {
    expect(allows(role('educloud/educloud-northeast-backup'), deploy, action)).toBe(true);
  });

  test('administers keys', () => {
    const key = at(`arn:${arnPartition}:kms:${awsRegion}:${own}:key/x`, own, open);
    for (const action of ['kms:PutKeyPolicy', 'kms:CreateKey', 'kms:EnableKeyRotation', 'kms:ScheduleKeyDeletion'])
      expect([action, allows(key, deploy, action)]).toEqual([action, true]);
  });

  test('reads and writes no object of a store, whatever lets it, and lists none but by asking for the bucket', () => {
    for (const store of stores) {
      for (const action of onObjects) expect([action, allows(object(store), deploy, action)]).toEqual([action, false]);
      expect(onBucket.filter((action) => allows(bucket(store), deploy, action))).toEqual(['s3:ListBucket']);
    }
  });

  test('gets no object by way of an access point either', () => {
    const accessPoint = at(`arn:${arnPartition}:s3:${awsRegion}:${own}:accesspoint/mine/object/a`);
    for (const action of onObjects) expect([action, allows(accessPoint, deploy, action)]).toEqual([action, false]);
    expect(allows(at(`arn:${arnPartition}:s3:${awsRegion}:${own}:accesspoint/mine`), deploy, 's3:ListBucket')).toBe(
      false,
    );
  });

  test('uses no key on the data of a store, by object or by bucket, through S3 or directly', () => {
    const key = at(`arn:${arnPartition}:kms:${awsRegion}:${own}:key/x`, own, open);
    for (const action of ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom']) {
      for (const { resource } of [object('edu-rec-nefu'), bucket('edu-rec-nefu')]) {
        const context = { 'kms:EncryptionContext:aws:s3:arn': resource };
        for (const suffix of ['amazonaws.com', 'amazonaws.com.cn']) {
          const via = { 'kms:ViaService': `s3.${awsRegion}.${suffix}` };
          expect([action, allows(key, deploy, action, { ...via, ...context })]).toEqual([action, false]);
        }
        expect([action, allows(key, deploy, action, context)]).toEqual([action, false]);
      }
    }
  });

  test('works with the bucket of the toolkit and its key, and with keys of other services', () => {
    const assets = 'cdk-hnb659fds-assets-111122223333-cn-north-1';
    for (const action of ['s3:GetObject', 's3:PutObject']) expect(allows(object(assets), deploy, action)).toBe(true);
    expect(allows(bucket(assets), deploy, 's3:ListBucket')).toBe(true);
    const key = at(`arn:${arnPartition}:kms:${awsRegion}:${own}:key/x`, own, open);
    const context = { 'kms:EncryptionContext:aws:s3:arn': object(assets).resource };
    expect(allows(key, deploy, 'kms:Decrypt', context)).toBe(true);
    expect(allows(key, deploy, 'kms:Decrypt', { 'kms:ViaService': `ssm.${awsRegion}.amazonaws.com` })).toBe(true);
  });

  test('takes no role, of its own account or another, even where the role trusts it', () => {
    const takes = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity', 'sts:TagSession'];
    for (const account of [own, foreign])
      for (const action of takes) {
        const target = { ...role('educloud/any', account), policy: open };
        expect([action, allows(target, deploy, action)]).toEqual([action, false]);
      }
    expect(allows(at('*', own, open), deploy, 'sts:GetFederationToken')).toBe(false);
    expect(allows(at('*', own, open), deploy, 'sts:GetCallerIdentity')).toBe(true);
  });

  test('sheds no boundary of the roles of the toolkit, but puts one on others', () => {
    for (const action of ['iam:DeleteRolePermissionsBoundary', 'iam:PutRolePermissionsBoundary']) {
      expect(allows(role('cdk-hnb659fds-cfn-exec-role-111122223333-cn-north-1'), deploy, action)).toBe(false);
      expect(allows(role('educloud/educloud-northeast-backup'), deploy, action)).toBe(true);
    }
  });

  test('the policy is all that the stack holds, and fits into a managed policy', () => {
    expect(Object.values(built.resources).map(({ Type }) => Type)).toEqual(['AWS::IAM::ManagedPolicy']);
    expect(built.foreignParts()).toEqual([]);
    expect(JSON.stringify(built.managedPolicy(name)).length).toBeLessThan(
      quota(arnPartition, 'iam.managedPolicyChars').value - 100,
    );
  });
});

test('a bad region and a stack without a concrete environment are refused', () => {
  const make = (regionId: string, stack = stackIn()) =>
    thrown(() => new DeployBoundary(stack, 'Boundary', { regionId }));
  expect(make('N')).toMatchObject({ code: 'EDU601', path: 'Stack/Boundary' });
  expect(make('northeast', beside(stackIn(), 'Agnostic')).code).toBe('EDU601');
});
