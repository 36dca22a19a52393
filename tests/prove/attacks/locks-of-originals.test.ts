import type { Bucket, World } from '../../../lib/model';
import { verdicts } from '../support/proving';
import {
  allBut,
  arnOf,
  logs,
  recoveryWorld,
  replica,
  replicaName,
  roleArn,
  store,
  storeName,
  type Statement,
} from '../support/recovery';

// A version that is locked at its source takes that lock along, in place of the one that the bucket of its copy gives:
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-what-is-isnot-replicated.html

const locks: Statement = { ...allBut(['s3:PutObjectLegalHold', 's3:PutObjectRetention'], roleArn('recovery')) };
const written = ['s3:object-lock-mode', 's3:object-lock-legal-hold'].map((key): Statement => ({
  ...allBut(['s3:PutObject']),
  Condition: { Null: { [key]: 'false' } },
}));

const single = (policy: readonly Statement[], more: Partial<Bucket> = {}): string | undefined =>
  verdicts(recoveryWorld({ buckets: [store(more, policy), replica(), logs()] }), 'original-locks').find(
    ({ subject }) => subject === arnOf(storeName),
  )?.verdict;

describe('a version of an original', () => {
  it('has no lock of its own where nobody gives it one', () => {
    expect(single([locks, ...written])).toBe('proved');
  });

  it.each<[string, readonly Statement[]]>([
    ['later', written],
    ['by who writes it', [locks]],
    ['by who writes it, as a hold', [locks, ...written.slice(0, 1)]],
  ])('may be locked %s', (_, policy) => {
    expect(single(policy)).toBe('refuted');
  });

  it('is not asked about where there is no Object Lock, or no copy', () => {
    expect(single([], { objectLock: false })).toBeUndefined();
    expect(single([], { replications: [] })).toBeUndefined();
  });
});

const kept = (original: Bucket, parts: Partial<World> = {}): string | undefined =>
  verdicts(recoveryWorld({ buckets: [original, replica(), logs()], ...parts }), 'copies-kept').find(
    ({ subject }) => subject === arnOf(replicaName),
  )?.verdict;

describe('a replica', () => {
  it.each<[string, Partial<Bucket>]>([
    ['has no lock of its own', {}],
    ['locks for as long', { retention: { mode: 'GOVERNANCE', days: 30 } }],
    ['says nothing, since it takes no lock', { objectLock: false, retention: { mode: 'GOVERNANCE', days: 1 } }],
  ])('is kept where its original %s', (_, more) => {
    expect(kept(store(more))).toBe('proved');
  });

  it('is not kept where its original locks for a shorter time', () => {
    expect(kept(store({ retention: { mode: 'GOVERNANCE', days: 1 } }))).toBe('refuted');
  });

  it('is not kept in compliance mode where its original locks in governance mode', () => {
    const tags = { 'educloud:immutability': 'compliance' };
    const copy = replica({ retention: { mode: 'COMPLIANCE', days: 30 }, tags });
    const retention = { mode: 'GOVERNANCE', days: 30 } as const;
    expect(kept(store(), { buckets: [store(), copy, logs()] })).toBe('proved');
    expect(kept(store(), { buckets: [store({ retention }), copy, logs()] })).toBe('refuted');
  });

  it('is undecided where it is not known how its original locks', () => {
    const keepingDoubts = [{ source: { file: 'store.json', pointer: '/Lock' }, reason: 'a parameter' }];
    expect(kept(store({ keepingDoubts }))).toBe('undecided');
  });
});
