import type { Account, Cells, Statement, World } from '../../lib/model';
import { only, plain, worldOf, worldOfAll } from './support';

const deny = (Action: string): object => ({
  Version: '2012-10-17',
  Statement: { Effect: 'Deny', Action, Resource: '*' },
});
const control = (Action: string): object => ({
  Version: '2012-10-17',
  Statement: { Effect: 'Deny', Principal: '*', Action, Resource: '*' },
});

/** A World of nothing but a stack and what educloud.json says. */
function documented(document: object, template: object = {}): World {
  return worldOfAll({ app: template }, undefined, { 'educloud.json': document });
}

const texts = ({ effect, actions }: Statement): string => `${effect} ${actions.list.map(({ text }) => text).join()}`;

/** Levels of an account in words. */
function levels({ serviceControl, resourceControl }: Account): unknown {
  return plain(
    [...serviceControl, ...resourceControl].map(({ target, policies }) => [
      target,
      ...policies.map(({ statements }) => statements.map(texts).join()),
    ]),
  );
}

describe('policies of the organisation', () => {
  const units = [
    { id: 'r-1' },
    { id: 'ou-schools', parent: 'r-1', accounts: ['111122223333'] },
    { id: 'ou-other', parent: 'r-1', accounts: ['444455556666'] },
  ];
  const attach = (target: string, policy: unknown, kind = 'service-control'): object => ({ target, policy, kind });

  it('stand from the root to the account, each level with full access beside it', () => {
    const policyAttachments = [
      attach('111122223333', deny('s3:c')),
      attach('r-1', deny('s3:a')),
      attach('ou-other', deny('s3:o')),
      attach('ou-schools', control('s3:b'), 'resource-control'),
    ];
    const { accounts, doubts, assumptions } = documented({ organization: { units, policyAttachments } });
    expect(accounts.map(({ id }) => id)).toEqual(['111122223333', '444455556666']);
    expect(accounts.map(levels)).toEqual([
      [
        ['r-1', 'Allow *', 'Deny s3:a'],
        ['111122223333', 'Allow *', 'Deny s3:c'],
        ['ou-schools', 'Allow *', 'Deny s3:b'],
      ],
      [
        ['r-1', 'Allow *', 'Deny s3:a'],
        ['ou-other', 'Allow *', 'Deny s3:o'],
      ],
    ]);
    expect(accounts.flatMap(unknownOf)).toEqual([]);
    expect(doubts).toEqual([]);
    expect(assumptions).toHaveLength(3);
  });

  it('are none without a word of them', () => {
    const { accounts, assumptions } = documented({});
    expect(accounts).toEqual([{ id: '111122223333', serviceControl: [], resourceControl: [] }]);
    expect(assumptions).toEqual([]);
  });

  it('may be named, and unknown names may be anything', () => {
    const Resources = {
      P: {
        Type: 'AWS::Organizations::Policy',
        Properties: { Name: 'guard', Type: 'SERVICE_CONTROL_POLICY', Content: deny('s3:a') },
      },
    };
    const policyAttachments = [attach('111122223333', 'guard'), attach('111122223333', 'gone')];
    const account = only(documented({ organization: { policyAttachments } }, { Resources }).accounts);
    expect(levels(account)).toEqual([['111122223333', 'Allow *', 'Deny s3:a', '']]);
    expect(unknownOf(account)).toContain('the policy document is not an object');
  });

  it('come from templates, as text too', () => {
    const Resources = {
      U: { Type: 'AWS::Organizations::OrganizationalUnit', Properties: { Name: 'schools', ParentId: 'r-1' } },
      A: {
        Type: 'AWS::Organizations::Policy',
        Properties: {
          Name: 'a',
          Type: 'RESOURCE_CONTROL_POLICY',
          Content: JSON.stringify(control('s3:a')),
          TargetIds: ['111122223333'],
        },
      },
      B: {
        Type: 'AWS::Organizations::Policy',
        Properties: { Name: 'b', Type: 'SERVICE_CONTROL_POLICY', Content: deny('s3:b'), TargetIds: [{ Ref: 'U' }] },
      },
      C: {
        Type: 'AWS::Organizations::Policy',
        Properties: { Name: 'c', Type: 'TAG_POLICY', Content: {}, TargetIds: ['111122223333'] },
      },
    };
    const { accounts, doubts } = worldOf({ Resources });
    expect(levels(only(accounts))).toEqual([['111122223333', 'Allow *', 'Deny s3:a']]);
    expect(doubts).toMatchObject([{ source: { pointer: '/Resources/B/Properties/Content' } }]);
  });
});

describe('a cells file', () => {
  const template = {
    Resources: {
      B: {
        Type: 'AWS::S3::Bucket',
        Properties: { BucketName: 'store' },
        Metadata: { 'aws:cdk:path': 'app/Store/Resource' },
      },
      T: { Type: 'AWS::S3::Bucket', Properties: { Tags: [{ Key: 'educloud:school', Value: 'elm' }] } },
      K: { Type: 'AWS::KMS::Key', Properties: {} },
      A: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/store', TargetKeyId: { Ref: 'K' } } },
      R: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'reader' } },
    },
  };
  const cells = (more: Partial<Cells> = {}, bucket = 'store'): Cells => ({
    schools: { oak: { buckets: [bucket], keys: ['alias/store'], roles: ['reader'] } },
    ...more,
  });
  const owners = ({ buckets, keys, roles }: World): unknown =>
    [...buckets, ...keys, ...roles].map(({ owner }) => owner);

  it.each([['store'], ['arn:aws-cn:s3:::store'], ['app/Store'], ['app/Store/Resource']])(
    'gives owners (%s)',
    (bucket) => {
      const world = worldOf(template, undefined, cells({}, bucket));
      expect(owners(world)).toEqual(['oak', 'elm', 'oak', 'oak']);
      expect(world.assumptions).toContain('Schools own what the cells file says.');
    },
  );

  it('has the perimeter, the closed accounts and the service roles, and says so', () => {
    const perimeter = { organizations: ['o-1'], accounts: [] };
    const world = worldOf(
      template,
      undefined,
      cells({ perimeter, closedAccounts: ['1'], serviceRoles: ['reader', 'other'] }),
    );
    expect(world).toMatchObject({
      perimeter,
      closedAccounts: ['1'],
      serviceRoles: ['arn:aws-cn:iam::111122223333:role/reader', 'other'],
    });
    expect(world.assumptions).toHaveLength(4);
  });

  it('says who signs in and who reads in an emergency, which is an assumption', () => {
    const signIn = {
      proxies: ['arn:proxy'],
      bureau: ['arn:bureau'],
      domains: { oak: ['oak.example'] },
      audiences: ['https://signin.amazonaws.cn/saml'],
      userTags: ['user'],
    };
    const world = worldOf(template, undefined, cells({ breakGlass: ['reader'], signIn }));
    expect(world).toMatchObject({ breakGlass: ['arn:aws-cn:iam::111122223333:role/reader'], signIn });
    const fromKit = documented({ breakGlass: ['arn:role'], federation: { ...signIn, bureauDomains: ['b.example'] } });
    expect(fromKit).toMatchObject({ breakGlass: ['arn:role'], signIn: { ...signIn, bureauDomains: ['b.example'] } });
    expect(fromKit.assumptions).toEqual([
      'Break-glass roles are those that educloud.json names.',
      'Domains of schools, audiences of sign-in and tags of users are those that educloud.json names.',
      "The bureau's identity providers are those that educloud.json names.",
      'Identity providers that vouch for people of many schools are those that educloud.json names.',
    ]);
    expect(worldOf(template)).not.toHaveProperty('signIn');
  });

  it('goes before educloud.json', () => {
    const document = { perimeter: { organizations: ['o-2'], accounts: ['2'] }, serviceRoles: ['arn:role'] };
    const perimeter = { organizations: ['o-1'], accounts: [] };
    const both = worldOfAll(
      { app: template },
      undefined,
      { 'educloud.json': document },
      cells({ perimeter, serviceRoles: ['reader'] }),
    );
    expect(both.perimeter).toEqual(perimeter);
    expect(both.serviceRoles).toEqual(['arn:aws-cn:iam::111122223333:role/reader', 'arn:role']);
    expect(documented(document)).toMatchObject({ perimeter: document.perimeter, serviceRoles: ['arn:role'] });
  });
});

/** Policies of an account that nobody can read. */
function unknownOf({ serviceControl, resourceControl }: Account): readonly unknown[] {
  return [...serviceControl, ...resourceControl]
    .flatMap(({ policies }) => policies)
    .flatMap(({ unknown, statements }) => [
      ...(unknown === undefined ? [] : [unknown]),
      ...statements.flatMap((one) => one.unknown),
    ]);
}
