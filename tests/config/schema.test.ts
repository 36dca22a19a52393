import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { starter } from '../../lib/cli/starter';
import { regionFileDocs, regionJsonSchema, rosterColumns } from '../../lib/config';
import { packageRoot } from '../../lib/facts';

const read = (path: string): string => readFileSync(join(packageRoot(), path), 'utf8');

/** What `npm run docs` would change in a file; empty when it is up to date. */
function stale(path: string, wanted: string): string {
  return read(path) === wanted ? '' : `${path} is stale: run \`npm run docs\``;
}

/** The published schema, read back. Patterns are Unicode patterns, as the standard says; zod compiles them without. */
const published = z.fromJSONSchema(
  JSON.parse(read('docs/region.schema.json').replaceAll('[^\\\\p{C}\\\\p{Zl}\\\\p{Zp}]', '[^\\\\u0000-\\\\u001f]')),
);

describe('the JSON Schema of the region file', () => {
  test('in docs is the one that the code makes', () => {
    expect(stale('docs/region.schema.json', `${JSON.stringify(regionJsonSchema(), undefined, 2)}\n`)).toBe('');
  });

  test.each(readdirSync(join(packageRoot(), 'examples')))('accepts the example %s', (name) => {
    expect(published.safeParse(parse(read(`examples/${name}/region.yaml`))).error?.issues).toBeUndefined();
  });

  test('accepts the starter', () => {
    expect(published.safeParse(parse(starter)).error?.issues).toBeUndefined();
  });

  test.each<[string, string, string]>([
    ['an unknown key', 'home: cn-north-1', 'hom: cn-north-1'],
    ['a number for an account', 'hub: "111122223333"', 'hub: 111122223333'],
    ['an unknown partition', 'partition: aws-cn', 'partition: mars'],
    ['a slug in capitals', 'id: oak-primary', 'id: Oak'],
  ])('refuses %s', (_title, from, to) => {
    expect(starter).toContain(from);
    expect(published.safeParse(parse(starter.replace(from, to))).success).toBe(false);
  });
});

describe('the page about the region file', () => {
  test('in docs is the one that the code makes', () => {
    expect(stale('docs/region-file.md', regionFileDocs())).toBe('');
  });

  test('describes every key and every column', () => {
    const page = regionFileDocs();
    for (const column of Object.keys(rosterColumns)) expect(page).toContain(`| \`${column}\` |`);
    for (const key of ['region.accounts.logArchive', 'region.perimeter.organizations', 'region.schools[].from'])
      expect(page).toContain(`| \`${key}\` |`);
  });
});
