import { recoveryLines } from '../../lib/cli/render-recovery';
import { copied, planOf, small, withTargets, without } from '../plan/support';

const languages = ['en', 'zh', 'ru'] as const;

/** How many schools a line is about. */
function counted(lines: readonly string[], store: string): number {
  return lines
    .filter((line) => line.startsWith(`  ${store}: `))
    .reduce((sum, line) => sum + Number(/(\d+)$/.exec(line)?.[1]), 0);
}

describe('what a plan says of recovery', () => {
  const { plan } = planOf(
    withTargets(copied, { stores: { records: { means: ['replication', 'backup'], lockDays: 7 }, materials: 'none' } }),
  );

  test.each(languages)('counts every school once for each store, in %s', (language) => {
    const lines = recoveryLines(plan, language);
    expect([counted(lines, 'records'), counted(lines, 'materials')]).toEqual([4, 4]);
    expect(lines.join('\n')).not.toMatch(/undefined|NaN|\[object/);
  });

  test('tells means, places, targets and locks, and what does not come back', () => {
    const text = recoveryLines(plan, 'en').join('\n');
    expect(text).toMatch(
      / {2}records: replication → cn-northwest-1 \+ backup .* 12 → cn-northwest-1; rpo 24h, rto 24h; /,
    );
    expect(text).toMatch(/30 d, governance 7 d/);
    const none = /commons: (.*)/.exec(text)?.[1] ?? '';
    expect(none).not.toBe('');
    expect(text).toContain(`  materials: ${none}`);
    expect(text).toMatch(/drill.* 3: .* 3/i);
  });

  test('warns of copies that go with their AWS Region', () => {
    const { recovery: _, ...alone } = withTargets(small, { stores: { records: { means: ['backup'] } } });
    const here = recoveryLines(planOf(alone).plan, 'en');
    const away = recoveryLines(plan, 'en');
    const warning =
      here
        .find((line) => line.startsWith('  records: '))
        ?.split('; ')
        .at(-1)
        ?.split(' – ')[0] ?? '';
    expect(warning).not.toMatch(/governance/);
    expect(away.join('\n')).not.toContain(warning);
  });

  describe('where only what is at home meets the target', () => {
    const target = { means: ['replication', 'backup'], rpo: '4h' } as const;
    const draft = withTargets(copied, { stores: { records: target, materials: 'none' } });
    const apart = { ...draft, accounts: { ...draft.accounts, recovery: '900000000009' } };

    test.each([
      ['en', /; after the loss of the AWS Region: rpo 24h, rto 1h – /],
      ['zh', /; 整个 AWS 区域丢失后: rpo 24h, rto 1h – /],
      ['ru', /; после потери региона AWS: rpo 24h, rto 1h – /],
    ] as const)('says in %s what is left of pooled schools after the loss of the AWS Region', (language, caveat) => {
      const lines = recoveryLines(planOf(apart).plan, language).filter((line) => line.startsWith('  records'));
      // The node's backups are copied away, too, and keep the target.
      expect(lines.filter((line) => caveat.test(line)).map((line) => / (\d+)$/.exec(line)?.[1])).toEqual(['3']);
      expect(lines).toHaveLength(2);
    });

    test('says nothing where the copies away keep it', () => {
      for (const kept of [draft, copied, withTargets(copied, { stores: { records: { ...target, rpo: '24h' } } })])
        expect(recoveryLines(planOf(kept).plan, 'en').join('\n')).not.toContain('after the loss');
    });
  });

  test('tells of backups in compliance that they are locked until their time is over', () => {
    const lock = { retentionDays: 90, lockDays: 30, immutability: 'compliance', irrevocable: true } as const;
    const stores = {
      records: { ...lock, means: ['replication', 'backup'] },
      materials: { ...lock, means: ['backup'] },
    } as const;
    const [records, materials] = recoveryLines(planOf(withTargets(copied, { stores })).plan, 'en').slice(1);
    expect(records).toContain('; kept 90 d, compliance 30 d, backups locked 90 d');
    expect(materials).toContain('; kept 90 d, compliance, backups locked 90 d');
    const governed = { ...stores.records, immutability: 'governance', irrevocable: false } as const;
    const lines = recoveryLines(planOf(withTargets(copied, { stores: { records: governed } })).plan, 'en');
    expect(lines.join('\n')).toContain('; kept 90 d, governance 30 d');
    expect(lines.join('\n')).not.toContain('backups locked');
  });

  test('says of stores that stood before their replication how they are filled', () => {
    const before = planOf(without(small, 'oak'));
    const after = planOf(copied, before.ledger);
    expect(recoveryLines(after.plan, 'en').join('\n')).toMatch(/: 6 \(educloud copies fill\)/);
    expect(recoveryLines(planOf(copied).plan, 'en').join('\n')).not.toContain('copies fill');
  });

  test('is short where nothing is copied', () => {
    const lines = recoveryLines(planOf(small).plan, 'en');
    expect(lines).toHaveLength(4);
    expect(lines.join('\n')).not.toMatch(/rpo|drill/);
  });
});
