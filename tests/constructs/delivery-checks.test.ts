import { Token } from 'aws-cdk-lib/core';
import { ContentDelivery, type ContentDeliveryProps } from '../../constructs';
import { EducloudError, type Issue } from '../../lib/errors';
import { domainProps, pems, plainProps, publicKey, signingKeys } from './support/delivery';
import { beside, own, stackIn } from './support/stage';

const [first, second] = pems;

/** What is wrong with a delivery; the properties are those given and no others. */
function wrong(awsRegion: string, props: ContentDeliveryProps, stack = stackIn(awsRegion)): readonly Issue[] {
  try {
    new ContentDelivery(stack, 'Delivery', props);
  } catch (error) {
    if (error instanceof EducloudError) return error.issues;
    throw error;
  }
  return [];
}

const fits = (awsRegion: string): ContentDeliveryProps => ({ ...domainProps(awsRegion), signingKeys });
const plain: ContentDeliveryProps = { ...plainProps, signingKeys };
const chinese = fits('cn-north-1');
const icp = { recordalNumber: '辽ICP备12345678号-1', rootDomain: 'ne-edu.example', operator: 'sinnet' };
const acm = (text: string) => ({ domains: ['a.example'], certificate: { acm: text } });
const iam = { certificate: { iam: 'ASCAEXAMPLE123456789' } };

test.each(['eu-central-1', 'us-east-1', 'cn-north-1', 'cn-northwest-1', 'af-south-1'])(
  'in %s what fits is taken',
  (region) => {
    expect(wrong(region, fits(region))).toEqual([]);
  },
);

test.each<[string, Partial<ContentDeliveryProps>]>([
  ['no domain and no certificate', {}],
  ['a certificate of IAM', { domains: ['a.example'], ...iam }],
  ['no bucket for logs and open material alone', { dataClasses: ['open'], signingKeys: [] }],
  ['a recordal, though none is asked for', { ...domainProps('eu-central-1'), icp }],
  ['a bucket whose name is not known yet', { bucketName: Token.asString({ Ref: 'Bucket' }) }],
])('in eu-central-1 %s fits, too', (_what, more) => {
  expect(wrong('eu-central-1', { ...plain, ...more })).toEqual([]);
});

test.each<[string, string, Partial<ContentDeliveryProps>]>([
  ['a bad region', 'regionId', { regionId: 'North' }],
  ['a bad bucket', 'bucketName', { bucketName: 'Commons' }],
  ['a bad bucket for logs', 'bucketName', { logBucketName: 'edu.cdn' }],
  ['no class', '`dataClasses` is empty', { dataClasses: [], signingKeys: [] }],
  ['personal data', '`dataClasses` names what no CDN may deliver', { dataClasses: ['open', 'licensed', 'personal'] }],
  ['internal data', '`dataClasses` names what no CDN may deliver', { dataClasses: ['internal'], signingKeys: [] }],
  ['no country', '`countries` is empty', { countries: [] }],
  ['a country in small letters', 'countries', { countries: ['cn'] }],
  ['a country twice', '`countries` names one twice', { countries: ['CN', 'CN'] }],
  [
    'a wildcard as domain',
    'domains',
    { ...acm(`arn:aws:acm:us-east-1:${own}:certificate/a`), domains: ['*.a.example'] },
  ],
  ['a URL as domain', 'domains', { domains: ['https://a.example'], ...iam }],
  ['a domain twice', '`domains` names one twice', { domains: ['a.example', 'a.example'], ...iam }],
  [
    'too many domains',
    '`domains` are too many',
    { domains: Array.from({ length: 101 }, (_, index) => `a${String(index)}.example`), ...iam },
  ],
  ['a domain without certificate', '`certificate` is missing', { domains: ['a.example'] }],
  ['a certificate without domain', '`certificate` has no domain', iam],
  ['no certificate in it', '`certificate` names not exactly one', { domains: ['a.example'], certificate: {} }],
  [
    'two certificates',
    '`certificate` names not exactly one',
    { domains: ['a.example'], certificate: { ...iam.certificate, acm: `arn:aws:acm:us-east-1:${own}:certificate/a` } },
  ],
  ['a certificate of the AWS Region', 'certificate.acm', acm(`arn:aws:acm:eu-central-1:${own}:certificate/a`)],
  ['a certificate of another account', 'certificate.acm', acm('arn:aws:acm:us-east-1:999988887777:certificate/a')],
  [
    'the ARN of a server certificate',
    'certificate.iam',
    { domains: ['a.example'], certificate: { iam: 'arn:aws:iam::1' } },
  ],
  ['a recordal without number', 'icp.recordalNumber', { icp: { ...icp, recordalNumber: '12345678' } }],
  ['an operator that is none', 'icp.operator', { icp: { ...icp, operator: 'aws' } }],
  ['a root domain that is none', 'icp.rootDomain', { icp: { ...icp, rootDomain: 'example' } }],
  ['a regional web ACL', 'webAclArn', { webAclArn: `arn:aws:wafv2:eu-central-1:${own}:regional/webacl/a/b` }],
  ['the id of a web ACL of the classic WAF', 'webAclArn', { webAclArn: '473e64fd-f30b-4765-81a0-62ad96dd167a' }],
  ['one key', '`signingKeys` is not as many', { signingKeys: signingKeys.slice(1) }],
  [
    'six keys',
    '`signingKeys` is not as many',
    { signingKeys: Array.from({ length: 6 }, (_, index) => ({ id: `k${String(index)}`, pem: publicKey() })) },
  ],
  ['keys with nothing to sign for', '`signingKeys` has nothing to sign for', { dataClasses: ['open'] }],
  [
    'a key with a bad id',
    'signingKeys.id',
    { signingKeys: [{ id: 'K_1', pem: first }, signingKeys[1] ?? { id: '', pem: '' }] },
  ],
  [
    'keys whose names differ by a hyphen',
    '`signingKeys` names one twice',
    {
      signingKeys: [
        { id: '2026-a', pem: first },
        { id: '2026a', pem: second },
      ],
    },
  ],
  [
    'the same key twice, in other spellings',
    '`signingKeys` holds the same key twice',
    {
      signingKeys: [
        { id: 'a', pem: first },
        { id: 'b', pem: first.replaceAll('\n', '\r\n') },
      ],
    },
  ],
  [
    'a key of 3,072 bits',
    '`signingKeys` holds no public RSA key',
    {
      signingKeys: [
        { id: 'a', pem: first },
        { id: 'b', pem: publicKey(3_072) },
      ],
    },
  ],
])('in eu-central-1 %s is refused, and nothing else', (_what, message, more) => {
  expect(wrong('eu-central-1', { ...plain, ...more })).toEqual([
    expect.objectContaining({ code: 'EDU601', path: 'Stack/Delivery', message: expect.stringContaining(message) }),
  ]);
});

test.each<[string, string, Partial<ContentDeliveryProps>]>([
  [
    'a certificate of ACM',
    'takes no ACM certificate',
    { certificate: { acm: `arn:aws-cn:acm:cn-north-1:${own}:certificate/a` } },
  ],
  ['a web ACL', '`webAclArn` is given, but', { webAclArn: `arn:aws-cn:wafv2:cn-north-1:${own}:global/webacl/a/b` }],
  ['a domain that the recordal does not cover', 'not covered by the recordal', { domains: ['res.other.example'] }],
  ['a domain that merely ends alike', 'not covered by the recordal', { domains: ['evilne-edu.example'] }],
])('in cn-north-1 %s is refused, and nothing else', (_what, message, more) => {
  expect(wrong('cn-north-1', { ...chinese, ...more })).toEqual([
    expect.objectContaining({ code: 'EDU601', message: expect.stringContaining(message) }),
  ]);
});

test('in China a domain and a recordal are asked for', () => {
  expect(wrong('cn-northwest-1', plain).map(({ message }) => message)).toEqual([
    expect.stringContaining('`domains` is empty'),
    expect.stringContaining('`icp` is missing'),
  ]);
});

test('whatever is wrong is told at once', () => {
  const all = wrong('cn-north-1', {
    regionId: 'N',
    jurisdiction: 'cn',
    bucketName: 'X',
    countries: [],
    dataClasses: ['licensed', 'personal'],
    domains: ['res.other.example'],
    certificate: { acm: 'x' },
    icp: { ...icp, operator: 'aws' },
    webAclArn: 'x',
    signingKeys: [{ id: 'K', pem: 'x' }],
  });
  const parts = ['regionId', 'bucketName', 'dataClasses', 'countries', 'certificate', 'icp.operator', 'not covered'];
  for (const part of [
    ...parts,
    'webAclArn',
    '`signingKeys` is not as many',
    'signingKeys.id',
    'holds no public RSA key',
  ])
    expect([part, all.filter(({ message }) => message.includes(part)).length]).toEqual([part, 1]);
  expect(all).toHaveLength(parts.length + 4);
});

test.each(['us-gov-west-1', 'eusc-de-east-1'])('in %s there is no CDN, and that is all that is said', (region) => {
  expect(wrong(region, { ...plain, countries: [] })).toEqual([
    expect.objectContaining({ code: 'EDU601', message: expect.stringContaining('no CDN') }),
  ]);
});

test('a stack without a concrete environment is refused', () => {
  expect(wrong('', plain, beside(stackIn(), 'Agnostic')).map(({ code }) => code)).toEqual(['EDU601']);
});
