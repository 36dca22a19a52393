import {
  behaviour,
  byIdentity,
  cloudFront,
  commonsArn,
  delivered,
  distribution,
  distributionArn,
  distributionIn,
  fromIt,
  identityArn,
  origin,
  readBy,
  readsByIdentity,
  readsItself,
  usual,
} from '../support/delivered';
import { all, judge, membersProperty, openProperty, signedProperty, words } from '../support/delivery-verdicts';
import { account, otherAccount, policyOf } from '../support/worlds';

describe('who reads the commons besides members', () => {
  const sourceIs = (operator: string, value: string): unknown =>
    judge(delivered([readBy(cloudFront, { Condition: { [operator]: { 'aws:SourceArn': value } } })]), membersProperty)
      ?.verdict;

  it.each([
    ['StringEquals', distributionArn, 'proved'],
    ['ArnEquals', distributionArn, 'proved'],
    ['ArnLike', distributionArn, 'proved'],
    ['StringLike', distributionArn, 'proved'],
    ['StringEqualsIfExists', distributionArn, 'refuted'],
    ['ArnLike', distributionIn(account, '*'), 'refuted'],
    ['StringLike', distributionIn('*'), 'refuted'],
    ['StringLike', distributionIn(account, 'E?'), 'refuted'],
    ['StringEqualsIgnoreCase', distributionArn, 'refuted'],
    ['StringEquals', distributionIn(account, 'E2'), 'refuted'],
    ['StringEquals', distributionIn(otherAccount), 'refuted'],
  ])('%s %s: %s', (operator, value, verdict) => {
    expect(sourceIs(operator, value)).toBe(verdict);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['any distribution of anybody', readBy(cloudFront)],
    [
      'any distribution of the account',
      readBy(cloudFront, { Condition: { StringEquals: { 'aws:SourceAccount': account } } }),
    ],
    [
      'another service with the same source',
      readBy({ Principal: { Service: 's3.amazonaws.com' } }, { Condition: fromIt }),
    ],
    ['every service with the same source', readBy({ Principal: '*' }, { Condition: fromIt })],
    ['an identity of no template, by its ARN', readBy({ Principal: { AWS: identityArn.replace(/E1$/, 'E9') } })],
    [
      'the distribution, that reads more than objects',
      readBy(cloudFront, { Action: 's3:GetObject*', Condition: fromIt }),
    ],
    [
      'the distribution, that lists',
      readBy(cloudFront, { Action: 's3:ListBucket', Resource: commonsArn, Condition: fromIt }),
    ],
    ['another account', readBy({ Principal: { AWS: '333333333333' } })],
  ])('%s: it is refuted', (_, statement) => {
    expect(judge(delivered([statement]), membersProperty)).toMatchObject({ verdict: 'refuted' });
  });

  it('all but one service may be all services', () => {
    const one = delivered([readBy({ NotPrincipal: { Service: 's3.amazonaws.com' } }, { Condition: fromIt })]);
    expect(['refuted', 'undecided']).toContain(judge(one, membersProperty)?.verdict);
  });

  it('a canonical user of no template may be anybody', () => {
    const one = delivered([readBy({ Principal: { CanonicalUser: 'feedface' } })]);
    expect(['refuted', 'undecided']).toContain(judge(one, membersProperty)?.verdict);
  });

  it('an identity is excused by its canonical id and by its ARN, where its distribution has the bucket as origin', () => {
    const named = readBy({ Principal: { AWS: identityArn } });
    const asIt = [distribution(usual, { origins: [origin(byIdentity)] })];
    for (const statement of [readsByIdentity, named]) {
      expect(words(delivered([statement], asIt), membersProperty, 'no-outsider')).toEqual(['proved', 'proved']);
      expect(words(delivered([statement]), membersProperty)).toEqual(['refuted']);
      expect(words(delivered([statement], asIt, { originIdentities: [] }), membersProperty)).not.toEqual(['proved']);
    }
  });

  it('a distribution of another account is not excused', () => {
    const other = distribution(usual, { account: otherAccount });
    const lets = readBy(cloudFront, { Condition: { StringEquals: { 'aws:SourceArn': other.arn } } });
    expect(words(delivered([lets], [other]), membersProperty, 'no-outsider')).toEqual(['refuted', 'refuted']);
    // Its viewers are viewers all the same.
    const open = distribution([behaviour('*')], { account: otherAccount });
    expect(words(delivered([lets], [open]), openProperty)).toEqual(['refuted']);
  });

  it('no distribution is excused that has another bucket as origin', () => {
    const elsewhere = distribution(usual, { origins: [origin({ bucket: 'arn:aws-cn:s3:::other' })] });
    expect(words(delivered([readsItself], [elsewhere]), membersProperty)).toEqual(['refuted']);
  });
});

describe('an origin access identity', () => {
  const asIt = [distribution(usual, { origins: [origin(byIdentity)] })];
  const denyOutsiders = (...more: readonly object[]): Readonly<Record<string, unknown>> =>
    Object.assign(
      {
        Effect: 'Deny',
        Action: 's3:*',
        Resource: [commonsArn, `${commonsArn}/*`],
        Condition: {
          StringNotEquals: { 'aws:PrincipalOrgID': 'o-inside0001', 'aws:PrincipalAccount': account },
          ArnNotEquals: { 'aws:PrincipalArn': identityArn },
          BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
        },
      },
      ...more,
    );

  it('passes a Deny that spares it as principal, whichever keys its requests have', () => {
    const spared = denyOutsiders({ NotPrincipal: { CanonicalUser: 'c0ffee' } });
    expect(words(delivered([readsByIdentity, spared], asIt), ...all)).toEqual(all.map(() => 'proved'));
  });

  it('may pass or not a Deny that spares it by its ARN alone', () => {
    const spared = denyOutsiders({ Principal: '*' });
    const one = delivered([readsByIdentity, spared], asIt);
    expect(words(one, signedProperty, membersProperty)).toEqual(['proved', 'proved']);
  });

  it('is kept out for sure by no Deny that asks for keys that it may not have', () => {
    const keeps = denyOutsiders({
      Principal: '*',
      Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws-cn:iam::cloudfront:*' } },
    });
    expect(words(delivered([readsByIdentity, keeps]), membersProperty)).toEqual(['refuted']);
  });

  it('belongs to no organisation', () => {
    const Condition = { StringEquals: { 'aws:PrincipalOrgID': 'o-inside0001' } };
    const inside = readBy({ Principal: '*' }, { Condition });
    expect(words(delivered([inside]), membersProperty)).toEqual(['proved']);
    const outside = readBy({ Principal: '*' }, { Condition: { Null: { 'aws:PrincipalOrgID': 'true' } } });
    expect(judge(delivered([outside]), membersProperty)?.verdict).not.toBe('proved');
  });

  it('is not told by policies of an organisation for sure', () => {
    const Condition = { StringNotEquals: { 'aws:PrincipalOrgID': 'o-inside0001' } };
    const deny = [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', Condition }];
    const resourceControl = [{ target: 'root', policies: [policyOf(deny, 'resource-control')] }];
    const accounts = [{ id: account, organization: 'o-inside0001', serviceControl: [], resourceControl }];
    const stranger = readBy({ Principal: { AWS: identityArn.replace(/E1$/, 'E9') } });
    expect(judge(delivered([stranger], undefined, { accounts }), membersProperty)?.verdict).not.toBe('proved');
  });
});
