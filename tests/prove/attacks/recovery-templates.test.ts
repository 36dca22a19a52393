import { readWorld, type World } from '../../../lib/model';
import { folderOf } from '../../model/support';

// Templates whose copies do other things than they seem to.

type Members = Readonly<Record<string, unknown>>;

function worldOf(resources: Members, parameters: Members = {}): World {
  return readWorld(folderOf({ 'app.template.json': { Parameters: parameters, Resources: resources } }));
}

const rule: Members = {
  Status: 'Enabled',
  Priority: 1,
  Filter: { Prefix: '' },
  DeleteMarkerReplication: { Status: 'Disabled' },
  SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } },
  Destination: { Bucket: 'arn:aws:s3:::copy', EncryptionConfiguration: { ReplicaKmsKeyID: 'key' } },
};

const replicated = (one: Members, parameters: Members = {}): readonly boolean[] | undefined =>
  worldOf(
    {
      Store: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          BucketName: 'store',
          VersioningConfiguration: { Status: 'Enabled' },
          ReplicationConfiguration: { Role: 'arn:aws:iam::111111111111:role/r', Rules: [one] },
        },
      },
    },
    parameters,
  ).buckets[0]?.replications.map(({ deleteMarkers }) => deleteMarkers);

const { DeleteMarkerReplication: _, ...unsaid } = rule;
const { Filter: __, ...older } = unsaid;

describe('a rule of a replication', () => {
  it('carries no deletions where it says so, or says nothing beside a filter', () => {
    expect(replicated(rule)).toEqual([false]);
    expect(replicated(unsaid)).toEqual([false]);
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/delete-marker-replication.html
  it('carries deletions in the older form, which has no filter', () => {
    expect(replicated(older)).toEqual([true]);
    expect(replicated({ ...older, Prefix: '' })).toEqual([true]);
  });

  it('is taken to carry them where a parameter says it', () => {
    const one = { ...rule, DeleteMarkerReplication: { Status: { Ref: 'Markers' } } };
    expect(replicated(one, { Markers: { Type: 'String' } })).toEqual([true]);
  });

  it('counts where a parameter switches it on', () => {
    expect(replicated({ ...rule, Status: { Ref: 'On' } }, { On: { Type: 'String' } })).toEqual([false]);
    expect(replicated({ ...rule, Status: 'Disabled' })).toEqual([]);
  });
});

describe('a lock', () => {
  const days = (configuration: unknown, more: Members = {}): unknown => {
    const [bucket] = worldOf(
      {
        Copy: {
          Type: 'AWS::S3::Bucket',
          Properties: {
            BucketName: 'copy',
            ObjectLockEnabled: true,
            VersioningConfiguration: { Status: 'Enabled' },
            ObjectLockConfiguration: configuration,
            ...more,
          },
        },
      },
      { Days: { Type: 'Number' } },
    ).buckets;
    return bucket?.retention?.days ?? (bucket?.keepingDoubts === undefined ? 'none' : 'not known');
  };
  const retention = (given: Members): Members => ({ ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: given } });

  it('holds for the days, or the years, that it says', () => {
    expect(days(retention({ Mode: 'GOVERNANCE', Days: 30 }))).toBe(30);
    expect(days(retention({ Mode: 'COMPLIANCE', Years: 2 }))).toBe(730);
  });

  it.each<[string, unknown]>([
    ['a parameter', retention({ Mode: 'GOVERNANCE', Days: { Ref: 'Days' } })],
    ['two numbers', retention({ Mode: 'GOVERNANCE', Days: 30, Years: 1 })],
    ['no mode', retention({ Days: 30 })],
    ['half a day', retention({ Mode: 'GOVERNANCE', Days: 30.5 })],
    ['a negative number', retention({ Mode: 'GOVERNANCE', Days: -30 })],
  ])('is not known by %s', (_title, configuration) => {
    expect(days(configuration)).toBe('not known');
  });

  it('is none without a retention by default', () => {
    expect(days({ ObjectLockEnabled: 'Enabled' })).toBe('none');
  });

  const expiry = (one: Members): unknown => {
    const [bucket] = worldOf({
      Copy: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          BucketName: 'copy',
          VersioningConfiguration: { Status: 'Enabled' },
          LifecycleConfiguration: { Rules: [{ Status: 'Enabled', NoncurrentVersionExpirationInDays: 90 }, one] },
        },
      },
    }).buckets;
    return bucket?.keepingDoubts === undefined ? bucket?.expiryDays : 'not known';
  };

  it('is undone by the shortest rule for old versions, whatever it is restricted to', () => {
    const soon = { NoncurrentVersionExpiration: { NoncurrentDays: 1 } };
    expect(expiry({ Status: 'Enabled', Prefix: 'a/', ...soon })).toBe(1);
    expect(expiry({ Status: 'Disabled', ...soon })).toBe(90);
    expect(expiry({ Status: { Ref: 'AWS::StackName' }, ...soon })).toBe(1);
    expect(
      expiry({ Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: { Ref: 'AWS::StackName' } } }),
    ).toBe('not known');
  });
});

describe('a trail', () => {
  const logging = (properties: Members): readonly boolean[] =>
    worldOf(
      { Trail: { Type: 'AWS::CloudTrail::Trail', Properties: { S3BucketName: 'logs', ...properties } } },
      { On: { Type: 'String' } },
    ).trails.map((one) => one.logging);

  it('logs where the template says so, and not by a parameter', () => {
    expect(logging({ IsLogging: true })).toEqual([true]);
    expect(logging({ IsLogging: false })).toEqual([false]);
    expect(logging({})).toEqual([false]);
    expect(logging({ IsLogging: { Ref: 'On' } })).toEqual([false]);
  });
});
