import { SamlIdentityProvider } from '../../constructs';
import { metadata, providerArn } from './support/sign-in';
import { awsRegions, beside, Built, own, stackIn, thrown } from './support/stage';

describe.each(awsRegions)('a SAML identity provider in %s', (awsRegion) => {
  const stack = stackIn(awsRegion);
  const school = new SamlIdentityProvider(stack, 'School', {
    regionId: 'northeast',
    name: 'nefu',
    metadata,
    schoolId: 'nefu',
  });
  const proxy = new SamlIdentityProvider(stack, 'Proxy', { regionId: 'northeast', name: 'proxy-blue', metadata });
  const built = new Built(stack);
  const [one, other] = built.ofType('AWS::IAM::SAMLProvider').map(({ Properties }) => Properties);

  test('has the ARN that trust policies name', () => {
    expect(school.providerArn).toBe(providerArn('nefu', awsRegion));
    expect(proxy.providerArn).toBe(providerArn('proxy-blue', awsRegion));
    const [, partition = ''] = school.providerArn.split(':');
    expect(SamlIdentityProvider.arnAt(partition, own, 'northeast', 'nefu')).toBe(school.providerArn);
  });

  test('is made of the metadata as it stands', () => {
    expect(one).toMatchObject({ Name: 'educloud-northeast-nefu', SamlMetadataDocument: metadata });
    expect(other).toMatchObject({ Name: 'educloud-northeast-proxy-blue' });
  });

  test('carries the tag of a school only where it is the school’s own', () => {
    const school = { Key: 'educloud:school', Value: 'nefu' };
    const region = { Key: 'educloud:region', Value: 'northeast' };
    expect(one?.Tags).toEqual([region, school]);
    expect(other?.Tags).toEqual([region]);
  });

  test('the stack is tied to no other', () => {
    expect(built.foreignParts()).toEqual([]);
  });
});

describe('refused are', () => {
  const make = (more: object, stack = stackIn()) =>
    thrown(
      () => new SamlIdentityProvider(stack, 'Provider', { regionId: 'northeast', name: 'nefu', metadata, ...more }),
    );

  test.each([
    ['metadata with a byte order mark', { metadata: `\uFEFF${metadata}` }],
    ['metadata that IAM finds too short', { metadata: metadata.replace(/ {500}/, '') }],
    ['metadata that IAM finds too long', { metadata: metadata.replace('> ', `>${' '.repeat(10_000_000)}`) }],
    ['something else than metadata', { metadata: 'x'.repeat(2_000) }],
    ['a name that is no slug', { name: 'nefu_' }],
    ['a region that is no slug', { regionId: 'N' }],
    ['a school that is no slug', { schoolId: 'Nefu' }],
  ])('%s', (_, more) => {
    expect(make(more)).toMatchObject({ code: 'EDU601', path: 'Stack/Provider' });
  });

  test('a long document is named by its length and beginning alone', () => {
    expect(make({ metadata: 'x'.repeat(2_000_000) + '\u0000' }).code).toBe('EDU601');
    expect(make({ metadata: 'x'.repeat(2_000_000) }).found?.length).toBeLessThan(100);
  });

  test('a partition whose sign-in nobody knows', () => {
    expect(make({}, stackIn('eusc-de-east-1'))).toMatchObject({ code: 'EDU601' });
    expect(make({}, stackIn('eusc-de-east-1')).found).toMatch(/aws-eusc/);
  });

  test('a stack without a concrete environment', () => {
    expect(make({}, beside(stackIn(), 'Agnostic')).code).toBe('EDU601');
  });
});
