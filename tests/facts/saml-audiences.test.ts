import { partition, partitionIds, samlAudiences } from '../../lib/facts';

test('people sign in with the audience of the partition, and with that of each AWS Region in use', () => {
  expect(samlAudiences(partition('aws-cn'), ['cn-northwest-1', 'cn-north-1'])).toEqual([
    'https://cn-north-1.signin.amazonaws.cn/saml',
    'https://cn-northwest-1.signin.amazonaws.cn/saml',
    'https://signin.amazonaws.cn/saml',
  ]);
  expect(samlAudiences(partition('aws'), [])).toEqual(['https://signin.aws.amazon.com/saml']);
});

test('an AWS Region that is named twice counts once', () => {
  expect(samlAudiences(partition('aws'), ['eu-central-1', 'eu-central-1'])).toHaveLength(2);
});

test('where no audience is known there is none', () => {
  expect(samlAudiences(partition('aws-eusc'), ['eusc-de-east-1'])).toEqual([]);
});

test.each(partitionIds())('the audience of an AWS Region of %s is that of the partition, under its name', (id) => {
  const { saml } = partition(id);
  expect(saml.regionalAudience).toBe(saml.audience?.replace('https://', 'https://{awsRegion}.') ?? null);
});
