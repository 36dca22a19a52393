import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readWorld, type World } from '../../lib/model';
import type { Verdict } from '../../lib/prove';
import { synthesise } from '../../lib/synth';
import { federated, lockOf, whole } from '../plan/federation-support';
import { planOf, type RegionDraft } from '../plan/support';
import { verdicts } from './support/proving';
import { admission, samlTrust } from './support/sign-in';
import { policyOf } from './support/worlds';

// What the kit writes for people who sign in, read back from its templates.

const work = mkdtempSync(join(tmpdir(), 'educloud-federated-'));

afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

function worldOf(draft: RegionDraft, name: string): World {
  const { plan } = planOf(draft, undefined, lockOf(draft));
  const out = join(work, name);
  synthesise(plan, { out, validate: false });
  return readWorld(out);
}

const ofRoles = ['assume-closure', 'break-glass-only', 'federation-binding'];
const subjects = (all: readonly Verdict[], property: string): string[] =>
  all.filter((one) => one.property === property).map(({ subject }) => subject.slice(subject.lastIndexOf('/') + 1));

describe('a region in which people sign in', () => {
  const world = worldOf(federated, 'direct');
  const all = verdicts(world);

  it('is proved, every role of it', () => {
    expect(all.filter(({ verdict }) => verdict !== 'proved')).toEqual([]);
    for (const persona of ['teacher', 'school-admin']) {
      for (const school of ['ash', 'elm', 'oak', 'uni']) {
        expect(subjects(all, 'federation-binding')).toContain(`educloud-demo-${school}-${persona}`);
        expect(subjects(all, 'assume-closure')).toContain(`educloud-demo-${school}-${persona}`);
      }
    }
    expect(subjects(all, 'break-glass-only')).toEqual(['educloud-demo-break-glass', 'educloud-demo-break-glass']);
    expect(subjects(all, 'federation-binding')).toContain('educloud-demo-auditor');
  });

  it('is proved without the word of a proxy', () => {
    expect(all.filter(({ assumes }) => assumes?.includes('A16') === true)).toEqual([]);
  });

  it('is refuted where people of another domain come in as the bureau’s', () => {
    const [bureau = ''] = world.signIn?.bureau ?? [];
    const evil = policyOf(samlTrust(bureau, admission(['staff@evil.example'])), 'trust');
    const roles = world.roles.map((role) =>
      role.name === 'educloud-demo-auditor' && bureau.includes(role.account) ? { ...role, trust: evil } : role,
    );
    const judged = verdicts({ ...world, roles }, 'federation-binding').filter(({ verdict }) => verdict !== 'proved');
    expect(
      judged.map(({ verdict, request }) => [verdict, request?.context['saml:edupersonscopedaffiliation']]),
    ).toEqual([['refuted', ['staff@evil.example']]]);
  });

  it('is not proved without what only the region knows', () => {
    const { signIn, ...rest } = world;
    const judged = verdicts({ ...rest, breakGlass: [] }, 'federation-binding', 'read-isolation');
    expect(signIn?.userTags).toEqual(['educloud:user']);
    expect(judged.some(({ property, verdict }) => property === 'read-isolation' && verdict === 'refuted')).toBe(true);
    expect(judged.filter(({ property, verdict }) => property === 'federation-binding' && verdict === 'proved')).toEqual(
      [],
    );
  });
});

it('a region whose people come by a proxy is proved under one assumption more, which its verdicts name', () => {
  const all = verdicts(worldOf({ ...federated, federation: { ...whole, mode: 'proxy' } }, 'proxy'), ...ofRoles);
  expect(all.filter(({ verdict }) => verdict !== 'proved')).toEqual([]);
  const assuming = all.filter(({ assumes }) => assumes?.includes('A16') === true);
  expect(assuming.length).toBeGreaterThan(0);
  for (const { property, owner } of assuming)
    expect([property, owner]).toEqual(['federation-binding', expect.any(String)]);
});
