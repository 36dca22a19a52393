import { FederatedTrust, PersonaRole } from '../../constructs';
import { quota } from '../../lib/facts';
import { allows } from './support/evaluate';
import { providerArn } from './support/sign-in';
import { addCell, awsRegions, beside, Built, own, stackIn, thrown } from './support/stage';

function trust(awsRegion = 'cn-north-1', affiliations = ['staff@nefu.edu.cn']): FederatedTrust {
  return FederatedTrust.saml({
    providerArns: [providerArn('nefu', awsRegion)],
    admissions: [{ scopedAffiliations: affiliations }],
  });
}

const props = { schoolId: 'nefu', regionId: 'northeast', persona: 'teacher' };

describe.each(awsRegions)('the role of a persona in %s', (awsRegion) => {
  const stack = stackIn(awsRegion);
  const cell = addCell(stack, 'nefu');
  const teacher = new PersonaRole(stack, 'Teacher', { ...props, trusts: [trust(awsRegion)] });
  const idle = new PersonaRole(stack, 'Admin', { ...props, persona: 'school-admin', trusts: [trust(awsRegion)] });
  cell.materials.grantReadWrite(teacher.role);
  const built = new Built(stack);

  test('has the ARN that was promised', () => {
    const [, partition = ''] = teacher.roleArn.split(':');
    expect(teacher.roleArn).toBe(built.trust('educloud-northeast-nefu-teacher').resource);
    expect(PersonaRole.arnAt(partition, own, 'northeast', 'nefu', 'teacher')).toBe(teacher.roleArn);
    expect(teacher.roleName).toBe('educloud-northeast-nefu-teacher');
  });

  test.each([teacher, idle])('belongs to its school whether or not it was granted anything, for an hour', (one) => {
    const [role] = built.ofType('AWS::IAM::Role').filter(({ Properties }) => Properties.RoleName === one.roleName);
    expect(role?.Properties).toMatchObject({
      MaxSessionDuration: 3600,
      Path: '/educloud/',
      Tags: [
        { Key: 'educloud:persona', Value: one.roleName.replace('educloud-northeast-nefu-', '') },
        { Key: 'educloud:region', Value: 'northeast' },
        { Key: 'educloud:school', Value: 'nefu' },
      ],
    });
  });

  test('may do what a store grants, and nothing by itself', () => {
    const tags = { 'educloud:school': 'nefu' };
    const organization = 'o-abcde12345';
    const materials = built.objects('edu-mat-nefu');
    expect(allows(materials, built.as(teacher.roleName, { tags, organization }), 's3:PutObject')).toBe(true);
    expect(allows(materials, built.as(idle.roleName, { tags, organization }), 's3:GetObject')).toBe(false);
  });

  test('the stack is tied to no other', () => {
    expect(built.foreignParts()).toEqual([]);
  });
});

test('a store of another school grants it nothing', () => {
  const stack = stackIn();
  const { role } = new PersonaRole(stack, 'Role', { ...props, trusts: [trust()] });
  const cell = addCell(stack, 'hit');
  expect(
    thrown(() => {
      cell.materials.grantRead(role);
    }),
  ).toMatchObject({ code: 'EDU602', found: 'hit' });
});

test('names fit with the longest slugs', () => {
  const longest = 'x'.repeat(20);
  const made = new PersonaRole(stackIn(), 'Role', {
    schoolId: longest,
    regionId: longest,
    persona: 'school-admin',
    trusts: [trust()],
  });
  expect(made.roleName.length).toBeLessThanOrEqual(64);
});

describe('a trust policy', () => {
  const values = (count: number): string[] =>
    Array.from({ length: count }, (_, index) => `v${String(index)}@nefu.edu.cn`);
  const make = (count: number) =>
    thrown(() => new PersonaRole(stackIn(), 'Role', { ...props, trusts: [trust('cn-north-1', values(count))] }));
  const limit = quota('aws-cn', 'iam.roleTrustPolicyChars').value;
  const lengthOf = (count: number): number => {
    const stack = stackIn();
    new PersonaRole(stack, 'Role', { ...props, trusts: [trust('cn-north-1', values(count))] });
    return JSON.stringify(new Built(stack).ofType('AWS::IAM::Role')[0]?.Properties.AssumeRolePolicyDocument).length;
  };
  const most = Array.from({ length: 100 }, (_, index) => index + 1).filter((count) => make(count).code === undefined);

  test('that is longer than IAM takes is refused before anything is deployed', () => {
    expect(make(most.length + 1)).toMatchObject({ code: 'EDU601', path: 'Stack/Role' });
    expect(make(most.length + 1).message).toMatch(/educloud-northeast-nefu-teacher/);
  });

  test('that just fits is made', () => {
    const used = lengthOf(most.length);
    expect(used).toBeLessThanOrEqual(limit);
    expect(used).toBeGreaterThan(limit - 30);
  });
});

describe('refused are', () => {
  const make = (more: object, stack = stackIn()) =>
    thrown(() => new PersonaRole(stack, 'Role', { ...props, trusts: [trust()], ...more }));

  test.each(['student', 'bureau-operator', 'auditor', 'admin', ''])('the persona "%s"', (persona) => {
    expect(make({ persona })).toMatchObject({ code: 'EDU601', found: persona });
  });

  test('slugs that are none, and a role that nobody could take', () => {
    expect(make({ schoolId: 'N' }).code).toBe('EDU601');
    expect(make({ regionId: 'N' }).code).toBe('EDU601');
    expect(make({ trusts: [] })).toMatchObject({ code: 'EDU601', path: 'Stack/Role' });
  });

  test('a stack without a concrete environment', () => {
    expect(make({}, beside(stackIn(), 'Agnostic')).code).toBe('EDU601');
  });
});
