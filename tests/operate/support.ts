import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadRegionText } from '../../lib/config';
import type { AccountReading, StoredParameter } from '../../lib/operate/registry/stored-parameter';
import { plannedEntry, type PlannedAccount } from '../../lib/operate/registry/planned-accounts';
import { planRegion, type Plan, type PlannedSchool } from '../../lib/plan';
import type { FakeAws } from './fake-aws';

/** Three accounts: a district with three schools, and two nodes; and a party without resources. */
export const region = `region:
  id: small
  partition: aws-cn
  home: cn-north-1
  perimeter: { organizations: [o-example0001] }
  accounts: { hub: "111122223333" }
  districts: [{ id: north, account: "444455556666" }]
  schools:
    - { id: oak, district: north, names: { zh: 橡树小学, en: Oak School } }
    - { id: birch, district: north }
    - { id: larch, district: north }
    - { id: elm-university, account: "777788889999", names: { zh: 榆树大学 } }
    - { id: fir-university, account: "888899990000", home: cn-northwest-1 }
    - { id: ash-university, tier: external, jurisdiction: by, names: { be: Ясень } }
`;

export const arnPartition = 'aws-cn';

export function planOf(text = region): Plan {
  const { region: read } = loadRegionText(text, 'region.yaml');
  const plan = read === undefined ? undefined : planRegion(read, undefined).plan;
  if (plan === undefined) throw new Error('the region of these tests is not valid');
  return plan;
}

/** The parameter that a school's stack leaves. */
export function stored(plan: Plan, school: PlannedSchool, change: object = {}): StoredParameter {
  const value = JSON.stringify({ ...plannedEntry(plan.region.id, school), ...change });
  return { awsRegion: school.awsRegion, name: school.parameter, type: 'String', value };
}

/** Everything that the plan puts into an account, as if it had been deployed. */
export function deployed(plan: Plan, { schools }: PlannedAccount): AccountReading {
  return { parameters: schools.map((school) => stored(plan, school)) };
}

/** Deploys every school of the plan to the fake. */
export function deploy(fake: FakeAws, plan: Plan): void {
  for (const school of plan.schools) put(fake, school, stored(plan, school).value);
}

/** Replaces the entry of a school; removes it without `value`. */
export function put(fake: FakeAws, { account, awsRegion, parameter }: PlannedSchool, value?: string): void {
  const there = fake.parameters.get(account) ?? {};
  const others = (there[awsRegion] ?? []).filter(({ Name }) => Name !== parameter);
  const all = value === undefined ? others : [...others, { Name: parameter, Value: value }];
  fake.parameters.set(account, { ...there, [awsRegion]: all });
}

export function school(plan: Plan, id: string): PlannedSchool {
  const found = plan.schools.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no school ${id}`);
  return found;
}

export const caller = { id: 'AKIDEXAMPLE00CALLER1', secret: 'fake-caller-secret-that-nobody-may-see' };

/** The environment of somebody who is signed in, or not, and whose AWS is at `url`. */
export function signIn(url: string, signedIn = true): void {
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: url,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/nonexistent/config',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
    AWS_MAX_ATTEMPTS: '2',
    ...(signedIn ? { AWS_ACCESS_KEY_ID: caller.id, AWS_SECRET_ACCESS_KEY: caller.secret } : {}),
  });
}

const folders: string[] = [];

export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'educloud-operate-'));
  folders.push(made);
  return made;
}

export function removeFolders(): void {
  for (const one of folders.splice(0)) rmSync(one, { recursive: true, force: true });
}
