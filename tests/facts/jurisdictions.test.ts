import {
  jurisdiction,
  jurisdictionIds,
  jurisdictionOfAwsRegion,
  partition,
  partitionOfAwsRegion,
} from '../../lib/facts';

describe('jurisdictions', () => {
  test('the four jurisdictions are listed in order', () => {
    expect(jurisdictionIds()).toEqual(['by', 'cn', 'eu', 'us']);
  });

  test('every AWS Region of a jurisdiction exists and lies in one jurisdiction only', () => {
    const all = jurisdictionIds().flatMap((id) => jurisdiction(id).awsRegions);
    expect(new Set(all).size).toBe(all.length);
    for (const awsRegion of all) {
      expect(partitionOfAwsRegion(awsRegion).awsRegions.map((known) => known.id)).toContain(awsRegion);
    }
  });

  test('mainland China is the whole China partition and nothing else', () => {
    expect(jurisdiction('cn').awsRegions).toEqual(partition('aws-cn').awsRegions.map((awsRegion) => awsRegion.id));
    expect(jurisdictionOfAwsRegion('ap-east-1')).toBeUndefined();
  });

  test('Belarus has no AWS Region and says why', () => {
    expect(jurisdiction('by')).toMatchObject({ awsRegions: [], reason: expect.stringContaining('Belarus') });
  });

  test('London and Zurich are not in the European Union, the sovereign cloud is', () => {
    expect(jurisdictionOfAwsRegion('eu-west-2')).toBeUndefined();
    expect(jurisdictionOfAwsRegion('eu-central-2')).toBeUndefined();
    expect(jurisdictionOfAwsRegion('eusc-de-east-1')?.id).toBe('eu');
    expect(jurisdictionOfAwsRegion('eu-west-3')?.id).toBe('eu');
  });

  test('GovCloud lies in the United States', () => {
    expect(jurisdictionOfAwsRegion('us-gov-west-1')?.id).toBe('us');
  });
});
