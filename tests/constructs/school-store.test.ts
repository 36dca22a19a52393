import { Token, type Stack } from 'aws-cdk-lib/core';
import { SchoolKey, SchoolStore, StorePurpose, type SchoolStoreProps } from '../../constructs';
import { control, onBucket, onObjects, writes } from './support/actions';
import { allows, deniedBy, type Caller } from './support/evaluate';
import { deployer } from './support/roles';
import { school } from './support/school';
import {
  addCell,
  awsRegions,
  beside,
  foreign,
  member,
  organization,
  own,
  perimeter,
  stackIn,
  thrown,
} from './support/stage';

const bucketName = 'edu-rec-nefu';
const tag = 'educloud:school';
const storeSettings = [
  's3:PutBucketObjectLockConfiguration',
  's3:PutBucketVersioning',
  's3:PutInventoryConfiguration',
  's3:PutLifecycleConfiguration',
  's3:PutReplicationConfiguration',
];
const algorithm = 's3:x-amz-server-side-encryption';
const keyId = 's3:x-amz-server-side-encryption-aws-kms-key-id';
const customer = 's3:x-amz-server-side-encryption-customer-algorithm';

describe.each(awsRegions)('isolation in %s', (awsRegion) => {
  const { built, caller, objects, bucket, key } = school(awsRegion);
  const tagged = (schoolId: string): Caller => built.admin({ organization, tags: { [tag]: schoolId } });

  test('the school puts, gets, lists and deletes through its own role', () => {
    for (const action of ['s3:PutObject', 's3:GetObject', 's3:GetObjectVersion', 's3:DeleteObject'])
      expect([action, allows(objects, caller, action)]).toEqual([action, true]);
    expect(allows(bucket, caller, 's3:ListBucket')).toBe(true);
  });

  test('the role of the school may not reach around the object: no versions removed, no locks lifted, no policies', () => {
    for (const action of ['s3:DeleteObjectVersion', 's3:BypassGovernanceRetention', 's3:PutObjectRetention'])
      expect([action, allows(objects, caller, action)]).toEqual([action, false]);
    expect(allows(bucket, caller, 's3:PutBucketPolicy')).toBe(false);
  });

  test('a role that may only read does not write', () => {
    const materials = built.objects('edu-mat-nefu');
    expect(allows(materials, caller, 's3:GetObject')).toBe(true);
    expect(allows(materials, caller, 's3:PutObject')).toBe(false);
  });

  test.each([
    ['an administrator without a tag', built.admin({ organization })],
    ['an administrator of another school', tagged('hit')],
    ['a school whose slug begins with this one', tagged('nefu2')],
    ['a school whose slug is written in capitals', tagged('NEFU')],
    ['a tag with a wildcard', tagged('*')],
    ['an empty tag', tagged('')],
    ['a member account with the right tag', built.admin({ account: member, tags: { [tag]: 'nefu' } })],
    ['a foreign account with the right tag', built.admin({ account: foreign, tags: { [tag]: 'nefu' } })],
    ['somebody in another organisation', built.admin({ account: foreign, organization: 'o-zzzzzzzzzz' })],
    ['nobody in particular', {}],
    ['an AWS service', { service: 's3.amazonaws.com' }],
    ['CloudFront', { service: 'cloudfront.amazonaws.com' }],
  ])('%s reads, writes and lists nothing', (_who, stranger) => {
    for (const action of onObjects) expect([action, allows(objects, stranger, action)]).toEqual([action, false]);
    for (const action of onBucket) expect([action, allows(bucket, stranger, action)]).toEqual([action, false]);
  });

  test('the bucket itself denies every object action to an administrator without a tag', () => {
    for (const action of onObjects)
      expect([action, deniedBy(objects, built.admin({ organization }), action)]).toEqual([
        action,
        ['DenyOtherSchools'],
      ]);
    for (const action of onBucket)
      expect([action, deniedBy(bucket, built.admin({ organization }), action)]).toEqual([
        action,
        [action === 's3:ListBucket' ? 'DenyListingByOthers' : 'DenyOtherSchools'],
      ]);
  });

  test('outsiders are denied a second time, whatever their tags say', () => {
    const spoofed = built.admin({ account: foreign, organization: 'o-zzzzzzzzzz', tags: { [tag]: 'nefu' } });
    expect(deniedBy(objects, spoofed, 's3:GetObject')).toEqual(['DenyOutsiders']);
    expect(deniedBy(objects, {}, 's3:GetObject')).toEqual(['DenyOtherSchools', 'DenyOutsiders']);
    expect(deniedBy(bucket, spoofed, 's3:ListBucket')).toEqual(['DenyOutsiders']);
  });

  test('AWS services are not denied for lack of a tag, and have no Allow', () => {
    const service = { service: 's3.amazonaws.com' };
    expect(deniedBy(objects, service, 's3:GetObject')).toEqual([]);
    expect(bucket.policy.filter(({ Effect }) => Effect === 'Allow')).toEqual([]);
  });

  test('CloudFormation’s role may ask whether the bucket is there, and nothing of objects', () => {
    const partition = bucket.resource.split(':')[1] ?? '';
    const arn = `arn:${partition}:iam::${own}:role/cdk-hnb659fds-cfn-exec-role-${own}-${awsRegion}`;
    const deployer = built.admin({ organization, arn });
    expect(onBucket.filter((action) => allows(bucket, deployer, action))).toEqual(['s3:ListBucket']);
    expect(onObjects.filter((action) => allows(objects, deployer, action))).toEqual([]);
    // Nor may the same name in another account.
    expect(allows(bucket, { ...deployer, account: foreign }, 's3:ListBucket')).toBe(false);
    const elsewhere = { ...deployer, arn: arn.replace(own, foreign) };
    expect(deniedBy(bucket, elsewhere, 's3:ListBucket')).toContain('DenyListingByOthers');
  });

  test('no control-plane action is denied to the role that deploys', () => {
    for (const action of control) expect([action, allows(bucket, deployer(awsRegion), action)]).toEqual([action, true]);
  });

  test('nobody else makes data go elsewhere or away by a setting, not even the school, and all others are left to IAM', () => {
    for (const one of [
      built.admin(),
      tagged('nefu'),
      built.as('Role-name', { identity: built.admin().identity ?? [] }),
    ])
      for (const action of control)
        expect([action, deniedBy(bucket, one, action)]).toEqual([
          action,
          storeSettings.includes(action) ? ['DenySettingsByOthers'] : [],
        ]);
  });

  test('plain HTTP and TLS before 1.2 are denied to everybody', () => {
    for (const one of [caller, built.admin()]) {
      for (const action of ['s3:GetObject', 's3:PutObject', 's3:PutBucketPolicy']) {
        expect(deniedBy(objects, one, action, { 'aws:SecureTransport': 'false' })).toContain('DenyPlainHttp');
        for (const version of ['1.0', '1.1'])
          expect(deniedBy(objects, one, action, { 's3:TlsVersion': version })).toContain('DenyOldTls');
      }
    }
    expect(allows(objects, caller, 's3:GetObject', { 's3:TlsVersion': '1.2' })).toBe(true);
  });

  test('an object is encrypted with the own key, named or by default, or not written', () => {
    const put = (headers: Record<string, string>): boolean => allows(objects, caller, 's3:PutObject', headers);
    const otherKey = key.resource.replace(/[^/]+$/, 'other');
    expect(put({})).toBe(true);
    expect(put({ [algorithm]: 'aws:kms', [keyId]: key.resource })).toBe(true);
    expect(put({ [algorithm]: 'aws:kms', [keyId]: otherKey })).toBe(false);
    expect(put({ [keyId]: otherKey })).toBe(false);
    expect(put({ [algorithm]: 'aws:kms' })).toBe(false);
    expect(put({ [algorithm]: 'aws:kms:dsse', [keyId]: key.resource })).toBe(false);
    expect(put({ [algorithm]: 'AES256' })).toBe(false);
    expect(put({ [customer]: 'AES256' })).toBe(false);
  });
});

describe('service roles', () => {
  const arn = 'arn:aws-cn:iam::111122223333:role/educloud/backup';
  const { built, objects, bucket } = school('cn-north-1', { serviceRoleArns: [arn] });

  test('a named service role passes without a tag', () => {
    const backup = built.admin({ organization, arn });
    for (const action of onObjects.filter((one) => one !== 's3:BypassGovernanceRetention'))
      expect([action, allows(objects, backup, action)]).toEqual([action, true]);
    expect(allows(bucket, backup, 's3:ListBucketVersions')).toBe(true);
  });

  test.each([
    ['a longer name', `${arn}-2`],
    ['a shorter name', arn.slice(0, -1)],
    ['a path in between', arn.replace('/backup', '/x/backup')],
    ['another path', arn.replace('/educloud', '')],
    ['another account', arn.replace(own, foreign)],
    ['a user of that name', arn.replace(':role/', ':user/')],
    ['capitals', arn.replace('backup', 'Backup')],
  ])('a role with %s does not', (_difference, similar) => {
    const stranger = built.admin({ organization, arn: similar });
    expect(deniedBy(objects, stranger, 's3:GetObject')).toEqual(['DenyOtherSchools']);
  });

  test.each([
    'arn:aws-cn:iam::111122223333:role/*',
    'arn:aws-cn:iam::*:role/a',
    'arn:aws-cn:iam::111122223333:role/edu?',
    '*',
  ])('the wildcard %s is refused', (wildcard) => {
    expect(thrown(() => addCell(stackIn(), 'nefu', { serviceRoleArns: [wildcard] })).code).toBe('EDU601');
    expect(thrown(() => store(stackIn(), { serviceRoleArns: [wildcard] })).code).toBe('EDU601');
  });

  test('a role of another partition and a policy variable are refused', () => {
    for (const bad of [
      'arn:aws:iam::111122223333:role/a',
      '${aws:PrincipalArn}',
      'arn:aws-cn:iam::111122223333:user/a',
    ])
      expect(thrown(() => store(stackIn(), { serviceRoleArns: [bad] })).code).toBe('EDU601');
  });

  test('a role that is not known yet may be a token', () => {
    const token = Token.asString({ Ref: 'Later' });
    expect(() => store(stackIn(), { serviceRoleArns: [token] })).not.toThrow();
  });
});

describe('the role for emergencies', () => {
  const arn = `arn:aws-cn:iam::${own}:role/educloud/educloud-northeast-break-glass`;
  const { built, objects, bucket } = school('cn-north-1', { breakGlassRoleArn: arn });
  const rescuer = built.admin({ organization, arn });
  const reading = onObjects.filter((action) => !writes.includes(action) && action !== 's3:InitiateReplication');

  test('reads and lists without a tag', () => {
    for (const action of ['s3:GetObject', 's3:GetObjectVersion'])
      expect([action, allows(objects, rescuer, action)]).toEqual([action, true]);
    for (const action of onBucket) expect([action, allows(bucket, rescuer, action)]).toEqual([action, true]);
  });

  test('neither writes nor deletes nor starts a copy, whatever its identity policy says', () => {
    for (const action of onObjects.filter((one) => !reading.includes(one)))
      expect([action, deniedBy(objects, rescuer, action)]).toEqual([action, ['DenyBreakGlassChanges']]);
  });

  test('is nobody else: other roles are denied as before, and the school writes as before', () => {
    for (const similar of [`${arn}-2`, arn.replace('/educloud/', '/'), arn.replace(own, foreign)])
      expect(deniedBy(objects, built.admin({ organization, arn: similar }), 's3:GetObject')).toEqual([
        'DenyOtherSchools',
      ]);
    const tags = { [tag]: 'nefu' };
    for (const action of writes) expect(deniedBy(objects, built.admin({ organization, tags }), action)).toEqual([]);
  });

  test('is let in nowhere unless it is named, and then exactly', () => {
    expect(deniedBy(school().objects, rescuer, 's3:GetObject')).toEqual(['DenyOtherSchools']);
    for (const bad of ['*', arn.replace('break-glass', '*'), arn.replace(own, foreign), arn.replace('aws-cn', 'aws')])
      expect(thrown(() => store(stackIn(), { breakGlassRoleArn: bad })).code).toBe('EDU601');
  });
});

describe('a frozen store', () => {
  const { built, caller, objects, bucket } = school('cn-north-1', { frozen: true });
  const schoolRole = built.admin({ organization, tags: { [tag]: 'nefu' } });

  test('denies every write to everybody', () => {
    for (const one of [schoolRole, built.admin(), { service: 's3.amazonaws.com' }])
      for (const action of writes) expect(deniedBy(objects, one, action)).toContain('DenyWritesWhileFrozen');
  });

  test('still lets the school read, and nobody else', () => {
    expect(allows(objects, schoolRole, 's3:GetObject')).toBe(true);
    expect(allows(bucket, schoolRole, 's3:ListBucket')).toBe(true);
    expect(allows(objects, built.admin(), 's3:GetObject')).toBe(false);
  });

  test('grants nothing and marks no role', () => {
    expect(caller.identity).toEqual([]);
    expect(caller.tags).toEqual({});
  });

  test('expires nothing and says that it is frozen', () => {
    const { LifecycleConfiguration, Tags } = built.bucket(bucketName).Properties;
    expect(JSON.stringify(LifecycleConfiguration)).not.toMatch(/Expiration|ExpiredObject/);
    expect(Tags).toContainEqual({ Key: 'educloud:status', Value: 'frozen' });
  });

  test('can still be thawed by the role that deploys', () => {
    for (const action of control)
      expect([action, allows(bucket, deployer('cn-north-1'), action)]).toEqual([action, true]);
  });
});

describe('properties that do not fit', () => {
  test.each([
    ['a bad slug', { schoolId: 'NEFU' }],
    ['a bad region', { regionId: 'n' }],
    ['a bucket name with dots', { bucketName: 'edu.rec.nefu' }],
    ['a reserved bucket name', { bucketName: 'xn--nefu' }],
    ['a bucket that its key does not know', { bucketName: 'edu-rec-other' }],
    ['the key of another school', { schoolId: 'hit' }],
    ['an unknown data class', { dataClasses: ['personal', 'secret'] }],
    ['no data class', { dataClasses: [] }],
    ['an account of eleven digits', { perimeter: { accounts: ['11112222333'], organizations: [] } }],
    ['an organisation that is a wildcard', { perimeter: { accounts: [], organizations: ['*'] } }],
    ['an organisation that is a variable', { perimeter: { accounts: [], organizations: ['${aws:PrincipalOrgID}'] } }],
  ])('%s is refused with the path of the construct', (_what, more) => {
    expect(thrown(() => store(stackIn(), more))).toMatchObject({ code: 'EDU601', path: 'Stack/Store' });
  });

  test('a stack without a concrete environment is refused', () => {
    const stack = stackIn();
    const { key } = addCell(stack, 'nefu');
    const agnostic = beside(stack, 'Agnostic');
    expect(thrown(() => new SchoolStore(agnostic, 'Store', { ...storeProps, key }))).toMatchObject({ code: 'EDU601' });
  });

  test('an AWS Region that nobody knows is refused', () => {
    expect(thrown(() => addCell(stackIn('mars-north-1'), 'nefu'))).toMatchObject({ code: 'EDU501' });
  });

  test('a key of another stack is refused, since it would need an export', () => {
    const stack = stackIn();
    const elsewhere = beside(stack, 'Elsewhere', 'cn-north-1');
    const key = new SchoolKey(elsewhere, 'Key', { schoolId: 'nefu', bucketNames: [bucketName] });
    expect(thrown(() => new SchoolStore(stack, 'Store', { ...storeProps, key }))).toMatchObject({ code: 'EDU601' });
  });

  test('a bucket name that is a token passes', () => {
    const stack = stackIn();
    const token = Token.asString({ Ref: 'Name' });
    const key = new SchoolKey(stack, 'Key', { schoolId: 'nefu', bucketNames: [token] });
    expect(() => new SchoolStore(stack, 'Store', { ...storeProps, key, bucketName: token })).not.toThrow();
  });
});

const storeProps: Omit<SchoolStoreProps, 'key'> = {
  schoolId: 'nefu',
  purpose: StorePurpose.records(),
  bucketName,
  dataClasses: ['personal'],
  perimeter,
  regionId: 'northeast',
  jurisdiction: 'cn',
};

/** A store of `nefu` on a key of `nefu`, with some properties changed. */
function store(stack: Stack, more: Partial<SchoolStoreProps>): SchoolStore {
  const key = new SchoolKey(stack, 'Key', { schoolId: 'nefu', bucketNames: [bucketName] });
  return new SchoolStore(stack, 'Store', { ...storeProps, key, ...more });
}
