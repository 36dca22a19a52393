import { opaque } from '../../../lib/model';
import { evaluate } from '../../../lib/prove/evaluate';
import { canonicalId, deliveryWorld, identity, identityArn } from './delivery-support';
import {
  bucketArn,
  foreign,
  home,
  inWords,
  objectArn,
  requestOf,
  role,
  stranger,
  type Setting,
  type Statements,
} from './support';

const other = { kind: 'identity', arn: `${identityArn}0` } as const;
const statement = (Effect: 'Allow' | 'Deny', more: object): Statements[number] => ({
  Effect,
  Action: 's3:GetObject',
  Resource: `${bucketArn}/*`,
  ...more,
});
const reads = (
  bucketPolicy: Statements,
  request: Parameters<typeof requestOf>[0] = {},
  setting: Setting = {},
): string =>
  inWords(evaluate(deliveryWorld([], { ...setting, bucketPolicy }), requestOf({ caller: identity, ...request })));
const yes = 'allowed by resource policy';
const no = 'denied, implicit, by resource policy';
const denied = 'denied, explicit, by resource policy';

describe('an origin access identity is let in', () => {
  it.each<[string, object, string]>([
    ['its ARN', { Principal: { AWS: identityArn } }, yes],
    ['its canonical id', { Principal: { CanonicalUser: canonicalId } }, yes],
    ['everyone', { Principal: '*' }, yes],
    ['everyone as AWS', { Principal: { AWS: '*' } }, yes],
    ['the ARN of another', { Principal: { AWS: other.arn } }, no],
    ['the canonical id of another', { Principal: { CanonicalUser: 'c2' } }, no],
    ['an account', { Principal: { AWS: home } }, no],
    ['a service', { Principal: { Service: 'cloudfront.amazonaws.com' } }, no],
  ])('by %s: %o → %s', (_, principal, expected) => {
    expect(reads([statement('Allow', principal)])).toBe(expected);
  });

  it('by a generated id of its own, and by that of no other', () => {
    const made = (id: string) => identityArn.replace(/I1$/, opaque('name', id));
    const caller = { kind: 'identity', arn: made('hub.I') } as const;
    const by = (arn: string) => reads([statement('Allow', { Principal: { AWS: arn } })], { caller });
    expect([by(made('hub.I')), by(made('hub.J')), by(identityArn)]).toEqual([yes, no, no]);
    expect(by(identityArn.replace(/I1$/, opaque('value', 'hub.P')))).toBe('undecided by resource policy');
  });

  it('of no template as far as the canonical id may be its own', () => {
    const by = (id: string) => reads([statement('Allow', { Principal: { CanonicalUser: id } })], { caller: other });
    expect(by('c2')).toBe('undecided by resource policy');
    expect(by(canonicalId)).toBe(no);
  });

  it('by no policy of its own and no account', () => {
    const everything = [{ Effect: 'Allow', Action: '*', Resource: '*' }];
    const world = [statement('Allow', { Principal: { AWS: foreign } })];
    expect(reads(world, {}, { identity: everything })).toBe(no);
  });
});

test('a canonical id of the templates is that of no account', () => {
  const policy = (id: string) => [statement('Allow', { Principal: { CanonicalUser: id } })];
  expect(reads(policy(canonicalId), { caller: stranger })).toBe(no);
  expect(reads(policy('c2'), { caller: stranger })).toBe('undecided by resource policy');
});

describe('an origin access identity is kept out', () => {
  const open = statement('Allow', { Principal: '*' });
  it.each<[string, object, string, string]>([
    ['that names others', { NotPrincipal: { CanonicalUser: canonicalId } }, yes, denied],
    ['that names others by ARN', { NotPrincipal: { AWS: identityArn } }, yes, denied],
    ['that names an account', { NotPrincipal: { AWS: home } }, denied, denied],
    ['for everyone', { Principal: '*' }, denied, denied],
    ['for it', { Principal: { AWS: identityArn } }, denied, yes],
  ])('by a Deny %s', (_, principal, own, another) => {
    const policy = [open, statement('Deny', principal)];
    expect(reads(policy)).toBe(own);
    expect(reads(policy, { caller: other })).toBe(another);
  });

  it.each([
    ['aws:PrincipalArn', 'ArnNotEquals', identityArn],
    ['aws:PrincipalAccount', 'StringNotEquals', home],
    ['aws:PrincipalIsAWSService', 'BoolIfExists', 'false'],
  ])('by %s as the request states it, and as absent where it does not', (key, operator, value) => {
    const policy = [open, statement('Deny', { Principal: '*', Condition: { [operator]: { [key]: value } } })];
    const stated = value === 'false' ? 'true' : value;
    expect(reads(policy)).toBe(denied);
    expect(reads(policy, { context: { [key]: stated } })).toBe(yes);
  });

  it('by no organisation', () => {
    const Condition = { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } };
    expect(reads([open, statement('Deny', { Principal: '*', Condition })])).toBe(denied);
  });

  it('by policies of the organisation as far as nobody documents it', () => {
    const deny = [{ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }];
    expect(reads([open], {}, { rcp: [deny] })).toBe('undecided by resource control policy');
    expect(reads([open], {}, { scp: [[[{ Effect: 'Deny', Action: '*', Resource: '*' }]]] })).toBe(yes);
    expect(reads([open], { caller: role }, { rcp: [deny] })).toBe('denied, explicit, by resource control policy');
  });

  it('by the block of public access as far as nobody documents it', () => {
    const blockPublicAccess = {
      blockPublicAcls: true,
      ignorePublicAcls: true,
      blockPublicPolicy: true,
      restrictPublicBuckets: true,
    };
    expect(reads([open], { resource: objectArn }, { bucket: { blockPublicAccess } })).toMatch(/^undecided/);
  });
});
