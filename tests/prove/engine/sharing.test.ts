import fc from 'fast-check';
import { properties } from '../../../lib/facts';
import type { World } from '../../../lib/model';
import { evaluate, prove, type Verdict } from '../../../lib/prove';
import { actions } from '../support/counting';
import { account, bucket, key, role, world } from '../support/worlds';

// Equal problems are solved once. What makes them equal must be the problem itself: ids of schools that are prefixes of each
// other, and patterns that tell ids apart, are where a comparison of texts would go wrong.

const runs = Number(process.env.EDUCLOUD_BRUTE ?? 15);
const seed = Number(process.env.EDUCLOUD_SEED ?? 20260926);
const ids = ['s1', 's12', 's1-', '1', 's2', 's', 's1-data', 'S1'] as const;
const tag = 'aws:PrincipalTag/educloud:school';

const arnOf = (id: string): string => `arn:aws-cn:s3:::edu-${id}-data`;

interface Judged {
  readonly verdicts: Verdict[];
  readonly classes: number;
}

function verdictsOf(one: World, share: boolean, ...ids: readonly string[]): Judged {
  const chosen = properties().filter(({ id }) => ids.length === 0 || ids.includes(id));
  const proof = prove(one, { properties: chosen, actions, share });
  const verdicts = [...proof.verdicts];
  return { verdicts, classes: proof.classes() };
}

function shorten({ property, subject, verdict, reason }: Verdict): string {
  return `${property} ${subject} ${verdict} ${reason ?? ''}`;
}

/** A store of each school by one mould, and now and then a statement in which the ids are told apart. */
const moulds = fc.record({
  patterns: fc.uniqueArray(fc.constantFrom('s1*', '*1', 's?', '*s1*', 's1-*', '*-data', 's*2', '?'), { maxLength: 2 }),
  inPolicy: fc.boolean(),
  inKey: fc.boolean(),
  inRole: fc.boolean(),
  closed: fc.boolean(),
  roles: fc.subarray([...ids]),
  denies: fc.boolean(),
});

type Mould = typeof moulds extends fc.Arbitrary<infer T> ? T : never;

function cast({ patterns, inPolicy, inKey, inRole, closed, roles, denies }: Mould): World {
  const told = patterns.map((pattern) => `arn:aws-cn:s3:::edu-${pattern}-data/*`);
  const policyOf = (id: string): unknown => [
    ...(denies
      ? [
          {
            Effect: 'Deny',
            Principal: '*',
            Action: ['s3:Get*', 's3:List*', 's3:PutObject*', 's3:Delete*'],
            Resource: [arnOf(id), `${arnOf(id)}/*`],
            Condition: { StringNotEquals: { [tag]: id } },
          },
        ]
      : []),
    { Effect: 'Allow', Principal: { AWS: account }, Action: 's3:GetObject', Resource: `${arnOf(id)}/*` },
    ...(inPolicy && told.length > 0
      ? [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: told }]
      : []),
  ];
  return world({
    buckets: ids.map((owner) => bucket(`edu-${owner}-data`, { owner, policy: policyOf(owner) })),
    keys: ids.map((owner) =>
      key(`k-${owner}`, {
        owner,
        policy: [
          { Effect: 'Allow', Principal: { AWS: account }, Action: 'kms:*', Resource: '*' },
          {
            Effect: 'Deny',
            Principal: '*',
            Action: ['kms:Decrypt', 'kms:CreateGrant', 'kms:ReEncrypt*'],
            Resource: '*',
            Condition: inKey ? { StringNotLike: { [tag]: patterns } } : { StringNotEquals: { [tag]: owner } },
          },
        ].filter(({ Condition }) => !inKey || Condition === undefined || patterns.length > 0),
      }),
    ),
    roles: roles.map((id) =>
      role(`r-${id}`, {
        tags: { 'educloud:school': id },
        trust: [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }],
        identity: [
          {
            Effect: 'Allow',
            Action: 's3:*',
            Resource: inRole && told.length > 0 ? told : [arnOf(id), `${arnOf(id)}/*`],
          },
        ],
      }),
    ),
    closedAccounts: closed ? [account] : [],
  });
}

describe('solving equal problems once', () => {
  it('gives every subject the verdict that it has on its own', () => {
    fc.assert(
      fc.property(moulds, (mould) => {
        const one = cast(mould);
        const shared = verdictsOf(one, true);
        const each = verdictsOf(one, false);
        expect(shared.verdicts.map(shorten)).toEqual(each.verdicts.map(shorten));
        expect(shared.classes).toBeLessThanOrEqual(each.classes);
      }),
      { numRuns: runs, seed },
    );
  });

  it('shows for every school a request of its own, which the evaluator allows', () => {
    fc.assert(
      fc.property(moulds, (mould) => {
        const one = cast({ ...mould, denies: false });
        for (const { verdict, request, subject } of verdictsOf(one, true).verdicts) {
          if (verdict !== 'refuted' || request === undefined) continue;
          expect(request.resource === subject || request.resource.startsWith(`${subject}/`)).toBe(true);
          expect(evaluate(one, request).decision).toBe('allowed');
        }
      }),
      { numRuns: Math.ceil(runs / 3), seed },
    );
  });

  it('tells schools apart whose ids a pattern tells apart', () => {
    const policyOf = (id: string): unknown => [
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [arnOf(id), `${arnOf(id)}/*`],
        // Meant for auditors, and fits the role of one school as well.
        Condition: {
          StringNotEquals: { [tag]: id },
          ArnNotLike: { 'aws:PrincipalArn': `arn:aws-cn:iam::*:role/*-${id}1` },
        },
      },
    ];
    const one = world({
      buckets: ['s1', 's11', 's2'].map((owner) => bucket(`edu-${owner}-data`, { owner, policy: policyOf(owner) })),
      roles: ['s1', 's11', 's2'].map((id) =>
        role(`school-${id}`, {
          tags: { 'educloud:school': id },
          trust: [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }],
          identity: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
        }),
      ),
      closedAccounts: [account],
    });
    const read = verdictsOf(one, true, 'read-isolation').verdicts;
    expect(read.map(({ owner, verdict }) => `${owner ?? ''} ${verdict}`)).toEqual([
      's1 refuted',
      's11 proved',
      's2 proved',
    ]);
  });

  it.each([
    ['a comparison without case', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', 'LAB'],
    ['a wildcard', 'StringLike', 'StringNotLike', 'L*'],
  ])('tells schools apart whose tags %s tells apart', (_, fits, fitsNot, text) => {
    const schools = ['s2', 's3', 's4', 's5', 'Lab'];
    const policyOf = (id: string): unknown => {
      const deny = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [arnOf(id), `${arnOf(id)}/*`] };
      return [
        { ...deny, Condition: { StringNotEquals: { [tag]: id }, [fitsNot]: { [tag]: text } } },
        // Closes the store of one school to everybody, and what the first statement leaves open to the others.
        { ...deny, Condition: { [fits]: { [tag]: text } } },
      ];
    };
    const one = world({
      buckets: schools.map((owner) => bucket(`edu-${owner}-data`, { owner, policy: policyOf(owner) })),
    });
    const read = verdictsOf(one, true, 'read-isolation').verdicts;
    expect(read.map(({ verdict }) => verdict)).toEqual(['proved', 'proved', 'proved', 'proved', 'vacuous']);
  });

  it('asks the role that a policy names for every school, not only for its own', () => {
    const schools = ['s1', 's2', 's3', 's4'];
    const named = role('named', {
      tags: { 'educloud:school': 's1' },
      trust: [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }],
      identity: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
    });
    const policyOf = (id: string): unknown => [
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [arnOf(id), `${arnOf(id)}/*`],
        Condition: { ArnNotEquals: { 'aws:PrincipalArn': named.arn } },
      },
    ];
    const one = world({
      buckets: schools.map((owner) => bucket(`edu-${owner}-data`, { owner, policy: policyOf(owner) })),
      roles: [named],
    });
    const read = verdictsOf(one, true, 'read-isolation').verdicts;
    expect(read.map(({ owner, verdict }) => `${owner ?? ''} ${verdict}`)).toEqual([
      's1 proved',
      's2 refuted',
      's3 refuted',
      's4 refuted',
    ]);
  });

  it('does not lend a school the twin of another that has a role', () => {
    const roles = ['s1'].map((id) =>
      role(`school-${id}`, {
        tags: { 'educloud:school': id },
        trust: [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }],
        identity: [{ Effect: 'Allow', Action: 's3:*', Resource: [arnOf(id), `${arnOf(id)}/*`] }],
      }),
    );
    const one = world({
      buckets: ['s1', 's2'].map((owner) => bucket(`edu-${owner}-data`, { owner })),
      roles,
      closedAccounts: [account],
    });
    const read = verdictsOf(one, true, 'read-isolation').verdicts;
    expect(read.map(({ verdict }) => verdict)).toEqual(['proved', 'vacuous']);
  });
});
