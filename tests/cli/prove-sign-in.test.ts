import { join } from 'node:path';
import { synthesise } from '../../lib/synth';
import { federated, lockOf, whole } from '../plan/federation-support';
import { planOf, type RegionDraft } from '../plan/support';
import { folder, json, removeFolders, run } from './support';

afterAll(removeFolders);

function assembly(draft: RegionDraft): string {
  const { plan } = planOf(draft, undefined, lockOf(draft));
  const out = join(folder(), 'out');
  synthesise(plan, { out, validate: false });
  return out;
}

const glass = [200000000001, 200000000002].map(
  (account) => `arn:aws-cn:iam::${account}:role/educloud/educloud-demo-break-glass`,
);

describe('a proof of a region in which people sign in', () => {
  const direct = assembly(federated);

  test('names every role that reads in an emergency, in its text and in its JSON', async () => {
    const { out, exitCode } = await run('prove', direct);
    expect(exitCode).toBe(0);
    for (const arn of glass) expect(out).toContain(arn);
    const { exceptions } = json(await run('prove', direct, '--json'));
    expect(exceptions).toContainEqual(
      expect.objectContaining({ property: 'read-isolation', who: 'break-glass', arns: glass }),
    );
  });

  test('says who is taken at their word, and nothing of a proxy where there is none', async () => {
    const { out } = await run('prove', direct);
    expect(out).toContain('A15');
    expect(out).not.toContain('A16');
    expect(out).toContain(
      'Domains of schools, audiences of sign-in and tags of users are those that educloud.json names.',
    );
  });

  test('says what is assumed of a proxy, and which verdicts rest on it', async () => {
    const proxied = assembly({ ...federated, federation: { ...whole, mode: 'proxy' } });
    const { out } = await run('prove', proxied);
    expect(out).toContain('A16');
    const { verdicts } = json(await run('prove', proxied, '--json'));
    expect(verdicts).toContainEqual(expect.objectContaining({ property: 'federation-binding', assumes: ['A16'] }));
    expect(verdicts).not.toContainEqual(expect.objectContaining({ property: 'read-isolation', assumes: ['A16'] }));
  });
});
