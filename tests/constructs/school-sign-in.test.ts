import { SchoolSignIn, type SamlSignInProps, type SchoolCell } from '../../constructs';
import { partitionOfAwsRegion } from '../../lib/facts';
import { allows, type Caller } from './support/evaluate';
import { metadata, providerArn, signsIn, signsInByOidc } from './support/sign-in';
import { addCell, awsRegions, Built, organization, own, stackIn, throughS3, thrown } from './support/stage';

const admissions: SamlSignInProps['admissions'] = [
  { persona: 'teacher', scopedAffiliations: ['faculty@nefu.edu.cn'] },
  { persona: 'school-admin', scopedAffiliations: ['staff@nefu.edu.cn'], entitlements: ['urn:x:admin'] },
  { persona: 'teacher', scopedAffiliations: ['staff@nefu.edu.cn'], entitlements: ['urn:x:teaches'] },
];
const teacher = 'educloud-northeast-nefu-teacher';
const admin = 'educloud-northeast-nefu-school-admin';
const names = (built: Built): string[] =>
  built
    .ofType('AWS::IAM::Role')
    .map(({ Properties }) => String(Properties.RoleName))
    .sort();

describe.each(awsRegions)('people of a school in %s', (awsRegion) => {
  const stack = stackIn(awsRegion);
  const cell = addCell(stack, 'nefu');
  addCell(stack, 'hit');
  const { roles } = SchoolSignIn.bySaml(stack, 'SignIn', { cell, metadata, admissions });
  const built = new Built(stack);
  const tags = { 'educloud:school': 'nefu' };
  const as = (roleName: string): Caller => built.as(roleName, { tags, organization });
  const may = (roleName: string, bucket: string): string[] =>
    ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'].filter((action) =>
      allows(built.objects(bucket), as(roleName), action),
    );
  const all = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'];

  test('have a role for each persona that somebody is admitted to', () => {
    expect(names(built)).toEqual([admin, teacher]);
    expect(roles.map(({ roleName }) => roleName)).toEqual([admin, teacher]);
    const [provider] = built.ofType('AWS::IAM::SAMLProvider');
    expect(provider?.Properties).toMatchObject({ Name: 'educloud-northeast-nefu', SamlMetadataDocument: metadata });
    expect(provider?.Properties.Tags).toContainEqual({ Key: 'educloud:school', Value: 'nefu' });
  });

  test('become what they are admitted to', () => {
    const provider = providerArn('nefu', awsRegion);
    const is = (affiliations: string[], entitlements: string[] = []): string[] =>
      [admin, teacher].filter((role) =>
        signsIn(built.trust(role), provider, { affiliations, entitlements, sourceIdentity: 'abc', awsRegion }),
      );
    expect(is(['faculty@nefu.edu.cn'])).toEqual([teacher]);
    expect(is(['staff@nefu.edu.cn'])).toEqual([]);
    expect(is(['staff@nefu.edu.cn'], ['urn:x:teaches'])).toEqual([teacher]);
    expect(is(['staff@nefu.edu.cn'], ['urn:x:admin'])).toEqual([admin]);
    expect(is(['faculty@nefu.edu.cn'], ['urn:x:admin'])).toEqual([teacher]);
    expect(is(['staff@hit.edu.cn'], ['urn:x:admin'])).toEqual([]);
  });

  test('read and write records and materials as admins, and materials as teachers', () => {
    expect(may(admin, 'edu-rec-nefu')).toEqual(all);
    expect(may(admin, 'edu-mat-nefu')).toEqual(all);
    expect(may(teacher, 'edu-rec-nefu')).toEqual([]);
    expect(may(teacher, 'edu-mat-nefu')).toEqual(all);
    for (const role of [admin, teacher])
      for (const bucket of ['edu-rec-hit', 'edu-mat-hit'])
        expect([role, bucket, may(role, bucket)]).toEqual([role, bucket, []]);
  });

  test('use the key of their school through S3', () => {
    const way = throughS3(cell.materials.bucketArn, awsRegion);
    for (const role of [admin, teacher]) {
      expect(allows(built.key('alias/educloud/nefu'), as(role), 'kms:GenerateDataKey', way)).toBe(true);
      expect(allows(built.key('alias/educloud/nefu'), as(role), 'kms:Decrypt')).toBe(false);
      expect(allows(built.key('alias/educloud/hit'), as(role), 'kms:Decrypt', way)).toBe(false);
    }
  });

  test('have roles that are made after the provider, in a stack that is tied to no other', () => {
    const [provider] = Object.entries(built.resources).find(([, { Type }]) => Type === 'AWS::IAM::SAMLProvider') ?? [];
    for (const role of Object.values(built.template.Resources))
      if (Object(role).Type === 'AWS::IAM::Role') expect(role).toMatchObject({ DependsOn: [provider] });
    expect(built.foreignParts()).toEqual([]);
  });
});

test('a persona without an admission gets no role', () => {
  const stack = stackIn();
  const cell = addCell(stack, 'nefu');
  SchoolSignIn.bySaml(stack, 'SignIn', { cell, metadata, admissions: admissions.slice(0, 1) });
  expect(names(new Built(stack))).toEqual([teacher]);
});

test('people of many schools come by a proxy, which is made elsewhere', () => {
  const stack = stackIn();
  const cell = addCell(stack, 'nefu');
  const providerArns = ['proxy-blue', 'proxy-green'].map((name) => providerArn(name));
  SchoolSignIn.byProxy(stack, 'SignIn', { cell, providerArns, admissions: admissions.slice(0, 2) });
  const built = new Built(stack);
  expect(built.ofType('AWS::IAM::SAMLProvider')).toEqual([]);
  for (const arn of providerArns)
    expect(signsIn(built.trust(teacher), arn, { affiliations: ['faculty@nefu.edu.cn'], sourceIdentity: 'abc' })).toBe(
      true,
    );
  expect(
    signsIn(built.trust(teacher), providerArn('nefu'), {
      affiliations: ['faculty@nefu.edu.cn'],
      sourceIdentity: 'abc',
    }),
  ).toBe(false);
});

test.each(['cn-north-1', 'eu-central-1'])('with an issuer in %s each client is a persona', (awsRegion) => {
  const stack = stackIn(awsRegion);
  const cell = addCell(stack, 'nefu');
  const host = 'login.nefu.edu.cn';
  SchoolSignIn.byOidc(stack, 'SignIn', {
    cell,
    issuer: `https://${host}`,
    clients: { teacher: 'for-teachers', 'school-admin': 'for-admins' },
  });
  const built = new Built(stack);
  const provider = `arn:${partitionOfAwsRegion(awsRegion).arnPartition}:iam::${own}:oidc-provider/${host}`;
  const is = (aud: string): string[] =>
    [admin, teacher].filter((role) =>
      signsInByOidc(built.trust(role), provider, host, { aud, sub: 'abc', sourceIdentity: 'abc' }),
    );
  expect(is('for-teachers')).toEqual([teacher]);
  expect(is('for-admins')).toEqual([admin]);
  expect(is('for-pupils')).toEqual([]);
  expect(built.ofType('AWS::IAM::OIDCProvider')[0]?.Properties.ClientIdList).toEqual(['for-admins', 'for-teachers']);
});

test.each<[string, (cell: SchoolCell) => SchoolSignIn]>([
  ['SAML', (cell) => SchoolSignIn.bySaml(cell, 'SignIn', { cell, metadata, admissions })],
  [
    'a proxy',
    (cell) => SchoolSignIn.byProxy(cell, 'SignIn', { cell, providerArns: [providerArn('proxy-blue')], admissions }),
  ],
  [
    'OIDC',
    (cell) =>
      SchoolSignIn.byOidc(cell, 'SignIn', { cell, issuer: 'https://login.nefu.edu.cn', clients: { teacher: 'a' } }),
  ],
])('a frozen school has neither provider nor roles, by %s', (_, signIn) => {
  const stack = stackIn();
  const { roles } = signIn(addCell(stack, 'nefu', { frozen: true }));
  expect(roles).toEqual([]);
  const types = Object.values(new Built(stack).resources).map(({ Type }) => Type);
  expect(types.filter((type) => type.startsWith('AWS::IAM::'))).toEqual([]);
});

describe('refused are', () => {
  const oidc = (clients: Record<string, string>) => {
    const stack = stackIn();
    const cell = addCell(stack, 'nefu');
    return thrown(() => SchoolSignIn.byOidc(stack, 'SignIn', { cell, issuer: 'https://login.nefu.edu.cn', clients }));
  };

  test('one client for two personas, and none', () => {
    expect(oidc({ teacher: 'a', 'school-admin': 'a' })).toMatchObject({ code: 'EDU601', path: 'Stack/SignIn' });
    expect(oidc({}).code).toBe('EDU601');
  });

  test('a persona that gets no credentials', () => {
    expect(oidc({ student: 'a' })).toMatchObject({ code: 'EDU601', found: 'student' });
    const stack = stackIn();
    const cell = addCell(stack, 'nefu');
    const pupils = [{ persona: 'student', scopedAffiliations: ['staff@nefu.edu.cn'] }];
    expect(thrown(() => SchoolSignIn.bySaml(stack, 'SignIn', { cell, metadata, admissions: pupils })).code).toBe(
      'EDU601',
    );
  });

  test('a cell of another stack', () => {
    const cell = addCell(stackIn(), 'nefu');
    expect(thrown(() => SchoolSignIn.bySaml(stackIn(), 'SignIn', { cell, metadata, admissions })).code).toBe('EDU602');
  });
});
