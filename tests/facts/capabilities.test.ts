import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  capability,
  capabilityKeys,
  namedSubstitutes,
  packageRoot,
  partition,
  partitionIds,
  requireCapability,
} from '../../lib/facts';
import { capabilityFileSchema } from '../../lib/facts/capability-schema';
import { issuesOf } from './support';

const file = capabilityFileSchema.parse(
  parse(readFileSync(join(packageRoot(), 'policies/partitions/capabilities.yaml'), 'utf8')),
);

/** Every answer in every place where it may differ. */
const everyAnswer = capabilityKeys().flatMap((key) =>
  partitionIds().flatMap((id) => [
    capability(id, key),
    ...partition(id).awsRegions.map((awsRegion) => capability(id, key, awsRegion.id)),
  ]),
);

describe('capabilities', () => {
  test.each(Object.keys(file.capabilities))('%s is answered for exactly the known partitions', (key) => {
    expect(Object.keys(file.capabilities[key]?.partitions ?? {}).sort()).toEqual(partitionIds());
  });

  test('every answer has a title, a source and a certainty, and a reason unless it is yes', () => {
    for (const answer of everyAnswer) {
      expect(answer.title).toMatch(/\S/);
      expect(answer.source).toMatch(/\S/);
      expect(answer.certainty).toMatch(/\S/);
      expect(answer.answer === 'yes' || answer.reason !== '').toBe(true);
    }
  });

  test('AWS Regions in a limit belong to the partition', () => {
    for (const answer of everyAnswer) {
      const own = partition(answer.partition).awsRegions.map((awsRegion) => awsRegion.id);
      const limits = [...(answer.onlyAwsRegions ?? []), ...(answer.exceptAwsRegions ?? [])];
      expect(limits.filter((awsRegion) => !own.includes(awsRegion))).toEqual([]);
    }
  });

  test('every substitute is a capability that the same partition has, or a named thing', () => {
    const bad = everyAnswer.flatMap((answer) => {
      if (answer.answer !== 'substitute' || Object.hasOwn(namedSubstitutes(), answer.substitute)) {
        return [];
      }
      const target = capability(answer.partition, answer.substitute);
      return target.answer === 'yes' ? [] : [`${answer.partition} ${answer.key} -> ${answer.substitute}`];
    });
    expect(bad).toEqual([]);
  });

  test('every named thing stands in for something', () => {
    const used = everyAnswer.map((answer) => (answer.answer === 'substitute' ? answer.substitute : ''));
    expect(Object.keys(namedSubstitutes()).filter((name) => !used.includes(name))).toEqual([]);
  });

  test('what is unknown is refused and unverified', () => {
    const unknown = everyAnswer.filter((answer) => answer.answer === 'no' && answer.unknown);
    expect(unknown.length).toBeGreaterThan(0);
    expect(unknown.filter((answer) => answer.certainty !== 'unverified')).toEqual([]);
    expect(capability('aws-cn', 'kms.multiRegionKeys')).toMatchObject({ answer: 'no', unknown: true });
  });

  test('general knowledge is never more than unverified', () => {
    const fromMemory = everyAnswer.filter((answer) => answer.source === 'general knowledge');
    expect(fromMemory.length).toBeGreaterThan(0);
    expect(fromMemory.filter((answer) => answer.certainty !== 'unverified')).toEqual([]);
  });

  test.each([
    ['aws', 'cdn.oai.readsSseKmsObjects'],
    ['aws-eusc', 'backup.crossAccountCopy'],
    ['aws-cn', 'cdn.responseHeadersPolicy'],
    ['aws-cn', 's3.abac'],
    ['aws-eusc', 'org.scp'],
    ['aws-us-gov', 'org.rcp'],
  ])('unverified stays unverified until somebody checks it: %s %s', (id, key) => {
    expect(capability(id, key).certainty).toBe('unverified');
  });

  test('China: the CDN reads its origin through an identity, not through access control', () => {
    expect(capability('aws-cn', 'cdn.originAccessControl')).toMatchObject({
      answer: 'substitute',
      substitute: 'cdn.originAccessIdentity',
      certainty: 'measured',
    });
    expect(requireCapability('aws-cn', 'cdn.originAccessIdentity').answer).toBe('yes');
  });

  test('account-regional bucket names are answered by AWS Region', () => {
    const key = 's3.accountRegionalNamespace';
    expect(capability('aws', key, 'eu-central-1').answer).toBe('yes');
    for (const awsRegion of ['me-south-1', 'me-central-1']) {
      expect(requireCapability('aws', key, awsRegion)).toMatchObject({
        answer: 'substitute',
        substitute: 's3.hashedBucketName',
      });
    }
    expect(capability('aws-cn', key)).toMatchObject({ answer: 'yes', certainty: 'verified' });
    expect(capability('aws-eusc', key)).toMatchObject({ answer: 'yes', certainty: 'inferred' });
  });

  test('a limited answer does not hold when no AWS Region is given', () => {
    expect(capability('aws', 's3.accountRegionalNamespace')).toMatchObject({
      answer: 'substitute',
      exceptAwsRegions: ['me-central-1', 'me-south-1'],
      reason: expect.stringContaining('none was given'),
    });
    expect(capability('aws-cn', 's3.express', 'cn-north-1').answer).toBe('yes');
    expect(capability('aws-cn', 's3.express', 'cn-northwest-1').answer).toBe('no');
    expect(capability('aws-cn', 's3.express').answer).toBe('no');
  });

  test('what copies of a school rest on is refused where no source settles it', () => {
    for (const [id, key] of [
      ['aws-cn', 's3.replicationTimeControl'],
      ['aws-eusc', 's3.replicationTimeControl'],
      ['aws-eusc', 'backup.s3'],
      ['aws-eusc', 's3.batchReplication'],
    ] as const) {
      expect(capability(id, key)).toMatchObject({ answer: 'no', unknown: true });
    }
    expect(capability('aws-eusc', 's3.crossRegionReplication')).toMatchObject({ answer: 'no', unknown: false });
  });

  test('China: a backup goes to the other AWS Region and to no other account', () => {
    expect(requireCapability('aws-cn', 'backup.crossRegionCopy').answer).toBe('yes');
    expect(capability('aws-cn', 'backup.crossAccountCopy')).toMatchObject({
      answer: 'no',
      unknown: false,
      certainty: 'verified',
    });
  });

  test('a refused capability throws EDU502 with reason, source and certainty', () => {
    const [issue] = issuesOf(() => requireCapability('aws-cn', 'det.macie', 'cn-north-1'));
    expect(issue).toMatchObject({ code: 'EDU502', found: 'det.macie' });
    expect(issue?.message).toMatch(/no Macie endpoint.*source: botocore.*certainty: measured/);
  });

  test('an unknown fact throws EDU502 and says that it is not known', () => {
    const [issue] = issuesOf(() => requireCapability('aws-eusc', 'org.rcp'));
    expect(issue?.code).toBe('EDU502');
    expect(issue?.message).toMatch(/not known/);
  });
});
