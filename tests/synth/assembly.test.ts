import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { generateRegion } from '../../scripts/generate-region';
import { loadRegion, loadRegionText } from '../../lib/config';
import { planRegion, type Plan } from '../../lib/plan';
import { appContext, buildApp, synthesise } from '../../lib/synth';
import { writeFileSync } from 'node:fs';

const root = mkdtempSync(join(tmpdir(), 'educloud-synth-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

interface Artifact {
  readonly type: string;
  readonly environment: string;
  readonly dependencies: readonly string[];
  readonly properties: object;
}

function planOf(text: string): Plan {
  const { region } = loadRegionText(text, 'region.yaml');
  const plan = region === undefined ? undefined : planRegion(region).plan;
  if (plan === undefined) throw new Error('the region does not plan');
  return plan;
}

const small = planOf(`region:
  id: small
  partition: aws
  home: eu-central-1
  perimeter: { organizations: [o-example0001] }
  accounts: { hub: "111122223333", logArchive: "222233334444" }
  districts: [{ id: north, account: "444455556666" }]
  schools:
    - { id: oak, district: north }
    - { id: elm, account: "777788889999", home: eu-west-1 }
`);

function read(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

describe('a cloud assembly', () => {
  const first = join(root, 'first');
  synthesise(small, { out: first, validate: false });
  const files = read(first);

  test('has the same bytes whatever the folder is called, and however often it is made', () => {
    const second = join(root, 'a', 'much', 'deeper', 'folder');
    synthesise(small, { out: second, validate: false });
    expect(read(second)).toEqual(files);
    synthesise(small, { out: first, validate: false });
    expect(read(first)).toEqual(files);
  });

  test('holds no absolute path, no clock and no user', () => {
    const all = Object.values(files).join('\n');
    expect(all).not.toContain(process.cwd());
    expect(all).not.toContain(tmpdir());
    expect(all).not.toMatch(/\b20\d\d-\d\d-\d\dT\d\d:/);
  });

  test('refers between stacks by name only: no export, no import, no parameter, no asset but the templates', () => {
    const templates = Object.entries(files).filter(([name]) => name.endsWith('.template.json'));
    expect(templates).toHaveLength(small.stacks.length);
    for (const [, text] of templates) {
      expect(text).not.toContain('Fn::ImportValue');
      expect(Object.keys(JSON.parse(text))).toEqual(['Description', 'Resources']);
    }
    for (const [name, text] of Object.entries(files)) {
      if (name.endsWith('.assets.json')) expect(Object.keys(JSON.parse(text).files)).toHaveLength(1);
    }
  });

  test('protects every stack from termination, in a concrete account and AWS Region, after what it needs', () => {
    const { artifacts } = JSON.parse(files['manifest.json'] ?? '');
    const stacks = Object.entries<Artifact>(artifacts).filter(([, { type }]) => type === 'aws:cloudformation:stack');
    expect(stacks.map(([name]) => name).sort()).toEqual(small.stacks.map(({ name }) => name).sort());
    for (const [name, { properties, environment, dependencies }] of stacks) {
      const planned = small.stacks.find((stack) => stack.name === name);
      expect(properties).toMatchObject({ terminationProtection: true });
      expect(environment).toBe(`aws://${planned?.account}/${planned?.awsRegion}`);
      expect(dependencies).toEqual([...(planned?.needs ?? []), `${name}.assets`].sort());
    }
  });

  test('says in educloud.json what no template can: perimeter, accounts, waves, flows', () => {
    expect(JSON.parse(files['educloud.json'] ?? '')).toMatchObject({
      region: 'small',
      jurisdictions: ['eu'],
      perimeter: small.region.perimeter,
      accounts: [
        { id: '111122223333' },
        { id: '222233334444' },
        { id: '444455556666' },
        { id: '777788889999', stacks: [{ awsRegion: 'eu-west-1', kind: 'node' }] },
      ],
      waves: small.waves,
      flows: small.flows,
    });
  });

  test('lets the hub into the registry of every account, by the role that `registry index` takes', () => {
    const roles = Object.entries(files)
      .filter(([name]) => name.endsWith('.template.json'))
      .flatMap(([name, text]) => {
        const { account } = small.stacks.find((stack) => name === `${stack.name}.template.json`) ?? { account: '' };
        const resources = Object.values<{ Type: string; Properties: Record<string, unknown> }>(
          JSON.parse(text).Resources,
        );
        return resources
          .filter(({ Type }) => Type === 'AWS::IAM::Role')
          .map(({ Properties }) => ({ account, role: `${String(Properties.Path)}${String(Properties.RoleName)}` }));
      });
    const readers = roles.filter(({ role }) => role === '/educloud/educloud-small-registry-reader');
    expect(readers.map(({ account }) => account).sort()).toEqual(
      [...new Set(small.stacks.map(({ account }) => account))].sort(),
    );
    expect(roles).toContainEqual({ account: '111122223333', role: '/educloud/educloud-small-registry' });
  });

  test('is built with every feature flag that aws-cdk-lib recommends, as cdk.json says too', () => {
    const cdk = JSON.parse(readFileSync(join(__dirname, '../../cdk.json'), 'utf8'));
    expect(cdk.context).toEqual({
      'educloud:file': 'examples/northeast/region.yaml',
      ...recommendedFlags,
      '@aws-cdk/core:validateAgainstDefaultRules': true,
    });
    expect(appContext()).toMatchObject(recommendedFlags);
  });

  test('can leave out every stack but the ones asked for, without building the others', () => {
    const app = buildApp(small, { outdir: join(root, 'only'), only: ['edu-small-node-elm'], validate: false });
    expect(app.node.children.map(({ node }) => node.id)).toEqual(['edu-small-node-elm']);
  });
});

describe('a generated region', () => {
  test.each(['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc'])(
    'of 120 schools in %s synthesises within every template limit',
    (partition) => {
      const folder = mkdtempSync(join(root, 'gen-'));
      for (const [name, text] of Object.entries(generateRegion({ schools: 120, seed: 7, partition })))
        writeFileSync(join(folder, name), text);
      const { region } = loadRegion(join(folder, 'region.yaml'));
      const plan = region === undefined ? undefined : planRegion(region).plan;
      if (plan === undefined) throw new Error('the region does not plan');
      const { stacks } = synthesise(plan, { out: join(folder, 'out'), validate: false });
      expect(stacks).toHaveLength(plan.stacks.length);
      for (const stack of stacks)
        expect(stack).toEqual({ ...stack, resources: expect.any(Number), bytes: expect.any(Number) });
      expect(Math.max(...stacks.map(({ resources }) => resources))).toBeLessThanOrEqual(500);
      expect(Math.max(...stacks.map(({ bytes }) => bytes))).toBeLessThanOrEqual(1_000_000);
    },
  );
});
