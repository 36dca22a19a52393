import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Region } from '../../lib/config';
import { normalise } from '../../lib/config/normalise';
import { schoolSchema, shellSchema } from '../../lib/config/region-file-schema';
import { checkRules } from '../../lib/config/rules';
import type { Path } from '../../lib/config/yaml-source';
import { EducloudError, type Issue } from '../../lib/errors';
import { formatLedger, parseLedger, planRegion, type Ledger, type Plan } from '../../lib/plan';
import { buildApp } from '../../lib/synth';
import type { FederationLock } from '../../lib/federation';
import type {
  CloudPersona,
  DataClass,
  FederationMode,
  FederationPreset,
  Forwarding,
  IdentityProviderChoice,
  Immutability,
  KeyScope,
  Names,
  RecoveryMeans,
  SchoolKind,
  StorePurpose,
} from '../../lib/vocabulary';

// A draft is a region file as plain data: it is edited as a person edits the file, and read by the kit's own reader, so
// that every region of these tests satisfies every rule.

/** As in a file; `none`: nothing comes back. */
export type TargetsDraft =
  | 'none'
  | {
      readonly stores?: { readonly [store in StorePurpose]?: TargetDraft | 'none' };
      readonly dataClasses?: { readonly [name in DataClass]?: TargetDraft };
    };

export interface TargetDraft {
  readonly rpo?: string;
  readonly rto?: string;
  readonly retentionDays?: number;
  readonly lockDays?: number;
  readonly immutability?: Immutability;
  readonly irrevocable?: boolean;
  readonly means?: readonly RecoveryMeans[];
}

export interface SchoolDraft {
  readonly id: string;
  readonly names?: Names;
  readonly kind?: SchoolKind;
  readonly tier?: 'external';
  readonly account?: string;
  readonly district?: string;
  readonly jurisdiction?: string;
  readonly domains?: readonly string[];
  readonly home?: string;
  readonly recovery?: string;
  readonly recoveryTargets?: TargetsDraft;
  readonly stores?: Readonly<Record<string, { readonly dataClasses: readonly string[] }>>;
  readonly forwarding?: Forwarding;
  readonly alarmEmails?: readonly string[];
  readonly recoveryTakenBy?: readonly string[];
  readonly identityProvider?: IdentityProviderChoice;
  readonly oidc?: { readonly issuer: string; readonly clients: { readonly [persona in CloudPersona]?: string } };
}

export interface DistrictDraft {
  readonly id: string;
  readonly account: string;
  readonly moreAccounts?: readonly string[];
  readonly keyScope?: KeyScope;
  readonly home?: string;
  readonly recovery?: string;
  readonly recoveryTargets?: TargetsDraft;
  readonly cloudPersonas?: readonly CloudPersona[];
}

export interface FederationDraft {
  readonly mode?: FederationMode;
  readonly feeds?: Readonly<
    Record<
      string,
      {
        readonly preset: FederationPreset;
        readonly registrars?: readonly string[];
        readonly affiliations?: Readonly<Record<string, string>>;
        readonly entitlements?: Readonly<Record<string, string>>;
        readonly signers?: readonly string[];
      }
    >
  >;
  readonly cloudPersonas?: readonly CloudPersona[];
  readonly bureau?: { readonly entityId: string; readonly domains: readonly string[] };
  readonly proxy?: { readonly entityId: string };
}

export interface RegionDraft {
  readonly id: string;
  readonly names?: Names;
  readonly partition: string;
  readonly home: string;
  readonly recovery?: string;
  readonly recoveryTargets?: TargetsDraft;
  readonly endedRecovery?: readonly { readonly school?: string; readonly district?: string; readonly reason: string }[];
  readonly jurisdiction?: string;
  readonly perimeter?: { readonly organizations?: readonly string[]; readonly accounts?: readonly string[] };
  readonly accounts: { readonly hub: string; readonly logArchive?: string; readonly recovery?: string };
  readonly audit?: {
    readonly retentionDays?: number;
    readonly forwarding?: Forwarding;
    readonly organizationTrail?: { readonly account: string; readonly managementAccount: string };
  };
  readonly alarmEmails?: readonly string[];
  readonly recoveryTakenBy?: readonly string[];
  readonly federation?: FederationDraft;
  readonly districts: readonly DistrictDraft[];
  readonly schools: readonly SchoolDraft[];
  readonly offboarded?: readonly { readonly id: string; readonly reason: string }[];
}

export interface Planned {
  readonly plan: Plan;
  readonly ledger: Ledger;
}

/** The file that every draft claims to stand in, and the line of its first school. */
export const file = 'region.yaml';
export const lineOfSchools = 100;

/** A small region with one of everything: two districts, a node, an external school; an AWS Region for copies, and none yet. */
export const small: RegionDraft = {
  id: 'demo',
  partition: 'aws-cn',
  home: 'cn-north-1',
  recovery: 'cn-northwest-1',
  recoveryTargets: 'none',
  perimeter: { organizations: ['o-demo000001'], accounts: ['700000000001'] },
  accounts: { hub: '100000000001', logArchive: '100000000002' },
  districts: [
    { id: 'north', account: '200000000001' },
    { id: 'south', account: '200000000002' },
  ],
  schools: [
    { id: 'ash', district: 'north', domains: ['ash.example'] },
    { id: 'elm', district: 'south' },
    { id: 'oak', district: 'north', names: { en: 'Oak School', zh: '橡树学校' } },
    { id: 'uni', account: '300000000001', kind: 'university', domains: ['uni.example'] },
    { id: 'minsk', tier: 'external', jurisdiction: 'by', domains: ['minsk.example'] },
  ],
};

/** The same with the targets that go without saying: everything is replicated. */
export const copied: RegionDraft = withTargets(small);

/** Other targets for the whole region; those that go without saying, where there are none. */
export function withTargets({ recoveryTargets: _, ...draft }: RegionDraft, targets?: TargetsDraft): RegionDraft {
  return { ...draft, ...(targets === undefined ? {} : { recoveryTargets: targets }) };
}

/** The region of a draft. @throws EducloudError when the draft breaks a rule of region files */
export function regionOf({ schools, ...rest }: RegionDraft): Region {
  // Schema, rules and defaults are the kit's own; only YAML is left out, which costs more than all of them.
  const shell = shellSchema.parse(rest);
  const entries = schools.map((school, index) => ({
    input: schoolSchema.parse(school),
    at: (path: Path = []) => ({ file, line: lineOfSchools + index, column: 1, path: path.join('.') }),
  }));
  const draft = {
    shell,
    schools: entries,
    at: (path: Path = []) => ({ file, line: 1, column: 1, path: path.join('.') }),
  };
  const issues = checkRules(draft);
  if (issues.length > 0) throw new EducloudError(issues);
  return normalise(shell, draft);
}

/** Plan and ledger of a draft. @throws EducloudError when the plan is refused */
export function planOf(draft: RegionDraft, ledger?: Ledger, lock?: FederationLock): Planned {
  const result = planRegion(regionOf(draft), ledger, lock);
  if (result.plan === undefined || result.ledger === undefined) throw new EducloudError(result.issues);
  return { plan: result.plan, ledger: result.ledger };
}

/** The draft planned again with the ledger as it is committed and read back. */
export function replan(draft: RegionDraft, { ledger }: Planned): Planned {
  return planOf(draft, reread(ledger));
}

/** Why a draft is refused; none when it is planned. */
export function refusals(draft: RegionDraft, ledger?: Ledger, lock?: FederationLock): readonly Issue[] {
  return planRegion(regionOf(draft), ledger, lock).issues;
}

/** A ledger written and read. @throws EducloudError when the kit refuses what it has written */
export function reread(ledger: Ledger): Ledger {
  const { ledger: read, issues } = parseLedger(formatLedger(ledger), 'educloud.lock.json');
  if (read === undefined) throw new EducloudError(issues);
  return read;
}

/** Replaces fields of one school. */
export function withSchool(draft: RegionDraft, id: string, fields: Partial<SchoolDraft>): RegionDraft {
  return { ...draft, schools: draft.schools.map((one) => (one.id === id ? { ...one, ...fields } : one)) };
}

/** Drops schools, as a person deletes their lines. */
export function without(draft: RegionDraft, ...ids: readonly string[]): RegionDraft {
  return { ...draft, schools: draft.schools.filter(({ id }) => !ids.includes(id)) };
}

export function adding(draft: RegionDraft, ...schools: readonly SchoolDraft[]): RegionDraft {
  return { ...draft, schools: [...draft.schools, ...schools] };
}

export function offboarding(draft: RegionDraft, ...ids: readonly string[]): RegionDraft {
  return {
    ...draft,
    offboarded: [...(draft.offboarded ?? []), ...ids.map((id) => ({ id, reason: 'merged into a neighbour' }))],
  };
}

/** Many pooled schools of a district, `PREFIX001` and on. */
export function crowd(prefix: string, district: string, count: number): SchoolDraft[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${prefix}${String(index + 1).padStart(3, '0')}`,
    district,
  }));
}

/** Text of every template of a plan, by stack. */
export function templatesOf(plan: Plan, only?: readonly string[]): Readonly<Record<string, string>> {
  const outdir = mkdtempSync(join(tmpdir(), 'educloud-plan-'));
  try {
    const app = buildApp(plan, { outdir, validate: false, ...(only === undefined ? {} : { only }) });
    const { stacks } = app.synth();
    return Object.fromEntries(
      stacks.map(({ stackName, templateFullPath }) => [stackName, readFileSync(templateFullPath, 'utf8')]),
    );
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** Resources of a template, by logical id. */
export function resourcesOf(template: string): Readonly<Record<string, Resource>> {
  return JSON.parse(template).Resources;
}
