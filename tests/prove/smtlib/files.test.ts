import { opaque } from '../../../lib/model';
import { modelVersion, type SmtlibFile } from '../../../lib/prove';
import { account, bucket, key, otherAccount, world } from '../support/worlds';
import { expectedOf, isProblem, questions } from './support';
import { worlds } from './worlds';

const data = 'arn:aws-cn:s3:::oak-data';
const allow = (more: object) =>
  world({
    buckets: [
      bucket('oak-data', {
        owner: 'oak',
        policy: [
          { Effect: 'Allow', Principal: { AWS: otherAccount }, Action: 's3:GetObject', Resource: `${data}/*`, ...more },
        ],
      }),
    ],
  });

function question(files: readonly SmtlibFile[], name: string): string {
  const found = files.find((file) => file.name.endsWith(`-${name}.smt2`));
  if (found === undefined) throw new Error(`${name} is not among ${files.map((file) => file.name).join()}`);
  return found.text;
}

const samples = Object.values(worlds).slice(0, 8);

/** Lines with open brackets or unknown names; the last line where it asks nothing. */
function mistakesOf({ text }: SmtlibFile): string[] {
  const code = text
    .replace(/^;.*$/gmu, '')
    .replace(/"(?:[^"]|"")*"/gu, '')
    .trimEnd();
  const known = new Set<string>();
  const lines = code.split('\n').filter((line) => {
    const declared = /^\((?:declare-const|define-fun) (\S+)/.exec(line)?.[1];
    if (declared !== undefined) known.add(declared);
    const used = line.match(/\b(?:b\d+|k\d+(?:\.\w+)*|resource(?:\.\w+)?|object|action)(?![\w.])/g) ?? [];
    return line.split('(').length !== line.split(')').length || used.some((name) => !known.has(name));
  });
  return code.endsWith('(check-sat)') ? lines : [...lines, code.slice(-20)];
}

describe('problems in SMT-LIB', () => {
  const files = questions(allow({}), 'read-isolation');

  test('are a file for each kind of caller that a property or its twin is about, and an index', () => {
    expect(files.map(({ name }) => name)).toEqual([
      '0001-read-isolation-same.smt2',
      '0002-read-isolation-foreign.smt2',
      '0003-read-isolation-service.smt2',
      '0004-read-isolation-anonymous.smt2',
      '0005-read-isolation-identity.smt2',
      '0006-read-isolation-identity-by-arn.smt2',
      '0007-read-isolation-same-twin.smt2',
      'index.json',
    ]);
  });

  test('say what they ask, for whom, and what the prover found', () => {
    expect(question(files, 'foreign').split('\n').slice(0, 6)).toEqual([
      '; property read-isolation: Only the school itself reads its data',
      `; subject ${data}`,
      '; branch foreign',
      `; model ${modelVersion}; what cannot be told exactly comes out larger`,
      '(set-logic ALL)',
      '(set-info :status sat)',
    ]);
    expect(files.filter(isProblem).map(expectedOf)).toEqual(['sat', 'sat', 'unsat', 'unsat', 'unsat', 'unsat', 'sat']);
  });

  test('have balanced brackets, end with a question, and use no name that is not declared before', () => {
    const wrong = samples.flatMap((sample) =>
      questions(sample, 'read-isolation', 'decrypt-isolation', 'delivery-open-only')
        .filter(isProblem)
        .flatMap(mistakesOf),
    );
    expect(wrong).toEqual([]);
  });

  test('are the same bytes for the same World', () => {
    for (const sample of samples) expect(questions(sample)).toEqual(questions(sample));
  });

  test('the index names every file with what is expected, and nothing else', () => {
    const index: unknown = JSON.parse(files.find(({ name }) => name === 'index.json')?.text ?? '');
    expect(index).toMatchObject({
      model: modelVersion,
      leftOut: [],
      files: files.filter(isProblem).map((file) => ({
        file: file.name,
        property: 'read-isolation',
        subject: data,
        expected: expectedOf(file),
        twin: file.name.includes('-twin'),
      })),
    });
  });
});

describe('a text', () => {
  test('with quotes, backslashes and letters of other scripts is escaped', () => {
    const text = question(
      questions(allow({ Condition: { StringEquals: { 's3:prefix': 'a"\\b学' } } }), 'read-isolation'),
      'foreign',
    );
    expect(text).toContain('(str.to_re "a""\\u{5c}b\\u{5b66}")');
  });

  test('without regard to case has both cases of each letter', () => {
    const text = question(
      questions(allow({ Condition: { StringEqualsIgnoreCase: { 's3:prefix': 'a1' } } }), 'read-isolation'),
      'foreign',
    );
    expect(text).toContain('(re.++ (re.union (str.to_re "a") (str.to_re "A")) (str.to_re "1"))');
  });

  test('that CloudFormation generates is one letter, and a comment says for what', () => {
    const name = `arn:aws-cn:kms:cn-north-1:${account}:key/${opaque('name', 'stack.Key')}`;
    const files = questions(
      world({ keys: [{ ...key('oak', { owner: 'oak', policy: worldPolicy }), arn: name }] }),
      'decrypt-isolation',
    );
    expect(question(files, 'same')).toContain('\n; U+E100 ‹stack.Key›\n');
    expect(question(files, 'same')).toContain(':key/\\u{e100}"');
    expect(question(files, 'same')).not.toMatch(/[\uE000\uE001]/u);
  });

  test('with a generated part behind a wildcard is left out, and the index says so', () => {
    const pattern = `*/${opaque('name', 'stack.Folder')}/x`;
    const files = questions(allow({ Condition: { StringLike: { 's3:prefix': pattern } } }), 'read-isolation');
    expect(files.at(-1)?.text).toContain('an opaque part behind a wildcard');
  });
});

const worldPolicy = [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'kms:*', Resource: '*' }];
