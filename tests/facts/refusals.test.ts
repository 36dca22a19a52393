import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import {
  capability,
  jurisdiction,
  jurisdictionOfAwsRegion,
  partition,
  partitionIds,
  partitionOfAwsRegion,
  quota,
} from '../../lib/facts';
import { capabilityAt, capabilityKeysAt } from '../../lib/facts/capabilities';
import { jurisdictionAt } from '../../lib/facts/jurisdictions';
import { rootAbove } from '../../lib/facts/package-root';
import { partitionAt, partitionIdsAt } from '../../lib/facts/partitions';
import { quotaAt } from '../../lib/facts/quotas';
import { copiedRoot, edit, issuesOf } from './support';

const awsYaml = 'policies/partitions/aws.yaml';
const tableYaml = 'policies/partitions/capabilities.yaml';

describe('an unknown name is refused with a suggestion', () => {
  test.each<[string, () => unknown, string]>([
    ['partition', () => partition('aws-china'), 'aws-cn'],
    ['AWS Region', () => partitionOfAwsRegion('cn-nort-1'), 'cn-north-1'],
    ['AWS Region of a jurisdiction', () => jurisdictionOfAwsRegion('eu-central-3'), 'eu-central-1'],
    ['AWS Region of a partition', () => capability('aws-cn', 'det.macie', 'cn-north-2'), 'cn-north-1'],
    ['capability', () => capability('aws', 's3.objectlock'), 's3.objectLock'],
    ['quota', () => quota('aws', 'kms.aliasPerKey'), 'kms.aliasesPerKey'],
    ['jurisdiction', () => jurisdiction('cnn'), 'cn'],
  ])('%s', (_title, action, suggestion) => {
    const [issue] = issuesOf(action);
    expect(issue).toMatchObject({ code: 'EDU501', found: expect.any(String), allowed: expect.any(String) });
    expect(issue?.fix).toBe(`did you mean "${suggestion}"?`);
  });

  test('nothing near is suggested for a name that is like none', () => {
    const [issue] = issuesOf(() => jurisdiction('atlantis'));
    expect(issue).toMatchObject({ code: 'EDU501', allowed: 'by, cn, eu, us' });
    expect(issue?.fix).not.toMatch(/did you mean/);
  });

  test('an AWS Region of another partition is unknown to this one', () => {
    const [issue] = issuesOf(() => capability('aws-cn', 's3.versioning', 'eu-central-1'));
    expect(issue).toMatchObject({ code: 'EDU501', allowed: 'cn-north-1, cn-northwest-1' });
  });

  test('whatever is asked for, a name that is not listed is refused and nothing else happens', () => {
    const strange = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', '../aws', 'capabilities', ''));
    fc.assert(
      fc.property(strange, (name) => {
        fc.pre(!partitionIds().includes(name));
        for (const action of [
          () => partition(name),
          () => capability('aws', name),
          () => quota('aws', name),
          () => capability(name, 's3.versioning'),
        ]) {
          expect(issuesOf(action).map((issue) => issue.code)).toEqual(['EDU501']);
        }
      }),
    );
  });
});

describe('a damaged policies file is refused with its place', () => {
  test('broken YAML', () => {
    const root = copiedRoot();
    edit(root, awsYaml, 'dnsSuffix:', '"dnsSuffix');
    const [issue] = issuesOf(() => partitionAt(root, 'aws'));
    expect(issue).toMatchObject({ code: 'EDU503', file: join(root, awsYaml), line: expect.any(Number) });
  });

  test('a key that stands twice', () => {
    const root = copiedRoot();
    edit(root, awsYaml, 'dnsSuffix: amazonaws.com\n', 'dnsSuffix: amazonaws.com\ndnsSuffix: amazonaws.com\n');
    expect(issuesOf(() => partitionAt(root, 'aws'))).toMatchObject([{ code: 'EDU503', line: 6, column: 1 }]);
  });

  test('a wrong value, named by path, line and column', () => {
    const root = copiedRoot();
    edit(root, awsYaml, 'arnPartition: aws', 'arnPartition: 7');
    expect(issuesOf(() => partitionAt(root, 'aws'))).toMatchObject([
      { code: 'EDU503', file: join(root, awsYaml), path: 'arnPartition', line: 4, column: 1 },
    ]);
  });

  test('a key that nobody knows', () => {
    const root = copiedRoot();
    edit(root, awsYaml, 'rootUser:', 'colour: red\nrootUser:');
    const [issue] = issuesOf(() => partitionAt(root, 'aws'));
    expect(issue).toMatchObject({ code: 'EDU503', path: 'colour' });
    expect(issue?.line).toBeGreaterThan(10);
  });

  test('a fact without certainty', () => {
    const root = copiedRoot();
    edit(root, 'policies/jurisdictions/cn.yaml', 'certainty: verified', '');
    expect(issuesOf(() => jurisdictionAt(root, 'cn'))).toMatchObject([{ code: 'EDU503', path: 'certainty' }]);
  });

  test('a fact without evidence', () => {
    const root = copiedRoot();
    edit(root, 'policies/partitions/aws-eusc.yaml', '  rootUser: { source', '  rootuser: { source');
    expect(issuesOf(() => partitionAt(root, 'aws-eusc')).map((issue) => issue.code)).toContain('EDU503');
  });

  test('a null without a reason', () => {
    const root = copiedRoot();
    edit(root, 'policies/partitions/aws-us-gov.yaml', '  reason: no source', '  # reason: no source');
    expect(issuesOf(() => partitionAt(root, 'aws-us-gov'))).toMatchObject([{ code: 'EDU503', path: 'saml.reason' }]);
  });

  test('a substitute that nobody describes', () => {
    const root = copiedRoot();
    edit(root, tableYaml, 'substitute: cdn.forwardedValues', 'substitute: cdn.forwardedValue');
    const [issue] = issuesOf(() => capabilityKeysAt(root));
    expect(issue).toMatchObject({ code: 'EDU503', path: 'capabilities.cdn.cachePolicy.partitions.aws-cn' });
  });

  test('a limit to AWS Regions that does not say what holds elsewhere', () => {
    const root = copiedRoot();
    edit(root, tableYaml, 'elsewhere:', 'note:');
    expect(issuesOf(() => capabilityKeysAt(root)).map((issue) => issue.code)).toEqual(['EDU503']);
  });

  test('a capability without an answer for a partition', () => {
    const root = copiedRoot();
    edit(root, tableYaml, "      aws: 'yes'\n", '');
    const [issue] = issuesOf(() => capabilityAt(root, 'aws', 'cdn.cloudfront'));
    expect(issue).toMatchObject({ code: 'EDU503', file: join(root, tableYaml) });
  });

  test('a quota whose maximum is below its value', () => {
    const root = copiedRoot();
    edit(root, 'policies/partitions/quotas.yaml', 'max: 5000', 'max: 5');
    const [issue] = issuesOf(() => quotaAt(root, 'aws', 'cfn.stacksPerRegion'));
    expect(issue).toMatchObject({ code: 'EDU503', path: 'quotas.iam.rolesPerAccount.max' });
  });

  test('an id that differs from the name of the file', () => {
    const root = copiedRoot();
    edit(root, 'policies/jurisdictions/by.yaml', 'id: by', 'id: bg');
    expect(issuesOf(() => jurisdictionAt(root, 'by'))).toMatchObject([{ code: 'EDU503' }]);
  });

  test('a missing file', () => {
    const root = copiedRoot();
    rmSync(join(root, tableYaml));
    expect(issuesOf(() => capabilityKeysAt(root))).toMatchObject([{ code: 'EDU503', file: join(root, tableYaml) }]);
  });

  test('a missing folder', () => {
    const root = copiedRoot();
    rmSync(join(root, 'policies'), { recursive: true });
    expect(issuesOf(() => partitionIdsAt(root))).toMatchObject([{ code: 'EDU503' }]);
  });

  test('listing ids opens no file, and one damaged file does not spoil the others', () => {
    const root = copiedRoot();
    writeFileSync(join(root, awsYaml), ': [');
    writeFileSync(join(root, tableYaml), ': [');
    expect(partitionIdsAt(root)).toEqual(partitionIds());
    expect(partitionAt(root, 'aws-cn').dnsSuffix).toBe('amazonaws.com.cn');
  });
});

test('a folder outside the package has no package root', () => {
  expect(issuesOf(() => rootAbove('/'))).toMatchObject([{ code: 'EDU901' }]);
});
