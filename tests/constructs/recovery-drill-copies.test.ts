import { RecoveryDrillCopies } from '../../constructs';
import { copies, copiesAlias, replicaName } from './support/drill';
import { allows } from './support/evaluate';
import { roleOf } from './support/roles';
import { awsRegions, beside, foreign, own, perimeter, stackIn, thrown } from './support/stage';
import { targets } from './support/vault';

const vaultName = 'edu-northeast_drill';

describe.each(awsRegions)('copies of the canary of %s', (awsRegion) => {
  const { built, construct } = copies(awsRegion, { vaultName });
  const objects = built.objects(replicaName, 'canary/run-1/planted');

  test('the region’s replication role writes them, and the drill does not', () => {
    const drill = roleOf(awsRegion, `drill-${awsRegion}`, own, { 'educloud:school': 'drill' });
    expect(allows(objects, roleOf(awsRegion, 'replication'), 's3:ReplicateObject')).toBe(true);
    for (const action of ['s3:ReplicateObject', 's3:PutObject', 's3:DeleteObject', 's3:DeleteObjectVersion'])
      expect([action, allows(objects, drill, action)]).toEqual([action, false]);
    expect(allows(objects, drill, 's3:GetObjectVersion')).toBe(true);
  });

  test('they are locked for a day, go after a week, current ones, too, and are tagged', () => {
    const { ObjectLockConfiguration, LifecycleConfiguration, Tags } = built.bucket(replicaName).Properties;
    expect(ObjectLockConfiguration.Rule.DefaultRetention).toEqual({ Mode: 'GOVERNANCE', Days: 1 });
    expect(LifecycleConfiguration.Rules).toEqual(
      expect.arrayContaining([expect.objectContaining({ ExpirationInDays: 7 })]),
    );
    expect(Tags).toContainEqual({ Key: 'educloud:store', Value: 'canary-replica' });
    expect(Tags).toContainEqual({ Key: 'educloud:school', Value: 'drill' });
    expect(construct.lockDays).toBe(1);
  });

  test('the vault of copies is under the same key, locked as long, and deletes for nobody', () => {
    const [vault] = built.ofType('AWS::Backup::BackupVault');
    expect(vault?.Properties).toMatchObject({
      BackupVaultName: vaultName,
      EncryptionKeyArn: built.key(copiesAlias).resource,
      LockConfiguration: { MinRetentionDays: 1 },
    });
    const { point } = targets(built, 'arn:x:backup:y:1:backup-vault:z');
    expect(allows(point, built.admin(), 'backup:DeleteRecoveryPoint')).toBe(false);
  });
});

test('there is a replica without a vault, and a vault without a replica', () => {
  const types = (more: Parameters<typeof copies>[1]): string[] =>
    Object.values(copies('cn-north-1', more).built.resources).map(({ Type }) => Type);
  expect(types({})).not.toContain('AWS::Backup::BackupVault');
  const stack = stackIn('cn-northwest-1');
  new RecoveryDrillCopies(stack, 'Copies', {
    regionId: 'northeast',
    jurisdiction: 'cn',
    perimeter,
    sourceAwsRegion: 'cn-north-1',
    keyAliasName: copiesAlias,
    vaultName,
  });
  expect(stack.node.findAll().map(({ node }) => node.id)).not.toContain('Replica');
});

describe('properties that do not fit', () => {
  const make = (
    more: Partial<ConstructorParameters<typeof RecoveryDrillCopies>[2]>,
    stack = stackIn('cn-northwest-1'),
  ) =>
    thrown(
      () =>
        new RecoveryDrillCopies(stack, 'Copies', {
          regionId: 'northeast',
          jurisdiction: 'cn',
          perimeter,
          sourceAwsRegion: 'cn-north-1',
          keyAliasName: copiesAlias,
          ...more,
        }),
    ).code;
  test.each<[string, Parameters<typeof make>[0]]>([
    ['no copies at all', {}],
    ['an AWS Region that is none', { replicaBucketName: replicaName, sourceAwsRegion: 'north' }],
    ['a wildcard for an AWS Region', { replicaBucketName: replicaName, sourceAwsRegion: '*' }],
    ['an account that is none', { replicaBucketName: replicaName, sourceAccount: foreign.slice(1) }],
    ['a lock that is longer than what is kept', { replicaBucketName: replicaName, lockDays: 8 }],
    ['a bad region', { replicaBucketName: replicaName, regionId: 'N' }],
    ['a bucket name with a dot', { replicaBucketName: 'edu.rca' }],
  ])('%s: refused', (_what, more) => {
    expect(make(more)).toBe('EDU601');
  });

  test('a stack without a concrete environment is refused', () => {
    expect(make({ replicaBucketName: replicaName }, beside(stackIn(), 'Agnostic'))).toBe('EDU601');
  });
});
