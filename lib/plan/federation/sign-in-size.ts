import { accountSignIn, type Counted } from '../contents';
import type { Admission, PlannedBase, PlannedSchool } from '../types';
import { signInArns } from './arns';
import { samlTrustChars, trustChars, type TrustSite } from './trust-size';

// Upper bounds of what signing in adds to templates and policies. Trust policies are counted exactly; the tests measure
// the rest.

/** Bytes of policies that name the break-glass role, besides their own. */
export const breakGlassBytes = { store: 950, key: 560, districtKey: 560 } as const;

/** The longest inline policy of a role for people: in a node or shard without the bureau's roles, and with them. */
export const inlineChars = { school: 1_000, bureau: 3_900 } as const;

/** Bytes of a resource but for its trust policy or document. The templates of nodes and bases are indented. */
const fixed = {
  shard: { role: 1_650, provider: 450, breakGlass: 2_000, trust: 1 },
  indented: { role: 3_000, provider: 700, trust: 2.4 },
  operator: 6_600,
  auditor: 5_500,
  breakGlass: 3_900,
  rules: 1_700,
} as const;

/** Bytes that the sign-in of a school adds to its template. */
export function schoolSignInBytes(counted: Counted, school: PlannedSchool, kind: 'shard' | 'node'): number {
  const { signIn, awsRegion, account } = school;
  const size = fixed[kind === 'shard' ? 'shard' : 'indented'];
  const read = counted.federation?.bureau?.breakGlassAccounts.includes(account) === true && kind === 'shard';
  const own = read ? fixed.shard.breakGlass : 0;
  if (signIn === undefined) return own;
  const roles = signIn.roles.map(
    (role) => size.role + size.trust * trustChars(siteOf(counted, awsRegion), signIn, role),
  );
  const document = signIn.via === 'saml' ? documentBytes(counted, signIn.identityProvider) : 0;
  const provider = signIn.via === 'proxy' ? 0 : size.provider + document;
  return own + provider + sum(roles);
}

/** Bytes that the roles and providers of an account add to the template of its base. */
export function accountSignInBytes(counted: Counted, base: PlannedBase): number {
  const signIn = accountSignIn(counted, base);
  if (signIn === undefined) return counted.federation === undefined ? 0 : fixed.rules;
  const { proxied, operators, auditors, breakGlass } = signIn;
  const trusts = fixed.indented.trust * sum(bureauTrusts(counted, base));
  const provider = (name: string): number => fixed.indented.provider + documentBytes(counted, name);
  return (
    fixed.rules +
    trusts +
    (operators ? fixed.operator : 0) +
    (auditors ? fixed.auditor + provider('bureau') : 0) +
    (breakGlass ? fixed.breakGlass : 0) +
    (proxied ? provider('proxy-blue') + provider('proxy-green') : 0)
  );
}

/** The longest trust policy of a stack’s roles for people; none where it has no such role. */
export function longestTrust(counted: Counted, stack: string): { readonly chars: number; readonly whose: string } {
  const ofSchools = (counted.schoolsIn.get(stack) ?? []).flatMap(({ signIn, awsRegion }) =>
    (signIn?.roles ?? []).map((role) => ({
      chars: signIn === undefined ? 0 : trustChars(siteOf(counted, awsRegion), signIn, role),
      whose: role.arn.replace(/^.*\//, ''),
    })),
  );
  const ofBureau = counted.bases
    .filter((base) => base.stack === stack)
    .flatMap((base) => bureauTrusts(counted, base).map((chars) => ({ chars, whose: stack })));
  return [...ofSchools, ...ofBureau].reduce((a, b) => (b.chars > a.chars ? b : a), { chars: 0, whose: stack });
}

function bureauTrusts(counted: Counted, base: PlannedBase): number[] {
  const { region, federation } = counted;
  const signIn = accountSignIn(counted, base);
  const { bureau } = federation ?? {};
  if (signIn === undefined || bureau === undefined) return [];
  const provider = signInArns(region.id, region.partition).saml(base.account, 'bureau');
  const of = (admissions: readonly Admission[], only?: string): number =>
    samlTrustChars(siteOf(counted, base.awsRegion), [provider], admissions, only);
  return [
    ...(signIn.operators ? [of(bureau.operators)] : []),
    of(bureau.auditors),
    ...(signIn.breakGlass ? [of(bureau.breakGlass, base.awsRegion)] : []),
  ];
}

function siteOf({ region }: Counted, awsRegion: string): TrustSite {
  return { partition: region.partition, awsRegions: [...new Set([region.home, awsRegion])] };
}

/** As JSON writes it, with its quotes escaped. */
function documentBytes({ federation }: Counted, name: string): number {
  return Buffer.byteLength(JSON.stringify(federation?.documents[name] ?? ''));
}

function sum(values: readonly number[]): number {
  return values.reduce((all, one) => all + one, 0);
}
