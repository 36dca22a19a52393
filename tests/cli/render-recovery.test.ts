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
