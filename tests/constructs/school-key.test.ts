import { Token } from 'aws-cdk-lib/core';
import { SchoolKey, type SchoolKeyProps } from '../../constructs';
import { partitionOfAwsRegion } from '../../lib/facts';
import { allows, deniedBy, type Caller } from './support/evaluate';
import { school } from './support/school';
import {
  awsRegions,
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
const uses = ['kms:Decrypt', 'kms:GenerateDataKey'];
const everyUse = [
  ...uses,
  'kms:Encrypt',
  'kms:GenerateDataKeyPair',
  'kms:GenerateDataKeyPairWithoutPlaintext',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];
/** What CloudFormation and people who look after keys call. */
const control = [
  'CancelKeyDeletion',
  'CreateAlias',
  'DeleteAlias',
  'DescribeKey',
  'DisableKey',
  'EnableKey',
  'EnableKeyRotation',
  'GetKeyPolicy',
  'GetKeyRotationStatus',
  'ListGrants',
  'ListResourceTags',
  'PutKeyPolicy',
  'RevokeGrant',
  'ScheduleKeyDeletion',
  'TagResource',
  'UntagResource',
  'UpdateAlias',
  'UpdateKeyDescription',
].map((action) => `kms:${action}`);

describe.each(awsRegions)('use of the key in %s', (awsRegion) => {
  const { built, caller, key, objects, bucket } = school(awsRegion);
  const through = (arn: string, suffix?: string): Record<string, string> => throughS3(arn, awsRegion, suffix);
  const way = through(bucket.resource);
  const tagged = (schoolId: string): Caller => built.admin({ organization, tags: { [tag]: schoolId } });

  test('the school encrypts and decrypts through S3, by bucket key and by object', () => {
    for (const action of uses) {
      expect([action, allows(key, caller, action, way)]).toEqual([action, true]);
      expect([action, allows(key, caller, action, through(objects.resource))]).toEqual([action, true]);
    }
  });

  test('every suffix that the partition may send to KMS is accepted', () => {
    const { kmsViaServiceSuffixes } = partitionOfAwsRegion(awsRegion);
    expect(kmsViaServiceSuffixes.length).toBeGreaterThan(0);
    for (const suffix of kmsViaServiceSuffixes)
      expect(allows(key, caller, 'kms:Decrypt', through(bucket.resource, suffix))).toBe(true);
    expect(allows(key, caller, 'kms:Decrypt', through(bucket.resource, 'example.com'))).toBe(false);
  });

  test('the school without the tag does not, whatever its identity policy says', () => {
    expect(allows(key, { ...caller, tags: {} }, 'kms:Decrypt', way)).toBe(false);
  });

  test.each([
    ['an administrator without a tag', built.admin({ organization })],
    ['another school', tagged('hit')],
    ['a school whose slug begins with this one', tagged('nefu2')],
    ['a member account with the right tag', built.admin({ account: member, organization, tags: { [tag]: 'nefu' } })],
    ['a foreign account with the right tag', built.admin({ account: foreign, tags: { [tag]: 'nefu' } })],
    ['nobody in particular', {}],
    ['an AWS service', { service: 's3.amazonaws.com' }],
  ])('%s does not', (_who, stranger) => {
    for (const action of everyUse) expect([action, allows(key, stranger, action, way)]).toEqual([action, false]);
  });

  test('AWS services are not denied for lack of a tag, and have no Allow', () => {
    expect(deniedBy(key, { service: 's3.amazonaws.com' }, 'kms:Decrypt', way)).toEqual([]);
    expect(JSON.stringify(key.policy.filter(({ Effect }) => Effect === 'Allow'))).not.toContain('"Service"');
  });

  test('a call that does not come through S3 of the own AWS Region is denied to everybody', () => {
    const elsewhere = throughS3(bucket.resource, awsRegion === 'eu-central-1' ? 'eu-west-1' : 'eu-central-1');
    const throughEc2 = { ...way, 'kms:ViaService': `ec2.${awsRegion}.amazonaws.com` };
    for (const action of everyUse) {
      for (const context of [{}, elsewhere, throughEc2]) {
        expect([action, allows(key, tagged('nefu'), action, context)]).toEqual([action, false]);
        expect(deniedBy(key, tagged('nefu'), action, context)).toContain('DenyUseOutsideS3');
      }
    }
  });

  test.each([
    ['of another school', (arn: string) => arn.replace('nefu', 'hit')],
    ['with a longer name', (arn: string) => `${arn}2`],
    ['with a shorter name', (arn: string) => arn.slice(0, -1)],
  ])('the encryption context of a bucket %s gets nothing', (_which, change) => {
    const other = change(bucket.resource);
    for (const arn of [other, `${other}/a`])
      expect(allows(key, tagged('nefu'), 'kms:Decrypt', through(arn))).toBe(false);
  });

  test('a request without an encryption context gets nothing', () => {
    const { 'kms:ViaService': via = '' } = way;
    expect(allows(key, tagged('nefu'), 'kms:Decrypt', { 'kms:ViaService': via })).toBe(false);
  });

  test('uses that S3 does not need are granted to nobody', () => {
    for (const action of everyUse.filter((one) => !uses.includes(one)))
      expect([action, allows(key, tagged('nefu'), action, way)]).toEqual([action, false]);
  });

  test('nobody is given a grant, neither for himself nor for an AWS service', () => {
    for (const one of [tagged('nefu'), built.admin(), {}]) {
      expect(allows(key, one, 'kms:CreateGrant')).toBe(false);
      expect(allows(key, one, 'kms:CreateGrant', { 'kms:GrantIsForAWSResource': 'true' })).toBe(false);
      expect(deniedBy(key, one, 'kms:CreateGrant')).toEqual(['DenyGrantsToPrincipals']);
    }
  });

  test('a deploy role without a tag administers the key, and can always mend its policy', () => {
    for (const action of control) expect([action, allows(key, built.admin(), action)]).toEqual([action, true]);
    expect(allows(key, built.admin({ account: foreign }), 'kms:PutKeyPolicy')).toBe(false);
  });

  test('nobody shortens the 30 days before a deletion, or copies the key to another AWS Region', () => {
    const within = (days: string): boolean =>
      allows(key, built.admin(), 'kms:ScheduleKeyDeletion', { 'kms:ScheduleKeyDeletionPendingWindowInDays': days });
    expect([within('7'), within('29'), within('30')]).toEqual([false, false, true]);
    expect(allows(key, built.admin(), 'kms:ReplicateKey')).toBe(false);
    expect(allows(key, built.admin(), 'kms:UpdatePrimaryRegion')).toBe(false);
  });
});

describe('service roles', () => {
  const arn = 'arn:aws-cn:iam::111122223333:role/educloud/backup';
  const { built, key, bucket } = school('cn-north-1', { serviceRoleArns: [arn] });
  const way = throughS3(bucket.resource);
  const backup = built.admin({ arn });

  test('a named service role uses the key through S3 without a tag, and not otherwise', () => {
    for (const action of uses) expect([action, allows(key, backup, action, way)]).toEqual([action, true]);
    expect(allows(key, backup, 'kms:Decrypt')).toBe(false);
    expect(allows(key, backup, 'kms:Decrypt', throughS3(bucket.resource.replace('nefu', 'hit')))).toBe(false);
  });

  test('it lets AWS services have a grant, and no principal', () => {
    expect(allows(key, backup, 'kms:CreateGrant', { 'kms:GrantIsForAWSResource': 'true' })).toBe(true);
    expect(allows(key, backup, 'kms:CreateGrant', { 'kms:GrantIsForAWSResource': 'false' })).toBe(false);
    expect(allows(key, backup, 'kms:CreateGrant')).toBe(false);
  });

  test.each([`${arn}-2`, arn.slice(0, -1), arn.replace('/educloud', ''), arn.replace(own, foreign)])(
    'the similar role %s does neither',
    (similar) => {
      const stranger = built.admin({ arn: similar });
      expect(allows(key, stranger, 'kms:Decrypt', way)).toBe(false);
      expect(allows(key, stranger, 'kms:CreateGrant', { 'kms:GrantIsForAWSResource': 'true' })).toBe(false);
    },
  );
});

describe('the role for emergencies', () => {
  const arn = 'arn:aws-cn:iam::111122223333:role/educloud/educloud-northeast-break-glass';
  const { built, key, bucket } = school('cn-north-1', { breakGlassRoleArn: arn });
  const way = throughS3(bucket.resource);
  const rescuer = built.admin({ arn });

  test('decrypts through S3 of the own AWS Region without a tag, and does nothing else with the key', () => {
    expect(allows(key, rescuer, 'kms:Decrypt', way)).toBe(true);
    expect(allows(key, rescuer, 'kms:Decrypt')).toBe(false);
    expect(allows(key, rescuer, 'kms:Decrypt', throughS3(bucket.resource, 'cn-northwest-1'))).toBe(false);
    for (const action of [
      'kms:Encrypt',
      'kms:GenerateDataKey',
      'kms:ReEncryptFrom',
      'kms:ReEncryptTo',
      'kms:CreateGrant',
    ])
      expect([action, allows(key, rescuer, action, { ...way, 'kms:GrantIsForAWSResource': 'true' })]).toEqual([
        action,
        false,
      ]);
  });

  test.each([`${arn}-2`, arn.replace('/educloud/', '/'), arn.replace(own, foreign)])('is not %s', (similar) => {
    expect(allows(key, built.admin({ arn: similar }), 'kms:Decrypt', way)).toBe(false);
  });

  test('is allowed no more by what allows alone, without any Deny', () => {
    const lenient = { ...key, policy: key.policy.filter(({ Effect }) => Effect === 'Allow') };
    expect(allows(lenient, rescuer, 'kms:Decrypt', way)).toBe(true);
    expect(allows(lenient, rescuer, 'kms:Decrypt')).toBe(false);
  });

  test('is named exactly', () => {
    const make = (breakGlassRoleArn: string) =>
      thrown(
        () => new SchoolKey(stackIn(), 'Key', { schoolId: 'nefu', bucketNames: ['edu-rec-nefu'], breakGlassRoleArn }),
      );
    expect(make('arn:aws-cn:iam::111122223333:role/*').code).toBe('EDU601');
    expect(make(arn)).toEqual({});
  });
});

describe('shape', () => {
  const { built, key } = school();

  test('the key is rotated, waits 30 days before deletion and stays when its stack goes', () => {
    const [resource] = built.ofType('AWS::KMS::Key');
    expect(resource?.Properties).toMatchObject({ EnableKeyRotation: true, PendingWindowInDays: 30 });
    expect(resource?.Properties.MultiRegion).not.toBe(true);
    for (const type of ['AWS::KMS::Key', 'AWS::KMS::Alias']) {
      for (const { DeletionPolicy, UpdateReplacePolicy } of built.ofType(type))
        expect([type, DeletionPolicy, UpdateReplacePolicy]).toEqual([type, 'RetainExceptOnCreate', 'Retain']);
    }
  });

  test('the key carries the tags of its school', () => {
    expect(built.ofType('AWS::KMS::Key')[0]?.Properties.Tags).toEqual(
      [
        { Key: 'educloud:jurisdiction', Value: 'cn' },
        { Key: tag, Value: 'nefu' },
        { Key: 'educloud:region', Value: 'northeast' },
      ].sort((a, b) => (a.Key < b.Key ? -1 : 1)),
    );
  });

  test('without region and jurisdiction it carries the school only', () => {
    const stack = stackIn();
    new SchoolKey(stack, 'Key', { schoolId: 'nefu', bucketNames: ['edu-rec-nefu'] });
    expect(new Built(stack).ofType('AWS::KMS::Key')[0]?.Properties.Tags).toEqual([{ Key: tag, Value: 'nefu' }]);
  });

  test('the policy is far below 32 KB with five service roles and ten buckets', () => {
    const stack = stackIn();
    const numbers = Array.from({ length: 10 }, (_, index) => String(index));
    new SchoolKey(stack, 'Key', {
      schoolId: 'nefu',
      bucketNames: numbers.map((one) => `edu-rec-nefu-${'x'.repeat(40)}-${one}`),
      serviceRoleArns: numbers.slice(5).map((one) => `arn:aws-cn:iam::${own}:role/educloud/service-${one}`),
    });
    expect(JSON.stringify(new Built(stack).key('alias/educloud/nefu').policy).length).toBeLessThan(10_000);
    expect(JSON.stringify(key.policy).length).toBeLessThan(5_000);
  });
});

describe('properties that do not fit', () => {
  const make = (more: Partial<SchoolKeyProps>) => (): SchoolKey =>
    new SchoolKey(stackIn(), 'Key', { schoolId: 'nefu', bucketNames: ['edu-rec-nefu'], ...more });

  test.each<[string, Partial<SchoolKeyProps>]>([
    ['a slug in capitals', { schoolId: 'Nefu' }],
    ['a slug of two letters', { schoolId: 'ab' }],
    ['a slug of 21 letters', { schoolId: 'a'.repeat(21) }],
    ['a slug with two hyphens in a row', { schoolId: 'ne--fu' }],
    ['a slug that ends with a hyphen', { schoolId: 'nefu-' }],
    ['a bad region', { regionId: 'North East' }],
    ['no bucket', { bucketNames: [] }],
    ['a bucket name with a wildcard', { bucketNames: ['edu-rec-*'] }],
    ['a bucket name of 64 characters', { bucketNames: ['a'.repeat(64)] }],
    ['an alias of AWS', { aliasName: 'alias/aws/s3' }],
    ['an alias without its prefix', { aliasName: 'educloud/nefu' }],
    ['an alias with a blank', { aliasName: 'alias/a b' }],
  ])('%s is refused with the path of the construct', (_what, more) => {
    expect(thrown(make(more))).toMatchObject({ code: 'EDU601', path: 'Stack/Key' });
  });

  test('the message says what was found and what is allowed', () => {
    expect(thrown(make({ schoolId: 'Nefu' }))).toMatchObject({
      found: '"Nefu"',
      allowed: '3 to 20 of a–z, 0–9 and single hyphens inside, with at least one letter',
    });
  });

  test('tokens pass, since nobody knows them yet', () => {
    const token = Token.asString({ Ref: 'Later' });
    expect(make({ aliasName: token, bucketNames: [token], serviceRoleArns: [token] })).not.toThrow();
  });

  test('a stack without a concrete environment is refused', () => {
    const agnostic = beside(stackIn(), 'Agnostic');
    expect(
      thrown(() => new SchoolKey(agnostic, 'Key', { schoolId: 'nefu', bucketNames: ['edu-rec-nefu'] })),
    ).toMatchObject({ code: 'EDU601', found: 'an environment-agnostic stack' });
  });
});
