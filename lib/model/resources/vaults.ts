import type { Doubt } from '../source';
import type { BackupSelection, Vault } from '../world';
import { eachOf } from './origins';
import { daysOf, promiseOf } from './keeping';
import { doubtAt, memberOf, membersOf, namesIn, partOf, plainTextOf, sourceOfPart, textOf, type Part } from './part';
import { placed, policyOf, property, sourceAt, textProperty, type Reader, type Resource } from './resource';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-backup-backupvault.html */
export const readVault: Reader = (resource, draft) => {
  const { resolver, logicalId, raw } = resource;
  const common = placed(resource);
  const doubts: Doubt[] = [];
  const lock = lockOf(resource, doubts);
  const key = textProperty(resource, 'EncryptionKeyArn');
  const kept = promiseOf(resource, common.tags, doubts);
  const document = raw.properties.AccessPolicy;
  const hasPolicy = document !== undefined && resolver.resolve(document) !== undefined;
  draft.vaults.push({
    kind: 'vault',
    ...common,
    name: resolver.refer(logicalId, 'Ref'),
    arn: resolver.refer(logicalId, 'BackupVaultArn'),
    ...(hasPolicy ? { policy: policyOf(resource, document, sourceAt(resource, 'AccessPolicy'), 'resource') } : {}),
    ...(key === undefined ? {} : { key }),
    ...(lock === undefined ? {} : { lock }),
    ...kept,
    ...(doubts.length === 0 ? {} : { keepingDoubts: doubts }),
  });
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-backup-backupvault-lockconfigurationtype.html */
function lockOf(resource: Resource, doubts: Doubt[]): Vault['lock'] {
  const given = partOf(resource, 'LockConfiguration');
  if (given === undefined) return undefined;
  const [least, most, changeable] = ['MinRetentionDays', 'MaxRetentionDays', 'ChangeableForDays'].map((name) =>
    memberOf(given, name),
  );
  const [minDays, maxDays] = [daysOf(least), daysOf(most)];
  if (minDays === undefined || (most !== undefined && maxDays === undefined)) {
    doubts.push(doubtAt(given, 'how its lock keeps what comes in is not known'));
    return undefined;
  }
  return {
    minDays,
    ...(maxDays === undefined ? {} : { maxDays }),
    mode: changeable === undefined ? 'governance' : 'compliance',
  };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-backup-backupplan.html */
export const readBackupPlan: Reader = (resource, draft) => {
  const { resolver, logicalId } = resource;
  const { account, awsRegion } = resolver.template.place;
  const plan = resolver.refer(logicalId, 'Ref');
  const given = partOf(resource, 'BackupPlan');
  const list = given === undefined ? undefined : memberOf(given, 'BackupPlanRule');
  const rules = list === undefined ? undefined : membersOf(list);
  if (rules === undefined) {
    const { source } = resource;
    const doubts = [{ source, reason: 'the rules of this backup plan are known only when it is deployed' }];
    draft.backupRules.push({ plan, account, awsRegion, vault: '', copies: [], doubts, source });
    return;
  }
  for (const rule of rules) {
    const doubts: Doubt[] = [];
    if (resource.uncertain !== undefined) doubts.push({ source: resource.source, reason: resource.uncertain });
    const target = memberOf(rule, 'TargetBackupVault');
    const airGapped = memberOf(rule, 'TargetLogicallyAirGappedBackupVaultArn');
    if (airGapped !== undefined) doubts.push(doubtAt(airGapped, 'a logically air-gapped vault is outside the model'));
    if (target === undefined) doubts.push(doubtAt(rule, 'into which vault this rule writes is not known'));
    const actions = eachOf(rule, 'CopyActions', 'where copies go is known only when it is deployed', doubts);
    const days = [rule, ...actions].flatMap((part) => deletionOf(part, doubts));
    draft.backupRules.push({
      plan,
      account,
      awsRegion,
      vault: target === undefined ? '' : textOf(target),
      copies: actions.flatMap((part) => {
        const destination = memberOf(part, 'DestinationBackupVaultArn');
        if (destination === undefined) doubts.push(doubtAt(part, 'where copies go is not known'));
        return destination === undefined ? [] : [textOf(destination)];
      }),
      ...(days.length === 0 ? {} : { deleteAfterDays: Math.min(...days) }),
      doubts,
      source: sourceOfPart(rule),
    });
  }
};

function deletionOf(part: Part, doubts: Doubt[]): number[] {
  const lifecycle = memberOf(part, 'Lifecycle');
  const given = lifecycle === undefined ? undefined : memberOf(lifecycle, 'DeleteAfterDays');
  if (lifecycle === undefined || (given === undefined && namesIn(lifecycle).length > 0)) return [];
  const days = daysOf(given);
  if (days === undefined)
    doubts.push(doubtAt(lifecycle, 'after how many days recovery points are deleted is not known'));
  return days === undefined ? [] : [days];
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-backup-backupselection-backupselectionresourcetype.html */
export const readBackupSelection: Reader = (resource, draft) => {
  const { account, awsRegion } = resource.resolver.template.place;
  const given = partOf(resource, 'BackupSelection');
  const role = given === undefined ? undefined : memberOf(given, 'IamRoleArn');
  const all: BackupSelection = {
    tags: [],
    arns: ['*'],
    role: role === undefined ? '' : textOf(role),
    source: resource.source,
  };
  draft.backupSelections.push({
    plan: textProperty(resource, 'BackupPlanId') ?? '',
    account,
    awsRegion,
    selection: { ...all, ...(given === undefined ? {} : chosenIn(given)) },
  });
};

/** What a selection names exactly; more than that, or what cannot be read, is left as `*`. What narrows it further counts where it is plain. */
function chosenIn(given: Part): Partial<BackupSelection> {
  const resources = listIn(given, 'Resources');
  const listed = listIn(given, 'ListOfTags');
  if (resources === undefined || listed === undefined || resources.length + listed.length === 0) return {};
  const tags = listed.map((part) => {
    const type = memberOf(part, 'ConditionType');
    return type !== undefined && plainTextOf(type) === 'STRINGEQUALS' ? tagIn(part) : undefined;
  });
  if (tags.includes(undefined)) return {};
  const conditions = memberOf(given, 'Conditions');
  const equal = conditions === undefined ? [] : (listIn(conditions, 'StringEquals') ?? []);
  const with_ = equal.flatMap((part) => {
    const tag = tagIn(part);
    return tag?.key.startsWith(prefix) === true ? [{ ...tag, key: tag.key.slice(prefix.length) }] : [];
  });
  return {
    tags: tags.flatMap((one) => one ?? []),
    arns: resources.map(textOf),
    ...(with_.length === 0 ? {} : { with: with_ }),
  };
}

const prefix = 'aws:ResourceTag/';

function tagIn(part: Part): BackupSelection['tags'][number] | undefined {
  const [key, value] = ['ConditionKey', 'ConditionValue'].map((name) => {
    const member = memberOf(part, name);
    return member === undefined ? undefined : plainTextOf(member);
  });
  return key === undefined || value === undefined ? undefined : { key, value };
}

function listIn(given: Part, name: string): readonly Part[] | undefined {
  const part = memberOf(given, name);
  return part === undefined ? [] : membersOf(part);
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudtrail-trail.html */
export const readTrail: Reader = (resource, draft) => {
  const { resolver, logicalId } = resource;
  const isOn = (name: string): boolean => ['true', true].some((one) => property(resource, name) === one);
  draft.trails.push({
    kind: 'trail',
    ...placed(resource),
    name: resolver.refer(logicalId, 'Ref'),
    arn: resolver.refer(logicalId, 'Arn'),
    bucket: textProperty(resource, 'S3BucketName') ?? '',
    logging: isOn('IsLogging'),
    multiRegion: isOn('IsMultiRegionTrail'),
    validated: isOn('EnableLogFileValidation'),
  });
};
