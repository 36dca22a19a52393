import * as fc from 'fast-check';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EducloudError, failure } from '../../lib/errors';
import {
  buildRegistryIndex,
  registryIndexSchema,
  type ReadAccount,
  type RegistryRequest,
  type RegistryResult,
} from '../../lib/operate';
import type { Plan } from '../../lib/plan';
import { arnPartition, deployed, folder, planOf, region, removeFolders, stored } from './support';

const plan = planOf();
const [district, elm, fir] = ['444455556666', '777788889999', '888899990000'] as const;

afterAll(removeFolders);

const whole: ReadAccount = async (planned) => deployed(plan, planned);

function build(out: string, read: ReadAccount, more: Partial<RegistryRequest> = {}): Promise<RegistryResult> {
  return buildRegistryIndex({ plan, arnPartition, out, ...more }, read);
}

/** Reads as AWS would, but for some accounts; and says which accounts were asked for. */
function except(...refusing: readonly string[]): { read: ReadAccount; asked: string[] } {
  const asked: string[] = [];
  const read: ReadAccount = async (planned) => {
    asked.push(planned.account);
    return refusing.includes(planned.account) ? { refusal: 'AccessDenied: no' } : deployed(plan, planned);
  };
  return { read, asked };
}

/** An index and its bytes, and the progress of a run that could read only two accounts of three. */
async function halfDone(): Promise<{ out: string; partial: string; index: string }> {
  const out = join(folder(), 'registry.json');
  await build(out, whole);
  const index = readFileSync(out, 'utf8');
  const half = join(folder(), 'registry.json');
  await build(half, except(fir).read);
  return { out: half, partial: `${half}.partial`, index };
}

describe('the index', () => {
  test('lists every school by id, with the parties that have no resources', async () => {
    const out = join(folder(), 'a', 'registry.json');
    const result = await build(out, whole);
    const index = registryIndexSchema.parse(JSON.parse(readFileSync(out, 'utf8')));
    expect(result.index).toEqual(index);
    expect(index).toMatchObject({ version: 1, region: 'small', partition: 'aws-cn', absent: [] });
    expect(index.schools.map(({ id, tier }) => `${id} ${tier}`)).toEqual([
      'ash-university external',
      'birch pooled',
      'elm-university node',
      'fir-university node',
      'larch pooled',
      'oak pooled',
    ]);
    expect(index.schools[5]).toEqual({
      id: 'oak',
      names: { en: 'Oak School', zh: '橡树小学' },
      kind: 'primary',
      tier: 'pooled',
      status: 'active',
      jurisdiction: 'cn',
      account: district,
      awsRegion: 'cn-north-1',
      keyAlias: 'alias/educloud/oak',
      stores: {
        records: {
          bucket: plan.schools.find(({ id }) => id === 'oak')?.buckets.records,
          dataClasses: ['personal', 'sensitive'],
        },
        materials: { bucket: expect.stringContaining('edu-mat-oak-'), dataClasses: ['open', 'licensed', 'internal'] },
      },
    });
    expect(readdirSync(join(out, '..'))).toEqual(['registry.json']);
  });

  test('has the same bytes in whatever order accounts and parameters arrive', async () => {
    const { index } = await halfDone();
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.boolean(), async (scheduler, reversed) => {
        const out = join(folder(), 'registry.json');
        const read = scheduler.scheduleFunction(async (planned: Parameters<ReadAccount>[0]) => {
          const parameters = planned.schools.map((school) => stored(plan, school));
          return { parameters: reversed ? parameters.reverse() : parameters };
        });
        const building = build(out, read);
        await scheduler.waitFor(building);
        expect(readFileSync(out, 'utf8')).toBe(index);
      }),
      { numRuns: 30 },
    );
  });

  test('leaves out a school whose entry is missing, names it, and keeps no progress', async () => {
    const out = join(folder(), 'registry.json');
    const { index, issues } = await build(out, async (planned) => ({
      parameters: planned.schools.filter(({ id }) => id !== 'birch').map((school) => stored(plan, school)),
    }));
    expect(index?.absent).toEqual(['birch']);
    expect(index?.schools.map(({ id }) => id)).not.toContain('birch');
    expect(issues.map(({ code }) => code)).toEqual(['EDU806']);
    expect(existsSync(`${out}.partial`)).toBe(false);
  });
});

describe('an account that cannot be read', () => {
  test('stops no other account, and leaves an old index as it is', async () => {
    const { out, index } = await halfDone();
    writeFileSync(out, index);
    const { read, asked } = except(district, elm);
    const result = await build(out, read, { restart: true });
    expect(asked.sort()).toEqual([district, elm, fir]);
    expect(result.index).toBeUndefined();
    expect(result.accounts).toEqual({ total: 3, read: 1, resumed: 0, failed: [district, elm] });
    expect(result.issues.map(({ code, path, found }) => [code, path, found])).toEqual([
      ['EDU802', district, 'AccessDenied: no'],
      ['EDU802', elm, 'AccessDenied: no'],
    ]);
    expect(readFileSync(out, 'utf8')).toBe(index);
  });

  test('leaves nothing behind where no account could be read', async () => {
    const out = join(folder(), 'registry.json');
    const result = await build(out, except(district, elm, fir).read);
    expect(result.partial).toBeUndefined();
    expect(readdirSync(join(out, '..'))).toEqual([]);
  });

  test('that nobody can be asked for ends the run, and keeps what was read', async () => {
    const out = join(folder(), 'registry.json');
    const read: ReadAccount = async (planned) => {
      if (planned.account === fir) throw failure('EDU801', 'AWS does not know who asks');
      return deployed(plan, planned);
    };
    await expect(build(out, read)).rejects.toBeInstanceOf(EducloudError);
    const { read: again, asked } = except();
    await build(out, again);
    expect(asked).toEqual([fir]);
  });
});

describe('a second run', () => {
  test('reads only what is missing, and writes what one run would have written', async () => {
    const { out, partial, index } = await halfDone();
    const { read, asked } = except();
    const result = await build(out, read);
    expect(asked).toEqual([fir]);
    expect(result).toMatchObject({ start: 'resumed', accounts: { total: 3, read: 1, resumed: 2, failed: [] } });
    expect(readFileSync(out, 'utf8')).toBe(index);
    expect(existsSync(partial)).toBe(false);
  });

  test('after a cut at any byte reads at most the torn account again, and never what is whole', async () => {
    const { partial, index } = await halfDone();
    const bytes = readFileSync(partial);
    const text = bytes.toString();
    const lines = text.trimEnd().split('\n');
    /** Bytes after which each line of the progress is whole, without its line end. */
    const ends = lines.map((_, at) => Buffer.byteLength(lines.slice(0, at + 1).join('\n')));
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length), async (cut) => {
        const out = join(folder(), 'registry.json');
        writeFileSync(`${out}.partial`, bytes.subarray(0, cut));
        const { read, asked } = except();
        const { start } = await build(out, read);
        const headIsWhole = cut >= (ends[0] ?? 0);
        const kept = headIsWhole ? ends.slice(1).filter((end) => cut >= end).length : 0;
        expect(start).toBe(headIsWhole ? 'resumed' : 'damaged');
        expect(asked).toHaveLength(3 - kept);
        expect(readFileSync(out, 'utf8')).toBe(index);
      }),
    );
  });

  test('that is cut again still has what the first one read', async () => {
    const { out, partial } = await halfDone();
    writeFileSync(partial, readFileSync(partial).subarray(0, -5));
    await build(out, except(fir).read);
    const { read, asked } = except();
    await build(out, read);
    expect(asked).toEqual([fir]);
  });

  test.each<[string, (text: string) => string]>([
    ['a school more', (text) => text.replace('{ id: birch,', '{ id: maple, district: north }\n    - { id: birch,')],
    ['another AWS Region for a node', (text) => text.replace('home: cn-northwest-1', 'home: cn-north-1')],
    [
      'other data classes',
      (text) => text.replace('{ id: birch,', '{ id: birch, stores: { materials: { dataClasses: [open] } },'),
    ],
  ])('under a plan with %s begins anew', async (_, change) => {
    const { out } = await halfDone();
    const other: Plan = planOf(change(region));
    expect(other).not.toEqual(plan);
    const asked: string[] = [];
    const { start } = await build(
      out,
      async (planned) => {
        asked.push(planned.account);
        return deployed(other, planned);
      },
      { plan: other },
    );
    expect(start).toBe('other-plan');
    expect(asked).toHaveLength(3);
  });

  test('under a plan with other names takes up the first', async () => {
    const { out } = await halfDone();
    const { start } = await build(out, whole, { plan: planOf(region.replace('榆树大学', '榆树')) });
    expect(start).toBe('resumed');
  });

  test('that is asked to begin anew does', async () => {
    const { out } = await halfDone();
    const { read, asked } = except();
    expect((await build(out, read, { restart: true })).start).toBe('restarted');
    expect(asked).toHaveLength(3);
  });

  test('does not believe progress that contradicts the plan', async () => {
    const { out, partial } = await halfDone();
    writeFileSync(partial, readFileSync(partial, 'utf8').replace('edu-rec-oak-', 'edu-rec-elm-'));
    const { read, asked } = except();
    await build(out, read);
    expect(asked.sort()).toEqual([district, fir]);
  });

  test('reads an account with a finding again, since somebody may have mended it', async () => {
    const out = join(folder(), 'registry.json');
    const { read } = except(fir);
    await build(out, async (planned) => (planned.account === elm ? { parameters: [] } : read(planned)));
    expect(readFileSync(`${out}.partial`, 'utf8')).not.toContain(elm);
    const { read: again, asked } = except();
    const { issues } = await build(out, again);
    expect(asked.sort()).toEqual([elm, fir]);
    expect(issues).toEqual([]);
  });
});

describe('the output', () => {
  test.each([
    ['a folder', 'EDU701', (path: string) => mkdirSync(path)],
    ['a region file', 'EDU702', (path: string) => writeFileSync(path, region)],
    ['a ledger', 'EDU702', (path: string) => writeFileSync(path, '{"version":1,"region":"small","schools":{}}')],
  ])('that is %s is refused before any account is read', async (_, code, make) => {
    const out = join(folder(), 'out');
    make(out);
    const { read, asked } = except();
    await expect(build(out, read)).rejects.toMatchObject({ issues: [{ code, file: out }] });
    expect(asked).toEqual([]);
  });
});
