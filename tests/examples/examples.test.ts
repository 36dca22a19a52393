import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planFile } from '../../lib/app';
import { synthesise } from '../../lib/synth';

const examples = join(__dirname, '../../examples');
const names = readdirSync(examples);
const out = mkdtempSync(join(tmpdir(), 'educloud-examples-'));
afterAll(() => {
  rmSync(out, { recursive: true, force: true });
});

describe.each(names)('the example %s', (name) => {
  const planned = planFile(join(examples, name, 'region.yaml'));

  test('has a ledger that is up to date', () => {
    expect(planned.fresh).toBe(true);
    expect(planned.plan.changes).toEqual([]);
  });

  // The validator takes minutes for the largest; continuous integration runs it on that one, too.
  const validate = planned.plan.stacks.length < 100;
  test(`synthesises${validate ? ' without a finding of the validator' : ''}`, () => {
    const { stacks, findings } = synthesise(planned.plan, { out: join(out, name), validate });
    expect(findings).toEqual([]);
    expect(stacks).toHaveLength(planned.plan.stacks.length);
  }, 600_000);
});

describe('the Northeast', () => {
  const { plan } = planFile(join(examples, 'northeast', 'region.yaml'));

  test('has the 27 universities as nodes, each with its Chinese name, and three districts of rural schools', () => {
    const nodes = plan.schools.filter(({ tier }) => tier === 'node');
    expect(nodes).toHaveLength(27);
    expect(nodes.filter(({ names: { zh } }) => zh === undefined || !/^\p{Script=Han}+$/u.test(zh))).toEqual([]);
    expect(new Set(plan.schools.map(({ district }) => district))).toEqual(
      new Set([undefined, 'fushun', 'yanbian', 'yichun']),
    );
  });

  test('reads the roster that Chinese Excel has written', () => {
    const school = plan.schools.find(({ district }) => district === 'yichun');
    expect(school?.names.zh).toMatch(/镇.*（\d+）$/);
  });
});

describe('Belt and Road', () => {
  const { plan } = planFile(join(examples, 'belt-and-road', 'region.yaml'));

  test('gives the Belarusian universities no resources and opens no way to them but to what is open to everybody', () => {
    expect(plan.externals).toHaveLength(34);
    expect(new Set(plan.externals.map(({ jurisdiction }) => jurisdiction))).toEqual(new Set(['by']));
    expect(plan.flows.filter(({ toJurisdiction }) => toJurisdiction === 'by')).toMatchObject([
      { id: 'deliver:open:country:BY', dataClasses: ['open'] },
    ]);
  });
});
