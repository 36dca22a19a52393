import {
  parsePolicy,
  type Account,
  type Bucket,
  type Key,
  type Policy,
  type PolicyKind,
  type Role,
  type Trail,
  type User,
  type Vault,
  type World,
} from '../../../lib/model';
import type { Decision } from '../../../lib/prove/decision';
import { evaluate } from '../../../lib/prove/evaluate';
import type { Caller, Request } from '../../../lib/prove/request';

/** Statements of a policy as a template has them. */
export type Statements = readonly Readonly<Record<string, unknown>>[];

export const home = '111111111111';
export const foreign = '222222222222';
export const bucketArn = 'arn:aws:s3:::school-a';
export const objectArn = `${bucketArn}/exam.pdf`;
export const keyArn = `arn:aws:kms:eu-central-1:${home}:key/k1`;
export const roleArn = `arn:aws:iam::${home}:role/teacher`;
export const vaultArn = `arn:aws:backup:eu-central-1:${home}:backup-vault:edu_school-a`;
export const pointArn = `arn:aws:backup:eu-central-1:${home}:recovery-point:school-a-4711`;
export const trailArn = `arn:aws:cloudtrail:eu-central-1:${home}:trail/base`;
export const userArn = `arn:aws:iam::${home}:user/clerk`;

/** What a test says of a World; everything else is plain: one account, a closed bucket, a key, a role and a user, a vault and a trail. */
export interface Setting {
  readonly bucketPolicy?: Statements;
  readonly keyPolicy?: Statements;
  readonly trust?: Statements;
  readonly identity?: Statements;
  readonly boundary?: Statements | 'unknown';
  readonly roleTags?: Readonly<Record<string, string>>;
  readonly scp?: readonly (readonly Statements[])[];
  readonly rcp?: readonly Statements[];
  readonly organization?: string;
  /** Other accounts of which the templates know. */
  readonly others?: readonly Pick<Account, 'id' | 'organization'>[];
  readonly bucket?: Partial<Bucket>;
  readonly key?: Partial<Key>;
  readonly vaultPolicy?: Statements;
  readonly vault?: Partial<Vault>;
}

export const trustOfAccount: Statements = [{ Effect: 'Allow', Principal: { AWS: home }, Action: ['sts:AssumeRole'] }];
export const rootKey: Statements = [{ Effect: 'Allow', Principal: { AWS: home }, Action: 'kms:*', Resource: '*' }];
export const everything: Statements = [{ Effect: 'Allow', Action: '*', Resource: '*' }];

/** A World of one account, made by hand. */
export function worldOf(setting: Setting): World {
  const placed = (id: string) => ({
    source: { file: 'school.template.json', pointer: `/Resources/${id}` },
    account: home,
    awsRegion: 'eu-central-1',
    partition: 'aws',
    tags: {},
    doubts: [],
  });
  const principal = {
    identity: setting.identity === undefined ? [] : [policy(setting.identity, 'identity')],
    ...(setting.boundary === undefined
      ? {}
      : { boundary: setting.boundary === 'unknown' ? ('unknown' as const) : policy(setting.boundary, 'boundary') }),
  };
  const bucket: Bucket = {
    ...placed('Bucket'),
    kind: 'bucket',
    name: 'school-a',
    arn: bucketArn,
    encryption: { algorithm: 'aws:kms', key: keyArn, bucketKey: true },
    blockPublicAccess: {
      blockPublicAcls: true,
      ignorePublicAcls: true,
      blockPublicPolicy: true,
      restrictPublicBuckets: false,
    },
    objectOwnership: 'BucketOwnerEnforced',
    versioned: true,
    objectLock: false,
    replications: [],
    ...(setting.bucketPolicy === undefined ? {} : { policy: policy(setting.bucketPolicy, 'resource') }),
    ...setting.bucket,
  };
  const key: Key = {
    ...placed('Key'),
    kind: 'key',
    arn: keyArn,
    id: 'k1',
    aliases: ['alias/school-a'],
    multiRegion: false,
    policy: policy(setting.keyPolicy ?? rootKey, 'resource'),
    ...setting.key,
  };
  const vault: Vault = {
    ...placed('Vault'),
    kind: 'vault',
    name: 'edu_school-a',
    arn: vaultArn,
    key: keyArn,
    ...(setting.vaultPolicy === undefined ? {} : { policy: policy(setting.vaultPolicy, 'resource') }),
    ...setting.vault,
  };
  const trail: Trail = {
    ...placed('Trail'),
    ...{ kind: 'trail', name: 'base', arn: trailArn, bucket: 'logs' },
    ...{ logging: true, multiRegion: true, validated: true },
    tags: { 'educloud:owner': 'bureau' },
  };
  const trust = policy(setting.trust ?? trustOfAccount, 'trust');
  const role: Role = {
    ...placed('Role'),
    kind: 'role',
    name: 'teacher',
    arn: roleArn,
    trust,
    ...principal,
    tags: setting.roleTags ?? {},
  };
  const user: User = { ...placed('User'), kind: 'user', name: 'clerk', arn: userArn, ...principal };
  const account: Account = {
    id: home,
    ...(setting.organization === undefined ? {} : { organization: setting.organization }),
    serviceControl: (setting.scp ?? []).map((level, index) => ({
      target: `level-${index}`,
      policies: level.map((statements) => policy(statements, 'service-control')),
    })),
    resourceControl: [{ target: 'root', policies: (setting.rcp ?? []).map((one) => policy(one, 'resource-control')) }],
  };
  return {
    buckets: [bucket],
    keys: [key],
    roles: [role],
    users: [user],
    identityProviders: [],
    others: [],
    distributions: [],
    keyGroups: [],
    originIdentities: [],
    accounts: [account, ...(setting.others ?? []).map((one) => ({ ...one, serviceControl: [], resourceControl: [] }))],
    deployRoles: [],
    perimeter: { organizations: [], accounts: [home] },
    closedAccounts: [],
    serviceRoles: [],
    vaults: [vault],
    backupRules: [],
    trails: [trail],
    recoveryRoles: [],
    breakGlass: [],
    assumptions: [],
    doubts: [],
    stacks: [],
  };
}

export function policy(statements: Statements, kind: PolicyKind): Policy {
  const source = { file: 'school.template.json', pointer: `/policy/${kind}` };
  return parsePolicy({ Version: '2012-10-17', Statement: statements }, source, kind);
}

export const role: Caller = { kind: 'role', arn: roleArn, session: 'monday' };
export const user: Caller = { kind: 'user', arn: userArn };
export const stranger: Caller = { kind: 'role', arn: `arn:aws:iam::${foreign}:role/stranger` };
export const unseen: Caller = { kind: 'role', arn: `arn:aws:iam::${home}:role/unseen` };
export const root: Caller = { kind: 'root', arn: `arn:aws:iam::${home}:root` };
export const anonymous: Caller = { kind: 'anonymous' };
export const service = (name: string): Caller => ({ kind: 'service', name });

/** Reading the object by the role, unless the test says otherwise. */
export function requestOf(request: Partial<Request> = {}): Request {
  return { caller: role, action: 's3:GetObject', resource: objectArn, context: {}, ...request };
}

/** The decision as `allowed by identity policy`. */
export function decided(setting: Setting, request: Partial<Request> = {}): string {
  return inWords(evaluate(worldOf(setting), requestOf(request)));
}

export function inWords({ decision, how, layer }: Decision): string {
  return decision === 'denied' ? `denied, ${how}, by ${layer}` : `${decision} by ${layer}`;
}

/** One rule of AWS, the page that says so, and what follows for a request. */
export interface Row {
  readonly trap: string;
  readonly page: string;
  readonly setting: Setting;
  readonly request?: Partial<Request>;
  readonly expected: string;
}

/** A test for each row. */
export function describeRows(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    test.each(rows)('$trap: $expected ($page)', ({ setting, request, expected }) => {
      expect(decided(setting, request)).toBe(expected);
    });
  });
}

export type Word = 'matches' | 'does not match' | 'may match';
export type Context = Request['context'];

/** Whether an Allow of the role with this element matches. */
export function allow(
  statement: Readonly<Record<string, unknown>>,
  context: Context = {},
  setting: Setting = {},
): Word {
  const identity = [{ Effect: 'Allow', Action: 's3:*', Resource: '*', ...statement }];
  const words = { allowed: 'matches', denied: 'does not match', undecided: 'may match' } as const;
  const [decision] = decided({ identity, ...setting }, { context }).split(/[ ,]/);
  return words[decision as keyof typeof words];
}

/** Whether an Allow with this condition matches. */
export const when = (Condition: unknown, context: Context = {}): Word => allow({ Condition }, context);
