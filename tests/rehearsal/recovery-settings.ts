import {
  PutBucketReplicationCommand,
  PutObjectLockConfigurationCommand,
  type DefaultRetention,
  type ReplicationRule,
  type S3Client,
} from '@aws-sdk/client-s3';
import { templateOf, type Assembly } from './assembly';
import { isObject, listOf, objectAt, textAt, type Json } from './json';
import { clientOf, type People } from './recovery-people';
import { outcome } from './requests';
import { record, type Stage } from './stage';
import { storeFor, type Store } from './stores';

/**
 * Sets by requests what CloudFormation of emulators leaves out: the lock of the replica and the rule that copies into it, both
 * word by word as the templates have them.
 */
export async function applySettings(
  stage: Stage,
  assembly: Assembly,
  people: People,
  step: string,
  school: string,
): Promise<void> {
  const replica = storeFor(assembly, 'records-replica', school);
  const records = storeFor(assembly, 'records', school);
  const lock = objectAt(propertiesOf(assembly, replica), 'ObjectLockConfiguration', 'Rule', 'DefaultRetention');
  const replication = objectAt(propertiesOf(assembly, records), 'ReplicationConfiguration');
  const asDeployer = async (id: string, what: string, { stack }: Store, ask: Ask): Promise<void> => {
    record(stage, {
      id: `recovery-set-${id}`,
      step,
      what: `deployer: ${what}`,
      expected: 'allowed',
      observed: await outcome(() => ask(clientOf(stage, people, 'deployer', stack.awsRegion))),
      reason: 'DenySettingsByOthers names whoever deploys',
    });
  };
  await asDeployer('lock', 'lock the replica as its template says', replica, (client) =>
    client.send(
      new PutObjectLockConfigurationCommand({
        Bucket: replica.bucket,
        ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: retentionOf(lock) } },
      }),
    ),
  );
  await asDeployer('replication', 'copy the records as their template says', records, (client) =>
    client.send(
      new PutBucketReplicationCommand({
        Bucket: records.bucket,
        ReplicationConfiguration: {
          Role: textAt(replication, 'Role'),
          Rules: listOf(replication.Rules).map(ruleOf),
        },
      }),
    ),
  );
}

type Ask = (client: S3Client) => Promise<unknown>;

function propertiesOf(assembly: Assembly, { stack, bucketId }: Store): Json {
  return objectAt(templateOf(assembly, stack.name), 'Resources', bucketId, 'Properties');
}

function retentionOf(retention: Json): DefaultRetention {
  return {
    Mode: textAt(retention, 'Mode') === 'COMPLIANCE' ? 'COMPLIANCE' : 'GOVERNANCE',
    Days: typeof retention.Days === 'number' ? retention.Days : 0,
  };
}

/** A rule in the words of S3, which differ from those of CloudFormation by capitals alone. */
function ruleOf(rule: unknown): ReplicationRule {
  const destination = objectAt(rule, 'Destination');
  const priority = isObject(rule) && typeof rule.Priority === 'number' ? rule.Priority : 0;
  return {
    ID: textAt(rule, 'Id'),
    Priority: priority,
    Status: textAt(rule, 'Status') === 'Enabled' ? 'Enabled' : 'Disabled',
    Filter: { Prefix: textAt(rule, 'Filter', 'Prefix') },
    DeleteMarkerReplication: {
      Status: textAt(rule, 'DeleteMarkerReplication', 'Status') === 'Disabled' ? 'Disabled' : 'Enabled',
    },
    SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } },
    Destination: {
      Bucket: textAt(destination, 'Bucket'),
      EncryptionConfiguration: {
        ReplicaKmsKeyID: textAt(destination, 'EncryptionConfiguration', 'ReplicaKmsKeyID'),
      },
    },
  };
}
