import type { Values } from '../../../lib/cli/command';
import { answerWhy } from '../../../lib/cli/why/answer-why';
import { EducloudError } from '../../../lib/errors';
import { opaque } from '../../../lib/model';
import {
  bucketArn,
  everything,
  foreign,
  home,
  keyArn,
  rootKey,
  roleArn,
  worldOf,
  type Setting,
} from '../../prove/evaluate/support';

const asked = { as: roleArn, do: 's3:GetObject', on: 'school-a/exam.pdf', with: [] };
const read = { Sid: 'Read', Effect: 'Allow', Action: 's3:GetObject', Resource: `${bucketArn}/*` };
const open: Setting = {
  identity: [read],
  keyPolicy: [...rootKey, { Effect: 'Allow', Principal: { AWS: roleArn }, Action: 'kms:Decrypt', Resource: '*' }],
};

function why(setting: Setting, values: Values = {}, language: 'en' | 'zh' | 'ru' = 'en') {
  return answerWhy(worldOf(setting), { ...asked, ...values }, language);
}

function mistakes(values: Values): string[] {
  try {
    why(open, values);
  } catch (error) {
    if (error instanceof EducloudError) return error.issues.map(({ code, fix }) => `${code} ${fix ?? ''}`);
    throw error;
  }
  return [];
}

describe('An answer to why', () => {
  test('names the statement that decides, with its place', () => {
    expect(why(open).json).toMatchObject({
      decision: 'allowed',
      layer: 'identity policy',
      statements: [
        { file: 'school.template.json', pointer: '/policy/identity/Statement/0', effect: 'Allow', text: 'Read' },
      ],
    });
  });

  test('judges the call to KMS that S3 makes for an object', () => {
    expect(why(open).json).toMatchObject({
      also: [{ decision: 'allowed', layer: 'key policy', request: { action: 'kms:Decrypt' } }],
    });
    expect(why({ identity: [read] }).json).toMatchObject({
      decision: 'allowed',
      also: [{ decision: 'denied', layer: 'identity policy' }],
    });
    expect(why({ identity: [read] }).text).toMatch(/In all: DENIED/);
  });

  test('asks nothing of KMS for a request that S3 denies', () => {
    expect(why({}).json).not.toHaveProperty('also');
  });

  test('is an answer whatever it says', () => {
    for (const setting of [open, {}, { boundary: 'unknown' as const, identity: everything }]) {
      expect(why(setting).exitCode).toBe(0);
    }
  });

  test('says what is missing', () => {
    expect(why({}).text).toMatch(/DENIED\nNo policy of the caller allows it/);
  });

  test('says of whom the templates know nothing', () => {
    const arn = `arn:aws:iam::${foreign}:role/stranger`;
    expect(why({}, { as: arn }).text).toContain(
      `${arn} is not in the templates; its own policies are taken to allow everything.`,
    );
  });

  test('says where to look when it hangs on what no template shows', () => {
    const { text, json } = why({ identity: everything, boundary: 'unknown' });
    expect(json).toMatchObject({ decision: 'undecided', layer: 'permissions boundary' });
    expect(text).toContain('the permissions boundary is not in the templates (school.template.json#/Resources/Role)');
  });

  test('names the condition keys that policies ask for and the question does not state', () => {
    const identity = [{ ...read, Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }];
    expect(why({ identity }).text).toContain('taken to be absent: aws:SourceIp');
    expect(why({ identity }, { with: ['AWS:sourceip=10.1.1.1'] }).json).toMatchObject({ decision: 'allowed' });
  });

  test('collects the values of a key that stands twice', () => {
    expect(why({}, { with: ['aws:TagKeys=a', 'aws:TagKeys=b', 'a:b=c=d'] }).json).toMatchObject({
      request: { context: { 'aws:TagKeys': ['a', 'b'], 'a:b': 'c=d' } },
    });
  });

  test('shows nothing of the marks that stand for generated names', () => {
    const name = opaque('name', 'school.Bucket');
    const setting = { bucket: { name, arn: `arn:aws:s3:::${name}` }, identity: everything };
    const { text, json } = why(setting, { on: 'school.Bucket/exam.pdf' });
    expect(text).toContain('arn:aws:s3:::‹school.Bucket›/exam.pdf');
    expect(`${text}${JSON.stringify(json)}`).not.toMatch(/[\uE000\uE001]/);
  });

  test('is given in every language', () => {
    const texts = (['en', 'zh', 'ru'] as const).map((language) => why({}, {}, language).text);
    expect(new Set(texts).size).toBe(3);
    expect(texts.join('')).not.toMatch(/[{}]/);
  });
});

describe('What most often is a slip', () => {
  test('a bucket that no template holds, by its ARN, with the name that was meant', () => {
    expect(mistakes({ on: `${bucketArn.replace('school-a', 'schol-a')}/exam.pdf` })).toEqual([
      expect.stringMatching(/^EDU713 did you mean `school-a`/),
    ]);
  });

  test('somebody of another partition of AWS', () => {
    expect(mistakes({ as: `arn:aws-cn:iam::${home}:role/teacher` })).toEqual([
      expect.stringMatching(/^EDU711 write `arn:aws:/),
    ]);
  });
});

describe('Who, what and on what', () => {
  test.each([
    [roleArn, { kind: 'role', arn: roleArn }],
    ['teacher', { kind: 'role', arn: roleArn }],
    ['clerk', { kind: 'user' }],
    [`arn:aws:sts::${home}:assumed-role/teacher/monday`, { kind: 'role', arn: roleArn, session: 'monday' }],
    [`arn:aws:sts::${foreign}:assumed-role/x/y`, { kind: 'role', arn: `arn:aws:iam::${foreign}:role/x`, session: 'y' }],
    [`arn:aws:iam::${home}:root`, { kind: 'root' }],
    ['cloudtrail.amazonaws.com', { kind: 'service', name: 'cloudtrail.amazonaws.com' }],
    ['anonymous', { kind: 'anonymous' }],
  ])('%s asks', (as, caller) => {
    expect(why({}, { as }).json).toMatchObject({ request: { caller } });
  });

  test.each([
    ['s3:GetObject', 'school-a/a/b', `${bucketArn}/a/b`],
    ['s3:listbucket', 'school-a', bucketArn],
    [
      'sns:Publish',
      'arn:aws:sns:eu-central-1:222222222222:elsewhere',
      'arn:aws:sns:eu-central-1:222222222222:elsewhere',
    ],
    ['kms:Decrypt', 'alias/school-a', keyArn],
    ['kms:Decrypt', 'k1', keyArn],
    ['kms:Decrypt', `arn:aws:kms:eu-central-1:${home}:alias/school-a`, keyArn],
    ['sts:AssumeRole', 'teacher', roleArn],
    ['s3:ListAllMyBuckets', '*', '*'],
  ])('%s is done to %s', (action, on, resource) => {
    expect(why({}, { do: action, on }).json).toMatchObject({ request: { resource } });
  });

  test.each([
    [
      'a role that is misspelt',
      { as: roleArn.replace('teacher', 'teachr') + '*' },
      `EDU711 did you mean \`${roleArn}\`?`,
    ],
    ['nobody', { as: '123' }, 'EDU711 copy the ARN of a role from the template or from IAM'],
    ['an action without service', { do: 'GetObject' }, 'EDU712 did you mean `s3:GetObject`?'],
    ['an action with a wildcard', { do: 's3:*' }, /^EDU712 /],
    ['an action that is misspelt', { do: 's3:GetObjekt' }, 'EDU712 did you mean `s3:GetObject`?'],
    ['a bucket that is misspelt', { on: 'shool-a/x' }, 'EDU713 did you mean `school-a`?'],
    ['an ARN with a wildcard', { on: 'arn:aws:s3:::*' }, /^EDU713 /],
    ['reading a whole bucket', { on: 'school-a' }, 'EDU713 add a slash and the key of an object'],
    ['listing an object', { do: 's3:ListBucket' }, 'EDU713 leave out the key of the object'],
    ['a key without value', { with: ['aws:SourceIp'] }, 'EDU714 write KEY=VALUE'],
    ['a value without key', { with: ['=10.0.0.1'] }, /^EDU714 write the service/],
    [
      'a key that follows from the caller',
      { with: [`aws:PrincipalArn=${roleArn}`] },
      'EDU714 leave it out, or change `--as`',
    ],
  ])('%s is a mistake', (_, values, expected) => {
    const [first = '', ...more] = mistakes(values);
    expect(more).toEqual([]);
    expect(first).toMatch(
      expected instanceof RegExp ? expected : new RegExp(`^${expected.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`),
    );
  });

  test('all mistakes of a question are told at once', () => {
    expect(mistakes({ as: '1', do: '2', on: '3', with: ['4', '5'] }).map((one) => one.slice(0, 6))).toEqual([
      'EDU711',
      'EDU712',
      'EDU713',
      'EDU714',
      'EDU714',
    ]);
  });
});
