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

  test('what it does not know stops the test', () => {
    expect(() => denied({ DateLessThan: { d: '2026' } })).toThrow('DateLessThan');
    expect(() => denied({ StringEquals: { d: '1' }, StringLike: { d: '${x}' } }, { d: '1' })).toThrow('variables');
  });
});
