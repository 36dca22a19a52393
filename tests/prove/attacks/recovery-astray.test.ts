import { opaque, type Bucket, type World } from '../../../lib/model';
import { verdicts } from '../support/proving';
import { account, otherAccount } from '../support/worlds';
import {
  aliasArn,
  allBut,
  arnOf,
  far,
  recoveryWorld,
  replica,
  replicaKey,
  replication,
  roleArn,
  settings,
  store,
  storeKey,
  storeName,
  logs,
  vaultKey,
} from '../support/recovery';

// Copies that go abroad, to others, or nobody knows whither.

/** What is said of where copies of the store go. */
function said(parts: Partial<World>): string | undefined {
  const found = verdicts(recoveryWorld(parts), 'copies-in-jurisdiction').filter(
    ({ subject }) => subject === arnOf(storeName),
  );
  return found.length === 1 ? found[0]?.verdict : `${found.length} verdicts`;
}

const copied = (original: Bucket): string | undefined => said({ buckets: [original, replica(), logs()] });

it('stays where the kit puts it', () => {
  expect(said({})).toBe('proved');
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

  const into = (copy: Bucket, parts: Partial<World> = {}): string | undefined =>
    said({ buckets: [store(), copy, logs()], ...parts });

  it.each<[string, Bucket]>([
    ['abroad', replica({ awsRegion: 'ap-southeast-1' })],
    ['nobody knows whither', replica({ awsRegion: opaque('value', 'a.Region') })],
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

  it('into the AWS Region that it is in itself', () => {
    const arn = `arn:aws-cn:kms:cn-north-1:${account}:key/k-near`;
    const key = replicaKey({ arn, awsRegion: 'cn-north-1' });
    const near = replica({ awsRegion: 'cn-north-1', encryption: { algorithm: 'aws:kms', key: arn, bucketKey: true } });
    const buckets = [store({ replications: [replication({ key: arn })] }), near, logs()];
    expect(said({ buckets, keys: [storeKey(), key, vaultKey('cn-north-1'), vaultKey(far)] })).not.toBe('proved');
  });

  it('to nobody in particular', () => {
    const { owner: _, ...shared } = replica();
    expect(into({ ...shared, tags: {} })).not.toBe('proved');
  });

  it.each([
    ['of another school', replicaKey({ owner: 's2' })],
    ['that stands in another AWS Region than its alias', replicaKey({ awsRegion: 'cn-north-1' })],
  ])('under a key %s', (_, key) => {
    expect(into(replica(), { keys: [storeKey(), key, vaultKey('cn-north-1'), vaultKey(far)] })).not.toBe('proved');
  });

  it.each(['s3:PutReplicationConfiguration', 's3:PutInventoryConfiguration'])('where others may do %s', (action) => {
    const open = settings.filter((one) => one !== action);
    expect(copied(store({}, [allBut(open, roleArn('deploy'))]))).toBe('refuted');
  });

  it('where no jurisdiction is told', () => {
    const original = store();
    const { 'educloud:jurisdiction': _, ...tags } = original.tags;
    expect(copied({ ...original, tags })).not.toBe('proved');
  });
});
