import { AccountBase, ServiceRoles, type AccountBaseProps } from '../../constructs';
import { allows } from './support/evaluate';
import { beside, Built, member as hub, own, stackIn, thrown } from './support/stage';

const props: AccountBaseProps = { regionId: 'northeast', jurisdiction: 'cn', trailBucketName: 'edu-trl-northeast' };

function base(more: Partial<AccountBaseProps> = {}, awsRegion = 'cn-north-1') {
  const stack = stackIn(awsRegion);
  const construct = new AccountBase(stack, 'Base', { ...props, ...more });
  return { construct, built: new Built(stack), exempt: ServiceRoles.arnsIn(stack, 'northeast') };
}

const count = (built: Built, type: string): number => built.ofType(`AWS::${type}`).length;
const roleNames = (built: Built): unknown[] =>
  built
    .ofType('AWS::IAM::Role')
    .map(({ Properties }) => Properties.RoleName)
    .sort();
const serviceRoles = ['backup', 'recovery', 'replication'].map((what) => `educloud-northeast-${what}`);

describe.each(['cn-north-1', 'eu-central-1'])('the base of an account in %s', (awsRegion) => {
  const { construct, built, exempt } = base({}, awsRegion);

  test('is a trail in a bucket of its own, alarms, the service roles and the boundary', () => {
    expect(count(built, 'CloudTrail::Trail')).toBe(1);
    expect(built.bucket('edu-trl-northeast').Properties.ObjectLockEnabled).toBe(true);
    expect(count(built, 'Events::Rule')).toBeGreaterThan(0);
    expect(built.topic('educloud-northeast-alarms').resource).toBe(construct.alarmTopicArn);
    expect(roleNames(built)).toEqual(serviceRoles);
    expect(built.managedPolicy('educloud-northeast-deploy-boundary').length).toBeGreaterThan(0);
  });

  test('names the roles that stores exempt', () => {
    expect(construct.serviceRoleArns).toEqual(exempt);
    expect(serviceRoles.map((name) => built.trust(name).resource)).toEqual(exempt);
  });

  test('lets no other account in', () => {
    expect(built.accountsLetIn()).toEqual([]);
    expect(JSON.stringify(built.template)).not.toContain(hub);
  });

  test('is tied to no other stack', () => {
    expect(built.foreignParts()).toEqual([]);
  });
});

test('its properties reach the trail and the alarms', () => {
  const { built } = base({
    retentionDays: 730,
    archiveBucketName: 'edu-log-northeast',
    archiveDataEvents: true,
    alarmEmails: ['security@example.edu'],
  });
  expect(built.bucket('edu-trl-northeast').Properties.ObjectLockConfiguration.Rule.DefaultRetention.Days).toBe(730);
  const trails = built.ofType('AWS::CloudTrail::Trail').map(({ Properties }) => Properties);
  expect(trails.map((one) => [one.S3BucketName, one.AdvancedEventSelectors.length])).toEqual(
    expect.arrayContaining([
      ['edu-trl-northeast', 2],
      ['edu-log-northeast', 2],
    ]),
  );
  expect(count(built, 'SNS::Subscription')).toBe(1);
});

test('who signs in is watched where there is something to watch', () => {
  const breakGlassRoleArn = `arn:aws-cn:iam::${own}:role/educloud/educloud-northeast-break-glass`;
  const rules = (more: Partial<AccountBaseProps>): string[] =>
    base(more)
      .built.ofType('AWS::Events::Rule')
      .map(({ Properties }) => String(Properties.Name).replace('educloud-northeast-', ''));
  const usual = rules({});
  const added = (more: Partial<AccountBaseProps>): string[] => rules(more).filter((name) => !usual.includes(name));
  expect(added({ breakGlassRoleArn })).toEqual(['break-glass']);
  expect(added({ identityProviders: true })).toEqual(['identity-providers']);
  expect(added({ trail: false, breakGlassRoleArn })).toEqual(['break-glass']);
});

describe('a base in the second AWS Region of an account', () => {
  const { construct, built, exempt } = base({ trail: false, hubAccount: hub }, 'cn-northwest-1');

  test('has alarms only, since trail and roles stand in the first', () => {
    const types = new Set(Object.values(built.resources).map(({ Type }) => Type));
    expect([...types].sort()).toEqual(['AWS::Events::Rule', 'AWS::SNS::Topic', 'AWS::SNS::TopicPolicy']);
    expect(built.foreignParts()).toEqual([]);
  });

  test('names the same service roles', () => {
    expect(construct.serviceRoleArns).toEqual(exempt);
  });
});

describe('the way of the hub to the registry', () => {
  test('another account has the reader, and lets the hub’s indexer take it', () => {
    const { built } = base({ hubAccount: hub });
    expect(roleNames(built)).toEqual([...serviceRoles, 'educloud-northeast-registry-reader'].sort());
    const arn = `arn:aws-cn:iam::${hub}:role/educloud/educloud-northeast-registry`;
    const trust = built.trust('educloud-northeast-registry-reader');
    expect(allows(trust, built.admin({ account: hub, arn }), 'sts:AssumeRole')).toBe(true);
    expect(allows(trust, built.admin({ account: hub }), 'sts:AssumeRole')).toBe(false);
  });

  test('the hub itself has the indexer, too, which takes the reader beside it', () => {
    const { built } = base({ hubAccount: own });
    expect(roleNames(built)).toEqual(
      [...serviceRoles, 'educloud-northeast-registry', 'educloud-northeast-registry-reader'].sort(),
    );
    const reader = built.trust('educloud-northeast-registry-reader');
    expect(allows(reader, built.as('educloud-northeast-registry'), 'sts:AssumeRole')).toBe(true);
    expect(allows(reader, built.admin(), 'sts:AssumeRole')).toBe(false);
  });
});

describe('properties that do not fit', () => {
  test.each<[string, Partial<AccountBaseProps>, string]>([
    ['a bad region', { regionId: 'N' }, 'Stack/Base'],
    ['a bucket name in capitals', { trailBucketName: 'Trail' }, 'Stack/Base/Trail/Logs'],
    ['too few days', { retentionDays: 30 }, 'Stack/Base/Trail/Logs'],
    ['a hub that is no account', { hubAccount: 'hub' }, 'Stack/Base/RegistryReader'],
    ['an address that is none', { alarmEmails: ['x'] }, 'Stack/Base/Alarms'],
  ])('%s is refused with the path of the construct', (_what, more, path) => {
    expect(thrown(() => base(more))).toMatchObject({ code: 'EDU601', path });
  });

  test('a stack without a concrete environment is refused', () => {
    expect(thrown(() => new AccountBase(beside(stackIn(), 'Agnostic'), 'Base', props)).code).toBe('EDU601');
  });
});
