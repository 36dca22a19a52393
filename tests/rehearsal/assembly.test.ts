import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyAssembly, readAssembly, templateOf } from './assembly';

const work = mkdtempSync(join(tmpdir(), 'educloud-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const hash = 'a'.repeat(64);
const from = join(work, 'from');

function write(file: string, content: unknown): void {
  writeFileSync(join(from, file), JSON.stringify(content));
}

beforeAll(() => {
  mkdirSync(from);
  const stacks = [
    { name: 'hub', awsRegion: 'eu-central-1' },
    { name: 'logs', awsRegion: 'eu-west-1' },
  ];
  write('educloud.json', { partition: 'aws', accounts: [{ id: '1', stacks }], waves: [['logs'], ['hub']] });
  write('manifest.json', {
    artifacts: { hub: { properties: { stackTemplateAssetObjectUrl: `s3://assets/${hash}.json` } } },
  });
  write('hub.assets.json', { files: { [hash]: { destinations: { one: { objectKey: `${hash}.json` } } } } });
  write('hub.template.json', { Resources: {} });
  write('logs.template.json', { Resources: {} });
});

test('stacks are read in the order of their waves, each with its place', () => {
  expect(readAssembly(from).waves).toEqual([
    [{ name: 'logs', account: '1', awsRegion: 'eu-west-1' }],
    [{ name: 'hub', account: '1', awsRegion: 'eu-central-1' }],
  ]);
});

test('a changed template is published under its own hash; what is unchanged keeps its bytes', () => {
  const copy = copyAssembly(readAssembly(from), join(work, 'copy'), (template, { name }) =>
    name === 'hub' ? { ...template, Description: 'changed' } : template,
  );
  const text = readFileSync(join(copy.folder, 'hub.template.json'), 'utf8');
  const next = createHash('sha256').update(text).digest('hex');
  expect(templateOf(copy, 'hub')).toEqual({ Resources: {}, Description: 'changed' });
  for (const file of ['manifest.json', 'hub.assets.json']) {
    const published = readFileSync(join(copy.folder, file), 'utf8');
    expect(published).toContain(next);
    expect(published).not.toContain(hash);
  }
  expect(readFileSync(join(copy.folder, 'logs.template.json'), 'utf8')).toBe('{"Resources":{}}');
});
