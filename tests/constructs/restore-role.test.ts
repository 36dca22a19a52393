import { RestoreRole, type RestoreRoleProps } from '../../constructs';
import { writes } from './support/actions';
import { allows } from './support/evaluate';
import { quarantine, recovered } from './support/recovered';
import { addCell, Built, foreign, member, organization, own, stackIn, throughS3, thrown } from './support/stage';

const tag = 'educloud:school';

describe.each(['cn-north-1', 'eu-central-1'])('the role that restores in %s', (awsRegion) => {
  const { cell, built, role, objects, bucket, key } = recovered(awsRegion);
  const trust = built.trust('educloud-northeast-restore-nefu');

  test('is taken by the services that restore for this account and by the school’s own', () => {
    const taken = (caller: Parameters<typeof allows>[1], extra = {}): boolean =>
      allows(trust, caller, 'sts:AssumeRole', extra);
    for (const service of ['backup.amazonaws.com', 'batchoperations.s3.amazonaws.com']) {
      expect(taken({ service })).toBe(true);
      expect(taken({ service }, { 'aws:SourceAccount': own })).toBe(true);
      expect(taken({ service }, { 'aws:SourceAccount': foreign })).toBe(false);
    }
    expect(taken(built.admin({ tags: { [tag]: 'nefu' } }))).toBe(true);
    for (const stranger of [
      built.admin(),
      built.admin({ tags: { [tag]: 'hit' } }),
      built.admin({ account: member, organization, tags: { [tag]: 'nefu' } }),
      { service: 'lambda.amazonaws.com' },
    ])
      expect(taken(stranger)).toBe(false);
  });

  test('carries the school’s tag and has the ARN that keys and replicas let in', () => {
    expect(cell.restoreRole?.roleArn).toBe(trust.resource);
    const [resource] = built.ofType('AWS::IAM::Role');
    expect(resource?.Properties.Tags).toContainEqual({ Key: tag, Value: 'nefu' });
  });

  test('reads every version of the stores and changes nothing there', () => {
    for (const name of ['edu-rec-nefu', 'edu-mat-nefu']) {
      const target = built.objects(name);
      expect(allows(target, role, 's3:GetObjectVersion')).toBe(true);
      expect(allows(built.bucketItself(name), role, 's3:ListBucketVersions')).toBe(true);
      expect(writes.filter((action) => allows(target, role, action))).toEqual([]);
    }
    const way = throughS3(built.bucketItself('edu-rec-nefu').resource, awsRegion);
    expect(allows(key, role, 'kms:Decrypt', way)).toBe(true);
    expect(allows(key, role, 'kms:GenerateDataKey', way)).toBe(false);
  });

  test('writes into the quarantine under its key', () => {
    for (const action of ['s3:PutObject', 's3:PutObjectTagging', 's3:AbortMultipartUpload'])
      expect([action, allows(objects, role, action)]).toEqual([action, true]);
    for (const action of ['s3:PutBucketPolicy', 's3:PutBucketVersioning', 's3:PutReplicationConfiguration'])
      expect([action, allows(bucket, role, action)]).toEqual([action, false]);
    expect(allows(key, role, 'kms:GenerateDataKey', throughS3(bucket.resource, awsRegion))).toBe(true);
  });

  test('asks AWS Backup to restore, as itself and nobody else', () => {
    const partition = trust.resource.split(':')[1] ?? '';
    const at = (resource: string) => ({ account: own, policy: [], resource });
    const backup = `arn:${partition}:backup:${awsRegion}:${own}`;
    expect(allows(at(`${backup}:recovery-point:x`), role, 'backup:StartRestoreJob')).toBe(true);
    expect(
      allows(at(`${backup}:backup-vault:edu-northeast_nefu`), role, 'backup:ListRecoveryPointsByBackupVault'),
    ).toBe(true);
    expect(allows(at(`${backup}:backup-vault:edu-northeast_hit`), role, 'backup:ListRecoveryPointsByBackupVault')).toBe(
      false,
    );
    for (const action of ['backup:StartCopyJob', 'backup:DeleteRecoveryPoint', 'backup:StartBackupJob'])
      expect([action, allows(at(`${backup}:recovery-point:x`), role, action)]).toEqual([action, false]);
    const pass = (resource: string, to: string): boolean =>
      allows(at(resource), role, 'iam:PassRole', { 'iam:PassedToService': to });
    expect(pass(trust.resource, 'backup.amazonaws.com')).toBe(true);
    expect(pass(trust.resource, 'ec2.amazonaws.com')).toBe(false);
    expect(pass(trust.resource.replace('-nefu', '-hit'), 'backup.amazonaws.com')).toBe(false);
  });

  test('asks nothing of AWS Backup where there is no vault', () => {
    const { role: other } = recovered(awsRegion, { vaultNames: [] });
    expect(JSON.stringify(other.identity)).not.toContain('backup:');
  });
});

describe('properties that do not fit', () => {
  const props: RestoreRoleProps = {
    schoolId: 'nefu',
    regionId: 'northeast',
    storeBucketNames: ['edu-rec-nefu'],
    quarantineBucketName: quarantine,
  };

  test('a role that restores needs a quarantine', () => {
    const error = thrown(() => addCell(stackIn(), 'nefu', { restoreRole: true }));
    expect(error).toMatchObject({ code: 'EDU601', found: 'no `quarantineBucketName`' });
  });

  test.each<[string, Partial<RestoreRoleProps>]>([
    ['a bad slug', { schoolId: 'N' }],
    ['a wildcard for a bucket', { storeBucketNames: ['edu-*'] }],
    ['a wildcard for a vault', { vaultNames: ['*'] }],
    ['an account that is none', { replicaAccount: '*' }],
    ['a name with a path', { roleName: 'a/b' }],
    ['a name that is too long', { roleName: 'a'.repeat(65) }],
  ])('%s is refused', (_what, more) => {
    expect(thrown(() => new RestoreRole(stackIn(), 'Role', { ...props, ...more }))).toMatchObject({
      code: 'EDU601',
      path: 'Stack/Role',
    });
  });

  test('a role may have a name of its own', () => {
    const stack = stackIn();
    const { roleArn } = new RestoreRole(stack, 'Role', { ...props, roleName: 'drill-x' });
    expect(roleArn).toBe(`arn:aws-cn:iam::${own}:role/educloud/drill-x`);
    expect(new Built(stack).trust('drill-x').resource).toBe(roleArn);
  });
});
