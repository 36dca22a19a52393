import { DistrictKey, type DistrictKeyMember, type DistrictKeyProps } from '../../constructs';
import { partitionOfAwsRegion, quota } from '../../lib/facts';
import { bucketName } from '../../lib/plan';
import { onObjects } from './support/actions';
import { allows, deniedBy, type Caller } from './support/evaluate';
import {
  addCell,
  beside,
  Built,
  foreign,
  member,
  organization,
  own,
  stackIn,
  throughS3,
  thrown,
} from './support/stage';

const tag = 'educloud:school';
const aliasName = 'alias/educloud/district/oak-001';
const uses = ['kms:Decrypt', 'kms:GenerateDataKey'];
const everyUse = [...uses, 'kms:Encrypt', 'kms:GenerateDataKeyPair', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];

/** Names as they are planned. */
function bucketsOf(schoolId: string, awsRegion = 'cn-north-1'): [string, string] {
  const at = { account: own, awsRegion, bucketNaming: 'account-regional' } as const;
  return [bucketName('records', schoolId, at), bucketName('materials', schoolId, at)];
}

function memberOf(schoolId: string, awsRegion?: string): DistrictKeyMember {
  return { schoolId, bucketNames: bucketsOf(schoolId, awsRegion) };
}

/** A shard whose schools share a key. */
function shard(awsRegion = 'cn-north-1', serviceRoleArns: string[] = []) {
  const stack = stackIn(awsRegion);
  const key = new DistrictKey(stack, 'Key', {
    aliasName,
    regionId: 'northeast',
    jurisdiction: 'cn',
    members: ['oak', 'oak2', 'elm'].map((id) => memberOf(id, awsRegion)),
    serviceRoleArns,
  });
  for (const id of ['oak', 'oak2', 'elm']) {
    const [recordsBucketName, materialsBucketName] = bucketsOf(id, awsRegion);
    addCell(stack, id, { recordsBucketName, materialsBucketName, key, keyAlias: aliasName, serviceRoleArns });
  }
  const built = new Built(stack);
  return { construct: key, built, key: built.key(aliasName) };
}

describe.each(['cn-north-1', 'eu-central-1'])('a key of a district in %s', (awsRegion) => {
  const { arnPartition } = partitionOfAwsRegion(awsRegion);
  const backup = `arn:${arnPartition}:iam::${own}:role/educloud/educloud-northeast-backup`;
  const { construct, built, key } = shard(awsRegion, [backup]);
  const tagged = (schoolId: string, more: Partial<Caller> = {}): Caller =>
    built.admin({ organization, tags: { [tag]: schoolId }, ...more });
  const bucketOf = (id: string, purpose: 0 | 1 = 0): string =>
    `arn:${arnPartition}:s3:::${bucketsOf(id, awsRegion)[purpose]}`;
  const through = (arn: string, suffix?: string): Record<string, string> => throughS3(arn, awsRegion, suffix);

  test('a school uses it for its own buckets, by bucket key and by object', () => {
    for (const id of ['oak', 'oak2', 'elm'])
      for (const purpose of [0, 1] as const)
        for (const arn of [bucketOf(id, purpose), `${bucketOf(id, purpose)}/a/b.json`])
          for (const action of uses)
            expect([id, action, allows(key, tagged(id), action, through(arn))]).toEqual([id, action, true]);
  });

  test('no school uses it for the buckets of another', () => {
    for (const [a, b] of [
      ['oak', 'oak2'],
      ['oak2', 'oak'],
      ['oak', 'elm'],
      ['elm', 'oak'],
    ] as const)
      for (const purpose of [0, 1] as const)
        for (const arn of [bucketOf(b, purpose), `${bucketOf(b, purpose)}/${bucketOf(a).slice(13)}/x`])
          for (const action of everyUse)
            expect([a, b, allows(key, tagged(a), action, through(arn))]).toEqual([a, b, false]);
  });

  test.each([
    ['an administrator without a tag', built.admin({ organization })],
    ['a school that is no member', tagged('ash')],
    ['an empty tag', tagged('')],
    ['a member account with the right tag', tagged('oak', { account: member })],
    ['a foreign account with the right tag', tagged('oak', { account: foreign })],
    ['nobody in particular', {}],
    ['an AWS service', { service: 's3.amazonaws.com' }],
    ...['*', '?', 'oa?', 'oak*', '${aws:PrincipalTag/educloud:school}', '${', 'oak-*'].map(
      (value): [string, Caller] => [`a tag ${value}`, tagged(value)],
    ),
  ])('%s does not use it', (_who, stranger) => {
    for (const id of ['oak', 'oak2', 'elm'])
      for (const action of everyUse)
        expect([id, action, allows(key, stranger, action, through(bucketOf(id)))]).toEqual([id, action, false]);
  });

  test('each side holds alone: what is allowed without any Deny, and what is denied whatever is allowed', () => {
    const way = through(bucketOf('oak'));
    const allowing = { ...key, policy: key.policy.filter(({ Effect }) => Effect === 'Allow') };
    expect(allows(allowing, tagged('oak'), 'kms:Decrypt', way)).toBe(true);
    expect(allows(allowing, tagged('oak'), 'kms:Decrypt', { ...way, 'kms:CallerAccount': foreign })).toBe(false);
    for (const one of [built.admin(), tagged('ash'), tagged('*'), tagged('elm'), {}])
      expect(allows(allowing, one, 'kms:Decrypt', way)).toBe(false);
    // A school that the bucket names, but that is no member.
    expect(allows(allowing, tagged('ash'), 'kms:Decrypt', through(bucketOf('ash')))).toBe(false);
    for (const one of [built.admin(), tagged('ash'), tagged('*'), {}])
      for (const action of everyUse) expect(deniedBy(key, one, action, way)).toContain('DenyOtherSchools');
    for (const one of [tagged('oak'), built.admin({ arn: backup }), { service: 's3.amazonaws.com' }])
      expect(deniedBy(key, one, 'kms:Decrypt', way)).toEqual([]);
  });

  test('wildcards in a tag name no other bucket, even one that is called so', () => {
    const strange = bucketOf('oak').replace('-oak-', '-*-');
    expect(allows(key, tagged('*'), 'kms:Decrypt', through(strange))).toBe(false);
  });

  test('nothing is decrypted outside S3 of the own AWS Region, or without saying for which object', () => {
    const { 'kms:ViaService': via = '' } = through(bucketOf('oak'));
    const context = { 'kms:EncryptionContext:aws:s3:arn': bucketOf('oak') };
    for (const way of [
      {},
      context,
      { ...context, 'kms:ViaService': `ec2.${awsRegion}.amazonaws.com` },
      { ...context, 'kms:ViaService': 's3.ap-south-1.amazonaws.com' },
    ])
      for (const action of everyUse) expect(deniedBy(key, tagged('oak'), action, way)).toContain('DenyUseOutsideS3');
    expect(allows(key, tagged('oak'), 'kms:Decrypt', { 'kms:ViaService': via })).toBe(false);
  });

  test('service roles use it for buckets of members only, and through S3 only', () => {
    const role = built.admin({ arn: backup });
    for (const id of ['oak', 'elm']) {
      for (const arn of [bucketOf(id), `${bucketOf(id)}/x`])
        for (const action of uses) expect(allows(key, role, action, through(arn))).toBe(true);
      expect(allows(key, role, 'kms:Decrypt', {})).toBe(false);
    }
    expect(allows(key, role, 'kms:Decrypt', through(bucketOf('ash')))).toBe(false);
    expect(allows(key, built.admin({ arn: `${backup}-2` }), 'kms:Decrypt', through(bucketOf('oak')))).toBe(false);
  });

  test('nobody is given a grant, except that a service role may let AWS services have one', () => {
    const forAws = { 'kms:GrantIsForAWSResource': 'true' };
    for (const one of [tagged('oak'), built.admin(), {}])
      expect(allows(key, one, 'kms:CreateGrant', forAws)).toBe(false);
    expect(allows(key, built.admin({ arn: backup }), 'kms:CreateGrant', forAws)).toBe(true);
    expect(allows(key, built.admin({ arn: backup }), 'kms:CreateGrant')).toBe(false);
  });

  test('the account administers it and can always mend its policy, but not delete it in a week', () => {
    for (const action of ['kms:PutKeyPolicy', 'kms:EnableKeyRotation', 'kms:DisableKey'])
      expect([action, allows(key, built.admin(), action)]).toEqual([action, true]);
    const days = { 'kms:ScheduleKeyDeletionPendingWindowInDays': '7' };
    expect(allows(key, built.admin(), 'kms:ScheduleKeyDeletion', days)).toBe(false);
  });

  test('it is one key with one alias, rotated and kept', () => {
    for (const type of ['AWS::KMS::Key', 'AWS::KMS::Alias'])
      expect(built.ofType(type).map(({ DeletionPolicy }) => DeletionPolicy)).toEqual(['RetainExceptOnCreate']);
    expect(built.ofType('AWS::KMS::Key')[0]?.Properties).toMatchObject({
      EnableKeyRotation: true,
      PendingWindowInDays: 30,
    });
    expect(construct.schoolIds).toEqual(['elm', 'oak', 'oak2']);
    expect(construct.bucketNames).toEqual(['oak', 'oak2', 'elm'].flatMap((id) => bucketsOf(id, awsRegion)));
    expect(built.foreignParts()).toEqual([]);
  });

  test('stores that share it are isolated as others are, and encrypt with it', () => {
    const [oak] = bucketsOf('oak', awsRegion);
    const put = (keyArn: string): boolean =>
      allows(built.objects(oak), tagged('oak'), 's3:PutObject', {
        's3:x-amz-server-side-encryption': 'aws:kms',
        's3:x-amz-server-side-encryption-aws-kms-key-id': keyArn,
      });
    expect([put(key.resource), put(`${key.resource}2`)]).toEqual([true, false]);
    for (const action of onObjects) expect(allows(built.objects(oak), tagged('elm'), action)).toBe(false);
  });

  test('the registry says which key a school shares', () => {
    for (const { Properties } of built.ofType('AWS::SSM::Parameter'))
      expect(JSON.parse(Properties.Value)).toMatchObject({ keyAlias: aliasName });
  });
});

test('a slug that the AWS Region holds, too, is told from it', () => {
  const stack = stackIn();
  new DistrictKey(stack, 'Key', { aliasName, regionId: 'northeast', members: [memberOf('north'), memberOf('oak')] });
  const built = new Built(stack);
  const may = (id: string, at: string): boolean =>
    allows(
      built.key(aliasName),
      built.admin({ tags: { [tag]: id } }),
      'kms:Decrypt',
      throughS3(`arn:aws-cn:s3:::${bucketsOf(at)[0]}`),
    );
  expect([may('north', 'north'), may('oak', 'oak')]).toEqual([true, true]);
  expect([may('north', 'oak'), may('oak', 'north')]).toEqual([false, false]);
});

test('the policy stays below its quota with twenty members with the longest slugs and five service roles', () => {
  const stack = stackIn('ap-southeast-1');
  const ids = Array.from({ length: 20 }, (_, index) => `${'x'.repeat(18)}${10 + index}`);
  new DistrictKey(stack, 'Key', {
    aliasName,
    regionId: 'northeast',
    members: ids.map((schoolId) => ({
      schoolId,
      bucketNames: ['rec', 'mat'].map((purpose) => `edu-${purpose}-${schoolId}-${'y'.repeat(63 - 29)}`),
    })),
    serviceRoleArns: ids.slice(0, 5).map((id) => `arn:aws:iam::${own}:role/educloud/educloud-${id}-replication`),
  });
  const { policy } = new Built(stack).key(aliasName);
  expect(quota('aws', 'kms.keyPolicyBytes').value).toBe(32_768);
  expect(Buffer.byteLength(JSON.stringify({ Version: '2012-10-17', Statement: policy }))).toBeLessThan(32_768 / 2);
});

describe('properties that do not fit', () => {
  const make = (more: Partial<DistrictKeyProps>) =>
    thrown(
      () =>
        new DistrictKey(stackIn(), 'Key', { aliasName, regionId: 'northeast', members: [memberOf('oak')], ...more }),
    );

  test.each<[string, Partial<DistrictKeyProps>]>([
    ['a bad region', { regionId: 'N' }],
    ['an alias of AWS', { aliasName: 'alias/aws/s3' }],
    ['a role with a wildcard', { serviceRoleArns: [`arn:aws-cn:iam::${own}:role/*`] }],
    ['no member', { members: [] }],
    ['a member twice', { members: [memberOf('oak'), memberOf('oak')] }],
    ['a member whose slug is none', { members: [{ schoolId: '*', bucketNames: ['edu-rec-x'] }] }],
    ['a member without buckets', { members: [{ schoolId: 'oak', bucketNames: [] }] }],
    ['a bucket without the slug', { members: [{ schoolId: 'oak', bucketNames: ['edu-rec-elm-1'] }] }],
    ['a bucket with a longer slug', { members: [{ schoolId: 'oak', bucketNames: ['edu-rec-oak2-1'] }] }],
    ['a slug at the end of the name', { members: [{ schoolId: 'oak', bucketNames: ['edu-rec-oak'] }] }],
    ['a slug that is the purpose', { members: [memberOf('rec')] }],
    ['a slug twice', { members: [{ schoolId: 'oak', bucketNames: ['edu-oak-oak-1'] }] }],
    ['a bucket with a wildcard', { members: [{ schoolId: 'oak', bucketNames: ['edu-*-oak-1'] }] }],
    [
      'a bucket of two members',
      {
        members: [
          { schoolId: 'oak', bucketNames: ['edu-oak-elm-1'] },
          { schoolId: 'elm', bucketNames: ['edu-oak-elm-1'] },
        ],
      },
    ],
    [
      'a bucket that the pattern of another member becomes',
      {
        members: [
          { schoolId: 'oak', bucketNames: ['edu-oak-elm-1'] },
          { schoolId: 'ash', bucketNames: ['edu-rec-ash-1'] },
          { schoolId: 'elm', bucketNames: ['edu-ash-elm-1'] },
        ],
      },
    ],
  ])('%s is refused with the path of the construct', (_what, more) => {
    expect(make(more)).toMatchObject({ code: 'EDU601', path: 'Stack/Key' });
  });

  test('the message names the bucket that is wrong', () => {
    const [found] = bucketsOf('rec');
    expect(make({ members: [memberOf('rec')] })).toMatchObject({ found, allowed: '…-rec-…' });
  });

  test('a store of no member, and a bucket that the key does not know, are refused', () => {
    const stack = stackIn();
    const key = new DistrictKey(stack, 'Key', { aliasName, regionId: 'northeast', members: [memberOf('oak')] });
    const [recordsBucketName, materialsBucketName] = bucketsOf('oak');
    expect(thrown(() => addCell(stack, 'elm', { recordsBucketName, materialsBucketName, key })).code).toBe('EDU601');
    expect(
      thrown(() => addCell(stack, 'oak', { recordsBucketName: 'edu-rec-oak-1', materialsBucketName, key })),
    ).toMatchObject({ code: 'EDU601', found: 'edu-rec-oak-1' });
  });

  test('a stack without a concrete environment is refused', () => {
    const agnostic = beside(stackIn(), 'Agnostic');
    expect(
      thrown(() => new DistrictKey(agnostic, 'Key', { aliasName, regionId: 'northeast', members: [memberOf('oak')] }))
        .code,
    ).toBe('EDU601');
  });
});
