import { LogArchive, type LogArchiveProps } from '../../constructs';
import { partitionOfAwsRegion } from '../../lib/facts';
import { writes } from './support/actions';
import { allows, deniedBy, type Caller, type Target } from './support/evaluate';
import { awsRegions, Built, foreign, member, organization, own, stackIn } from './support/stage';

const bucketName = 'edu-log-northeast';
const props: LogArchiveProps = {
  bucketName,
  perimeter: { accounts: [own, member], organizations: [organization] },
  regionId: 'northeast',
  jurisdiction: 'cn',
};
const inOrganization = '222233334444';

describe.each(awsRegions)('reports of drills in an archive in %s', (awsRegion) => {
  const stack = stackIn(awsRegion);
  new LogArchive(stack, 'Archive', props);
  const built = new Built(stack);
  const { arnPartition } = partitionOfAwsRegion(awsRegion);
  const drill = (account: string, more: Partial<Caller> = {}, role = `educloud-northeast-drill-${awsRegion}`): Caller =>
    built.admin({ account, arn: `arn:${arnPartition}:iam::${account}:role/educloud/${role}`, ...more });
  const report = (account: string): Target => built.objects(bucketName, `drills/${account}/${awsRegion}/run-1.json`);

  test.each([
    ['the archive’s own account', own, {}],
    ['an account of the perimeter', member, {}],
    ['an account of the organisation', inOrganization, { organization }],
  ])('a drill of %s writes its report', (_who, account, more) => {
    expect(allows(report(account), drill(account, more), 's3:PutObject')).toBe(true);
  });

  test('a drill of another account, or of another region, does not', () => {
    expect(allows(report(foreign), drill(foreign), 's3:PutObject')).toBe(false);
    for (const role of ['educloud-north-drill-x', 'educloud-northeast-backup', 'educloud-northeast-drill'])
      expect([role, allows(report(member), drill(member, {}, role), 's3:PutObject')]).toEqual([role, false]);
    const namesake = drill(member, { arn: `arn:${arnPartition}:iam::${member}:role/educloud-northeast-drill-x` });
    expect(allows(report(member), namesake, 's3:PutObject')).toBe(false);
  });

  test('it writes into the folder of its own account alone', () => {
    expect(allows(report(own), drill(member), 's3:PutObject')).toBe(false);
    expect(allows(report(member), drill(own), 's3:PutObject')).toBe(false);
    for (const key of [`AWSLogs/${member}/log.gz`, 'drills/x', `drills/${member}`, 'x'])
      for (const account of [own, member])
        expect([key, allows(built.objects(bucketName, key), drill(account), 's3:PutObject')]).toEqual([key, false]);
  });

  test('it does nothing else, not even in the archive’s own account, whatever its identity policy says', () => {
    for (const account of [own, member])
      for (const action of writes.filter((one) => one !== 's3:PutObject'))
        expect([action, allows(report(account), drill(account), action)]).toEqual([action, false]);
    for (const action of writes.filter((one) => one !== 's3:PutObject'))
      expect(deniedBy(report(own), drill(own), action)).toContain('DenyDrillsButReports');
  });

  test('it reads no report of others, and no log', () => {
    for (const target of [report(member), built.objects(bucketName, `AWSLogs/${member}/log.gz`)])
      expect(allows(target, drill(member), 's3:GetObject')).toBe(false);
  });

  test('a report comes under the keys of S3 or not at all', () => {
    const algorithm = 's3:x-amz-server-side-encryption';
    expect(allows(report(member), drill(member), 's3:PutObject', { [algorithm]: 'aws:kms' })).toBe(false);
  });

  test('nobody else writes there, and CloudTrail does not either', () => {
    for (const one of [built.admin(), built.admin({ account: member, organization }), {}])
      expect(allows(report(member), one, 's3:PutObject')).toBe(false);
    const source = { 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceAccount': member };
    expect(allows(report(member), { service: 'cloudtrail.amazonaws.com' }, 's3:PutObject', source)).toBe(false);
  });
});

test('an archive of named trails alone takes no reports', () => {
  const stack = stackIn();
  const trailArns = [`arn:aws-cn:cloudtrail:cn-north-1:${own}:trail/educloud-northeast`];
  new LogArchive(stack, 'Archive', { ...props, trailArns, perimeter: { accounts: [], organizations: [] } });
  expect(JSON.stringify(new Built(stack).template)).not.toContain('drill');
});
