import type { Other, Role } from '../../../lib/model';
import type { Verdict } from '../../../lib/prove';
import { verdicts } from '../support/proving';
import {
  admission,
  alarm,
  audience,
  breakGlass,
  bureauArn,
  emergencyArn,
  emergencyEntitlement,
  operator,
  ownArn,
  samlTrust,
  signInWorld,
  topic,
  trail,
} from '../support/sign-in';
import { account, bucket, policyOf } from '../support/worlds';

// A role for emergencies reads what only schools read: who takes it, and that somebody hears of it, has to be proved.

const region = { 'saml:aud': [audience], 'saml:sub_type': 'persistent', 'aws:RequestedRegion': 'cn-north-1' };
const scoped = { 'saml:edupersonscopedaffiliation': ['staff@bureau.example'] };

function said(
  one: Role = breakGlass(),
  rules: readonly Other[] = [alarm()],
  others: readonly Other[] = [topic(), trail()],
): Verdict | undefined {
  const roles = [one, operator()];
  return verdicts(
    signInWorld({ roles, breakGlass: [emergencyArn], others: [...rules, ...others] }),
    'break-glass-only',
  )[0];
}

/** As a template says it: without members that are not there. */
const plain = (one: Other): Other => JSON.parse(JSON.stringify(one)) as Other;

it('is proved as the kit writes it', () => {
  expect(said()?.verdict).toBe('proved');
});

describe('a role for emergencies is refuted', () => {
  it.each([
    ['no entitlement', { 'ForAnyValue:StringEquals': scoped }],
    [
      'the entitlement of operators',
      { 'ForAnyValue:StringEquals': { ...scoped, 'saml:edupersonentitlement': ['urn:bureau:operators'] } },
    ],
    [
      'the entitlement of operators besides',
      {
        'ForAnyValue:StringEquals': {
          ...scoped,
          'saml:edupersonentitlement': [emergencyEntitlement, 'urn:bureau:operators'],
        },
      },
    ],
    [
      'any entitlement',
      { 'ForAnyValue:StringEquals': scoped, 'ForAnyValue:StringLike': { 'saml:edupersonentitlement': '*' } },
    ],
    [
      'entitlements if there are any',
      {
        'ForAnyValue:StringEquals': scoped,
        'ForAllValues:StringEquals': {
          'aws:TagKeys': ['educloud:user'],
          'saml:edupersonentitlement': [emergencyEntitlement],
        },
      },
    ],
    ['no AWS Region', { StringEquals: { 'saml:aud': [audience], 'saml:sub_type': 'persistent' } }],
    ['another AWS Region', { StringEquals: { ...region, 'aws:RequestedRegion': 'cn-northwest-1' } }],
    ['two AWS Regions', { StringEquals: { ...region, 'aws:RequestedRegion': ['cn-north-1', 'cn-northwest-1'] } }],
    [
      'AWS Regions by their beginning',
      {
        StringEquals: { 'saml:aud': [audience], 'saml:sub_type': 'persistent' },
        StringLike: { 'aws:RequestedRegion': 'cn-*' },
      },
    ],
  ])('where it asks for %s', (_, condition) => {
    expect(said(breakGlass(condition))?.verdict).toBe('refuted');
  });

  it.each([
    ['an operator', { AWS: operator().arn }],
    ['the account', { AWS: account }],
    ['a service', { Service: 'ec2.amazonaws.com' }],
    ['everybody', '*'],
  ])('where %s may take it', (_, Principal) => {
    const more = { Effect: 'Allow', Principal, Action: 'sts:AssumeRole' };
    const trust = [...samlTrust(bureauArn, admission([])).slice(1), more];
    expect(said(breakGlass({}, trust))?.verdict).toBe('refuted');
  });

  it("where another provider than the bureau's vouches", () => {
    for (const provider of [ownArn('s1'), `${bureauArn}-old`]) {
      const trust = samlTrust(provider, {
        ...admission(['staff@bureau.example']),
        StringEquals: region,
        'ForAnyValue:StringEquals': { ...scoped, 'saml:edupersonentitlement': [emergencyEntitlement] },
      });
      expect(said(breakGlass({}, trust))?.verdict).toBe('refuted');
    }
  });

  const pattern = (change: (detail: Record<string, unknown>) => unknown): Other => {
    const detail = {
      eventSource: ['sts.amazonaws.com'],
      eventName: ['AssumeRoleWithSAML'],
      requestParameters: { roleArn: [emergencyArn] },
    };
    return alarm({
      EventPattern: { source: ['aws.sts'], 'detail-type': ['AWS API Call via CloudTrail'], detail: change(detail) },
    });
  };

  it.each([
    ['no rule', []],
    ['a rule that is disabled', [alarm({ State: 'DISABLED' })]],
    ['a rule that does not see calls that read', [alarm({ State: 'ENABLED' })]],
    ['a rule without a state', [alarm({ State: undefined })]],
    ['a rule in another AWS Region', [alarm({}, 'cn-northwest-1')]],
    ['a rule in another account', [{ ...alarm(), account: '222222222222' }]],
    ['a rule that tells nobody', [alarm({ Targets: [] })]],
    ['a rule without targets', [alarm({ Targets: undefined })]],
    ['a rule of another bus', [alarm({ EventBusName: 'other' })]],
    ['a rule of another service', [alarm({ EventPattern: { source: ['aws.iam'] } })]],
    ['a rule for another call', [pattern((detail) => ({ ...detail, eventName: ['AssumeRole'] }))]],
    [
      'a rule for another role',
      [pattern((detail) => ({ ...detail, requestParameters: { roleArn: [`${emergencyArn}-2`] } }))],
    ],
    [
      'a rule for roles of another name',
      [pattern((detail) => ({ ...detail, requestParameters: { roleArn: [{ prefix: 'arn:aws-cn:iam::222' }] } }))],
    ],
  ])('where there is %s', (_, others) => {
    expect(said(breakGlass(), others)?.verdict).toBe('refuted');
  });

  it('but not where the rule only says it otherwise', () => {
    for (const change of [
      (detail: Record<string, unknown>): unknown => ({
        ...detail,
        requestParameters: { roleArn: [{ prefix: `arn:aws-cn:iam::${account}:role/break` }] },
      }),
      (detail: Record<string, unknown>): unknown => ({ ...detail, requestParameters: undefined, eventName: undefined }),
      (detail: Record<string, unknown>): unknown => ({ ...detail, requestParameters: { roleArn: [{ exists: true }] } }),
    ]) {
      expect(said(breakGlass(), [plain(pattern(change))])?.verdict).toBe('proved');
    }
  });

  it('and undecided where the rule asks for more than is known', () => {
    for (const change of [
      (detail: Record<string, unknown>): unknown => ({
        ...detail,
        requestParameters: undefined,
        $or: [{ resources: { ARN: [emergencyArn] } }],
      }),
      (detail: Record<string, unknown>): unknown => ({ ...detail, errorCode: [{ exists: false }] }),
      (detail: Record<string, unknown>): unknown => ({ ...detail, sourceIPAddress: [{ 'anything-but': '10.0.0.1' }] }),
    ]) {
      expect(said(breakGlass(), [plain(pattern(change))])?.verdict).toBe('undecided');
    }
  });
});

describe('a rule that sees every sign-in', () => {
  const denies = { Effect: 'Deny', Principal: '*', Action: 'sns:*', Resource: '*' };
  const allows = { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sns:*', Resource: '*' };
  it.each([
    ['takes messages of the account alone', [{ ...allows, Principal: { AWS: account } }]],
    ['takes messages of another service', [{ ...allows, Principal: { Service: 's3.amazonaws.com' } }]],
    ['refuses all messages', [allows, denies]],
  ])('tells nobody by a topic that %s', (_, statements) => {
    expect(said(breakGlass(), [alarm()], [topic(statements), trail()])?.verdict).toBe('refuted');
  });

  it('tells somebody by a topic that denies plain HTTP', () => {
    const plainHttp = { ...denies, Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
    expect(said(breakGlass(), [alarm()], [topic([allows, plainHttp]), trail()])?.verdict).toBe('proved');
  });

  const elsewhere = 'arn:aws-cn:sns:cn-north-1:222222222222:alarms';
  it.each([
    ['another account', [{ Id: 'a', Arn: elsewhere }]],
    ['no template', [{ Id: 'a', Arn: 'arn:aws-cn:lambda:cn-north-1:111111111111:function:nothing' }]],
    ['nowhere', [{ Id: 'a' }]],
    ['what is chosen when it is deployed', ['\uE000V;stack.Chosen\uE001']],
  ])('tells nobody for sure by a target of %s', (_, Targets) => {
    expect(said(breakGlass(), [alarm({ Targets })])?.verdict).toBe('undecided');
  });

  const one = (...FieldSelectors: readonly unknown[]): unknown => [{ FieldSelectors }];
  const management = { Field: 'eventCategory', Equals: ['Management'] };
  it.each([
    ['is not there', []],
    ['is stopped', [trail({ IsLogging: false })]],
    ['stands in another account', [{ ...trail(), account: '222222222222' }]],
    ['sees another AWS Region', [{ ...trail({ IsMultiRegionTrail: false }), awsRegion: 'cn-northwest-1' }]],
    ['sees data alone', [trail({ AdvancedEventSelectors: one({ Field: 'eventCategory', Equals: ['Data'] }) })]],
    [
      'sees what is written alone',
      [trail({ AdvancedEventSelectors: one(management, { Field: 'readOnly', Equals: ['false'] }) })],
    ],
    ['sees what its selectors say', [trail({ EventSelectors: [{ IncludeManagementEvents: false }] })]],
  ])('hears nothing for sure where the trail %s', (_, trails) => {
    expect(said(breakGlass(), [alarm()], [topic(), ...trails])?.verdict).toBe('undecided');
  });

  it('hears by a trail of the organisation, and by one of management events', () => {
    const ofAll = { ...trail({ IsOrganizationTrail: true }), account: '222222222222' };
    for (const other of [ofAll, trail({ AdvancedEventSelectors: one(management) })])
      expect(said(breakGlass(), [alarm()], [topic(), other])?.verdict).toBe('proved');
  });
});

describe('a role for emergencies as an exception', () => {
  const policy = [
    {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: '*',
      Condition: {
        StringNotEquals: { 'aws:PrincipalTag/educloud:school': 's1' },
        ArnNotEquals: { 'aws:PrincipalArn': emergencyArn },
      },
    },
  ];
  const reads = [{ Effect: 'Allow', Action: ['s3:Get*', 's3:List*'], Resource: '*' }];
  const store = (property: string, roles: readonly Role[], declared = [emergencyArn]): string | undefined => {
    const buckets = [bucket('edu-s1-records', { owner: 's1', policy })];
    return verdicts(signInWorld({ buckets, roles, breakGlass: declared }), property)[0]?.verdict;
  };
  const reader = (): Role => ({ ...breakGlass(), identity: [policyOf(reads, 'identity')] });

  it('reads, and does nothing else', () => {
    expect(store('read-isolation', [reader()])).toBe('proved');
    const writes = [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }];
    expect(store('write-isolation', [reader()])).toBe('proved');
    expect(store('write-isolation', [{ ...breakGlass(), identity: [policyOf(writes, 'identity')] }])).toBe('refuted');
  });

  it('is none where no file declares it, or no template holds it, or it belongs to a school', () => {
    expect(store('read-isolation', [reader()], [])).toBe('refuted');
    expect(store('read-isolation', [])).toBe('refuted');
    expect(store('read-isolation', [{ ...reader(), owner: 's2' }])).toBe('refuted');
  });
});
