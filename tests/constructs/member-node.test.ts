import { LogArchive, MemberNode, type MemberNodeProps } from '../../constructs';
import { partitionOfAwsRegion } from '../../lib/facts';
import { onObjects, writes } from './support/actions';
import { allows, deniedBy, type Caller } from './support/evaluate';
import {
  addRole,
  beside,
  Built,
  cellProps,
  foreign,
  member,
  organization,
  own,
  stackIn,
  throughS3,
  thrown,
} from './support/stage';

const hub = '222233334444';
const {
  tier: _,
  keyAlias: __,
  key: ___,
  ...cell
} = cellProps('nefu', { perimeter: { organizations: [organization], accounts: [member, hub] } });
const props: MemberNodeProps = { ...cell, trailBucketName: 'edu-trl-nefu' };

function node(awsRegion = 'cn-north-1', more: Partial<MemberNodeProps> = {}) {
  const stack = stackIn(awsRegion);
  const construct = new MemberNode(stack, 'Node', { ...props, ...more });
  construct.cell.records.grantReadWrite(addRole(stack));
  return { construct, built: new Built(stack) };
}

describe.each(['cn-north-1', 'eu-central-1'])('a node in %s', (awsRegion) => {
  const { construct, built } = node(awsRegion);
  const { arnPartition } = partitionOfAwsRegion(awsRegion);
  test('makes its trail last, so that no log stands in the way of a second attempt', () => {
    const { Resources } = built.template;
    const all = Object.entries<{ Type: string; DependsOn?: string[] }>(Resources);
    const trail = all.find(([, { Type }]) => Type === 'AWS::CloudTrail::Trail')?.[1];
    const others = all
      .filter(([, { Type }]) => !/^AWS::(?:CloudTrail::Trail|S3::Bucket$|IAM::Role$)/.test(Type))
      .map(([id]) => id);
    expect(others.filter((id) => trail?.DependsOn?.includes(id) !== true)).toEqual([]);
  });

  const tagged = (more: Partial<Caller> = {}): Caller =>
    built.admin({ organization, tags: { 'educloud:school': 'nefu' }, ...more });

  test('is an account’s base and a school’s cell in one stack, which needs nothing else to exist', () => {
    const types = new Set(Object.values(built.resources).map(({ Type }) => Type));
    expect([...types].sort()).toEqual([
      'AWS::CloudTrail::Trail',
      'AWS::Events::Rule',
      'AWS::IAM::ManagedPolicy',
      'AWS::IAM::Role',
      'AWS::KMS::Alias',
      'AWS::KMS::Key',
      'AWS::S3::Bucket',
      'AWS::S3::BucketPolicy',
      'AWS::SNS::Topic',
      'AWS::SNS::TopicPolicy',
      'AWS::SSM::Parameter',
    ]);
    expect(built.foreignParts()).toEqual([]);
    // Every bucket that anything names is one of its own.
    const made = built.ofType('AWS::S3::Bucket').map(({ Properties }) => Properties.BucketName);
    expect(made.sort()).toEqual(['edu-mat-nefu', 'edu-rec-nefu', 'edu-trl-nefu']);
    for (const { Properties } of built.ofType('AWS::CloudTrail::Trail'))
      expect(made).toContain(Properties.S3BucketName);
  });

  test('the school works with its data, and its own trail sees it', () => {
    const role = built.role();
    for (const action of ['s3:GetObject', 's3:PutObject'])
      expect(allows(built.objects('edu-rec-nefu'), role, action)).toBe(true);
    const key = built.key('alias/educloud/nefu');
    expect(allows(key, role, 'kms:Decrypt', throughS3(construct.cell.records.bucketArn, awsRegion))).toBe(true);
    const [trail] = built.ofType('AWS::CloudTrail::Trail');
    expect(JSON.stringify(trail?.Properties.AdvancedEventSelectors)).toContain(`arn:${arnPartition}:s3:::edu-rec-`);
  });

  test('no other account gets anything, and no policy lets one in', () => {
    for (const account of [member, hub, foreign])
      for (const one of [tagged({ account }), built.admin({ account })]) {
        for (const bucket of ['edu-rec-nefu', 'edu-mat-nefu', 'edu-trl-nefu'])
          for (const action of onObjects)
            expect([account, allows(built.objects(bucket), one, action)]).toEqual([account, false]);
        expect(
          allows(
            built.key('alias/educloud/nefu'),
            one,
            'kms:Decrypt',
            throughS3(construct.cell.records.bucketArn, awsRegion),
          ),
        ).toBe(false);
      }
    expect(built.accountsLetIn()).toEqual([]);
  });

  test('the hub alone is let in, and only to the reader of the registry', () => {
    const withHub = node(awsRegion, { hubAccount: hub }).built;
    expect(withHub.accountsLetIn()).toEqual([hub]);
    const trust = withHub.trust('educloud-northeast-registry-reader');
    const arn = `arn:${arnPartition}:iam::${hub}:role/educloud/educloud-northeast-registry`;
    expect(allows(trust, built.admin({ account: hub, arn }), 'sts:AssumeRole')).toBe(true);
    expect(allows(trust, built.admin({ account: hub }), 'sts:AssumeRole')).toBe(false);
    // Besides, the hub is named as one of those whom the perimeter does not deny.
    const allowing = withHub.statements().filter(({ Effect }) => Effect === 'Allow');
    expect(allowing.filter((one) => JSON.stringify(one).includes(hub))).toHaveLength(1);
  });

  test('the registry says that it is a node with a key of its own', () => {
    const [entry] = built.ofType('AWS::SSM::Parameter');
    expect(entry?.Properties.Name).toBe('/educloud/northeast/schools/nefu');
    expect(JSON.parse(entry?.Properties.Value)).toMatchObject({
      tier: 'node',
      account: own,
      awsRegion,
      keyAlias: 'alias/educloud/nefu',
      status: 'active',
    });
  });
});

describe('a node that sends its trail to an archive', () => {
  test('names the bucket, and nothing else of the region', () => {
    const { built } = node('cn-north-1', { archiveBucketName: 'edu-log-northeast' });
    const trails = built.ofType('AWS::CloudTrail::Trail').map(({ Properties }) => Properties.S3BucketName);
    expect(trails.sort()).toEqual(['edu-log-northeast', 'edu-trl-nefu']);
    expect(built.foreignParts()).toEqual([]);
    expect(built.accountsLetIn()).toEqual([]);
  });

  test('is let in by an archive that has its account in the perimeter', () => {
    const stack = stackIn('cn-north-1', hub);
    new LogArchive(stack, 'Archive', {
      bucketName: 'edu-log-northeast',
      perimeter: { accounts: [own], organizations: [] },
      regionId: 'northeast',
      jurisdiction: 'cn',
    });
    const log = new Built(stack).objects('edu-log-northeast', `AWSLogs/${own}/log.gz`);
    const put = { 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceAccount': own };
    expect(allows(log, { service: 'cloudtrail.amazonaws.com' }, 's3:PutObject', put)).toBe(true);
  });

  test('carries data events only if asked', () => {
    const selectors = (archiveDataEvents: boolean): number =>
      node('cn-north-1', { archiveBucketName: 'edu-log-northeast', archiveDataEvents })
        .built.ofType('AWS::CloudTrail::Trail')
        .flatMap(({ Properties }) => Properties.AdvancedEventSelectors).length;
    expect([selectors(false), selectors(true)]).toEqual([3, 4]);
  });
});

describe('a frozen node', () => {
  const { built } = node('cn-north-1', { frozen: true });

  test('keeps everything, its trail and alarms among it', () => {
    const logicalIds = (one: Built): string[] => Object.keys(one.resources).sort();
    expect(logicalIds(built)).toEqual(logicalIds(node().built));
    expect(built.ofType('AWS::CloudTrail::Trail')[0]?.Properties.IsLogging).toBe(true);
  });

  test('takes no writes, grants nothing and says so in the registry', () => {
    const school = built.admin({ organization, tags: { 'educloud:school': 'nefu' } });
    for (const action of writes)
      expect(deniedBy(built.objects('edu-rec-nefu'), school, action)).toContain('DenyWritesWhileFrozen');
    expect(allows(built.objects('edu-rec-nefu'), school, 's3:GetObject')).toBe(true);
    expect(built.role().identity).toEqual([]);
    expect(JSON.parse(built.ofType('AWS::SSM::Parameter')[0]?.Properties.Value).status).toBe('frozen');
  });

  test('still takes the log files of its trail', () => {
    const put = {
      's3:x-amz-acl': 'bucket-owner-full-control',
      'aws:SourceArn': `arn:aws-cn:cloudtrail:cn-north-1:${own}:trail/educloud-northeast`,
    };
    const log = built.objects('edu-trl-nefu', `AWSLogs/${own}/log.gz`);
    expect(allows(log, { service: 'cloudtrail.amazonaws.com' }, 's3:PutObject', put)).toBe(true);
  });
});

describe.each([true, false])('a node whose service roles may copy: %p', (serviceRoles) => {
  const { construct, built } = node('cn-north-1', { serviceRoles });
  const everything = { identity: [{ Effect: 'Allow', Action: '*', Resource: '*' } as const], organization };

  test.each(['backup', 'recovery', 'replication'])('%s handles objects only then', (what) => {
    const role = built.as(`educloud-northeast-${what}`, everything);
    expect(allows(built.objects('edu-rec-nefu'), role, 's3:GetObject')).toBe(serviceRoles);
    const way = throughS3(construct.cell.records.bucketArn);
    expect(allows(built.key('alias/educloud/nefu'), role, 'kms:Decrypt', way)).toBe(serviceRoles);
  });
});

describe('properties that do not fit', () => {
  test.each<[string, Partial<MemberNodeProps>, string]>([
    ['a bad school', { schoolId: 'Nefu' }, 'Stack/Node/school-Nefu/Key'],
    ['a bad region', { regionId: 'N' }, 'Stack/Node/Base'],
    ['a bad bucket for the trail', { trailBucketName: 'Trail' }, 'Stack/Node/Base/Trail/Logs'],
    ['an unknown data class', { recordsClasses: ['secret'] }, 'Stack/Node/school-nefu/Records'],
  ])('%s is refused with the path of the construct', (_what, more, path) => {
    expect(thrown(() => node('cn-north-1', more))).toMatchObject({ code: 'EDU601', path });
  });

  test('a stack without a concrete environment is refused', () => {
    expect(thrown(() => new MemberNode(beside(stackIn(), 'Agnostic'), 'Node', props)).code).toBe('EDU601');
  });
});

test('a node watches the identity providers that it is told of', () => {
  const rules = (more: Partial<MemberNodeProps>): string[] =>
    node('cn-north-1', more)
      .built.ofType('AWS::Events::Rule')
      .map(({ Properties }) => String(Properties.Name));
  const name = 'educloud-northeast-identity-providers';
  expect(rules({ identityProviders: true })).toContain(name);
  expect(rules({})).not.toContain(name);
});
