import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { properties } from '../../lib/facts';
import { readWorld } from '../../lib/model';
import type { Verdict } from '../../lib/prove';
import { synthesise } from '../../lib/synth';
import { planOf, type RegionDraft } from '../plan/support';
import { verdicts } from './support/proving';

// What the kit writes for copies, read back from its templates: a school by itself, two that share a key, and a node.

const work = mkdtempSync(join(tmpdir(), 'educloud-recovered-'));

afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

const china: RegionDraft = {
  id: 'kept',
  partition: 'aws-cn',
  home: 'cn-north-1',
  recovery: 'cn-northwest-1',
  recoveryTargets: {
    stores: {
      records: { means: ['replication', 'backup'], retentionDays: 60, lockDays: 30 },
      materials: { immutability: 'compliance', irrevocable: true },
    },
  },
  perimeter: { accounts: ['300000000001'] },
  accounts: { hub: '100000000001', logArchive: '100000000002' },
  audit: { forwarding: 'all' },
  districts: [
    { id: 'north', account: '200000000001' },
    { id: 'south', account: '200000000002', keyScope: 'district' },
  ],
  schools: [
    { id: 'oak', district: 'north' },
    { id: 'elm', district: 'south' },
    { id: 'ash', district: 'south' },
    { id: 'uni', account: '300000000001' },
  ],
};
const europe: RegionDraft = {
  ...china,
  partition: 'aws',
  home: 'eu-central-1',
  recovery: 'eu-north-1',
  accounts: { ...china.accounts, recovery: '100000000003' },
};

const ofCopies = [
  'copies-kept',
  'vault-kept',
  'vault-isolation',
  'copies-in-jurisdiction',
  'original-locks',
  'logs-kept',
  'trail-goes-on',
];

describe.each([
  ['aws-cn', china],
  ['aws', europe],
] as const)('a region with copies in %s', (partition, draft) => {
  const { plan } = planOf(draft);
  const out = join(work, partition);
  synthesise(plan, { out, validate: false });
  const world = readWorld(out);
  const all: readonly Verdict[] = verdicts(world);

  test('is read without a doubt', () => {
    expect(world.doubts).toEqual([]);
    for (const one of [...world.buckets, ...world.vaults])
      expect([one.doubts, one.keepingDoubts ?? []]).toEqual([[], []]);
  });

  test('is proved, every copy of it', () => {
    expect(all.filter(({ verdict }) => verdict !== 'proved')).toEqual([]);
  });

  test('is judged by every property of copies', () => {
    expect(properties().map(({ id }) => id)).toEqual(expect.arrayContaining(ofCopies));
    const judged = (id: string): string =>
      all
        .filter(({ property }) => property === id)
        .map(({ subject }) => subject)
        .join('\n');
    for (const { recovery } of plan.schools) {
      for (const store of ['records', 'materials'] as const) {
        const copies = recovery?.stores[store];
        expect(judged('copies-kept')).toContain(copies?.replica?.bucket);
        if (copies?.backup !== undefined) expect(judged('vault-kept')).toContain(copies.backup.vault);
      }
    }
    for (const id of ofCopies) expect(judged(id)).not.toBe('');
  });
});
