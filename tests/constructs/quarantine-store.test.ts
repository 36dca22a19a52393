import { QuarantineStore } from '../../constructs';
import { control, onBucket, onObjects } from './support/actions';
import { allows, deniedBy } from './support/evaluate';
import { quarantine, recovered } from './support/recovered';
import { deployer, roleOf } from './support/roles';
import { addCell, cellProps, foreign, organization, stackIn, throughS3, thrown } from './support/stage';

const tag = 'educloud:school';

describe.each(['cn-north-1', 'eu-central-1'])('a quarantine in %s', (awsRegion) => {
  const { built, objects, bucket, key } = recovered(awsRegion);
  const school = built.admin({ organization, tags: { [tag]: 'nefu' } });

  test('is the school’s, and the backup role’s', () => {
    for (const caller of [school, roleOf(awsRegion, 'backup')]) {
      for (const action of ['s3:PutObject', 's3:GetObject', 's3:DeleteObject'])
        expect([action, allows(objects, caller, action)]).toEqual([action, true]);
      for (const action of onBucket) expect([action, allows(bucket, caller, action)]).toEqual([action, true]);
    }
  });

  test.each([
    ['an administrator without a tag', built.admin({ organization })],
    ['another school', built.admin({ organization, tags: { [tag]: 'hit' } })],
    ['the replication role', roleOf(awsRegion, 'replication')],
    ['the role that deploys', deployer(awsRegion)],
    ['the school in a foreign account', built.admin({ account: foreign, tags: { [tag]: 'nefu' } })],
    ['nobody in particular', {}],
  ])('%s reads and writes nothing', (_who, stranger) => {
    for (const action of onObjects) expect([action, allows(objects, stranger, action)]).toEqual([action, false]);
  });

  test('is empty again after 30 days, and cannot be locked', () => {
    const { Properties } = built.bucket(quarantine);
    expect(JSON.stringify(Properties.LifecycleConfiguration)).toContain('"ExpirationInDays":30');
    expect(JSON.stringify(Properties.LifecycleConfiguration)).toContain('"NoncurrentDays":1');
    expect(Properties.ObjectLockEnabled ?? false).toBe(false);
    expect(Properties.Tags).toContainEqual({ Key: 'educloud:store', Value: 'quarantine' });
    expect(Properties.Tags).toContainEqual({ Key: 'educloud:school', Value: 'nefu' });
  });

  test('stands under the school’s own key, which knows it', () => {
    const way = throughS3(bucket.resource, awsRegion);
    for (const action of ['kms:Decrypt', 'kms:GenerateDataKey'])
      expect([action, allows(key, school, action, way)]).toEqual([action, true]);
  });

  test('has settings that the role that deploys alone changes, where data could leave by them', () => {
    for (const action of control) expect([action, allows(bucket, deployer(awsRegion), action)]).toEqual([action, true]);
    for (const action of ['s3:PutReplicationConfiguration', 's3:PutLifecycleConfiguration'])
      expect(deniedBy(bucket, school, action)).toEqual(['DenySettingsByOthers']);
  });
});

test('a quarantine under a key that does not know it is refused', () => {
  const stack = stackIn();
  const { key } = addCell(stack, 'nefu');
  const { schoolId, regionId, jurisdiction, perimeter } = cellProps('nefu');
  const common = { schoolId, regionId, jurisdiction, perimeter, key, dataClasses: ['personal'] };
  const error = thrown(() => new QuarantineStore(stack, 'Quarantine', { ...common, bucketName: quarantine }));
  expect(error).toMatchObject({ code: 'EDU601', found: quarantine });
});
