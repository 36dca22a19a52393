import { equivalent, refuted, undecided, type Expected, type MutantKind } from './kind';
import { drop, rewrite } from './policy-edits';
import { removeProperty, removeResource, rewriteText, setProperties, type Edit, type Where } from './template';

const store: Where = { type: 'AWS::S3::Bucket', has: '"ReplicationConfiguration"' };
const storePolicy: Where = { type: 'AWS::S3::BucketPolicy', has: '"DenyInventoriesByOthers"' };
const replica: Where = { type: 'AWS::S3::Bucket', has: '"records-replica"' };
const replicaPolicy: Where = { type: 'AWS::S3::BucketPolicy', has: '"DenyWritesButCopies"' };
const copyKey: Where = { type: 'AWS::KMS::Key', has: '"DenyKeyLoss"' };
const recoveryRole: Where = { type: 'AWS::IAM::Role', has: '-recovery"' };
const takenRole: Where = { type: 'AWS::IAM::Role', has: ':role/keeper"' };
const vault: Where = { type: 'AWS::Backup::BackupVault', has: '"educloud:school":"oak"' };
const plan: Where = { type: 'AWS::Backup::BackupPlan', has: '"CopyActions"' };
const selection: Where = { type: 'AWS::Backup::BackupSelection', has: '"IamRoleArn"' };

const kept = refuted('copies-kept');
const atHome = refuted('copies-in-jurisdiction');
const noOwnLocks = refuted('original-locks');
const vaultKept = refuted('vault-kept');
const lockedFor = (Days: number): Edit =>
  setProperties(replica, {
    ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days } } },
  });

/** Mutants of replicas, of what replicates, of vaults and of backup plans. */
export const copiesKinds: readonly MutantKind[] = [
  one(
    'replica-unlocked',
    'a replica locks nothing by default',
    removeProperty(replica, 'ObjectLockConfiguration'),
    kept,
  ),
  one('replica-lock-short', 'a replica locks for one day', lockedFor(1), kept),
  one(
    'replica-promises-compliance',
    'a replica promises compliance, and locks in governance mode',
    rewriteText(
      replica,
      '"Key":"educloud:immutability","Value":"governance"',
      '"Key":"educloud:immutability","Value":"compliance"',
    ),
    kept,
  ),
  one(
    'replica-expires',
    'old versions of a replica go after one day',
    setProperties(replica, {
      LifecycleConfiguration: { Rules: [{ Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 1 } }] },
    }),
    kept,
  ),
  one(
    'replica-suspended',
    'a replica keeps no versions',
    setProperties(replica, { VersioningConfiguration: { Status: 'Suspended' } }),
    kept,
  ),
  one(
    'replica-promise-lost',
    'a replica says nothing of how long it keeps',
    rewriteText(replica, '"educloud:kept-days"', '"kept-days"'),
    undecided('copies-kept'),
  ),
  ...['DenyWritesButCopies', 'DenyCopiesByOthers', 'DenyReplicatedDeletes', 'DenySettingsByOthers'].map((sid) =>
    one(`replica-drop${kebab(sid)}`, `${sid} is missing in the policy of a replica`, drop(replicaPolicy, sid), kept),
  ),
  one('replica-open', 'a replica has no policy', removeResource(replicaPolicy), kept),
  one(
    'recovery-role-open',
    'anybody in the account takes the role for recovery',
    rewriteText(recoveryRole, '"Principal":{"Service":', '"Principal":{"AWS":"<account>","Service":'),
    equivalent('whoever takes it is asked by what it may, which is nothing as long as nobody gives it a policy'),
  ),
  one(
    'recovery-role-taken-by-anybody',
    'anybody in the account takes the role for recovery, and not only who is named',
    rewriteText(takenRole, '"ArnEquals":{"aws:PrincipalArn":', '"ArnNotEquals":{"aws:PrincipalArn":'),
    kept,
  ),
  one(
    'recovery-role-taken-by-more',
    'whoever is named takes the role for recovery, and whoever’s name begins alike',
    rewriteText(takenRole, ':role/keeper"', ':role/keeper*"'),
    kept,
  ),
  one(
    'copy-key-lost',
    'DenyKeyLoss is missing in the policy of a key of copies',
    drop(copyKey, 'DenyKeyLoss'),
    refuted('copy-keys-kept'),
  ),
  one(
    'copy-key-replaced',
    'DenyOtherKeyBehindAlias is missing in the policy of a key of copies',
    drop(copyKey, 'DenyOtherKeyBehindAlias'),
    refuted('copy-keys-kept'),
  ),
  one(
    'replication-deletes',
    'deletions are replicated',
    rewriteText(
      store,
      '"DeleteMarkerReplication":{"Status":"Disabled"}',
      '"DeleteMarkerReplication":{"Status":"Enabled"}',
    ),
    atHome,
  ),
  one('replication-role', 'another role replicates', rewriteText(store, '-replication"', '-stranger"'), atHome),
  one(
    'replication-astray',
    'a store is replicated into a bucket that no template holds',
    rewriteText(store, ':s3:::edu-r', ':s3:::elsewhere-r'),
    undecided('copies-in-jurisdiction'),
  ),
  one(
    'replication-abroad',
    'a store may not leave another jurisdiction than that of its copy',
    rewriteText(store, '"educloud:jurisdiction","Value":"cn"', '"educloud:jurisdiction","Value":"us"'),
    atHome,
  ),
  one(
    'replication-other-owner',
    'a replica belongs to another school',
    rewriteText(replica, '"educloud:school","Value":"', '"educloud:school","Value":"else-'),
    atHome,
  ),
  one(
    'replication-in-part',
    'some objects of a store are replicated',
    rewriteText(store, '"Filter":{"Prefix":""}', '"Filter":{"Prefix":"a"}'),
    undecided('copies-in-jurisdiction'),
  ),
  one(
    'replication-without-keys',
    'what is encrypted with a key is not replicated',
    rewriteText(
      store,
      '"SseKmsEncryptedObjects":{"Status":"Enabled"}',
      '"SseKmsEncryptedObjects":{"Status":"Disabled"}',
    ),
    undecided('copies-in-jurisdiction'),
  ),
  one(
    'replication-off',
    'a store is not replicated',
    removeProperty(store, 'ReplicationConfiguration'),
    undecided('copies-kept'),
  ),
  one(
    'store-settings-open',
    'DenySettingsByOthers is missing in the policy of a store',
    drop(storePolicy, 'DenySettingsByOthers'),
    atHome,
  ),
  one(
    'store-inventories-open',
    'DenyInventoriesByOthers is missing in the policy of a store',
    drop(storePolicy, 'DenyInventoriesByOthers'),
    atHome,
  ),
  ...['DenyLocksByOthers', 'DenyLockedObjects', 'DenyHeldObjects'].map((sid) =>
    one(
      `store-${sid.replace('Deny', '').toLowerCase()}`,
      `${sid} is missing in the policy of a store`,
      drop(storePolicy, sid),
      noOwnLocks,
    ),
  ),
  one(
    'store-lock-short',
    'a store locks for one day, and its replica takes that lock',
    setProperties(store, {
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 } },
      },
    }),
    kept,
  ),
  one('vault-unlocked', 'a vault has no lock', removeProperty(vault, 'LockConfiguration'), vaultKept),
  one(
    'vault-lock-short',
    'a vault locks for one day',
    setProperties(vault, { LockConfiguration: { MinRetentionDays: 1 } }),
    vaultKept,
  ),
  one('vault-open', 'a vault has no policy', removeProperty(vault, 'AccessPolicy'), vaultKept),
  one('vault-drop-deny-loss', 'DenyLoss is missing in the policy of a vault', drop(vault, 'DenyLoss'), vaultKept),
  one(
    'vault-drop-deny-settings',
    'DenySettingsByOthers is missing in the policy of a vault',
    drop(vault, 'DenySettingsByOthers'),
    vaultKept,
  ),
  one(
    'vault-drop-deny-restore',
    'DenyRestoreByOthers is missing in the policy of a vault',
    drop(vault, 'DenyRestoreByOthers'),
    refuted('vault-isolation'),
  ),
  one(
    'vault-wildcard',
    'a vault denies by a wildcard, which AWS Backup does not support',
    rewrite(vault, 'DenyLoss', '"backup:DeleteRecoveryPoint"', '"backup:DeleteRecovery*"'),
    undecided('vault-kept'),
  ),
  one(
    'plan-copies-abroad',
    'a backup plan copies abroad',
    rewriteText(plan, ':backup:eu-west-1:', ':backup:us-east-1:'),
    atHome,
  ),
  one(
    'plan-deletes',
    'a backup plan deletes after one day',
    rewriteText(plan, '"DeleteAfterDays":90', '"DeleteAfterDays":1'),
    vaultKept,
  ),
  one('plan-role', 'another role backs up', rewriteText(selection, '-backup"', '-stranger"'), atHome),
];

function one(id: string, sentence: string, edit: Edit, expected: Expected): MutantKind {
  return { id, sentence, edit, expected };
}

function kebab(sid: string): string {
  return sid.replace(/[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}
