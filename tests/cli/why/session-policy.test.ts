import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Values } from '../../../lib/cli/command';
import { answerWhy } from '../../../lib/cli/why/answer-why';
import type { Issue } from '../../../lib/errors';
import { issuesOf, layOut } from '../../errors/support';
import { everything, roleArn, userArn, worldOf } from '../../prove/evaluate/support';

const folder = layOut();

function file(text: string): string {
  const path = join(folder, 'session.json');
  writeFileSync(path, text);
  return path;
}

function document(...statements: readonly Readonly<Record<string, unknown>>[]): string {
  return file(JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2));
}

function why(sessionPolicy: readonly string[], values: Values = {}, language: 'en' | 'zh' | 'ru' = 'en') {
  const asked = { as: roleArn, do: 's3:GetObject', on: 'school-a/exam.pdf', with: [], sessionPolicy };
  return answerWhy(worldOf({ identity: everything }), { ...asked, ...values }, language);
}

function mistakes(...asked: Parameters<typeof why>): readonly Issue[] {
  return issuesOf(() => why(...asked));
}

const read = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };

describe('The session policies of a question', () => {
  test('limit what the role may do', () => {
    expect(why([]).json).toMatchObject({ decision: 'allowed' });
    const { json, text } = why([document({ ...read, Action: 's3:ListBucket' })]);
    expect(json).toMatchObject({ decision: 'denied', layer: 'session policy' });
    expect(text).toContain('DENIED\nThe session policy does not include it.');
  });

  test('are said to be silent in every language', () => {
    const path = document({ ...read, Action: 's3:ListBucket' });
    expect(new Set((['en', 'zh', 'ru'] as const).map((one) => why([path], {}, one).text)).size).toBe(3);
  });

  test('deny with their place', () => {
    const path = document({ Effect: 'Allow', Action: '*', Resource: '*' }, { ...read, Sid: 'No', Effect: 'Deny' });
    const { json, text } = why([path]);
    expect(json).toMatchObject({ statements: [{ file: path, pointer: '/Statement/1', effect: 'Deny', text: 'No' }] });
    expect(text).toContain(`Deny No  ${path}#/Statement/1`);
  });

  test('bind the call to KMS as well', () => {
    expect(why([document(read)]).json).toMatchObject({
      decision: 'allowed',
      also: [{ decision: 'denied', layer: 'session policy' }],
      overall: 'denied',
    });
  });

  test('are named by their files for machines', () => {
    const path = document(read);
    expect(why([path]).json).toMatchObject({ request: { sessionPolicies: [path] } });
    expect(why([]).json).not.toHaveProperty('request.sessionPolicies');
  });
});

describe('A session policy that cannot be one', () => {
  test('is not there', () => {
    expect(mistakes([join(folder, 'gone.json')])).toMatchObject([{ code: 'EDU101', file: join(folder, 'gone.json') }]);
  });

  test('is no JSON, with line and column', () => {
    const path = file('{\n\t"Version": "2012-10-17",\n\t"Statement": [}\n');
    expect(mistakes([path])[0]).toMatchObject({ code: 'EDU106', file: path, line: 3 });
  });

  test('has a statement that IAM would refuse, with line and column', () => {
    const path = document(read, { ...read, Principal: '*' }, { ...read, Effect: 'Alow' });
    const found = mistakes([path]);
    expect(found).toMatchObject([
      { code: 'EDU204', file: path, line: 9, column: 5, path: 'Statement[1]' },
      { code: 'EDU204', file: path, line: 15, column: 5, path: 'Statement[2]' },
    ]);
    expect(found.map(({ message }) => message).join()).toMatch(/a Principal cannot stand.*neither Allow nor Deny/);
  });

  test.each([
    ['[]', /not an object/],
    ['{}', /no statements/],
    ['{ "Version": "2020-01-01", "Statement": [] }', /version/],
  ])('%s is no policy document', (text, reason) => {
    const [first, ...more] = mistakes([file(text)]);
    expect(more).toEqual([]);
    expect(first).toMatchObject({ code: 'EDU204', line: 1, column: 1 });
    expect(first?.message).toMatch(reason);
  });

  test('is empty', () => {
    const [first] = mistakes([file('')]);
    expect(first).toMatchObject({ code: 'EDU103', fix: 'check that it is the right file' });
  });

  test.each([userArn, 'anonymous', 'cloudtrail.amazonaws.com', 'arn:aws:iam::111111111111:root'])(
    'is passed to nobody who asks as %s',
    (as) => {
      expect(mistakes([document(read)], { as })).toMatchObject([{ code: 'EDU711' }]);
    },
  );

  test('is one of more than can be passed', () => {
    const path = document(read);
    expect(mistakes(Array.from({ length: 11 }, () => path))).toEqual([]);
    expect(mistakes(Array.from({ length: 12 }, () => path))).toMatchObject([{ code: 'EDU704' }]);
  });
});
