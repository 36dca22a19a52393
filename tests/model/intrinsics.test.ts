import { opaqueKind, symbolsOf } from '../../lib/model';
import { only, plain, worldOf, worldOfAll } from './support';

/** What a value of a template becomes, read as the name of a bucket. */
function resolved(value: unknown, template: object = {}, environment?: string): unknown {
  return plain(bucketName(value, template, environment));
}

function bucketName(value: unknown, template: object = {}, environment?: string): string {
  const { Resources = {}, ...rest } = template as { Resources?: object };
  const Bucket = { Type: 'AWS::S3::Bucket', Properties: { BucketName: value } };
  const { buckets } = worldOf({ ...rest, Resources: { ...Resources, Bucket } }, environment);
  return only(buckets.filter(({ source }) => source.pointer === '/Resources/Bucket')).name;
}

const role = { Type: 'AWS::IAM::Role', Properties: { RoleName: 'reader', Path: '/school/' } };
const made = { Type: 'AWS::IAM::Role', Properties: {} };
const conditions = {
  Parameters: { Stage: { Type: 'String', Default: 'test' } },
  Conditions: {
    InChina: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'cn-north-1'] },
    Elsewhere: { 'Fn::Not': [{ Condition: 'InChina' }] },
    Staged: { 'Fn::Equals': [{ Ref: 'Stage' }, 'test'] },
    SameStage: { 'Fn::Equals': [{ Ref: 'Stage' }, { Ref: 'Stage' }] },
    Both: { 'Fn::And': [{ Condition: 'InChina' }, { Condition: 'Staged' }] },
    Never: { 'Fn::And': [{ Condition: 'Elsewhere' }, { Condition: 'Staged' }] },
    Either: { 'Fn::Or': [{ Condition: 'InChina' }, { Condition: 'Staged' }] },
    Round: { Condition: 'Round' },
  },
};

describe('pseudo parameters', () => {
  const all = {
    'Fn::Join': [
      ' ',
      ['AccountId', 'Region', 'Partition', 'URLSuffix', 'StackName'].map((one) => ({ Ref: `AWS::${one}` })),
    ],
  };
  it.each([
    ['aws://111122223333/cn-north-1', '111122223333 cn-north-1 aws-cn amazonaws.com.cn app'],
    ['aws://111122223333/us-gov-west-1', '111122223333 us-gov-west-1 aws-us-gov amazonaws.com app'],
    ['aws://111122223333/eusc-de-east-1', '111122223333 eusc-de-east-1 aws-eusc amazonaws.eu app'],
    ['aws://111122223333/eu-central-1', '111122223333 eu-central-1 aws amazonaws.com app'],
    [
      'aws://unknown-account/unknown-region',
      '‹unknown-account.unknown-region.AWS∶∶AccountId› ‹unknown-account.unknown-region.AWS∶∶Region› ‹unknown-account.unknown-region.AWS∶∶Partition› ‹unknown-account.unknown-region.AWS∶∶URLSuffix› app',
    ],
  ])('of %s are %s', (environment, text) => {
    expect(resolved(all, {}, environment)).toBe(text);
  });
});

describe('a value', () => {
  it.each<[string, unknown, string]>([
    ['a text', 'b', 'b'],
    ['a number', 7, '7'],
    ['a joined list', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }, 1]] }, 'a-cn-north-1-1'],
    ['a joined list with nothing in it', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::NoValue' }, 'b']] }, 'a-b'],
    ['a joined split', { 'Fn::Join': ['', { 'Fn::Split': ['-', 'a-b'] }] }, 'ab'],
    [
      'a text with substitutes',
      { 'Fn::Sub': 'x-${AWS::AccountId}-${Made}-${Role.Arn}' },
      'x-111122223333-‹app.Made›-arn:aws-cn:iam::111122223333:role/school/reader',
    ],
    ['a text that keeps a variable', { 'Fn::Sub': '${!aws:username}-${AWS::Region}' }, '${aws:username}-cn-north-1'],
    ['a text with its own substitutes', { 'Fn::Sub': ['${A}-${Role}', { A: { Ref: 'Role' } }] }, 'reader-reader'],
    ['a member of a list', { 'Fn::Select': [1, ['a', 'b']] }, 'b'],
    ['a member by a text', { 'Fn::Select': ['0', { 'Fn::Split': ['/', 'a/b'] }] }, 'a'],
    [
      'a part of an ARN with a made name',
      { 'Fn::Select': [5, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Made', 'Arn'] }] }] },
      'role/‹app.Made›',
    ],
    ['a value of a map', { 'Fn::FindInMap': ['M', 'k', { Ref: 'AWS::Region' }] }, 'mapped'],
    ['a choice that is known', { 'Fn::If': ['InChina', 'yes', 'no'] }, 'yes'],
    ['a choice by a negated condition', { 'Fn::If': ['Elsewhere', 'yes', 'no'] }, 'no'],
    ['a choice by two conditions of which one is false', { 'Fn::If': ['Never', 'yes', 'no'] }, 'no'],
    ['a choice by two conditions of which one is true', { 'Fn::If': ['Either', 'yes', 'no'] }, 'yes'],
    ['a choice by a parameter that is compared with itself', { 'Fn::If': ['SameStage', 'yes', 'no'] }, 'yes'],
    ['a choice that does not matter', { 'Fn::If': ['Staged', 'same', 'same'] }, 'same'],
    ['a reference to a name', { Ref: 'Role' }, 'reader'],
    ['a reference to a made name', { Ref: 'Made' }, '‹app.Made›'],
    ['an attribute in one text', { 'Fn::GetAtt': 'Role.Arn' }, 'arn:aws-cn:iam::111122223333:role/school/reader'],
    ['an attribute that only AWS knows', { 'Fn::GetAtt': ['Role', 'RoleId'] }, '‹app.Role.RoleId›'],
    ['a parameter, whatever its default', { Ref: 'Stage' }, '‹app.Stage›'],
    ['a reference to nothing', { Ref: 'Gone' }, '‹app.Gone›'],
    ['an import from elsewhere', { 'Fn::ImportValue': 'a:b' }, '‹111122223333.cn-north-1.import.a∶b›'],
    [
      'a joined dynamic reference',
      { 'Fn::Join': ['', ['{{resolve:ssm:', { Ref: 'Role' }, '}}']] },
      '‹app.{{resolve∶ssm∶reader}}›',
    ],
    [
      'a dynamic reference with a substitute',
      { 'Fn::Sub': '{{resolve:ssm:${Role}}}x' },
      '‹app.{{resolve∶ssm∶＄{Role}}}›x',
    ],
    ['a dynamic reference', 'a-{{resolve:ssm:/x}}', 'a-‹app.{{resolve∶ssm∶∕x}}›'],
  ])('that is %s is resolved', (_, value, text) => {
    const template = {
      ...conditions,
      Mappings: { M: { k: { 'cn-north-1': 'mapped' } } },
      Resources: { Role: role, Made: made },
    };
    expect(resolved(value, template)).toBe(text);
  });

  it.each<[string, unknown]>([
    ['a choice by a parameter', { 'Fn::If': ['Staged', 'yes', 'no'] }],
    ['a choice by two conditions of which one is open', { 'Fn::If': ['Both', 'yes', 'no'] }],
    ['a choice by a condition that is not there', { 'Fn::If': ['Gone', 'yes', 'no'] }],
    ['a choice by a condition of itself', { 'Fn::If': ['Round', 'yes', 'no'] }],
    ['a value that no map has', { 'Fn::FindInMap': ['M', 'k', 'gone'] }],
    ['a member beyond the list', { 'Fn::Select': [2, ['a', 'b']] }],
    ['a joined parameter', { 'Fn::Join': ['', { Ref: 'Stage' }] }],
    ['a split made name', { 'Fn::Select': [0, { 'Fn::Split': ['-', { Ref: 'Made' }] }] }],
    ['a split parameter', { 'Fn::Select': [0, { 'Fn::Split': [':', { Ref: 'Stage' }] }] }],
    ['a function that is not known', { 'Fn::Base64': 'x' }],
    ['a reference to a list', { Ref: [] }],
    ['an object', { a: 'b', c: 'd' }],
    ['text of private use', 'a\uE000V;x\uE001'],
  ])('that is %s stays open', (_, value) => {
    const name = bucketName(value, { ...conditions, Resources: { Role: role, Made: made } });
    expect(symbolsOf(name).some((symbol) => opaqueKind(symbol) === 'value')).toBe(true);
  });

  it('that is open in two places may be two values', () => {
    const open = { 'Fn::If': ['Staged', 'yes', 'no'] };
    const bucket = (value: unknown): object => ({ Type: 'AWS::S3::Bucket', Properties: { BucketName: value } });
    const { buckets } = worldOf({ ...conditions, Resources: { A: bucket(open), B: bucket({ ...open }) } });
    expect(new Set(buckets.map(({ name }) => name)).size).toBe(2);
  });

  it('that refers to itself stays open', () => {
    expect(resolved({ Ref: 'Bucket' })).toBe('‹app.Bucket.Ref›');
  });
});

describe('imports', () => {
  const exporter = (name: unknown, value: unknown): object => ({
    Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: {} } },
    Outputs: { O: { Value: value, Export: { Name: name } } },
  });
  const importer = (name: unknown): object => ({
    Resources: { Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: { 'Fn::ImportValue': name } } } },
  });

  it('are resolved whatever the order of the stacks', () => {
    const producer = exporter({ 'Fn::Sub': '${AWS::StackName}-arn' }, { 'Fn::GetAtt': ['Bucket', 'Arn'] });
    for (const templates of [
      { first: importer('second-arn'), second: producer },
      { second: producer, third: importer('second-arn') },
    ]) {
      expect(plain(only(worldOfAll(templates).roles).name)).toBe('arn:aws-cn:s3:::‹second.Bucket›');
    }
  });

  it('are followed through stacks, and stay open in a circle', () => {
    const middle = { ...exporter('b', { 'Fn::ImportValue': 'a' }) };
    const world = worldOfAll({ last: importer('b'), middle, first: exporter('a', 'end') });
    expect(only(world.roles).name).toBe('end');
    const round = {
      one: exporter('a', { 'Fn::ImportValue': 'b' }),
      two: exporter('b', { 'Fn::ImportValue': 'a' }),
      last: importer('a'),
    };
    expect(plain(only(worldOfAll(round).roles).name)).toMatch(/^‹.*import.b›$/);
  });
});
