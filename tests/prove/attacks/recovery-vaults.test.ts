import { opaque, type BackupRule, type Vault, type World } from '../../../lib/model';
import { verdicts } from '../support/proving';
import { account, otherAccount } from '../support/worlds';
import {
  allBut,
  arnOf,
  backupRule,
  far,
  recoveryWorld,
  restores,
  roleArn,
  serviceRole,
  storeName,
  teacher,
  vault,
  vaultArn,
  vaultLosses,
  vaultPolicy,
  vaultSettings,
  type Statement,
} from '../support/recovery';

// Vaults whose recovery points could go, be read by others or be copied abroad.

function said(property: string, subject: string, parts: Partial<World> = {}): string | undefined {
  const found = verdicts(recoveryWorld(parts), property).filter((one) => one.subject === subject);
  return found.length === 1 ? found[0]?.verdict : `${found.length} verdicts`;
}

const ofVault = (property: string, one: Vault, parts: Partial<World> = {}): string | undefined =>
  said(property, one.arn, { vaults: [one, vault({ awsRegion: far })], ...parts });
const others = (index: number): readonly Statement[] => vaultPolicy.filter((_, at) => at !== index);
const [losing, setting, restoring] = vaultPolicy;

describe('a vault as the kit means it', () => {
  it.each(['vault-kept', 'vault-isolation'])('has %s proved', (property) => {
    expect(said(property, vaultArn())).toBe('proved');
    expect(said(property, vaultArn(far))).toBe('proved');
  });
});

describe('a vault does not keep what it has', () => {
  it.each<[string, Vault['lock']]>([
    ['for less than it promises', { minDays: 29, mode: 'governance' }],
    ['where its lock refuses what the plan writes', { minDays: 30, maxDays: 60, mode: 'governance' }],
  ])('%s', (_, lock) => {
    expect(ofVault('vault-kept', vault(lock === undefined ? {} : { lock }))).not.toBe('proved');
  });

  it('without a lock', () => {
    const { lock: _, ...open } = vault();
    expect(ofVault('vault-kept', open)).toBe('refuted');
  });

  it('without a policy', () => {
    const { policy: _, ...open } = vault();
    expect(ofVault('vault-kept', open)).toBe('refuted');
    expect(ofVault('vault-isolation', open)).toBe('refuted');
  });

  it.each<[string, Partial<BackupRule>]>([
    ['too early', { deleteAfterDays: 29 }],
    ['nobody knows when', { doubts: [{ source: { file: 'p', pointer: '' }, reason: 'a parameter' }] }],
  ])('where the plan deletes %s', (_, more) => {
    expect(ofVault('vault-kept', vault(), { backupRules: [backupRule(more)] })).not.toBe('proved');
  });

  const named = (Resource: unknown, statement: Statement | undefined = losing): Statement => ({
    ...statement,
    Resource,
  });
  it.each<[string, readonly Statement[]]>([
    ['deletion', others(0)],
    ['settings', others(1)],
    ...vaultLosses.map((action): [string, readonly Statement[]] => [
      action,
      [
        ...others(0),
        allBut(
          vaultLosses.filter((one) => one !== action),
          roleArn('recovery'),
        ),
      ],
    ]),
    ...vaultSettings.slice(0, 5).map((action): [string, readonly Statement[]] => [
      action,
      [
        ...others(1),
        allBut(
          vaultSettings.filter((one) => one !== action),
          roleArn('recovery'),
          roleArn('deploy'),
        ),
      ],
    ]),
    [
      'what a wildcard names, which AWS Backup does not take',
      [...others(0), allBut(['backup:Delete*', 'backup:Update*', 'backup:Disassociate*'], roleArn('recovery'))],
    ],
    ['recovery points, by a Deny that names the vault', [...others(0), named(vaultArn())]],
    ['recovery points of S3, by a Deny that names others', [...others(0), named('arn:aws-cn:ec2:*::snapshot/*')]],
    [
      'the vault, by a Deny that names recovery points',
      [...others(1), named(`arn:aws-cn:backup:*:${account}:recovery-point:*`, setting)],
    ],
    ['some recovery points', [...others(0), named(`arn:aws-cn:backup:*:${account}:recovery-point:edu-rec*`)]],
    [
      'deletion by whoever NotPrincipal does not leave out for sure',
      [
        ...others(0),
        {
          Effect: 'Deny',
          NotPrincipal: { AWS: [roleArn('recovery'), roleArn('teacher'), account] },
          Action: vaultLosses,
          Resource: '*',
        },
      ],
    ],
    [
      'what NotAction leaves out',
      [
        {
          Effect: 'Deny',
          Principal: '*',
          NotAction: ['backup:DeleteRecoveryPoint', ...restores],
          Resource: '*',
          Condition: losing?.Condition,
        },
        ...others(0),
      ],
    ],
    ['deletion by the deploy role', [...others(0), allBut(vaultLosses, roleArn('recovery'), roleArn('deploy'))]],
    [
      'deletion by the school',
      [
        ...others(0),
        { ...allBut(vaultLosses), Condition: { StringNotEquals: { 'aws:PrincipalTag/educloud:school': 's1' } } },
      ],
    ],
    [
      'deletion by tags of recovery points',
      [
        ...others(0),
        { ...allBut(vaultLosses), Condition: { StringEquals: { 'aws:ResourceTag/educloud:school': 's1' } } },
      ],
    ],
    [
      'deletion by a Deny for those of an account',
      [...others(0), { ...allBut(vaultLosses), Principal: { AWS: roleArn('teacher') } }],
    ],
  ])('where its policy leaves open %s', (_, policy) => {
    expect(ofVault('vault-kept', vault({}, policy))).not.toBe('proved');
  });

  it('where nothing is written into it', () => {
    expect(ofVault('vault-kept', vault(), { backupRules: [] })).toBe('undecided');
  });

  it('where another vault has its name', () => {
    const doubts = [{ source: { file: 'b', pointer: '' }, reason: 'another vault has the same name' }];
    const twins = [vault({ doubts }), vault({ doubts }, []), vault({ awsRegion: far })];
    const found = verdicts(recoveryWorld({ vaults: twins }), 'vault-kept').filter(
      ({ subject }) => subject === vaultArn(),
    );
    expect(found.map(({ verdict }) => verdict)).not.toContain('proved');
  });

  it('where people take the recovery role', () => {
    const trust = [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }];
    const roles = [serviceRole('replication'), serviceRole('backup'), serviceRole('recovery', trust), teacher()];
    expect(ofVault('vault-kept', vault(), { roles })).not.toBe('proved');
  });
});

describe('a vault is not the school’s alone', () => {
  it.each<[string, readonly Statement[]]>([
    ['everything', others(2)],
    ...restores
      .slice(0, 4)
      .map((action): [string, readonly Statement[]] => [
        action,
        [...others(2), { ...restoring, Action: restores.filter((one) => one !== action) }],
      ]),
    [
      'roles that have a tag of some school',
      [...others(2), { ...restoring, Condition: { Null: { 'aws:PrincipalTag/educloud:school': 'true' } } }],
    ],
    [
      'whoever has no tag',
      [
        ...others(2),
        {
          ...restoring,
          Condition: {
            StringNotEquals: { 'aws:PrincipalTag/educloud:school': 's1' },
            Null: { 'aws:PrincipalTag/educloud:school': 'false' },
          },
        },
      ],
    ],
    ['restores, by a Deny that names the vault', [...others(2), { ...restoring, Resource: vaultArn() }]],
    [
      'the way into the vault of another account',
      [...others(2), { ...restoring, Action: restores.filter((one) => !one.includes('Copy')) }],
    ],
  ])('where its policy leaves open %s', (_, policy) => {
    expect(ofVault('vault-isolation', vault({}, policy))).not.toBe('proved');
  });

  it('where the role that backs up is taken by people', () => {
    const trust = [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }];
    const roles = [serviceRole('replication'), serviceRole('backup', trust), serviceRole('recovery'), teacher()];
    expect(ofVault('vault-isolation', vault(), { roles })).not.toBe('proved');
  });
});

describe('backups go astray', () => {
  const copied = (rule: Partial<BackupRule>, vaults?: readonly Vault[]): string | undefined =>
    said('copies-in-jurisdiction', arnOf(storeName), {
      backupRules: [backupRule(rule)],
      ...(vaults === undefined ? {} : { vaults }),
    });

  it.each<[string, Partial<BackupRule>]>([
    ['abroad', { copies: [vaultArn('ap-southeast-1')] }],
    ['to a vault that nobody knows', { copies: [vaultArn(far, 'elsewhere')] }],
    ['to a vault of another account', { copies: [vaultArn(far).replace(account, otherAccount)] }],
    ['to a vault that only the deployment names', { copies: [opaque('value', 'p.Vault')] }],
    ['by a second copy', { copies: [vaultArn(far), vaultArn('ap-southeast-1')] }],
    ['into a vault that is not there', { vault: 'Default' }],
    [
      'by a role that is none of the service roles',
      {
        selections: [{ tags: [], arns: ['*'], role: roleArn('teacher'), source: { file: 'p', pointer: '' } }],
      },
    ],
    [
      'by a selection of everything',
      {
        copies: [vaultArn('ap-southeast-1')],
        selections: [
          { tags: [], arns: ['arn:aws-cn:s3:::edu-*'], role: roleArn('backup'), source: { file: 'p', pointer: '' } },
        ],
      },
    ],
  ])('%s', (_, rule) => {
    expect(copied(rule)).not.toBe('proved');
  });

  it.each<[string, Vault]>([
    ['of another school', vault({ awsRegion: far, owner: 's2' })],
    [
      'without a key of the assembly',
      vault({ awsRegion: far, key: 'arn:aws-cn:kms:cn-northwest-1:111111111111:key/aws-backup' }),
    ],
    [
      'that stands there twice',
      vault({ awsRegion: far, doubts: [{ source: { file: 'b', pointer: '' }, reason: 'twice' }] }),
    ],
  ])('to a vault %s', (_, copy) => {
    expect(copied({}, [vault(), copy])).not.toBe('proved');
  });
});
