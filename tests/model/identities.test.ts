import { only, plain, worldOf } from './support';
import type { Policy, Role, World } from '../../lib/model';

const assumes = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
};
const allows = (Action: string): object => ({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action, Resource: '*' },
});
const role = (properties: object = {}): object => ({
  Type: 'AWS::IAM::Role',
  Properties: { AssumeRolePolicyDocument: assumes, ...properties },
});
const of = (type: string, properties: object): object => ({ Type: `AWS::IAM::${type}`, Properties: properties });

/** The actions that the policies of a principal speak of. */
function actions(policies: readonly Policy[]): unknown {
  return policies.map(
    ({ statements, unknown }) =>
      unknown ?? statements.map((one) => one.actions.list.map(({ text }) => text).join()).join(),
  );
}

function theRole(Resources: Record<string, object>): Role {
  return only(worldOf({ Parameters: { P: {} }, Resources }).roles);
}

describe('a role', () => {
  it('has a name, an ARN with its path, and a trust policy', () => {
    const one = theRole({ R: role({ RoleName: 'reader', Path: '/school/' }) });
    expect(one).toMatchObject({ name: 'reader', arn: 'arn:aws-cn:iam::111122223333:role/school/reader', identity: [] });
    expect(one.trust.statements).toMatchObject([{ principals: { list: [{ kind: 'service' }] }, unknown: [] }]);
    expect(one).not.toHaveProperty('boundary');
  });

  it.each<[string, Record<string, object>]>([
    ['inline', { R: role({ Policies: [{ PolicyName: 'p', PolicyDocument: allows('s3:a') }] }) }],
    [
      'of its own resource',
      { R: role(), P: of('Policy', { PolicyName: 'p', PolicyDocument: allows('s3:a'), Roles: [{ Ref: 'R' }] }) },
    ],
    [
      'of its own resource, by name',
      { R: role({ RoleName: 'r' }), P: of('RolePolicy', { RoleName: 'r', PolicyDocument: allows('s3:a') }) },
    ],
    [
      'that it manages',
      { R: role({ ManagedPolicyArns: [{ Ref: 'M' }] }), M: of('ManagedPolicy', { PolicyDocument: allows('s3:a') }) },
    ],
    [
      'that is managed and names it',
      { R: role(), M: of('ManagedPolicy', { PolicyDocument: allows('s3:a'), Roles: [{ Ref: 'R' }] }) },
    ],
    [
      'that is managed, both ways',
      {
        R: role({ RoleName: 'r', ManagedPolicyArns: [{ Ref: 'M' }] }),
        M: of('ManagedPolicy', { PolicyDocument: allows('s3:a'), Roles: ['r'] }),
      },
    ],
    [
      'that is managed, by ARN',
      {
        R: role({ ManagedPolicyArns: ['arn:aws-cn:iam::111122223333:policy/m'] }),
        M: of('ManagedPolicy', { ManagedPolicyName: 'm', PolicyDocument: allows('s3:a') }),
      },
    ],
  ])('has a policy %s', (_, Resources) => {
    expect(actions(theRole(Resources).identity)).toEqual(['s3:a']);
  });

  it.each<[string, Record<string, object>]>([
    ['managed by AWS', { R: role({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] }) }],
    ['of another assembly', { R: role({ ManagedPolicyArns: [{ 'Fn::ImportValue': 'x' }] }) }],
    ['of a list that is chosen when it is deployed', { R: role({ ManagedPolicyArns: { Ref: 'P' } }) }],
    ['of an inline list that is chosen when it is deployed', { R: role({ Policies: { Ref: 'P' } }) }],
    ['that is chosen when it is deployed', { R: role({ Policies: [{ Ref: 'P' }] }) }],
  ])('with a policy %s may be allowed anything', (_, Resources) => {
    expect(theRole(Resources).identity).toMatchObject([{ statements: [], unknown: expect.any(String) }]);
  });

  it('with AdministratorAccess is allowed everything', () => {
    const one = theRole({
      R: role({ ManagedPolicyArns: [{ 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess' }] }),
    });
    expect(actions(one.identity)).toEqual(['*']);
    expect(one.identity[0]?.unknown).toBeUndefined();
  });

  it.each<[string, unknown, unknown]>([
    ['of the assembly', { Ref: 'M' }, ['s3:a']],
    ['by ARN', 'arn:aws-cn:iam::111122223333:policy/m', ['s3:a']],
    ['from elsewhere', 'arn:aws-cn:iam::111122223333:policy/other', 'unknown'],
    ['that is chosen when it is deployed', { Ref: 'P' }, 'unknown'],
  ])('has a boundary %s', (_, PermissionsBoundary, expected) => {
    const { boundary } = theRole({
      R: role({ PermissionsBoundary }),
      M: of('ManagedPolicy', { ManagedPolicyName: 'm', PolicyDocument: allows('s3:a') }),
    });
    expect(typeof boundary === 'object' ? actions([boundary]) : boundary).toEqual(expected);
  });

  it('of the same name as another is a doubt on both', () => {
    const { roles } = worldOf({ Resources: { A: role({ RoleName: 'r' }), B: role({ RoleName: 'r' }) } });
    expect(roles.map(({ doubts }) => doubts.length)).toEqual([1, 1]);
  });

  it('is not known for a policy that is attached to a chosen name', () => {
    const P = of('Policy', { PolicyDocument: allows('s3:a'), Roles: [{ Ref: 'P0' }] });
    const { doubts } = worldOf({ Parameters: { P0: {} }, Resources: { R: role(), P } });
    expect(doubts).toMatchObject([{ source: { pointer: '/Resources/P/Properties/PolicyDocument' } }]);
  });
});

describe('a user', () => {
  const users = (Resources: Record<string, object>): World['users'] => worldOf({ Resources }).users;
  const group = of('Group', { Policies: [{ PolicyDocument: allows('s3:g') }] });

  it.each<[string, Record<string, object>, string[]]>([
    ['of its own', { U: of('User', { Policies: [{ PolicyDocument: allows('s3:a') }] }) }, ['s3:a']],
    ['of a group it names', { U: of('User', { Groups: [{ Ref: 'G' }] }), G: group }, ['s3:g']],
    [
      'of a group that takes it',
      { U: of('User', {}), G: group, T: of('UserToGroupAddition', { GroupName: { Ref: 'G' }, Users: [{ Ref: 'U' }] }) },
      ['s3:g'],
    ],
    [
      'attached to its group',
      {
        U: of('User', { Groups: ['g'] }),
        G: of('Group', { GroupName: 'g' }),
        P: of('GroupPolicy', { GroupName: 'g', PolicyDocument: allows('s3:p') }),
      },
      ['s3:p'],
    ],
    [
      'of a group that may not take it',
      {
        U: of('User', {}),
        G: group,
        T: { ...of('UserToGroupAddition', { GroupName: { Ref: 'G' }, Users: [{ Ref: 'U' }] }), Condition: 'C' },
      },
      ['the policies of a group are not known'],
    ],
    ['of a group from elsewhere', { U: of('User', { Groups: ['gone'] }) }, ['the policies of a group are not known']],
  ])('has policies %s', (_, Resources, expected) => {
    const one = only(users(Resources));
    expect(actions(one.identity)).toEqual(expected);
    expect(plain(one.arn)).toBe('arn:aws-cn:iam::111122223333:user/‹app.U›');
  });
});

describe('identity providers and other resources', () => {
  it('are told apart', () => {
    const { identityProviders } = worldOf({
      Resources: {
        S: of('SAMLProvider', { Name: 'idp' }),
        O: of('OIDCProvider', { Url: 'https://token.example.org/x', ClientIdList: ['a', 'b'] }),
      },
    });
    expect(identityProviders.map(({ protocol, arn, clients }) => [protocol, arn, clients])).toEqual([
      ['saml', 'arn:aws-cn:iam::111122223333:saml-provider/idp', undefined],
      ['oidc', 'arn:aws-cn:iam::111122223333:oidc-provider/token.example.org/x', ['a', 'b']],
    ]);
  });

  it('are kept when later properties speak of them, or when they carry a policy', () => {
    const policy = {
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Principal: '*', Action: 'sns:Publish', Resource: '*' },
    };
    const { others } = worldOf({
      Resources: {
        T: {
          Type: 'AWS::CloudTrail::Trail',
          Properties: { TrailName: 't', S3BucketName: { 'Fn::Sub': 'logs-${AWS::Region}' } },
        },
        V: {
          Type: 'AWS::Backup::BackupVault',
          Properties: { BackupVaultName: 'v', AccessPolicy: policy, BackupVaultTags: { 'educloud:school': 'oak' } },
        },
        D: { Type: 'AWS::CloudFront::Distribution', Properties: {} },
        S: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 's' } },
        P: { Type: 'AWS::SNS::TopicPolicy', Properties: { Topics: [{ Ref: 'S' }], PolicyDocument: policy } },
        Q: { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: [], PolicyDocument: policy } },
        X: { Type: 'AWS::SSM::Parameter', Properties: { Value: 'x' } },
        E: { Type: 'AWS::Logs::ResourcePolicy', Properties: { PolicyDocument: JSON.stringify(policy) } },
      },
    });
    expect(others.map(({ kind, policy: own }) => [kind, own?.statements.length])).toEqual([
      ['trail', undefined],
      ['vault', 1],
      ['topic', 1],
      ['other', 1],
      ['other', 1],
    ]);
    expect(others[0]?.properties).toEqual({ TrailName: 't', S3BucketName: 'logs-cn-north-1' });
    expect(others[1]).toMatchObject({ name: 'v', owner: 'oak' });
  });
});
