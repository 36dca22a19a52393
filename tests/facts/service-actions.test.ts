import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { actionServices, packageRoot, properties, property, serviceActions } from '../../lib/facts';
import { serviceActionsAt } from '../../lib/facts/service-actions';
import { actionCatalogue, catalogued } from '../../scripts/action-catalogue';
import { copiedRoot, edit, issuesOf } from './support';

/** The names of a service's actions that a list of names with wildcards stands for. */
function expanded(service: string, patterns: readonly string[]): string[] {
  const tests = patterns.map((pattern) => new RegExp(`^${pattern.replace(/[*]/g, '.*')}$`, 'i'));
  const names = serviceActions(service).actions.map(({ name }) => `${service}:${name}`);
  return names.filter((name) => tests.some((test) => test.test(name)));
}

describe('the catalogue of actions', () => {
  test('is what the pinned data say', async () => {
    expect(actionServices()).toEqual(Object.keys(catalogued));
    for (const service of actionServices()) {
      const file = join(packageRoot(), 'policies', 'actions', `${service}.yaml`);
      expect(readFileSync(file, 'utf8')).toBe(await actionCatalogue(service));
    }
  });

  test.each([...actionServices()])('%s has each action once, in order', (service) => {
    const names = serviceActions(service).actions.map(({ name }) => name);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    expect(names).toEqual([...names].sort());
  });

  test('says what an action is done to and which keys may come with it', () => {
    const named = (service: string, name: string) => serviceActions(service).actions.find((one) => one.name === name);
    expect(named('s3', 'GetObject')).toMatchObject({ access: 'Read', on: ['object', 'other'] });
    expect(named('s3', 'GetObject')?.keys).toContain('s3:ExistingObjectTag/*');
    expect(named('s3', 'PutObject')?.keys).toContain('s3:x-amz-server-side-encryption-aws-kms-key-id');
    expect(named('s3', 'ListBucket')).toMatchObject({ access: 'List', on: ['bucket', 'other'] });
    expect(named('s3', 'PutBucketPolicy')).toMatchObject({ access: 'Permissions management', on: ['bucket'] });
    expect(named('s3', 'ListAllMyBuckets')?.on).toEqual([]);
    expect(named('kms', 'Decrypt')?.keys).toEqual(
      expect.arrayContaining(['kms:EncryptionContext:*', 'kms:ViaService']),
    );
    expect(named('sts', 'AssumeRole')?.on).toContain('role');
  });

  test('an unknown service is refused', () => {
    expect(issuesOf(() => serviceActions('kmss'))).toMatchObject([{ code: 'EDU501', fix: 'did you mean "kms"?' }]);
  });

  test('a file of another service is refused', () => {
    const root = copiedRoot();
    edit(root, 'policies/actions/sts.yaml', 'service: sts', 'service: s3');
    expect(issuesOf(() => serviceActionsAt(root, 'sts'))).toMatchObject([{ code: 'EDU503' }]);
  });
});

describe('the properties and the catalogue', () => {
  const onObjects = serviceActions('s3').actions.filter(({ on }) => on.includes('object'));
  const reading = onObjects
    .filter(({ access }) => access === 'Read' || access === 'List')
    .map(({ name }) => `s3:${name}`);
  const writing = onObjects
    .filter(({ access }) => access !== 'Read' && access !== 'List')
    .map(({ name }) => `s3:${name}`);

  test('every name in a property stands for an action that AWS documents', () => {
    for (const { requests, twin, exceptions } of properties()) {
      for (const pattern of [requests, twin.requests, ...exceptions].flatMap(({ actions }) => actions ?? [])) {
        expect([pattern, expanded(pattern.split(':')[0] ?? '', [pattern])]).not.toEqual([pattern, []]);
      }
    }
  });

  test('read isolation speaks of every action that reads an object or lists objects, and of no other', () => {
    const listing = ['s3:ListBucket', 's3:ListBucketMultipartUploads', 's3:ListBucketVersions'];
    expect(expanded('s3', property('read-isolation').requests.actions)).toEqual([...reading, ...listing].sort());
  });

  test('write isolation speaks of every action that changes an object, and of no other', () => {
    expect(expanded('s3', property('write-isolation').requests.actions)).toEqual(writing.sort());
  });
});
