import { opaque, type Bucket, type World } from '../../../lib/model';
import { verdicts } from '../support/proving';
import { account, otherAccount } from '../support/worlds';
import {
  aliasArn,
  allBut,
  arnOf,
  far,
  losses,
  recoveryWorld,
  replica,
  replicaKey,
  replicaName,
  replicaPolicy,
  replication,
  roleArn,
  serviceRole,
  settings,
  store,
  storeKey,
  storeName,
  teacher,
  logs,
  vaultKey,
  type Statement,
} from './recovery-worlds';

// Copies that could be destroyed, taken abroad or read by others, and look as if they could not.

/** What is said of one property of a bucket. */
function said(property: string, name: string, parts: Partial<World> = {}): string | undefined {
  const found = verdicts(recoveryWorld(parts), property).filter(({ subject }) => subject === arnOf(name));
  return found.length === 1 ? found[0]?.verdict : `${found.length} verdicts`;
}

const kept = (copy: Bucket, parts: Partial<World> = {}): string | undefined =>
  said('copies-kept', replicaName, { buckets: [store(), copy, logs()], ...parts });
const copied = (original: Bucket, parts: Partial<World> = {}): string | undefined =>
  said('copies-in-jurisdiction', storeName, { buckets: [original, replica(), logs()], ...parts });
const without = (sid: number): readonly Statement[] => replicaPolicy.filter((_, index) => index !== sid);

describe('a replica as the kit means it', () => {
  it.each([
    ['copies-kept', replicaName],
    ['copies-in-jurisdiction', storeName],
    ['read-isolation', replicaName],
    ['write-isolation', replicaName],
    ['own-key-only', replicaName],
  ])('has %s proved', (property, name) => {
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
      'the bypass of the lock',
      [
        ...without(1),
        allBut(
          losses.filter((one) => one !== 's3:BypassGovernanceRetention'),
          roleArn('recovery'),
        ),
      ],
    ],
    [
      'shorter locks',
      [
        ...without(1),
        allBut(
          losses.filter((one) => one !== 's3:PutObjectRetention'),
          roleArn('recovery'),
        ),
      ],
    ],
    [
      'other lifecycles',
      [
        ...without(4),
        allBut(
          settings.filter((one) => one !== 's3:PutLifecycleConfiguration'),
          roleArn('deploy'),
        ),
      ],
    ],
    [
      'suspended versions',
      [
        ...without(4),
        allBut(
          settings.filter((one) => one !== 's3:PutBucketVersioning'),
          roleArn('deploy'),
        ),
      ],
    ],
    [
      'the lock off for what comes',
      [
        ...without(4),
        allBut(
          settings.filter((one) => one !== 's3:PutBucketObjectLockConfiguration'),
          roleArn('deploy'),
        ),
      ],
    ],
    [
      'another policy',
      [
        ...without(4),
        allBut(
          settings.filter((one) => one !== 's3:PutBucketPolicy'),
          roleArn('deploy'),
        ),
      ],
    ],
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
      ],
    ],
    [
      'deletion of objects outside a folder',
      [...without(1), { ...allBut(losses, roleArn('recovery')), Resource: `${arnOf(replicaName)}/records/*` }],
    ],
  ])('where its policy leaves open %s', (_, policy) => {
    expect(kept(replica({}, policy))).not.toBe('proved');
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
    expect(said('copies-kept', replicaName, { buckets })).not.toBe('proved');
  });
});

describe('a store is copied astray', () => {
  const rule = (more: Parameters<typeof replication>[0]): Bucket => store({ replications: [replication(more)] });

  it.each<[string, Bucket]>([
    ['with its deletions', rule({ deleteMarkers: true })],
    ['by a role that is none of the service roles', rule({ role: roleArn('teacher') })],
    ['by a role that only the deployment names', rule({ role: opaque('value', 'a.Role') })],
    ['to a bucket that nobody knows', rule({ destination: arnOf('elsewhere') })],
    ['to a bucket that only the deployment names', rule({ destination: opaque('value', 'a.Bucket') })],
    ['to another account', rule({ account: otherAccount })],
    ['without a key', store({ replications: [{ ...replication(), key: opaque('value', 'a.Key') }] })],
    ['under an alias that points nowhere', rule({ key: aliasArn.replace('/s1', '/s2') })],
    ['under an alias of another AWS Region', rule({ key: aliasArn.replace(far, 'cn-north-1') })],
    ['under the key of the store', rule({ key: storeKey().arn })],
    [
      'by a second rule to a bucket that nobody knows',
      store({ replications: [replication(), replication({ destination: arnOf('elsewhere') })] }),
    ],
    [
      'by a second rule with its deletions',
      store({ replications: [replication(), replication({ deleteMarkers: true })] }),
    ],
    ['to nobody knows where', store({ tags: { 'educloud:jurisdiction': 'nowhere' } })],
    ['into itself', rule({ destination: arnOf(storeName) })],
  ])('%s', (_, original) => {
    expect(copied(original)).not.toBe('proved');
  });

  it('where no key is named', () => {
    const { key: _, ...bare } = replication();
    expect(copied(store({ replications: [bare] }))).not.toBe('proved');
  });

  const [, , logBucket] = recoveryWorld().buckets;
  const into = (copy: Bucket, parts: Partial<World> = {}): string | undefined =>
    said('copies-in-jurisdiction', storeName, {
      buckets: [store(), copy, ...(logBucket === undefined ? [] : [logBucket])],
      ...parts,
    });

  it.each<[string, Bucket]>([
    ['abroad', replica({ awsRegion: 'ap-southeast-1' })],
    ['nobody knows whither', replica({ awsRegion: opaque('value', 'a.Region') })],
    ['into the AWS Region that it is in itself', replica({ awsRegion: 'cn-north-1' })],
    ['to another school', replica({ owner: 's2', tags: { 'educloud:school': 's2' } })],
    [
      'to a bucket with a name that another has',
      replica({ doubts: [{ source: { file: 'b', pointer: '' }, reason: 'twice' }] }),
    ],
    ['to a bucket without key', replica({ encryption: { algorithm: 'AES256', bucketKey: false } })],
    ['to a bucket of another account', replica({ account: otherAccount })],
  ])('%s', (_, copy) => {
    expect(into(copy)).not.toBe('proved');
  });

  it('to nobody in particular', () => {
    const { owner: _, ...shared } = replica();
    expect(into({ ...shared, tags: {} })).not.toBe('proved');
  });

  it.each([
    ['of another school', replicaKey({ owner: 's2' })],
    ['in another AWS Region than the replica', replicaKey({ awsRegion: 'cn-north-1' })],
  ])('under a key %s', (_, key) => {
    expect(into(replica(), { keys: [storeKey(), key, vaultKey('cn-north-1'), vaultKey(far)] })).not.toBe('proved');
  });

  it('where others may say whither', () => {
    const open = settings.filter((one) => one !== 's3:PutReplicationConfiguration');
    expect(copied(store({}, [allBut(open, roleArn('deploy'))]))).toBe('refuted');
  });

  it('where others may list it abroad', () => {
    const open = settings.filter((one) => one !== 's3:PutInventoryConfiguration');
    expect(copied(store({}, [allBut(open, roleArn('deploy'))]))).toBe('refuted');
  });

  it('where no jurisdiction is told', () => {
    const original = store();
    const { 'educloud:jurisdiction': _, ...tags } = original.tags;
    expect(copied({ ...original, tags })).not.toBe('proved');
  });
});
