import { AccountRootPrincipal, PolicyDocument, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addCell, addRole, beside, Built, own, stackIn, thrown } from './support/stage';

test('grants stand in the role itself, and no policy resource is made', () => {
  const stack = stackIn();
  const role = addRole(stack);
  const { records, materials } = addCell(stack, 'nefu');
  records.grantReadWrite(role);
  materials.grantRead(role);
  const built = new Built(stack);
  expect(built.ofType('AWS::IAM::Policy')).toEqual([]);
  expect(built.ofType('AWS::IAM::ManagedPolicy')).toEqual([]);
  const [resource] = built.ofType('AWS::IAM::Role');
  expect(resource?.Properties.Policies.map(({ PolicyName }: { PolicyName: string }) => PolicyName)).toEqual([
    'educloud',
  ]);
});

test('grants name exact resources, without a wildcard before the slash', () => {
  const stack = stackIn();
  const role = addRole(stack);
  addCell(stack, 'nefu').records.grantReadWrite(role);
  const resources = (new Built(stack).role().identity ?? []).flatMap(({ Resource = '*' }) => Resource);
  expect(resources.filter((one) => one.replace(/\/\*$/, '').includes('*'))).toEqual([]);
});

test('who reads and writes may do all that `restore copy` asks of a target, and who reads what it asks of a source', () => {
  const page = readFileSync(join(__dirname, '../../docs/restore-copy.md'), 'utf8');
  const [, source = '', target = ''] =
    /What it calls: ([^;]*) on the source; ([\s\S]*?); and the keys/.exec(page) ?? [];
  const named = (text: string): string[] => text.match(/s3:[A-Za-z]+/g) ?? [];
  expect([named(source).length, named(target).length]).toEqual([4, 9]);
  const grants = (grant: 'grantRead' | 'grantReadWrite'): unknown[] => {
    const stack = stackIn();
    const role = addRole(stack);
    addCell(stack, 'nefu').records[grant](role);
    return (new Built(stack).role().identity ?? []).flatMap(({ Action = [] }) => Action);
  };
  expect(grants('grantReadWrite')).toEqual(expect.arrayContaining(named(target)));
  expect(grants('grantRead')).toEqual(expect.arrayContaining(named(source)));
});

test('inline policies that the role already has stay', () => {
  const stack = stackIn();
  const listing = new PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] });
  const role = new Role(stack, 'Role', {
    assumedBy: new AccountRootPrincipal(),
    inlinePolicies: { before: new PolicyDocument({ statements: [listing] }) },
  });
  addCell(stack, 'nefu').records.grantRead(role);
  const [resource] = new Built(stack).ofType('AWS::IAM::Role');
  expect(resource?.Properties.Policies.map(({ PolicyName }: { PolicyName: string }) => PolicyName)).toEqual([
    'before',
    'educloud',
  ]);
});

test('the role gets the tag of its school', () => {
  const stack = stackIn();
  const role = addRole(stack);
  addCell(stack, 'nefu').records.grantRead(role);
  expect(new Built(stack).role().tags).toEqual({ 'educloud:school': 'nefu' });
});

test('one role serves one school', () => {
  const stack = stackIn();
  const role = addRole(stack);
  addCell(stack, 'nefu').records.grantRead(role);
  const other = addCell(stack, 'hit');
  expect(thrown(() => other.records.grantRead(role))).toMatchObject({
    code: 'EDU602',
    path: 'Stack/Role',
    found: 'hit',
    allowed: 'nefu',
  });
});

test('an imported role is refused, since nothing can be added to it', () => {
  const stack = stackIn();
  const imported = Role.fromRoleArn(stack, 'Imported', `arn:aws-cn:iam::${own}:role/x`);
  const { records } = addCell(stack, 'nefu');
  // As a JavaScript caller can, past the types.
  expect(thrown(() => Reflect.apply(records.grantRead, records, [imported]))).toMatchObject({
    code: 'EDU602',
    path: 'Stack/Imported',
  });
});

test('a role of another stack is refused, since the key of this one would have to be exported', () => {
  const stack = stackIn();
  const elsewhere = beside(stack, 'Elsewhere', 'cn-north-1');
  const { records } = addCell(stack, 'nefu');
  expect(thrown(() => records.grantRead(addRole(elsewhere)))).toMatchObject({
    code: 'EDU602',
    path: 'Elsewhere/Role',
    found: 'Elsewhere',
    allowed: 'Stack',
  });
});
