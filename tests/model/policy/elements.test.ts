import { opaque, parsePolicy, sourceOf, type Policy, type Principal } from '../../../lib/model';
import { elements, policy, source, statement } from './support';

const texts = (list: readonly { text: string }[] | undefined): string[] => (list ?? []).map(({ text }) => text);

describe('a statement', () => {
  it('is read with all that it states', () => {
    const read = statement({ Sid: 'Reads', Action: ['s3:GetObject', 's3:List*'] });
    expect(read).toMatchObject({ sid: 'Reads', effect: 'Allow', principals: { not: false }, unknown: [], index: 0 });
    expect(texts(read.actions.list)).toEqual(['s3:GetObject', 's3:List*']);
    expect(texts(read.resources?.list)).toEqual(['arn:aws:s3:::b/*']);
    expect(read.conditions).toEqual([]);
  });

  it('knows where it stands', () => {
    const [, second] = policy([elements(), elements()]).statements;
    expect(second === undefined ? '' : sourceOf(second).pointer).toBe(`${source.pointer}/Statement/1`);
  });

  it('may stand alone or in a list', () => {
    expect(policy(elements()).statements).toEqual(policy([elements()]).statements);
  });

  it.each([
    ['NotAction', { Action: undefined, NotAction: 's3:*' }, 'actions'],
    ['NotResource', { Resource: undefined, NotResource: 'arn:aws:s3:::b' }, 'resources'],
    ['NotPrincipal', { Principal: undefined, NotPrincipal: { AWS: '111122223333' } }, 'principals'],
  ] as const)('says by %s what it does not speak of', (_, changes, part) => {
    expect(statement(changes)[part]?.not).toBe(true);
    expect(statement(changes).unknown).toEqual([]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['an element that AWS does not know', { Resources: '*' }],
    ['an element in another case', { effect: 'Deny' }],
    ['a Sid that is no text', { Sid: 1 }],
    ['both Action and NotAction', { NotAction: 's3:*' }],
    ['both Resource and NotResource', { NotResource: '*' }],
    ['both Principal and NotPrincipal', { NotPrincipal: '*' }],
    ['no Action', { Action: undefined }],
    ['no Resource', { Resource: undefined }],
    ['no Principal', { Principal: undefined }],
    ['an empty list of actions', { Action: [] }],
    ['an empty list of resources', { Resource: [] }],
    ['an empty list of principals', { Principal: { AWS: [] } }],
    ['no principal at all', { Principal: {} }],
    ['an action without its service', { Action: 'GetObject' }],
    ['an action that is no text', { Action: 1 }],
    ['an action with a variable', { Action: 's3:${aws:username}' }],
    ['a resource that is no ARN', { Resource: 'my-bucket' }],
    ['a resource that is no text', { Resource: { Ref: 'Bucket' } }],
    ['a variable that does not end', { Resource: 'arn:aws:s3:::${aws:username' }],
    ['a variable without a name', { Resource: 'arn:aws:s3:::${}' }],
    ['a variable that is no condition key', { Resource: 'arn:aws:s3:::${Bucket}' }],
    ['a fallback with a wildcard', { Resource: "arn:aws:s3:::${aws:username, '*'}" }],
    ['a condition that is no object', { Condition: [] }],
    ['a condition that is null', { Condition: null }],
  ])('with %s is unknown, and the rest of it fits everything there', (_, changes) => {
    const read = statement(changes);
    expect(read.unknown).toHaveLength(1);
    for (const [element, part] of [
      ['Action', read.actions],
      ['Resource', read.resources],
    ] as const) {
      if (element in changes || `Not${element}` in changes) expect(part?.list).toMatchObject([{ text: '*' }]);
    }
    if ('Principal' in changes || 'NotPrincipal' in changes) {
      expect(read.principals).toEqual({ not: false, list: [{ kind: 'everyone' }] });
    }
  });

  it.each([[undefined], ['allow'], [1], [opaque('value', 's.Effect')]])(
    'with the Effect %j may allow and may deny',
    (Effect) => {
      const { statements } = policy(elements({ Effect }));
      expect(statements.map(({ effect }) => effect)).toEqual(['Allow', 'Deny']);
      for (const { unknown, index } of statements) expect([unknown.length, index]).toEqual([1, 0]);
    },
  );

  it.each([['text'], [null], [3], [[]]])('that is %j may be any statement', (broken) => {
    const { statements } = policy([elements(), broken]);
    expect(statements.map(({ effect, index }) => [effect, index])).toEqual([
      ['Allow', 0],
      ['Allow', 1],
      ['Deny', 1],
    ]);
    expect(statements[1]?.principals).toEqual({ not: false, list: [{ kind: 'everyone' }] });
    expect(statements[1]?.actions.list).toMatchObject([{ text: '*' }]);
  });

  it('leaves what it cannot read out of a complement, which widens it', () => {
    const read = statement({ Action: undefined, NotAction: ['s3:GetObject', 'broken'] });
    expect(texts(read.actions.list)).toEqual(['s3:GetObject']);
    const others = statement({ Principal: undefined, NotPrincipal: { AWS: ['111122223333', 'broken'] } });
    expect(others.principals?.list).toEqual([{ kind: 'account', account: '111122223333' }]);
    for (const { unknown } of [read, others]) expect(unknown).toHaveLength(1);
  });
});

describe('the kind of a policy', () => {
  it.each(['identity', 'boundary', 'service-control'] as const)('%s: has no Principal', (kind) => {
    expect(statement({ Principal: undefined }, kind)).not.toHaveProperty('principals');
    expect(statement({ Principal: undefined }, kind).unknown).toEqual([]);
    expect(statement({}, kind).unknown).toHaveLength(1);
    expect(statement({ Principal: undefined, NotPrincipal: '*' }, kind).unknown).toHaveLength(1);
  });

  it('trust: has no Resource', () => {
    const assumes = { Action: 'sts:AssumeRole', Resource: undefined };
    expect(statement(assumes, 'trust')).not.toHaveProperty('resources');
    expect(statement(assumes, 'trust').unknown).toEqual([]);
    expect(statement({ ...assumes, Resource: '*' }, 'trust').unknown).toHaveLength(1);
  });

  it.each<[string, Record<string, unknown>, number]>([
    ['denies', { Effect: 'Deny' }, 0],
    ['allows everything', { Action: '*', Resource: '*' }, 0],
    ['allows something', {}, 1],
    ['allows everything on a condition', { Action: '*', Resource: '*', Condition: {} }, 1],
    ['names someone', { Effect: 'Deny', Principal: { AWS: '111122223333' } }, 1],
    ['has NotPrincipal', { Effect: 'Deny', Principal: undefined, NotPrincipal: '*' }, 1],
    ['has NotAction', { Effect: 'Deny', Action: undefined, NotAction: 's3:*' }, 1],
  ])('resource-control: one that %s is judged', (_, changes, unknown) => {
    expect(statement(changes, 'resource-control').unknown).toHaveLength(unknown);
  });
});

describe('principals', () => {
  const value = opaque('value', 's.Arn');
  const account = opaque('value', 's.AWS::AccountId');
  const role = `arn:aws:iam::111122223333:role/${opaque('name', 's.Role')}`;
  it.each<[unknown, readonly Principal[]]>([
    ['*', [{ kind: 'everyone' }]],
    [{ AWS: '*' }, [{ kind: 'everyone' }]],
    [{ AWS: '111122223333' }, [{ kind: 'account', account: '111122223333' }]],
    [{ AWS: 'arn:aws-cn:iam::111122223333:root' }, [{ kind: 'account', account: '111122223333' }]],
    [{ AWS: account }, [{ kind: 'account', account }]],
    [{ AWS: `arn:aws:iam::${account}:root` }, [{ kind: 'account', account }]],
    [{ AWS: role }, [{ kind: 'arn', arn: role }]],
    ...[
      'arn:aws:iam::111122223333:user/a/b',
      'arn:aws:iam::111122223333:role/r',
      'arn:aws:sts::111122223333:assumed-role/r/session',
      'arn:aws:sts::111122223333:federated-user/u',
      'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1',
    ].map((arn): [unknown, readonly Principal[]] => [{ AWS: arn }, [{ kind: 'arn', arn }]]),
    [{ Service: 's3.amazonaws.com' }, [{ kind: 'service', name: 's3.amazonaws.com' }]],
    [{ Service: 'ec2.amazonaws.com.cn' }, [{ kind: 'service', name: 'ec2.amazonaws.com.cn' }]],
    [{ Federated: 'accounts.google.com' }, [{ kind: 'federated', provider: 'accounts.google.com' }]],
    [{ Federated: value }, [{ kind: 'federated', provider: value }]],
    [{ CanonicalUser: '79a59df' }, [{ kind: 'canonical', id: '79a59df' }]],
    [
      { AWS: ['111122223333', '*'], Service: ['a.amazonaws.com'] },
      [
        { kind: 'account', account: '111122223333' },
        { kind: 'everyone' },
        { kind: 'service', name: 'a.amazonaws.com' },
      ],
    ],
  ])('%j are told apart', (Principal, list) => {
    expect(statement({ Principal })).toMatchObject({ unknown: [], principals: { not: false, list } });
  });

  it.each<[unknown]>([
    ['111122223333'],
    [['*']],
    [{ AWS: 'AROAEXAMPLEID' }],
    [{ AWS: 'arn:aws:iam::111122223333:role/*' }],
    [{ AWS: 'arn:aws:iam::*:root' }],
    [{ AWS: 'arn:aws:iam::111122223333:group/g' }],
    [{ AWS: 'arn:aws:sts::111122223333:assumed-role/r' }],
    [{ AWS: 'arn:aws:s3:::b' }],
    [{ AWS: '11112222333' }],
    [{ AWS: value }],
    [{ AWS: 1 }],
    [{ Service: '*' }],
    [{ Service: 's3' }],
    [{ Federated: '*' }],
    [{ Federated: '' }],
    [{ CanonicalUser: '' }],
    [{ Someone: '*' }],
    [{ toString: '*' }],
  ])('%j are unknown, and may be anyone', (Principal) => {
    const read = statement({ Principal });
    expect(read.unknown).toHaveLength(1);
    expect(read.principals?.list).toEqual([{ kind: 'everyone' }]);
  });
});

describe('a document', () => {
  it.each([[undefined], [null], ['{}'], [[]], [7]])('%j is unknown as a whole', (document) => {
    expect(parse(document)).toMatchObject({ statements: [], unknown: expect.any(String) });
  });

  it.each([
    [{}],
    [{ Statement: [] }],
    [{ Version: '2012-10-18', Statement: elements() }],
    [{ Version: 1, Statement: [] }],
  ])('%j is unknown as a whole', (document) => {
    expect(parse(document)).toMatchObject({ statements: [], unknown: expect.any(String) });
  });

  it.each([[{ Id: 1 }], [{ Comment: 'x' }]])('with %j makes every statement unknown', (more) => {
    const { statements } = parse({ Version: '2012-10-17', Statement: [elements(), elements()], ...more });
    expect(statements.map(({ unknown }) => unknown.length)).toEqual([1, 1]);
  });

  it.each([['2008-10-17'], [undefined]])('of the version %j has no variables', (version) => {
    const Statement = elements({ Resource: 'arn:aws:s3:::${aws:username}' });
    const [read] = parse(version === undefined ? { Statement } : { Version: version, Statement }).statements;
    expect(read?.resources?.list).toMatchObject([{ literal: 'arn:aws:s3:::${aws:username}' }]);
    expect(read?.unknown).toEqual([]);
  });
});

function parse(document: unknown): Policy {
  return parsePolicy(document, source, 'resource');
}
