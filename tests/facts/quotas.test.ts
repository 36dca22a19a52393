import { partitionIds, quota, quotaKeys } from '../../lib/facts';

const everyQuota = quotaKeys().flatMap((key) => partitionIds().map((id) => quota(id, key)));

describe('quotas', () => {
  test('every quota has title, unit, source and certainty in every partition', () => {
    for (const found of everyQuota) {
      expect([found.title, found.unit, found.source, found.certainty].filter((text) => text.trim() === '')).toEqual([]);
    }
  });

  test('values are positive whole numbers, and no maximum is below its value', () => {
    expect(everyQuota.filter((found) => !Number.isInteger(found.value) || found.value <= 0)).toEqual([]);
    expect(everyQuota.filter((found) => found.max !== undefined && found.max < found.value)).toEqual([]);
  });

  test('keys and units agree about bytes and characters', () => {
    expect(everyQuota.filter((found) => /Bytes(Inline)?$/.test(found.key) !== (found.unit === 'bytes'))).toEqual([]);
    expect(everyQuota.filter((found) => found.key.endsWith('Chars') !== (found.unit === 'characters'))).toEqual([]);
  });

  test('keys and scopes agree about what is counted', () => {
    expect(
      everyQuota.filter((found) => found.key.endsWith('PerRegion') && found.scope !== 'account+awsRegion'),
    ).toEqual([]);
    expect(everyQuota.filter((found) => found.key.endsWith('PerAccount') && found.scope !== 'account')).toEqual([]);
  });

  test.each([
    ['cfn.resourcesPerTemplate', 500],
    ['cfn.templateBytes', 1_000_000],
    ['cfn.templateBytesInline', 51_200],
    ['s3.bucketPolicyBytes', 20_480],
    ['kms.keyPolicyBytes', 32_768],
    ['iam.roleTrustPolicyChars', 2_048],
    ['org.scpBytes', 5_120],
    ['ssm.standardParametersPerRegion', 10_000],
    ['ssm.standardParameterBytes', 4_096],
  ])('%s is %i', (key, value) => {
    expect(partitionIds().map((id) => quota(id, key).value)).toEqual(partitionIds().map(() => value));
  });

  test('where sources differ the smaller value stands and the note says so', () => {
    for (const key of ['backup.resourceAssignmentsPerPlan', 'cf.distributionsPerAccount', 'org.scpsPerTarget']) {
      expect(quota('aws', key).note).toMatch(/smaller value is kept/);
    }
    expect(quota('aws', 'backup.resourceAssignmentsPerPlan').value).toBe(10);
  });

  test('an override replaces single fields for its partition alone', () => {
    expect(quota('aws', 'org.accounts')).toMatchObject({ value: 10, max: 10_000 });
    expect(quota('aws-cn', 'org.accounts')).toMatchObject({ value: 10, max: 5_000, certainty: 'verified' });
    expect(quota('aws-cn', 'org.accounts')).not.toHaveProperty('partitions');
  });

  test('unverified stays unverified until somebody checks it', () => {
    expect(quota('aws', 'iam.rolePolicyAggregateChars').certainty).toBe('unverified');
  });
});
