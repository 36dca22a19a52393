import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadRegion, type Region } from '../../lib/config';
import { issuesOf } from '../facts/support';
import { planRegion } from '../../lib/plan';
import { generatedPartitions, generateRegion, type GenerateOptions } from '../../scripts/generate-region';

const folders: string[] = [];

afterAll(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'educloud-generate-'));
  folders.push(made);
  return made;
}

function loaded(options: GenerateOptions): Region {
  const out = folder();
  for (const [name, text] of Object.entries(generateRegion(options))) writeFileSync(join(out, name), text);
  const { region, issues } = loadRegion(join(out, 'region.yaml'));
  expect(issues).toEqual([]);
  return region!;
}

const usual = { schools: 60, seed: 7, partition: 'aws-cn' };

describe('a generated region', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(generateRegion(usual)).toEqual(generateRegion({ ...usual }));
    expect(generateRegion({ ...usual, seed: 8 })).not.toEqual(generateRegion(usual));
    expect(JSON.stringify(generateRegion(usual))).toBe(JSON.stringify(generateRegion(usual)));
  });

  test('can be had for every partition that the kit knows', () => {
    expect([...generatedPartitions].sort()).toEqual(['aws', 'aws-cn', 'aws-eusc', 'aws-us-gov']);
  });

  test.each(generatedPartitions)('is valid in %s, and can be planned', (partition) => {
    const region = loaded({ ...usual, partition });
    expect(region.partition).toBe(partition);
    expect(region.schools).toHaveLength(60);
    expect(planRegion(region).issues).toEqual([]);
  });

  test.each([1, 2, 3, 49, 50, 51, 100, 6_001])('of %i schools has exactly as many, one node in fifty', (schools) => {
    const region = loaded({ ...usual, schools });
    expect(region.schools).toHaveLength(schools);
    expect(region.schools.filter(({ tier }) => tier === 'node')).toHaveLength(Math.floor(schools / 50));
    expect(region.schools.every(({ tier, names }) => tier === 'node' || names.zh !== undefined)).toBe(true);
    // Two buckets a school, and 10,000 in an account.
    const sizes = region.districts.map(({ id }) => region.schools.filter(({ district }) => district === id).length);
    expect(sizes.filter((size) => size === 0 || size > 2_000)).toEqual([]);
  });

  test('of an unknown partition is refused', () => {
    expect(issuesOf(() => generateRegion({ ...usual, partition: 'aws-moon' }))).toMatchObject([{ code: 'EDU704' }]);
    expect(issuesOf(() => generateRegion({ ...usual, partition: 'constructor' }))).toMatchObject([{ code: 'EDU704' }]);
  });

  test.each([0, -1, 1.5, NaN, Infinity, 60_001])('of %d schools is refused', (schools) => {
    expect(issuesOf(() => generateRegion({ ...usual, schools }))).toMatchObject([{ code: 'EDU704' }]);
  });

  test.each([1.5, NaN])('with the seed %d is refused', (seed) => {
    expect(issuesOf(() => generateRegion({ ...usual, seed }))).toMatchObject([{ code: 'EDU704' }]);
  });
});

describe('npm run generate', () => {
  const { argv } = process;

  afterEach(() => {
    process.argv = argv;
    process.exitCode = 0;
    jest.restoreAllMocks();
  });

  /** What the command prints, and its exit code. */
  async function run(...options: string[]): Promise<{ out: string; err: string; code: unknown }> {
    const printed = { out: '', err: '' };
    jest.spyOn(console, 'log').mockImplementation((text: string) => void (printed.out += text));
    jest.spyOn(console, 'error').mockImplementation((text: string) => void (printed.err += text));
    process.argv = [argv[0]!, 'generate', ...options];
    process.exitCode = 0;
    await jest.isolateModulesAsync(async () => {
      await import('../../scripts/generate.js');
    });
    return { ...printed, code: process.exitCode };
  }

  test('writes the region and says where', async () => {
    const out = folder();
    const ran = await run('--schools', '51', '--seed', '7', '--partition', 'aws-cn', '--out', out);
    expect(ran).toEqual({ out: `${join(out, 'region.yaml')}: 51 schools, 3 rosters`, err: '', code: 0 });
    for (const [name, text] of Object.entries(generateRegion({ ...usual, schools: 51 })))
      expect(readFileSync(join(out, name), 'utf8')).toBe(text);
  });

  test.each([
    ['without options', []],
    ['without a folder', ['--schools', '5']],
    ['without a number', ['--out', 'nowhere']],
    ['with no school', ['--schools', '0', '--out', 'nowhere']],
    ['with a number that is none', ['--schools', 'many', '--out', 'nowhere']],
    ['with an empty seed', ['--schools', '5', '--seed', '', '--out', 'nowhere']],
    ['with an unknown partition', ['--schools', '5', '--partition', 'aws-moon', '--out', 'nowhere']],
    ['with an unknown option', ['--schools', '5', '--colour', 'red', '--out', 'nowhere']],
  ])('%s is refused with its usage', async (_, options) => {
    const ran = await run(...options);
    expect(ran).toMatchObject({ out: '', code: 1, err: expect.stringContaining('usage: npm run generate') });
  });
});
