import type { Bucket, World } from '../../../lib/model';
import { verdicts } from '../support/proving';
import { arnOf, logs, recoveryWorld, replica, replicaName, store } from '../support/recovery';

// A version that is locked at its source takes that lock along, in place of the one that the bucket of its copy gives:
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-what-is-isnot-replicated.html

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
