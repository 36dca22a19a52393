import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { acceptancesJsonSchema, cellsJsonSchema, loadAcceptances, loadCells } from '../../lib/config';
import type { Issue } from '../../lib/errors';
import { packageRoot, propertyIds } from '../../lib/facts';
import { blocksOf } from '../repository/markdown';
import { files } from './support';

const cells = (text: string) => loadCells(files({ 'cells.yaml': text }));
const acceptances = (text: string, asOf = '2027-01-01') => loadAcceptances(files({ 'accepted.yaml': text }), asOf);
const told = (issues: readonly Issue[]) => issues.map(({ code, line, column }) => `${code} ${line}:${column}`);

const full = `
schools:
  oak:
    buckets: [oak-records, 'arn:aws:s3:::oak-materials']
    keys: ['arn:aws:kms:eu-central-1:111122223333:key/1234']
    roles: ['arn:aws:iam::111122223333:role/oak-teachers']
  elm: {}
perimeter: { organizations: [o-a1b2c3d4e5] }
serviceRoles: ['arn:aws:iam::111122223333:role/service-role/backup']
breakGlass: ['arn:aws:iam::111122223333:role/break-glass']
federation:
  domains: { oak: [oak.example] }
  audiences: ['https://signin.aws.amazon.com/saml']
  bureau: ['arn:aws:iam::111122223333:saml-provider/bureau']
  proxies: []
closedAccounts: ['111122223333']
`;

const accepted = (...lines: string[]): string => `accepted:\n${lines.map((line) => `  - { ${line} }\n`).join('')}`;
const oak =
  'id: oak-1, property: read-isolation, subject: oak-records, reason: agreed with the auditor, until: 2027-03-31';

describe('a cells file', () => {
  test('says who owns what, with lists where nothing is named', () => {
    expect(cells(full)).toEqual({
      cells: {
        schools: {
          oak: {
            buckets: ['oak-records', 'arn:aws:s3:::oak-materials'],
            keys: ['arn:aws:kms:eu-central-1:111122223333:key/1234'],
            roles: ['arn:aws:iam::111122223333:role/oak-teachers'],
          },
          elm: { buckets: [], keys: [], roles: [] },
        },
        perimeter: { organizations: ['o-a1b2c3d4e5'], accounts: [] },
        serviceRoles: ['arn:aws:iam::111122223333:role/service-role/backup'],
        breakGlass: ['arn:aws:iam::111122223333:role/break-glass'],
        signIn: {
          domains: { oak: ['oak.example'] },
          audiences: ['https://signin.aws.amazon.com/saml'],
          bureau: ['arn:aws:iam::111122223333:saml-provider/bureau'],
          proxies: [],
          userTags: [],
        },
        closedAccounts: ['111122223333'],
      },
      issues: [],
    });
  });

  test('leaves out what it does not say', () => {
    expect(cells('schools: {}\n')).toEqual({ cells: { schools: {} }, issues: [] });
  });

  test('has all its mistakes told at once, each with its place', () => {
    const { cells: none, issues } = cells(`
schools:
  oak: { bucket: [a] }
  elm: { buckets: ['edu-*'], keys: key }
perimeter: { accounts: [111122223333] }
serviceRole: []
`);
    expect(none).toBeUndefined();
    expect(told(issues)).toEqual(['EDU201 3:10', 'EDU204 4:20', 'EDU203 4:36', 'EDU203 5:25', 'EDU201 6:1']);
    expect(issues.map(({ fix }) => fix)).toEqual([
      'did you mean `buckets`?',
      undefined,
      undefined,
      'put it in quotes: "111122223333"',
      'did you mean `serviceRoles`?',
    ]);
  });

  test('refuses ids that could stand in no tag', () => {
    const { issues } = cells('schools:\n  oak tree: {}\n  __proto__: {}\n  "": {}\n');
    expect(told(issues)).toEqual(['EDU204 2:3', 'EDU204 3:3', 'EDU204 4:3']);
  });

  test('names the owner of what stands in two cells', () => {
    const { issues } = cells('schools:\n  oak: { keys: [k] }\n  elm: { buckets: [k], keys: [k] }\n');
    expect(issues).toMatchObject([{ code: 'EDU731', line: 3, column: 31, message: 'k belongs to oak already' }]);
  });

  test('is not asked to be a region file when it is empty', () => {
    for (const text of ['', '# nothing\n']) {
      expect(cells(text).issues).toMatchObject([{ code: 'EDU103', fix: expect.stringContaining('schools:') }]);
    }
    expect(loadCells('nowhere/cells.yaml').issues).toMatchObject([{ code: 'EDU101' }]);
  });

  test('whatever stands in it, a bucket of two schools is found by its name or its ARN', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{2,10}$/);
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 5 }), fc.nat(), fc.boolean(), (names, which, arn) => {
        const again = names[which % names.length] ?? '';
        const text = JSON.stringify({
          schools: { oak: { buckets: names }, elm: { buckets: [arn ? `arn:aws:s3:::${again}` : again] } },
        });
        expect(cells(text).issues.map(({ code }) => code)).toEqual(['EDU731']);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a file of acceptances', () => {
  test('lists what is accepted', () => {
    expect(acceptances(accepted(oak))).toEqual({
      acceptances: [
        {
          id: 'oak-1',
          property: 'read-isolation',
          subject: 'oak-records',
          reason: 'agreed with the auditor',
          until: '2027-03-31',
        },
      ],
      issues: [],
    });
  });

  test('counts on its last day and not on the next', () => {
    expect(acceptances(accepted(oak), '2027-03-31').acceptances).toHaveLength(1);
    const after = acceptances(accepted(oak), '2027-04-01');
    expect(after.acceptances).toEqual([]);
    expect(after.issues).toMatchObject([{ code: 'EDU733', severity: 'warning', line: 2, found: '2027-03-31' }]);
  });

  test('expired entries do not take others with them', () => {
    const other = oak.replace('oak-1', 'oak-2').replace('read-', 'write-').replace('2027', '2028');
    expect(acceptances(accepted(oak, other), '2027-12-31')).toMatchObject({
      acceptances: [{ id: 'oak-2' }],
      issues: [{ code: 'EDU733' }],
    });
  });

  test.each([
    ['a property that nobody knows', 'read-isolation', 'read-isolaton', 'did you mean `read-isolation`?'],
    ['a day that no calendar has', '2027-03-31', '2027-02-30', undefined],
    ['a day in another form', '2027-03-31', '31.03.2027', undefined],
    ['a pattern for a subject', 'oak-records', '"oak-*"', undefined],
    ['a reason without words', 'agreed with the auditor', '" "', undefined],
  ])('refuses %s', (_title, from, to, fix) => {
    const { acceptances: none, issues } = acceptances(accepted(oak.replace(from, to)));
    expect(none).toBeUndefined();
    expect(issues).toMatchObject([{ code: 'EDU204', line: 2 }]);
    expect(issues[0]?.fix).toBe(fix);
  });

  test('refuses an id twice, and one subject twice', () => {
    const again = (from: string, to: string) => acceptances(accepted(oak, oak.replace(from, to))).issues;
    expect(again('oak-records', 'elm-records')).toMatchObject([{ code: 'EDU732', line: 3, found: 'oak-1' }]);
    expect(again('oak-1', 'oak-2')).toMatchObject([{ code: 'EDU732', line: 3, found: 'oak-records' }]);
  });

  test('may accept every subject of a property', () => {
    expect(acceptances(accepted(oak.replace('oak-records', "'*'"))).acceptances).toMatchObject([{ subject: '*' }]);
  });
});

describe('the page about proofs', () => {
  const page = blocksOf('docs/proofs.md', readFileSync(join(packageRoot(), 'docs', 'proofs.md'), 'utf8'));
  const shown = (key: string) => page.filter(({ language, text }) => language === 'yaml' && text.startsWith(key));

  test('shows a cells file and acceptances without a mistake', () => {
    expect([shown('schools:').length, shown('accepted:').length]).toEqual([1, 1]);
    for (const { text } of shown('schools:')) expect(cells(text).issues).toEqual([]);
    for (const { text } of shown('accepted:')) expect(acceptances(text).issues).toEqual([]);
  });

  test('speaks of every property', () => {
    const text = readFileSync(join(packageRoot(), 'docs', 'proofs.md'), 'utf8');
    for (const id of propertyIds()) expect(text).toContain(`\`${id}\``);
  });
});

describe('the JSON Schemas', () => {
  test.each([
    ['acceptances', acceptancesJsonSchema()],
    ['cells', cellsJsonSchema()],
  ])('%s: the one in docs is the one that the code makes', (name, schema) => {
    const text = readFileSync(join(packageRoot(), 'docs', `${name}.schema.json`), 'utf8');
    expect(text === `${JSON.stringify(schema, undefined, 2)}\n` ? '' : 'stale: run `npm run docs`').toBe('');
  });

  test('know the properties by name', () => {
    expect(JSON.stringify(acceptancesJsonSchema())).toContain(JSON.stringify(propertyIds()));
  });
});
