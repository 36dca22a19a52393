import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capabilityAt } from '../../lib/facts/capabilities';
import { compiledFile, compiledValue, compilePolicies } from '../../lib/facts/compiled-policies';
import { packageRoot } from '../../lib/facts';

const root = mkdtempSync(join(tmpdir(), 'educloud-compiled-'));
cpSync(join(packageRoot(), 'policies'), join(root, 'policies'), { recursive: true });
mkdirSync(join(root, 'dist'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('the JSON copy of the policies', () => {
  const path = 'policies/partitions/capabilities.yaml';
  const text = readFileSync(join(root, path), 'utf8');
  writeFileSync(join(root, compiledFile), compilePolicies(root));

  test('says what the YAML says', () => {
    expect(compiledValue(root, path, text)?.value).toBeDefined();
    expect(capabilityAt(root, 'aws-cn', 'cdn.cloudfront')).toEqual(
      capabilityAt(packageRoot(), 'aws-cn', 'cdn.cloudfront'),
    );
  });

  test('does not count once the YAML has been changed', () => {
    expect(compiledValue(root, path, `${text}\n`)).toBeUndefined();
  });
});
