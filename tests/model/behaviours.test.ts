import { deliveryWorld, distributionOf, doubtsOf, keyGroup } from './delivery-support';
import { only, plain } from './support';

const none = { Ref: 'AWS::NoValue' };

describe('behaviours', () => {
  const patterns = (...CacheBehaviors: unknown[]) => distributionOf({ config: { CacheBehaviors } });
  const behaviour = (PathPattern: unknown, more: object = {}) => ({ PathPattern, TargetOriginId: 'o', ...more });

  it('stand in their order, without slashes before them, and the default one last', () => {
    const one = patterns(behaviour('/open/*'), none, behaviour('a?.css', { TrustedKeyGroups: [{ Ref: 'G' }] }));
    expect(one.behaviours.map(({ pattern, signed }) => [pattern, signed])).toEqual([
      ['open/*', false],
      ['a?.css', true],
      ['*', false],
    ]);
    expect(one.behaviours[1]?.source.pointer).toMatch(/CacheBehaviors\/2$/);
    expect(plain(one.behaviours[1]?.keyGroups)).toEqual(['‹app.G›']);
    expect(one.doubts).toEqual([]);
  });

  it.each([['a b'], ['%2F'], ['a$'], [{ Ref: 'P' }], [none], ['']])('with the pattern %j have a doubt', (pattern) => {
    const one = patterns(behaviour(pattern));
    expect(one.behaviours[0]?.pattern).toBe('*');
    expect(doubtsOf(one).join()).toMatch(/^\/CacheBehaviors\/0[^:]*: what this pattern matches/);
  });

  it('are signed for key groups and for older signers', () => {
    const signers = distributionOf({ behaviour: { TrustedSigners: ['self', '444455556666'] } });
    expect(only(signers.behaviours)).toMatchObject({ signed: true, trustedSigners: ['self', '444455556666'] });
    const foreign = distributionOf({ behaviour: { TrustedKeyGroups: ['G1'] } });
    expect(only(foreign.behaviours)).toMatchObject({ signed: true, keyGroups: ['G1'] });
    expect([...signers.doubts, ...foreign.doubts]).toEqual([]);
  });

  it.each([
    [{ Ref: 'P' }],
    [[{ Ref: 'P' }]],
    [[{ 'Fn::If': ['Maybe', { Ref: 'G' }, none] }]],
    [{ 'Fn::If': ['Maybe', [{ Ref: 'G' }], none] }],
    [{ 'Fn::Split': [',', { Ref: 'P' }] }],
  ])('whose key groups are %j count as open, in doubt', (TrustedKeyGroups) => {
    const one = distributionOf({ behaviour: { TrustedKeyGroups } });
    expect(only(one.behaviours).signed).toBe(false);
    expect(doubtsOf(one).join()).toMatch(/TrustedKeyGroups.*: whose signature is asked for/);
  });

  it.each([[[]], [none]])('whose key groups are %j are open', (TrustedKeyGroups) => {
    const one = distributionOf({ behaviour: { TrustedKeyGroups } });
    expect(only(one.behaviours).signed).toBe(false);
    expect(one.doubts).toEqual([]);
  });
});

describe('origin groups', () => {
  const two = {
    Origins: ['o', 'p'].map((Id) => ({ Id, DomainName: `${Id}.s3.amazonaws.com`, S3OriginConfig: {} })),
    DefaultCacheBehavior: { TargetOriginId: 'g' },
  };
  const group = (...ids: unknown[]) => ({
    Id: 'g',
    Members: { Quantity: 2, Items: ids.map((OriginId) => ({ OriginId })) },
  });
  const read = (Items: unknown, more: object = {}) =>
    distributionOf({ config: { ...two, OriginGroups: { Quantity: 1, Items }, ...more } });

  it('stand for their origins', () => {
    const one = read([group('p', 'o')]);
    expect(only(one.behaviours).origins).toEqual(['p', 'o']);
    expect(one.doubts).toEqual([]);
  });

  it.each([[[group('p', 'x')]], [[group({ Ref: 'P' })]], [[{ Id: 'g' }]], [{ Ref: 'P' }], [none]])(
    'that are %j have a doubt',
    (items) => {
      expect(doubtsOf(read(items)).join()).toContain('which origins the group has');
    },
  );

  it('may be none', () => {
    const config = { OriginGroups: { Quantity: 0 } };
    expect(distributionOf({ config }).doubts).toEqual([]);
  });
});

describe('key groups', () => {
  const groupOf = (G: object, more: object = {}) => only(deliveryWorld({ resources: { G, ...more } }).keyGroups);

  it('have their public keys', () => {
    const one = groupOf(keyGroup({ Ref: 'K' }, { 'Fn::GetAtt': ['K', 'Id'] }));
    expect(plain([one.id, one.keys])).toEqual(['‹app.G›', ['‹app.K›', '‹app.K›']]);
    expect(one).toMatchObject({ account: '111122223333', doubts: [] });
  });

  it.each<[string, object, object]>([
    ['of another template', keyGroup('K1'), {}],
    ['that may not exist', keyGroup({ Ref: 'K' }), { K: { Type: 'AWS::CloudFront::PublicKey', Condition: 'Maybe' } }],
    ['to be chosen', keyGroup({ Ref: 'P' }), {}],
  ])('with keys %s are in doubt', (_, group, more) => {
    expect(groupOf(group, more).doubts.map(({ reason }) => reason)).toEqual([
      'a public key of it is not in the templates',
    ]);
  });

  it.each([[{}], [{ KeyGroupConfig: { Items: { Ref: 'P' } } }], [{ KeyGroupConfig: {} }]])(
    'with %j are in doubt',
    (Properties) => {
      expect(groupOf({ Type: 'AWS::CloudFront::KeyGroup', Properties }).doubts).toHaveLength(1);
    },
  );
});
