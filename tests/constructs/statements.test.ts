import fc from 'fast-check';
import { onBucket, onObjects } from './support/actions';
import { allows, deniedBy, type Caller, type Statement } from './support/evaluate';
import { addCell, addRole, Built, organization, stackIn } from './support/stage';

const slug = fc
  .stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}$/)
  .filter((text) => text.length >= 3 && text.length <= 20 && /[a-z]/.test(text));
const pairs = fc.tuple(slug, slug).filter(([a, b]) => a !== b && !a.startsWith(`${b}-`) && !b.startsWith(`${a}-`));

test('for any two schools of one account, nothing of the one lets the other through', () => {
  fc.assert(
    fc.property(pairs, ([a, b]) => {
      const stack = stackIn();
      const cells = [addCell(stack, a), addCell(stack, b)];
      for (const [index, cell] of cells.entries()) {
        const role = addRole(stack, `Role${String(index)}`);
        cell.records.grantReadWrite(role);
        cell.materials.grantReadWrite(role);
      }
      const built = new Built(stack);
      const granted = built.role('Role1');
      const mighty = built.admin({ organization, tags: granted.tags ?? {} });
      for (const name of [`edu-rec-${a}`, `edu-mat-${a}`]) {
        const targets = [built.objects(name), built.bucketItself(name)];
        for (const [target, action] of [
          ...onObjects.map((one) => [0, one] as const),
          ...onBucket.map((one) => [1, one] as const),
        ]) {
          const at = targets[target];
          if (at === undefined) return false;
          // Two-sided: the identity policy names nothing of A, and the bucket denies even one that names everything.
          if (allows({ ...at, policy: [] }, granted, action) || allows(at, mighty, action)) return false;
        }
      }
      return true;
    }),
    { numRuns: 30 },
  );
}, 60_000);

describe('the evaluator of these tests', () => {
  const admin: Caller = { account: '111122223333', identity: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] };
  const deny = (Condition: Statement['Condition']): Statement => ({
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:Get*',
    Resource: '*',
    ...(Condition === undefined ? {} : { Condition }),
  });
  const target = (policy: Statement[]) => ({ account: '111122223333', resource: 'arn:aws:s3:::b/k', policy });
  const denied = (condition: Statement['Condition'], extra: Record<string, string> = {}): boolean =>
    !allows(target([deny(condition)]), admin, 's3:GetObject', extra);

  test.each([
    ['StringEquals', false, true, false],
    ['StringNotEquals', true, false, true],
    ['StringEqualsIfExists', true, true, false],
    ['StringNotEqualsIfExists', true, false, true],
    ['StringLike', false, true, false],
    ['StringNotLike', true, false, true],
    ['Bool', false, true, false],
    ['BoolIfExists', true, true, false],
  ])('%s is %p without the key, %p for an equal value and %p for another', (operator, absent, equal, other) => {
    expect(denied({ [operator]: { k: ['x', 'true'] } })).toBe(absent);
    expect(denied({ [operator]: { K: ['x', 'true'] } }, { k: 'true' })).toBe(equal);
    expect(denied({ [operator]: { k: ['x', 'true'] } }, { k: 'false' })).toBe(other);
  });

  test('Null asks whether the key is absent', () => {
    expect(denied({ Null: { k: 'true' } })).toBe(true);
    expect(denied({ Null: { k: 'true' } }, { k: '' })).toBe(false);
    expect(denied({ Null: { k: 'false' } }, { k: '' })).toBe(true);
  });

  test('ARNs are compared by segment, also when they are not ARNs', () => {
    const equals = (pattern: string, arn: string): boolean => denied({ ArnEquals: { a: pattern } }, { a: arn });
    expect(equals('arn:aws:iam::1:role/*', 'arn:aws:iam::1:role/x/y')).toBe(true);
    expect(equals('arn:aws:iam::*:role/x', 'arn:aws:iam::1:role/x')).toBe(true);
    expect(equals('arn:aws:iam:*:role/x', 'arn:aws:iam::1:role/x')).toBe(false);
    expect(equals('x', 'x')).toBe(false);
  });

  test('numbers are compared as numbers', () => {
    expect(denied({ NumericLessThan: { n: '1.2' } }, { n: '1.1' })).toBe(true);
    expect(denied({ NumericLessThan: { n: '30' } }, { n: '7' })).toBe(true);
    expect(denied({ NumericLessThan: { n: '1.2' } })).toBe(false);
  });

  test('all keys and operators of a statement must hold', () => {
    expect(denied({ StringEquals: { a: '1', b: '2' } }, { a: '1' })).toBe(false);
    expect(denied({ StringEquals: { a: '1', b: '2' } }, { a: '1', b: '2' })).toBe(true);
    expect(denied({ StringEquals: { a: '1' }, Bool: { c: 'true' } }, { a: '1', c: 'false' })).toBe(false);
  });

  test('actions ignore case, resources do not', () => {
    expect(deniedBy(target([deny(undefined)]), admin, 'S3:gETObject')).toHaveLength(1);
    const other = { ...deny(undefined), Resource: 'arn:aws:s3:::B/*' };
    expect(deniedBy(target([other]), admin, 's3:GetObject')).toEqual([]);
  });

  test('an account named in a bucket policy of another account needs both sides', () => {
    const policy: Statement[] = [
      { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::444455556666:root' }, Action: 's3:GetObject', Resource: '*' },
    ];
    const caller: Caller = { account: '444455556666' };
    expect(allows(target(policy), caller, 's3:GetObject')).toBe(false);
    expect(allows(target(policy), { ...admin, account: '444455556666' }, 's3:GetObject')).toBe(true);
    expect(allows(target([]), { ...admin, account: '444455556666' }, 's3:GetObject')).toBe(false);
  });

  test('identity policies count for a key only as far as its policy delegates', () => {
    const caller: Caller = { account: '111122223333', identity: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
    const delegation: Statement = {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:root' },
      Action: 'kms:Put*',
      Resource: '*',
    };
    expect(allows(target([delegation]), caller, 'kms:PutKeyPolicy')).toBe(true);
    expect(allows(target([delegation]), { account: '111122223333' }, 'kms:PutKeyPolicy')).toBe(false);
    expect(allows(target([delegation]), caller, 'kms:Decrypt')).toBe(false);
  });

  test('a variable stands for its value literally, also where it holds wildcards, and for nothing without one', () => {
    const tagged = (tag: string, value: string): boolean =>
      denied({ StringLike: { k: 'a-${aws:PrincipalTag/t}-*' } }, { 'aws:PrincipalTag/t': tag, k: value });
    expect(tagged('x', 'a-x-1')).toBe(true);
    expect(tagged('x', 'a-y-1')).toBe(false);
    for (const wildcard of ['*', '?', 'x*', '${aws:PrincipalTag/t}']) expect(tagged(wildcard, 'a-x-1')).toBe(false);
    expect(tagged('*', 'a-*-1')).toBe(true);
    expect(denied({ StringLike: { k: 'a-${aws:PrincipalTag/t}-*' } }, { k: 'a--1' })).toBe(false);
    expect(denied({ StringEquals: { k: '${aws:PrincipalTag/t}*' } }, { 'aws:PrincipalTag/t': 'x', k: 'xy' })).toBe(
      false,
    );
    const own: Statement = { ...deny(undefined), Resource: 'arn:aws:s3:::${aws:PrincipalTag/t}/*' };
    const asked = (t: string) => deniedBy(target([own]), { ...admin, tags: { t } }, 's3:GetObject');
    expect([asked('b').length, asked('*').length]).toEqual([1, 0]);
  });

  test('a boundary caps an identity policy, and its Deny stands above all', () => {
    const boundary = (...statements: Statement[]): boolean =>
      allows(target([]), { ...admin, boundary: statements }, 's3:GetObject');
    const all: Statement = { Effect: 'Allow', Action: 's3:*', Resource: '*' };
    expect(boundary()).toBe(false);
    expect(boundary(all)).toBe(true);
    expect(boundary({ ...all, Action: 's3:Put*' })).toBe(false);
    expect(boundary(all, { ...all, Effect: 'Deny', Action: 's3:GetObject' })).toBe(false);
  });

  test('a role is taken by whom its trust policy names, and by an account only with its permission', () => {
    const trust = (Principal: NonNullable<Statement['Principal']>) =>
      target([{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', Resource: '*' }]);
    const takes = (Principal: NonNullable<Statement['Principal']>, caller: Caller): boolean =>
      allows(trust(Principal), caller, 'sts:AssumeRole');
    const mighty: Caller = { ...admin, identity: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
    expect(takes({ Service: 'backup.amazonaws.com' }, { service: 'backup.amazonaws.com' })).toBe(true);
    expect(takes({ Service: 'backup.amazonaws.com' }, { service: 's3.amazonaws.com' })).toBe(false);
    expect(takes({ Service: 'backup.amazonaws.com' }, mighty)).toBe(false);
    expect(takes({ AWS: 'arn:aws:iam::111122223333:root' }, mighty)).toBe(true);
    expect(takes({ AWS: 'arn:aws:iam::111122223333:root' }, admin)).toBe(false);
    expect(takes({ AWS: 'arn:aws:iam::444455556666:root' }, mighty)).toBe(false);
  });

  test('the account of the resource is known to conditions', () => {
    expect(denied({ StringNotEquals: { 'aws:ResourceAccount': '111122223333' } })).toBe(false);
    expect(denied({ StringNotEquals: { 'aws:ResourceAccount': '444455556666' } })).toBe(true);
  });

  test('what it does not know stops the test', () => {
    expect(() => denied({ DateLessThan: { d: '2026' } })).toThrow('DateLessThan');
    expect(() => denied({ StringEquals: { d: '1' }, StringLike: { d: '${x}' } }, { d: '1' })).toThrow('variables');
  });
});
