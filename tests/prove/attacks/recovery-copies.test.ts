import type { Bucket, World } from '../../../lib/model';
import { verdicts } from '../support/proving';
import { account, policyOf } from '../support/worlds';
import {
  allBut,
  arnOf,
  losses,
  recoveryWorld,
  replica,
  replicaName,
  replicaPolicy,
  roleArn,
  serviceRole,
  settings,
  store,
  teacher,
  logs,
  type Statement,
} from '../support/recovery';

// Copies that could be destroyed, taken abroad or read by others, and look as if they could not.

/** What is said of one property of a bucket. */
function said(property: string, name: string, parts: Partial<World> = {}): string | undefined {
  const found = verdicts(recoveryWorld(parts), property).filter(({ subject }) => subject === arnOf(name));
  return found.length === 1 ? found[0]?.verdict : `${found.length} verdicts`;
}

const kept = (copy: Bucket, parts: Partial<World> = {}): string | undefined =>
  said('copies-kept', replicaName, { buckets: [store(), copy, logs()], ...parts });
const without = (sid: number): readonly Statement[] => replicaPolicy.filter((_, index) => index !== sid);

describe('a replica as the kit means it', () => {
  it.each([['copies-kept', replicaName]])('has %s proved', (property, name) => {
    expect(said(property, name)).toBe('proved');
  });
});

describe('a replica is not kept', () => {
  it.each<[string, Partial<Bucket>]>([
    ['without a lock', { objectLock: false }],
    ['without versions', { versioned: false }],
    ['for less than it promises', { retention: { mode: 'GOVERNANCE', days: 29 } }],
    ['where old versions go before the promise is over', { expiryDays: 29 }],
    ['where it promises nothing', { keptDays: 0, retention: { mode: 'GOVERNANCE', days: 1 } }],
    ['by a promise in words', { tags: { 'educloud:kept-days': '3O' } }],
    [
      'where a parameter may say how long',
      {
        keepingDoubts: [{ source: { file: 'a', pointer: '' }, reason: 'a parameter' }],
      },
    ],
  ])('%s', (_, more) => {
    const copy = replica(more);
    const { keptDays: __, ...unsaid } = copy;
    expect(kept(more.tags === undefined ? copy : unsaid)).not.toBe('proved');
  });

  it('without a retention by default, which is what locks', () => {
    const { retention: _, ...open } = replica();
    expect(kept(open)).toBe('refuted');
  });

  it.each<[string, readonly Statement[]]>([
    ['deletion by anybody', without(1)],
    ['copies by others', without(2)],
    ['deletions that are replicated', without(3)],
    ['settings by others', without(4)],
    [
      'deletion by the school',
      [
        ...without(1),
        { ...allBut(losses), Condition: { StringNotEquals: { 'aws:PrincipalTag/educloud:school': 's1' } } },
      ],
    ],
    ['deletion by the replication role', [...without(1), allBut(losses, roleArn('recovery'), roleArn('replication'))]],
    ['deletion by the deploy role', [...without(1), allBut(losses, roleArn('recovery'), roleArn('deploy'))]],
    [
      'deletion by whoever has a tag',
      [
        ...without(1),
        {
          ...allBut(losses),
          Condition: {
            ArnNotEquals: { 'aws:PrincipalArn': roleArn('recovery') },
            Null: { 'aws:PrincipalTag/admin': 'true' },
          },
        },
      ],
    ],
    [
      'deletion by roles of a like name',
      [
        ...without(1),
        {
          ...allBut(losses),
          Condition: { ArnNotLike: { 'aws:PrincipalArn': `${roleArn('recovery')}*` } },
        },
      ],
    ],
    [
      'deletion in the name of a service',
      [
        ...without(1),
        {
          ...allBut(losses),
          Condition: {
            ArnNotEquals: { 'aws:PrincipalArn': roleArn('recovery') },
            Bool: { 'aws:PrincipalIsAWSService': 'false' },
          },
        },
        {
          Effect: 'Allow',
          Principal: { Service: 's3.amazonaws.com' },
          Action: 's3:DeleteObjectVersion',
          Resource: `${arnOf(replicaName)}/*`,
        },
      ],
    ],
    [
      'deletion of objects outside a folder',
      [...without(1), { ...allBut(losses, roleArn('recovery')), Resource: `${arnOf(replicaName)}/records/*` }],
    ],
  ])('where its policy leaves open %s', (_, policy) => {
    expect(kept(replica({}, policy))).not.toBe('proved');
  });

  it.each([
    ...['s3:BypassGovernanceRetention', 's3:PutObjectRetention', 's3:PutObjectLegalHold', 's3:DeleteObjectVersion'],
    ...['s3:DeleteObject', 's3:PutObject', 's3:UpdateObjectEncryption'],
  ])('where its policy leaves open %s', (action) => {
    const open = losses.filter((one) => one !== action);
    expect(kept(replica({}, [...without(1), allBut(open, roleArn('recovery'))]))).toBe('refuted');
  });

  it.each([
    ...['s3:PutBucketPolicy', 's3:DeleteBucketPolicy', 's3:PutLifecycleConfiguration', 's3:PutBucketVersioning'],
    ...['s3:PutBucketObjectLockConfiguration', 's3:PutReplicationConfiguration', 's3:PutInventoryConfiguration'],
    ...['s3:DeleteBucket'],
  ])('where its policy leaves open the setting %s', (action) => {
    const open = settings.filter((one) => one !== action);
    expect(kept(replica({}, [...without(4), allBut(open, roleArn('deploy'), roleArn('recovery'))]))).toBe('refuted');
  });

  it('where people take the recovery role', () => {
    const trust = [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }];
    const roles = [serviceRole('replication'), serviceRole('backup'), serviceRole('recovery', trust), teacher()];
    expect(said('copies-kept', replicaName, { roles })).not.toBe('proved');
  });

  it('where the recovery role is one that nobody named', () => {
    expect(said('copies-kept', replicaName, { recoveryRoles: [] })).not.toBe('proved');
  });

  it('where another bucket has its name', () => {
    const doubts = [{ source: { file: 'b', pointer: '' }, reason: 'another bucket of the assembly has the same name' }];
    expect(kept(replica({ doubts }))).not.toBe('proved');
  });

  it('in governance mode where compliance is promised', () => {
    expect(kept(replica({ tags: { 'educloud:immutability': 'compliance' } }))).not.toBe('proved');
  });

  it('where nothing is copied into it any more', () => {
    const buckets = [store({ replications: [] }), replica(), logs()];
    expect(said('copies-kept', replicaName, { buckets })).toBe('undecided');
  });
});

describe('the key of a copy', () => {
  const lost = (...policy: readonly Statement[]): readonly string[] => {
    const { keys } = recoveryWorld();
    const own = { Effect: 'Allow', Principal: { AWS: account }, Action: 'kms:*', Resource: '*' };
    const made = keys.map((one) => ({ ...one, policy: policyOf([own, ...policy], 'resource') }));
    return [...new Set(verdicts(recoveryWorld({ keys: made }), 'copy-keys-kept').map(({ verdict }) => verdict))];
  };
  const losing = ['ScheduleKeyDeletion', 'DisableKey', 'DeleteImportedKeyMaterial', 'ImportKeyMaterial'].map(
    (one) => `kms:${one}`,
  );
  const replacing = ['kms:DeleteAlias', 'kms:UpdateAlias'];
  const unlost = allBut(losing, roleArn('recovery'));
  const unreplaced = allBut(replacing, roleArn('deploy'), roleArn('recovery'));
  const others = (all: readonly string[], action: string): string[] => all.filter((one) => one !== action);

  it('is kept where nobody but the recovery role ends it, and nobody but that and the one that deploys replaces it', () => {
    expect(lost(unlost, unreplaced)).toEqual(['proved']);
  });

  it.each(losing)('is lost to whoever may %s', (action) => {
    expect(lost(allBut(others(losing, action), roleArn('recovery')), unreplaced)).toEqual(['refuted']);
    expect(lost(allBut(losing, roleArn('recovery'), roleArn('deploy')), unreplaced)).toEqual(['refuted']);
  });

  it.each(replacing)('is lost to whoever may %s', (action) => {
    expect(lost(unlost, allBut(others(replacing, action), roleArn('deploy')))).toEqual(['refuted']);
    expect(lost(unlost, allBut(replacing, roleArn('deploy'), roleArn('clerk')))).toEqual(['refuted']);
  });
});
