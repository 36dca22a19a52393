import { partitionOfAwsRegion } from '../../lib/facts';
import { onBucket, onObjects, writes } from './support/actions';
import { account, breakGlass, everything, keys, stores } from './support/bureau';
import { allows, type Caller, type Target } from './support/evaluate';
import { foreign, organization, own, throughS3 } from './support/stage';

describe.each(['cn-north-1', 'eu-central-1'])('who reads in an emergency in %s', (awsRegion) => {
  const { built } = account(awsRegion);
  const { arnPartition } = partitionOfAwsRegion(awsRegion);
  const as = (role: string, more: Partial<Caller> = {}): Caller => built.as(role, { organization, ...more });
  const reads = ['s3:GetObject', 's3:GetObjectVersion'];
  const lists = ['s3:ListBucket', 's3:ListBucketVersions'];
  const bucketArn = (name: string): string => `arn:${arnPartition}:s3:::${name}`;
  /** A thing that lets everybody in, as far as it goes. */
  const open = (resource: string, holder = own): Target => ({
    account: holder,
    resource,
    policy: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
  });
  const role = (name: string, holder = own): Target => open(`arn:${arnPartition}:iam::${holder}:role/${name}`, holder);

  test.each(stores)('reads and lists %s, and does nothing else with objects', (name) => {
    const may = onObjects.filter((action) => allows(built.objects(name), as(breakGlass), action));
    expect(may.sort()).toEqual(reads);
    expect(onBucket.filter((action) => allows(built.bucketItself(name), as(breakGlass), action)).sort()).toEqual(lists);
  });

  test.each(keys)('decrypts with %s through S3 for %s, and does nothing else with the key', (alias, bucket) => {
    const uses = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:CreateGrant'];
    const may = (caller: Caller, way: Record<string, string>): string[] =>
      uses.filter((action) => allows(built.key(alias), caller, action, way));
    const way = throughS3(bucketArn(bucket), awsRegion);
    expect(may(as(breakGlass), way)).toEqual(['kms:Decrypt']);
    expect(may(as(breakGlass, { identity: everything }), way)).toEqual(['kms:Decrypt']);
    expect(may(as(breakGlass, { identity: everything }), {})).toEqual([]);
    expect(may(as(breakGlass), throughS3(bucketArn(bucket), 'ap-south-1'))).toEqual([]);
  });

  test('is kept from writing by the stores themselves, whatever is attached to it', () => {
    const attached = as(breakGlass, { identity: everything });
    for (const name of stores)
      for (const action of [...writes, 's3:InitiateReplication'])
        expect([name, action, allows(built.objects(name), attached, action)]).toEqual([name, action, false]);
  });

  test('is kept to reading by its own policy, whatever is attached to it', () => {
    const identity = [...(as(breakGlass).identity ?? []), ...everything];
    const attached = as(breakGlass, { identity });
    for (const action of [...writes, 's3:PutBucketPolicy'])
      expect([action, allows(open(`${bucketArn('edu-mat-any')}/a`), attached, action)]).toEqual([action, false]);
    for (const action of ['iam:CreateRole', 'sts:AssumeRole', 'kms:PutKeyPolicy', 'cloudformation:CreateStack'])
      expect([action, allows({ ...open('*'), policy: [] }, attached, action)]).toEqual([action, false]);
  });

  test('reaches no store of another account and no other bucket', () => {
    const theirs = open(`${bucketArn('edu-rec-theirs')}/a`, foreign);
    expect(allows(theirs, as(breakGlass), 's3:GetObject')).toBe(false);
    expect(allows({ ...theirs, account: own, policy: [] }, as(breakGlass), 's3:GetObject')).toBe(true);
    for (const name of ['edu-log-northeast', 'edu-com-northeast', 'edu-recx', 'other'])
      expect(allows({ ...open(`${bucketArn(name)}/a`), policy: [] }, as(breakGlass), 's3:GetObject')).toBe(false);
  });

  test('takes no further role', () => {
    expect(allows(role('any'), as(breakGlass), 'sts:AssumeRole')).toBe(false);
  });
});
