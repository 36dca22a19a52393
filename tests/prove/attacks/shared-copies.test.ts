import type { World } from '../../../lib/model';
import * as made from '../support/copies';
import { verdicts } from '../support/proving';
import { account, bucket } from '../support/worlds';

const buckets = (...list: readonly World['buckets'][number][]): Partial<World> => ({ buckets: list });
const withReplica = (more: Parameters<typeof bucket>[1]): Partial<World> =>
  buckets(made.original(), made.replica(more), made.logBucket());

describe('a vault that schools share', () => {
  const shared = (denies: readonly unknown[]): World => {
    const tags = { 'educloud:backup': 'oak', 'educloud:jurisdiction': 'cn' };
    return made.copied({
      buckets: [
        made.original({ replications: [] }),
        made.original({ ...bucket('elm', { owner: 'elm' }), owner: 'elm', policy: [], tags, replications: [] }),
        made.logBucket(),
      ],
      vaults: [made.vault({ tags: {} }, denies, ['owner']), made.farVault()],
    });
  };

  test('counts once for each school, and lets neither restore what is of the other', () => {
    const found = verdicts(shared(Object.values(made.vaultDenies)), 'vault-isolation');
    const here = found.filter(({ subject }) => subject === made.vaultArn);
    expect(here.map(({ owner, verdict }) => `${owner ?? ''} ${verdict}`).sort()).toEqual(['elm refuted', 'oak proved']);
  });
});

describe('a copy in an account of its own', () => {
  const elsewhere = '333333333333';

  test('lets the school and the service roles of the originals in, and nobody else there', () => {
    const arn = (name: string): string => `arn:aws-cn:iam::${account}:role/${name}`;
    const policy = [
      {
        Effect: 'Allow',
        Principal: { AWS: account },
        Action: ['s3:GetObject', 's3:ReplicateObject'],
        Resource: `${made.copy}/*`,
      },
      made.deny(['s3:GetObject*', 's3:List*', 's3:ReplicateObject'], [made.copy, `${made.copy}/*`], {
        StringNotEquals: { 'aws:PrincipalTag/educloud:school': 'oak' },
        ArnNotEquals: { 'aws:PrincipalArn': [arn('replication'), arn('recovery')] },
      }),
    ];
    const one = made.copied(withReplica({ account: elsewhere, policy }));
    const found = verdicts(one, 'read-isolation').filter(({ subject }) => subject === made.copy);
    expect(found.map(({ verdict }) => verdict)).toEqual(['proved']);
    const strangers = made.copied({ ...withReplica({ account: elsewhere, policy }), ...alone(elsewhere, policy) });
    const bare = verdicts(strangers, 'read-isolation').filter(({ subject }) => subject === made.copy);
    expect(bare.map(({ verdict }) => verdict)).not.toContain('proved');
  });

  function alone(there: string, policy: readonly unknown[]): Partial<World> {
    // Nothing is copied into it, so the account of the store is a stranger.
    return buckets(made.original({ replications: [] }), made.replica({ account: there, policy }), made.logBucket());
  }
});
