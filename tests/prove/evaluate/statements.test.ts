import { opaque } from '../../../lib/model';
import {
  bucketArn,
  decided,
  home,
  objectArn,
  roleArn,
  stranger,
  role,
  type Setting,
  allow,
  type Context,
  type Word,
} from './support';

const iam = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_';
const variables = `${iam}variables.html`;
const resources = `${iam}elements_resource.html`;
const notPrincipal = `${iam}elements_notprincipal.html`;

describe('A variable', () => {
  const rows: readonly (readonly [string, Word, Readonly<Record<string, unknown>>, Context, string])[] = [
    [
      'stands for the value of the request',
      'matches',
      { Resource: `${bucketArn}/\${a:b}` },
      { 'a:b': 'exam.pdf' },
      variables,
    ],
    [
      'is literal: a star in it is a star',
      'does not match',
      { Resource: `${bucketArn}/\${a:b}` },
      { 'a:b': '*' },
      variables,
    ],
    ['without a value is like nothing', 'does not match', { Resource: `${bucketArn}/\${a:b}*` }, {}, variables],
    ['without a value has its fallback', 'matches', { Resource: `${bucketArn}/\${a:b, 'exam.pdf'}` }, {}, variables],
    [
      'with several values is none',
      'does not match',
      { Resource: `${bucketArn}/\${a:b}` },
      { 'a:b': ['exam.pdf', 'x'] },
      variables,
    ],
    [
      'without a value is equal to nothing',
      'does not match',
      { Condition: { StringEquals: { 'a:c': '${a:b}' } } },
      { 'a:c': '' },
      variables,
    ],
    [
      'without a value is unequal to everything',
      'matches',
      { Condition: { StringNotEquals: { 'a:c': '${a:b}' } } },
      { 'a:c': 'x' },
      variables,
    ],
    [
      'with an empty value may be without a value',
      'may match',
      { Condition: { StringEquals: { 'a:c': '${a:b}' } } },
      { 'a:b': '', 'a:c': '' },
      variables,
    ],
    [
      'runs over a slash, which is legal in a tag',
      'matches',
      { Resource: 'arn:aws:s3:::school-${a:b}.pdf' },
      { 'a:b': 'a/exam' },
      variables,
    ],
    [
      'without a value under NotResource is not documented',
      'may match',
      { Resource: undefined, NotResource: `${bucketArn}/\${a:b}` },
      {},
      variables,
    ],
  ];
  test.each(rows)('%s: %s', (_, word, statement, context) => {
    expect(allow(statement, context)).toBe(word);
  });
});

describe('Names of actions and resources', () => {
  const rows: readonly (readonly [string, Word, Readonly<Record<string, unknown>>, string])[] = [
    ['actions have no case', 'matches', { Action: 'S3:getOBJECT' }, `${iam}elements_action.html`],
    ['a star in an action', 'matches', { Action: 's3:*Obj*t' }, `${iam}elements_action.html`],
    [
      'NotAction is the complement',
      'does not match',
      { Action: undefined, NotAction: 's3:Get*' },
      `${iam}elements_notaction.html`,
    ],
    ['resources have case', 'does not match', { Resource: `${bucketArn}/Exam.pdf` }, resources],
    ['a star runs over slashes', 'matches', { Resource: 'arn:aws:s3:::school*.pdf' }, resources],
    [
      'NotResource is the complement',
      'matches',
      { Resource: undefined, NotResource: 'arn:aws:s3:::other/*' },
      resources,
    ],
    [
      'whether a star runs over a colon depends on the page',
      'may match',
      { Resource: 'arn:aws:s3:*:school-a/*' },
      resources,
    ],
    ['an element that nobody knows', 'may match', { Sometimes: true }, `${iam}grammar.html`],
  ];
  test.each(rows)('%s: %s', (_, word, statement) => {
    expect(allow(statement)).toBe(word);
  });
});

describe('NotPrincipal', () => {
  const deny = (NotPrincipal: unknown, more: Setting = {}): string =>
    decided({
      identity: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
      bucketPolicy: [{ Effect: 'Deny', NotPrincipal, Action: 's3:*', Resource: `${bucketArn}/*` }],
      ...more,
    });

  test.each([
    ['whoever is named with account and role is left out', { AWS: [home, roleArn] }, {}, /^allowed/],
    ['whoever is not named is denied', { AWS: [`arn:aws:iam::${home}:role/other`] }, {}, /^denied, explicit/],
    ['whether the role is enough without its account is not documented', { AWS: roleArn }, {}, /^undecided/],
    [
      'whoever has a permissions boundary is denied, named or not',
      { AWS: [home, roleArn] },
      { boundary: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
      /^denied, explicit/,
    ],
  ])(`%s (${notPrincipal})`, (_, named, more, expected) => {
    expect(deny(named, more)).toMatch(expected);
  });

  test('with Allow it lets strangers in', () => {
    const bucketPolicy = [{ Effect: 'Allow', NotPrincipal: { AWS: home }, Action: 's3:*', Resource: `${bucketArn}/*` }];
    expect(decided({ bucketPolicy }, { caller: stranger })).toMatch(/^allowed/);
  });
});

describe('What a template leaves open', () => {
  const name = opaque('name', 'school.Bucket');
  const other = opaque('name', 'school.Other');
  const value = opaque('value', 'school.Parameter');
  const reads = (Resource: string, resource = `arn:aws:s3:::${name}/exam.pdf`): string =>
    decided(
      { identity: [{ Effect: 'Allow', Action: 's3:*', Resource }], bucket: { arn: `arn:aws:s3:::${name}`, name } },
      { resource },
    );

  test.each([
    ['the same generated name is the same', `arn:aws:s3:::${name}/*`, /^allowed/],
    ['a star covers it', 'arn:aws:s3:::*/exam.pdf', /^allowed/],
    ['another generated name is another', `arn:aws:s3:::${other}/*`, /^denied/],
    ['a plain name is another', 'arn:aws:s3:::school-a/*', /^denied/],
    ['the beginning of a name may be the same', 'arn:aws:s3:::school*', /^undecided/],
    ['any value may be the same', `arn:aws:s3:::${value}/*`, /^undecided/],
    ['a path that does not fit excludes it', `arn:aws:s3:::${value}/essay.pdf`, /^undecided|^denied/],
    ['question marks may be as long', 'arn:aws:s3:::????????/exam.pdf', /^undecided/],
  ])('%s', (_, resource, expected) => {
    expect(reads(resource)).toMatch(expected);
  });

  test('a value is not excluded by what stands behind it, unless the end differs', () => {
    expect(reads(`arn:aws:s3:::${value}/essay.txt`)).toMatch(/^denied/);
  });

  test('an account that is chosen when the stack is deployed may be the own one', () => {
    const account = opaque('value', 'AWS::AccountId');
    expect(
      decided({ bucket: { account } }, { caller: { kind: 'role', arn: 'arn:aws:iam::222222222222:role/x' } }),
    ).toMatch(/^undecided/);
    expect(
      decided({ bucket: { account } }, { caller: { kind: 'role', arn: `arn:aws:iam::${account}:role/x` } }),
    ).toMatch(/^allowed/);
  });

  test('a doubt about the bucket leaves everything open that is not denied for sure', () => {
    const doubts = [{ source: { file: 'a', pointer: '' }, reason: 'it has an access point' }];
    const deny = [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' }];
    expect(decided({ bucket: { doubts } }, { caller: stranger })).toMatch(/^undecided/);
    expect(decided({ bucket: { doubts }, bucketPolicy: deny }, { caller: stranger, resource: objectArn })).toMatch(
      /^denied, explicit/,
    );
  });

  test('a session that the request does not name may be the one that a policy names', () => {
    const bucketPolicy = [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:sts::${home}:assumed-role/teacher/monday` },
        Action: 's3:*',
        Resource: `${bucketArn}/*`,
      },
    ];
    expect(decided({ bucketPolicy }, { caller: { kind: 'role', arn: roleArn } })).toMatch(/^undecided/);
    expect(decided({ bucketPolicy }, { caller: role })).toMatch(/^allowed/);
  });
});
