import * as fc from 'fast-check';
import { providersPerAccount } from '../../lib/plan/federation/identity-homes';
import type { Plan, PlannedSchool } from '../../lib/plan';
import { bureauEntity, federated, lockOf, proxyEntity, whole } from './federation-support';
import { adding, crowd, planOf, refusals, without, withSchool, type RegionDraft, type SchoolDraft } from './support';

function planned(draft: RegionDraft): Plan {
  return planOf(draft, undefined, lockOf(draft)).plan;
}

function school(plan: Plan, id: string): PlannedSchool {
  return plan.schools.find((one) => one.id === id)!;
}

/** Pooled schools of `north`, each with a domain of its own. */
function people(count: number): SchoolDraft[] {
  return crowd('abc', 'north', count).map((one) => ({ ...one, domains: [`${one.id}.example`] }));
}

const crowded = (count: number, federation = whole): RegionDraft => ({
  ...federated,
  federation,
  schools: people(count),
});

test('a region without federation has no sign-in and needs no lock', () => {
  const { federation: _, ...rest } = federated;
  const plan = planOf({ ...rest, schools: rest.schools.map(({ oidc: __, ...one }) => one) }).plan;
  expect(plan.federation).toBeUndefined();
  expect(plan.schools.filter(({ signIn }) => signIn !== undefined)).toEqual([]);
});

describe('a school whose identity provider is in a feed', () => {
  const plan = planned(federated);

  test('gets a role for each cloud persona, under its own provider object', () => {
    expect(school(plan, 'uni').signIn).toMatchObject({
      via: 'saml',
      identityProvider: 'https://idp.uni.example/idp',
      scopes: ['uni.example'],
      providers: ['arn:aws-cn:iam::300000000001:saml-provider/educloud-demo-uni'],
      roles: [
        { persona: 'teacher', arn: 'arn:aws-cn:iam::300000000001:role/educloud/educloud-demo-uni-teacher' },
        { persona: 'school-admin', arn: 'arn:aws-cn:iam::300000000001:role/educloud/educloud-demo-uni-school-admin' },
      ],
    });
  });

  test('lets in whom the preset means, with its own scope alone', () => {
    const [teacher, admin] = school(plan, 'uni').signIn!.roles;
    expect(teacher?.admissions).toEqual([
      { scopedAffiliations: ['employee@uni.example', 'faculty@uni.example', 'staff@uni.example'] },
    ]);
    expect(admin?.admissions).toEqual([
      {
        scopedAffiliations: ['employee@uni.example', 'faculty@uni.example', 'staff@uni.example'],
        entitlements: ['urn:x-educloud:school-admin'],
      },
    ]);
  });

  test('gives IAM the document of the lock', () => {
    expect(plan.federation?.documents['https://idp.uni.example/idp']).toContain(
      'entityID="https://idp.uni.example/idp"',
    );
  });
});

test('pupils get no role, whatever a file makes of its values', () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.constantFrom('staff', 'jiaoshi', 'faculty', 'x-local'),
        fc.constantFrom('student', 'teacher', 'school-admin', 'none'),
      ),
      (affiliations) => {
        const federation = { ...whole, feeds: { carsi: { preset: 'carsi' as const, affiliations } } };
        const means: Readonly<Record<string, string>> = {
          faculty: 'teacher',
          staff: 'teacher',
          employee: 'teacher',
          student: 'student',
          ...affiliations,
        };
        const { roles } = school(planned({ ...federated, federation }), 'uni').signIn!;
        for (const { admissions } of roles) {
          for (const value of admissions.flatMap(({ scopedAffiliations }) => scopedAffiliations)) {
            const [affiliation = '', scope, ...more] = value.split('@');
            expect([scope, ...more]).toEqual(['uni.example']);
            expect(['teacher', 'school-admin']).toContain(means[affiliation]);
          }
        }
        expect(roles.every(({ admissions }) => admissions.every((one) => one.scopedAffiliations.length > 0))).toBe(
          true,
        );
      },
    ),
  );
});

test('a persona that no value means has no role', () => {
  const affiliations = { faculty: 'none', staff: 'none', employee: 'none' };
  const draft = {
    ...federated,
    federation: { ...whole, feeds: { carsi: { preset: 'carsi' as const, affiliations } } },
  };
  expect(school(planned(draft), 'uni').signIn?.roles).toEqual([]);
});

test('a district can keep credentials from its teachers', () => {
  const districts = federated.districts.map((one) => ({ ...one, cloudPersonas: ['school-admin' as const] }));
  const plan = planned({ ...federated, districts });
  expect(school(plan, 'oak').signIn?.roles.map(({ persona }) => persona)).toEqual(['school-admin']);
  expect(school(plan, 'uni').signIn?.roles).toHaveLength(2);
});

test('a school with OpenID Connect gets its roles by client, without a scope to assert', () => {
  expect(school(planned(federated), 'elm').signIn).toEqual({
    via: 'oidc',
    identityProvider: 'https://login.elm.example/staff',
    scopes: [],
    providers: ['arn:aws-cn:iam::200000000002:oidc-provider/login.elm.example/staff'],
    roles: [
      { persona: 'teacher', arn: expect.stringContaining('elm-teacher'), admissions: [], clientId: 'elm-t' },
      { persona: 'school-admin', arn: expect.stringContaining('elm-school-admin'), admissions: [], clientId: 'elm-a' },
    ],
  });
});

test('a school without sign-in gets no role, and a frozen one loses them', () => {
  const silent = withSchool(federated, 'ash', { identityProvider: 'none' });
  expect(school(planned(silent), 'ash').signIn).toBeUndefined();
  const before = planOf(federated, undefined, lockOf(federated));
  const after = planOf(without(federated, 'oak'), before.ledger, lockOf(federated)).plan;
  expect(school(after, 'oak')).toMatchObject({ status: 'frozen' });
  expect(school(after, 'oak').signIn).toBeUndefined();
});

describe('the mode of an account', () => {
  const homes = (draft: RegionDraft) => planned(draft).federation?.homes;

  test('is direct up to 80 identity providers, and the proxy beyond', () => {
    expect(homes(crowded(providersPerAccount))).toMatchObject([
      { mode: 'direct', asked: false, identityProviders: 80 },
    ]);
    expect(homes(crowded(providersPerAccount + 1))).toMatchObject([
      { mode: 'proxy', asked: false, identityProviders: 81 },
    ]);
  });

  test('is sharded where a district has several accounts', () => {
    const districts = [{ id: 'north', account: '200000000001', moreAccounts: ['200000000005'] }];
    expect(homes({ ...crowded(137), districts })).toMatchObject([
      { account: '200000000001', mode: 'sharded', identityProviders: 80 },
      { account: '200000000005', mode: 'sharded', identityProviders: 57 },
    ]);
  });

  test('is the proxy where the file asks for it, but never that of a node', () => {
    const plan = planned({ ...federated, federation: { ...whole, mode: 'proxy' } });
    expect(plan.federation?.homes).toMatchObject([
      { account: '200000000001', mode: 'proxy', asked: true },
      { account: '300000000001', mode: 'direct' },
    ]);
    expect(school(plan, 'oak').signIn).toMatchObject({
      via: 'proxy',
      identityProvider: 'https://idp.oak.example/idp',
      providers: [
        'arn:aws-cn:iam::200000000001:saml-provider/educloud-demo-proxy-blue',
        'arn:aws-cn:iam::200000000001:saml-provider/educloud-demo-proxy-green',
      ],
    });
    expect(plan.federation?.proxy).toEqual({ entityId: proxyEntity, active: 'green' });
    expect(plan.federation?.documents['proxy-blue']).not.toBe(plan.federation?.documents['proxy-green']);
  });

  test('is refused where numbers forbid it, with the number and the way out', () => {
    const { proxy: _, ...without } = whole;
    for (const federation of [without, { ...whole, mode: 'direct' as const }, { ...whole, mode: 'sharded' as const }]) {
      const draft = crowded(137, federation);
      const [only, ...more] = refusals(draft, undefined, lockOf(draft));
      expect(more).toEqual([]);
      expect(only).toMatchObject({ code: 'EDU454', found: '137' });
      expect(only?.message).toContain('137 identity providers in account 200000000001');
      expect(only?.fix).toContain('moreAccounts');
    }
  });
});

describe('the bureau', () => {
  test('has people by entitlement, and a break-glass role where pooled schools live', () => {
    expect(planned(federated).federation?.bureau).toEqual({
      entityId: bureauEntity,
      scopes: ['bureau.example'],
      operators: [
        {
          scopedAffiliations: ['employee@bureau.example', 'faculty@bureau.example', 'staff@bureau.example'],
          entitlements: ['urn:x-educloud:bureau-operator'],
        },
      ],
      auditors: [expect.objectContaining({ entitlements: ['urn:x-educloud:auditor'] })],
      breakGlass: [expect.objectContaining({ entitlements: ['urn:x-educloud:break-glass'] })],
      breakGlassAccounts: ['200000000001', '200000000002'],
    });
  });
});

describe('a lock', () => {
  const codes = (draft: RegionDraft, lock = lockOf(draft)) => refusals(draft, undefined, lock).map(({ code }) => code);

  test('is asked for where somebody signs in by a feed', () => {
    expect(refusals(federated).map(({ code }) => code)).toEqual(['EDU451']);
  });

  test('names every school that it lacks', () => {
    const lock = lockOf(federated);
    const none = { ...lock, identityProviders: lock.identityProviders.filter(({ use }) => use.kind !== 'school') };
    expect(codes(federated, none)).toEqual(['EDU452', 'EDU452', 'EDU452']);
  });

  test('is stale once a school gives a domain away', () => {
    const lock = lockOf(federated);
    expect(codes(withSchool(federated, 'ash', { domains: ['other.example'] }), lock)).toEqual(['EDU453']);
  });

  test('is stale once its feed is no longer named', () => {
    const other = { ...federated, federation: { ...whole, feeds: { febas: { preset: 'edugain' as const } } } };
    expect(new Set(codes(other, lockOf(federated)))).toEqual(new Set(['EDU453']));
  });

  test('is stale once its registrar is no longer taken', () => {
    const taking = (...registrars: string[]): RegionDraft => ({
      ...federated,
      federation: { ...whole, feeds: { carsi: { preset: 'carsi' as const, registrars } } },
    });
    const lock = lockOf(federated);
    const registered = {
      ...lock,
      identityProviders: lock.identityProviders.map((one) => ({ ...one, registrar: 'https://one.example' })),
    };
    expect(codes(taking('https://one.example', 'https://two.example'), registered)).toEqual([]);
    for (const one of [registered, lock]) {
      expect(new Set(codes(taking('https://two.example'), one))).toEqual(new Set(['EDU453']));
    }
  });

  test('is stale once its signer is not among those that are named', () => {
    const naming = (...signers: string[]): RegionDraft => ({
      ...federated,
      federation: { ...whole, feeds: { carsi: { preset: 'carsi' as const, signers } } },
    });
    const lock = lockOf(federated);
    expect(codes(naming('b'.repeat(64), 'd'.repeat(64)), lock)).toEqual([]);
    expect(codes(naming('d'.repeat(64)), lock)).toEqual(['EDU453']);
  });

  test('of more than is asked for changes nothing', () => {
    const lock = lockOf(adding(federated, { id: 'ivy', district: 'north', domains: ['ivy.example'] }));
    expect(planOf(federated, undefined, lock).plan).toEqual(planned(federated));
  });
});

test('who signs in moves no school', () => {
  const { federation: _, schools, ...rest } = federated;
  const before = planOf({ ...rest, schools: schools.map(({ oidc: __, ...one }) => one) });
  expect(planOf(federated, before.ledger, lockOf(federated)).ledger).toEqual(before.ledger);
});
