import type { Bucket, Role, Trail, World } from '../../../lib/model';
import { verdicts } from '../support/proving';
import { topic, trail as trailResource } from '../support/sign-in';
import { account, role } from '../support/worlds';
import {
  allBut,
  arnOf,
  logs,
  logsName,
  logsPolicy,
  losses,
  recoveryWorld,
  replica,
  roleArn,
  settings,
  stopAlarm,
  stops,
  store,
  trail,
  type Statement,
} from '../support/recovery';

// Logs that could be deleted, and trails that could be stopped without a sound.

const trailArn = trail().arn;

function said(property: string, subject: string, parts: Partial<World> = {}): string | undefined {
  const found = verdicts(recoveryWorld(parts), property).filter((one) => one.subject === subject);
  return found.length === 1 ? found[0]?.verdict : `${found.length} verdicts`;
}

const kept = (bucket: Bucket): string | undefined =>
  said('logs-kept', arnOf(logsName), { buckets: [store(), replica(), bucket] });
const goesOn = (parts: Partial<World>): string | undefined => said('trail-goes-on', trailArn, parts);

describe('logs as the kit means them', () => {
  it('are kept, and the trail goes on', () => {
    expect(said('logs-kept', arnOf(logsName))).toBe('proved');
    expect(goesOn({})).toBe('proved');
  });
});

describe('logs are not kept', () => {
  it.each<[string, Partial<Bucket>]>([
    ['without a lock', { objectLock: false }],
    ['without versions', { versioned: false }],
    ['for less than is promised', { retention: { mode: 'GOVERNANCE', days: 364 } }],
    ['where a lifecycle deletes them', { expiryDays: 364 }],
  ])('%s', (_, more) => {
    expect(kept(logs(more))).toBe('refuted');
  });

  it.each<[string, readonly Statement[]]>([
    ['everything', []],
    ['deletion', logsPolicy.slice(1)],
    ['settings', logsPolicy.filter((_, index) => index !== 2)],
    [
      'another policy',
      [
        ...logsPolicy.filter((_, index) => index !== 2),
        allBut(
          settings.filter((one) => one !== 's3:PutBucketPolicy'),
          roleArn('deploy'),
        ),
      ],
    ],
    [
      'the bypass of the lock',
      [
        ...logsPolicy.slice(1),
        allBut(
          losses.filter((one) => one !== 's3:PutObject' && one !== 's3:BypassGovernanceRetention'),
          roleArn('recovery'),
        ),
      ],
    ],
    [
      'deletion in one folder',
      [...logsPolicy.slice(1), { ...logsPolicy[0], Resource: `${arnOf(logsName)}/AWSLogs/*` }],
    ],
  ])('where the policy leaves open %s', (_, policy) => {
    expect(kept(logs({}, policy))).not.toBe('proved');
  });
});

describe('a trail may stop', () => {
  const operator = (identity: unknown, boundary?: unknown, tags = {}): Role =>
    role('operator', {
      trust: [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }],
      identity,
      ...{ tags },
      ...(boundary === undefined ? {} : { boundary }),
    });
  const everything = [{ Effect: 'Allow', Action: '*', Resource: '*' }];
  const by = (...roles: readonly Role[]): string | undefined => goesOn({ roles: [...recoveryWorld().roles, ...roles] });

  it.each<[string, Role]>([
    ['may do everything', operator(everything)],
    ['may change trails', operator([{ Effect: 'Allow', Action: 'cloudtrail:Update*', Resource: '*' }])],
    [
      'may change trails of that name',
      operator([
        { Effect: 'Allow', Action: 'cloudtrail:StopLogging', Resource: 'arn:aws-cn:cloudtrail:*:*:trail/ba?e' },
      ]),
    ],
    ['may do all but other things', operator([{ Effect: 'Allow', NotAction: ['s3:*', 'iam:*'], Resource: '*' }])],
    ['has a boundary that lets it', operator(everything, everything)],
    [
      'has a boundary that denies at some other place',
      operator(everything, [
        ...everything,
        { Effect: 'Deny', Action: 'cloudtrail:*', Resource: 'arn:aws-cn:cloudtrail:cn-northwest-1:*:trail/*' },
      ]),
    ],
    ['has the tag of a school', operator(everything, undefined, { 'educloud:school': 's1' })],
    [
      'may do it under a condition',
      operator([
        {
          Effect: 'Allow',
          Action: 'cloudtrail:DeleteTrail',
          Resource: '*',
          Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
        },
      ]),
    ],
  ])('where a role of the templates %s', (_, one) => {
    expect(by(one)).toBe('refuted');
  });

  it('where nobody knows the boundary', () => {
    expect(by({ ...operator(everything), boundary: 'unknown' })).not.toBe('proved');
  });

  it('not by a role whose boundary leaves trails out', () => {
    expect(by(operator(everything, [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }]))).toBe('proved');
  });

  it('not by a role that may only do it in another account', () => {
    const one = [{ Effect: 'Allow', Action: 'cloudtrail:*', Resource: 'arn:aws-cn:cloudtrail:*:222222222222:trail/*' }];
    expect(by(operator(one))).toBe('proved');
  });

  it.each<[string, Partial<World>]>([
    ['that is off', { trails: [trail({ logging: false })] }],
    [
      'that may not be there',
      { trails: [trail({ doubts: [{ source: { file: 'b', pointer: '' }, reason: 'a condition' }] })] },
    ],
    ['that writes where nobody knows', { trails: [trail({ bucket: 'elsewhere' })] }],
    ['of which no rule tells', { others: [topic(), trailResource()] }],
    ['whose rule is off', { others: [stopAlarm({ State: 'DISABLED' }), topic(), trailResource()] }],
    ['whose rule tells nobody', { others: [stopAlarm({ Targets: [] }), topic(), trailResource()] }],
    ['whose rule tells a topic that takes nothing', { others: [stopAlarm(), topic([]), trailResource()] }],
    ['whose rule tells a topic that is not there', { others: [stopAlarm(), trailResource()] }],
    ['whose rule is on another bus', { others: [stopAlarm({ EventBusName: 'mine' }), topic(), trailResource()] }],
    [
      'whose rule is in another AWS Region',
      { others: [{ ...stopAlarm(), awsRegion: 'cn-northwest-1' }, topic(), trailResource()] },
    ],
    [
      'whose rule is in another account',
      { others: [{ ...stopAlarm(), account: '222222222222' }, topic(), trailResource()] },
    ],
    ['whose events no trail logs', { others: [stopAlarm(), topic(), trailResource({ IsLogging: false })] }],
    [
      'that logs no calls',
      { others: [stopAlarm(), topic(), trailResource({ EventSelectors: [{ IncludeManagementEvents: false }] })] },
    ],
    ...stops.map((name): [string, Partial<World>] => [
      `of which no rule tells of ${name}`,
      {
        others: [
          stopAlarm(
            {},
            stops.filter((one) => one !== name),
          ),
          topic(),
          trailResource(),
        ],
      },
    ]),
    [
      'whose rule asks who did it',
      {
        others: [
          stopAlarm({
            EventPattern: {
              source: ['aws.cloudtrail'],
              'detail-type': ['AWS API Call via CloudTrail'],
              detail: { eventName: stops, userIdentity: { type: ['Root'] } },
            },
          }),
          ...[topic(), trailResource()],
        ],
      },
    ],
    [
      'whose rule asks for another trail',
      {
        others: [
          stopAlarm({
            EventPattern: {
              source: ['aws.cloudtrail'],
              'detail-type': ['AWS API Call via CloudTrail'],
              detail: { eventName: stops, requestParameters: { name: ['other'] } },
            },
          }),
          ...[topic(), trailResource()],
        ],
      },
    ],
  ])('%s', (_, parts) => {
    expect(goesOn(parts)).not.toBe('proved');
  });

  it('twice of one name', () => {
    const twins: readonly Trail[] = [trail(), trail({ logging: false })];
    const found = verdicts(recoveryWorld({ trails: twins }), 'trail-goes-on').map(({ verdict }) => verdict);
    expect(found).not.toEqual(['proved', 'proved']);
  });
});
