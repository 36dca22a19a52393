import type { Bucket } from '../../lib/model';
import { only, worldOf } from './support';

const read = (properties: object): Bucket =>
  only(
    worldOf({
      Parameters: { P: {} },
      Resources: { B: { Type: 'AWS::S3::Bucket', Properties: { VersioningConfiguration: enabled, ...properties } } },
    }).buckets,
  );
const enabled = { Status: 'Enabled' };
const lockedFor = (DefaultRetention: unknown): object => ({
  ObjectLockEnabled: true,
  ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention } },
});
const rules = (...Rules: readonly unknown[]): object => ({ LifecycleConfiguration: { Rules } });
const kept = (Value: unknown): object => ({ Tags: [{ Key: 'educloud:kept-days', Value }] });
const parameter = { Ref: 'P' };

describe('how long a bucket keeps what it has', () => {
  it('says nothing where the template says nothing', () => {
    const one = read({});
    for (const absent of ['retention', 'expiryDays', 'keptDays', 'keepingDoubts'])
      expect(one).not.toHaveProperty(absent);
  });

  it.each([
    [
      { Mode: 'GOVERNANCE', Days: 30 },
      { mode: 'GOVERNANCE', days: 30 },
    ],
    [
      { Mode: 'COMPLIANCE', Days: '400' },
      { mode: 'COMPLIANCE', days: 400 },
    ],
    [
      { Mode: 'GOVERNANCE', Years: 2 },
      { mode: 'GOVERNANCE', days: 730 },
    ],
  ])('has the lock %j', (given, retention) => {
    expect(read(lockedFor(given))).toMatchObject({ objectLock: true, retention });
  });

  it.each([
    ['days', { Mode: 'GOVERNANCE', Days: parameter }],
    ['mode', { Mode: parameter, Days: 3 }],
    ['mode and days', parameter],
    ['days or years', { Mode: 'GOVERNANCE', Days: 3, Years: 1 }],
  ])('has no lock whose %s nobody can read, and a doubt that closes nothing', (_, given) => {
    const one = read(lockedFor(given));
    expect(one).not.toHaveProperty('retention');
    expect(one.keepingDoubts).toHaveLength(1);
    expect(one.doubts).toEqual([]);
  });

  it.each([
    [
      'the shortest of rules for old versions',
      [{ NoncurrentVersionExpiration: { NoncurrentDays: 90 } }, { NoncurrentVersionExpirationInDays: 30 }],
      30,
    ],
    [
      'none of rules that are off',
      [{ Status: 'Disabled', NoncurrentVersionExpiration: { NoncurrentDays: 9 } }],
      undefined,
    ],
    ['none of rules for current versions, which stay as old ones', [{ ExpirationInDays: 7 }], undefined],
    [
      'that of a rule on a condition that may hold',
      [{ Status: parameter, NoncurrentVersionExpiration: { NoncurrentDays: 9 } }],
      9,
    ],
  ])('deletes after %s', (_, given, days) => {
    expect(read(rules(...given.map((one) => ({ Status: 'Enabled', ...one })))).expiryDays).toBe(days);
  });

  it('deletes current versions where there are no others', () => {
    const one = read({
      VersioningConfiguration: { Status: 'Suspended' },
      ...rules({ Status: 'Enabled', ExpirationInDays: 7 }),
    });
    expect(one.expiryDays).toBe(7);
  });

  it.each([
    ['rules', { LifecycleConfiguration: { Rules: parameter } }],
    ['a rule', rules(parameter)],
    ['days', rules({ Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: parameter } })],
  ])('has a doubt where nobody can read %s', (_, given) => {
    expect(read(given).keepingDoubts).toHaveLength(1);
  });

  it.each([
    ['30', 30],
    ['0', undefined],
    ['3O', undefined],
    ['', undefined],
    [parameter, undefined],
  ])('promises by the tag %j: %s', (value, days) => {
    const one = read(kept(value));
    expect(one.keptDays).toBe(days);
    expect(one.keepingDoubts ?? []).toHaveLength(days === undefined ? 1 : 0);
  });
});
