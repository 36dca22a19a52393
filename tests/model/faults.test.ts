import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { jsonFault } from '../../lib/model/assembly/json-fault';
import { readWorld } from '../../lib/model';
import { folderOf, issuesOf, stackArtifact, worldOf } from './support';

const codesOf = (files: Readonly<Record<string, unknown>>): string[] =>
  issuesOf(() => readWorld(folderOf(files))).map(({ code }) => code);
const manifest = { artifacts: { app: stackArtifact('app.template.json') } };
const empty = { Resources: {} };

describe('a folder is refused', () => {
  it('when it is not there, or is a file', () => {
    for (const folder of [join(folderOf(), 'gone'), join(folderOf({ file: 'x' }), 'file')]) {
      expect(issuesOf(() => readWorld(folder))).toMatchObject([{ code: 'EDU721', file: folder }]);
    }
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['without a manifest and templates', { 'README.md': 'x' }, ['EDU722']],
    ['whose manifest names no stacks', { 'manifest.json': { artifacts: {} } }, ['EDU722']],
    ['whose manifest is not JSON', { 'manifest.json': '{' }, ['EDU723']],
    ['whose manifest is a list', { 'manifest.json': [] }, ['EDU725']],
    ['whose manifest has no artifacts', { 'manifest.json': {} }, ['EDU725']],
    ['whose template is not there', { 'manifest.json': manifest }, ['EDU724']],
    ['whose template is not named', { 'manifest.json': { artifacts: { app: stackArtifact('') } } }, ['EDU724']],
    ['whose template is not JSON', { 'manifest.json': manifest, 'app.template.json': 'Resources:' }, ['EDU723']],
    ['whose template is null', { 'manifest.json': manifest, 'app.template.json': 'null' }, ['EDU725']],
    [
      'whose nested assembly is not there',
      {
        'manifest.json': {
          artifacts: { stage: { type: 'cdk:cloud-assembly', properties: { directoryName: 'gone' } } },
        },
      },
      ['EDU724'],
    ],
    [
      'with everything broken at once',
      {
        'manifest.json': { artifacts: { a: stackArtifact('a.json'), b: stackArtifact('b.json') } },
        'a.json': '{]',
        'educloud.json': '[]',
      },
      ['EDU723', 'EDU725', 'EDU724'],
    ],
  ])('%s', (_, files, codes) => {
    expect(codesOf(files).sort()).toEqual([...codes].sort());
  });

  it.each([
    [{ perimeter: 'x' }],
    [{ perimeter: { accounts: 'x' } }],
    [{ serviceRoles: [1] }],
    [{ breakGlass: 'arn:role' }],
    [{ federation: [] }],
    [{ federation: { proxies: 'x' } }],
    [{ federation: { bureau: [1] } }],
    [{ federation: { domains: [] } }],
    [{ federation: { domains: { oak: 'oak.example' } } }],
    [{ federation: { bureauDomains: 'x' } }],
    [{ federation: { audiences: {} } }],
    [{ federation: { userTags: [null] } }],
    [{ organization: [] }],
    [{ organization: { units: {} } }],
    [{ organization: { units: [{ id: 1 }] } }],
    [{ organization: { units: [{ id: 'ou', parent: 1 }] } }],
    [{ organization: { units: [{ id: 'ou', accounts: 'x' }] } }],
    [{ organization: { policyAttachments: [{ kind: 'tags', target: 'ou' }] } }],
    [{ organization: { policyAttachments: [{ kind: 'service-control' }] } }],
  ])('whose educloud.json says %j', (document) => {
    expect(codesOf({ 'app.template.json': empty, 'educloud.json': document })).toEqual(['EDU725']);
  });

  it('with the line and the column of what is not JSON', () => {
    const text = '{\n  "Resources": {\n    "A": oops\n  }\n}\n';
    const folder = folderOf({ 'manifest.json': manifest, 'app.template.json': text });
    expect(issuesOf(() => readWorld(folder))).toMatchObject([
      { code: 'EDU723', file: join(folder, 'app.template.json'), line: 3, column: 10 },
    ]);
  });

  it('when a file of it cannot be read', () => {
    const folder = folderOf({ 'manifest.json': manifest, 'app.template.json': empty });
    chmodSync(join(folder, 'app.template.json'), 0o000);
    const codes = issuesOf(() => readWorld(folder)).map(({ code }) => code);
    // Nothing is refused to root.
    expect(process.getuid?.() === 0 ? ['EDU724'] : codes).toEqual(['EDU724']);
  });

  it('when a cells file names what it does not hold', () => {
    const schools = { oak: { buckets: ['gone'], keys: ['alias/gone'], roles: ['gone'] } };
    expect(issuesOf(() => worldOf(empty, undefined, { schools }))).toMatchObject([
      { code: 'EDU726', path: 'schools.oak.buckets[0]', found: 'gone' },
      { code: 'EDU726', path: 'schools.oak.keys[0]', found: 'alias/gone' },
      { code: 'EDU726', path: 'schools.oak.roles[0]', found: 'gone' },
    ]);
  });
});

describe('the place where a text stops being JSON', () => {
  it.each([
    ['', 1, 1],
    ['{', 1, 2],
    ['{"a" 1}', 1, 6],
    ['{"a":1,}', 1, 8],
    ['[1,]', 1, 4],
    ['[01]', 1, 2],
    ['{a: 1}', 1, 2],
    ['[1\n, 2] 3', 2, 6],
    ['["a\nb"]', 1, 2],
    ['nul', 1, 1],
    ['{"a": [}]', 1, 8],
  ])('of %j is line %i, column %i', (text, line, column) => {
    expect(jsonFault(text)).toEqual({ line, column });
  });

  it('is never inside of what is JSON', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom('', ' ', '\n\t'), (text, space) => {
        const whole = `${space}${text}${space}`;
        const { line, column } = jsonFault(whole);
        const lines = whole.split('\n');
        expect([line, column]).toEqual([lines.length, (lines.at(-1) ?? '').length + 1]);
      }),
    );
  });
});
