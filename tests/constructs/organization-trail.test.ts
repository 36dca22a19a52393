import { LogArchive, OrganizationTrail, type OrganizationTrailProps } from '../../constructs';
import { partitionOfAwsRegion } from '../../lib/facts';
import { allows } from './support/evaluate';
import { beside, Built, foreign, member, own, stackIn, thrown } from './support/stage';

const archiveBucketName = 'edu-log-northeast';
const props: OrganizationTrailProps = { regionId: 'northeast', archiveBucketName };

describe.each(['cn-north-1', 'eu-central-1'])('an organisation’s trail in %s', (awsRegion) => {
  const stack = stackIn(awsRegion);
  const { trailArn } = new OrganizationTrail(stack, 'Trail', props);
  const built = new Built(stack);

  test('sees every account and AWS Region, leaves digests, and is switched on', () => {
    expect(built.ofType('AWS::CloudTrail::Trail').map(({ Properties }) => Properties)).toEqual([
      {
        TrailName: 'educloud-northeast.organization',
        S3BucketName: archiveBucketName,
        IsOrganizationTrail: true,
        IsLogging: true,
        IsMultiRegionTrail: true,
        IncludeGlobalServiceEvents: true,
        EnableLogFileValidation: true,
      },
    ]);
  });

  test('its ARN is one that an archive lets in, and lets no other in by', () => {
    const beyond = stackIn(awsRegion, member);
    new LogArchive(beyond, 'Archive', {
      bucketName: archiveBucketName,
      perimeter: { accounts: [], organizations: [] },
      trailArns: [trailArn],
      regionId: 'northeast',
      jurisdiction: 'cn',
    });
    const log = new Built(beyond).objects(archiveBucketName, 'AWSLogs/o-abcde12345/log.gz');
    const may = (source: string): boolean =>
      allows(log, { service: 'cloudtrail.amazonaws.com' }, 's3:PutObject', {
        'aws:SourceArn': source,
        's3:x-amz-acl': 'bucket-owner-full-control',
      });
    expect(may(trailArn)).toBe(true);
    expect(may(trailArn.replace(own, foreign))).toBe(false);
  });

  test('is all that its stack holds', () => {
    expect(Object.values(built.resources).map(({ Type }) => Type)).toEqual(['AWS::CloudTrail::Trail']);
    expect(built.foreignParts()).toEqual([]);
  });
});

test('the trail belongs to the management account, whoever makes it', () => {
  const { arnPartition } = partitionOfAwsRegion('cn-north-1');
  const arn = (more: Partial<OrganizationTrailProps>): string =>
    new OrganizationTrail(stackIn(), 'Trail', { ...props, ...more }).trailArn;
  const of = (account: string): string =>
    `arn:${arnPartition}:cloudtrail:cn-north-1:${account}:trail/educloud-northeast.organization`;
  expect(arn({})).toBe(of(own));
  expect(arn({ managementAccount: member })).toBe(of(member));
});

describe('properties that do not fit', () => {
  test.each<[string, Partial<OrganizationTrailProps>]>([
    ['a bad region', { regionId: 'N' }],
    ['an archive that is no bucket', { archiveBucketName: 'Logs' }],
    ['a management account that is none', { managementAccount: 'bureau' }],
  ])('%s is refused with the path of the construct', (_what, more) => {
    expect(thrown(() => new OrganizationTrail(stackIn(), 'Trail', { ...props, ...more }))).toMatchObject({
      code: 'EDU601',
      path: 'Stack/Trail',
    });
  });

  test('a stack without a concrete environment is refused', () => {
    expect(thrown(() => new OrganizationTrail(beside(stackIn(), 'Agnostic'), 'Trail', props)).code).toBe('EDU601');
  });
});
