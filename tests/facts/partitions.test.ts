import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { packageRoot, partition, partitionIds, partitionOfAwsRegion } from '../../lib/facts';

/** AWS Regions that the CDK lists and the kit leaves out, with the reason. */
const leftOut: Readonly<Record<string, string>> = {
  'me-west-1': 'announced: botocore 1.44.5 names it, but no service has an endpoint there',
};

describe('partitions', () => {
  test('the four partitions are listed in order', () => {
    expect(partitionIds()).toEqual(['aws', 'aws-cn', 'aws-eusc', 'aws-us-gov']);
  });

  test.each(partitionIds())('%s lists the AWS Regions that the CDK knows', (id) => {
    const cdk = RegionInfo.regions.filter((region) => region.partition === id).map((region) => region.name);
    const expected = cdk.filter((name) => !Object.hasOwn(leftOut, name));
    expect(
      partition(id)
        .awsRegions.map((awsRegion) => awsRegion.id)
        .sort(),
    ).toEqual(expected.sort());
  });

  test('every exception is still needed', () => {
    const cdk = RegionInfo.regions.map((region) => region.name);
    expect(Object.keys(leftOut).filter((name) => !cdk.includes(name))).toEqual([]);
  });

  test.each(partitionIds())('%s has the DNS suffix and SAML audience of the CDK', (id) => {
    const facts = partition(id);
    for (const awsRegion of facts.awsRegions) {
      const info = RegionInfo.get(awsRegion.id);
      expect(facts.dnsSuffix).toBe(info.domainSuffix);
      expect(facts.saml.audience ?? '').toBe(info.samlSignOnUrl ?? '');
      expect(partitionOfAwsRegion(awsRegion.id)).toBe(facts);
    }
  });

  test.each(partitionIds())('%s homes its global services in AWS Regions of its own', (id) => {
    const { awsRegions, globalServiceHomes } = partition(id);
    const ids = awsRegions.map((awsRegion) => awsRegion.id);
    expect(Object.values(globalServiceHomes).filter((home) => !ids.includes(home))).toEqual([]);
  });

  test('China: IAM is homed in Beijing, the others in Ningxia', () => {
    const { iam, ...others } = partition('aws-cn').globalServiceHomes;
    expect(iam).toBe('cn-north-1');
    expect([...new Set(Object.values(others))]).toEqual(['cn-northwest-1']);
  });

  test('China: both suffixes of kms:ViaService stand while the fact is unverified', () => {
    const { kmsViaServiceSuffixes, evidence } = partition('aws-cn');
    expect(kmsViaServiceSuffixes).toEqual(['amazonaws.com', 'amazonaws.com.cn']);
    expect(evidence.kmsViaServiceSuffixes.certainty).toBe('unverified');
  });

  test('the sovereign cloud has no SAML audience, says why, and the fact stays unverified', () => {
    const { saml, evidence } = partition('aws-eusc');
    expect(saml.audience).toBeNull();
    expect(saml.reason).toMatch(/no source states/);
    expect(evidence.saml.certainty).toBe('unverified');
  });

  test('facts handed out cannot be changed', () => {
    expect(Object.isFrozen(partition('aws'))).toBe(true);
    expect(Object.isFrozen(partition('aws').awsRegions)).toBe(true);
    expect(Object.isFrozen(partition('aws').saml)).toBe(true);
  });

  test('the package root holds policies/ and the manifest of educloud', () => {
    expect(readFileSync(join(packageRoot(), 'package.json'), 'utf8')).toContain('"name": "educloud"');
    expect(existsSync(join(packageRoot(), 'policies', 'partitions', 'aws.yaml'))).toBe(true);
  });
});
