import fc from 'fast-check';
import { properties } from '../../../lib/facts';
import type { World } from '../../../lib/model';

import { prove } from '../../../lib/prove';
import { actions } from '../support/proving';
import { account, bucket, role, world } from '../support/worlds';

// Subjects of one shape are decided once. Policies that say the same to two schools, and mean something else for each, must
// not have one shape.

const tag = 'aws:PrincipalTag/educloud:school';

const arns = (name: string): readonly string[] => [`arn:aws-cn:s3:::${name}`, `arn:aws-cn:s3:::${name}/*`];
const deny = (name: string, condition: unknown): unknown => ({
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: arns(name),
  Condition: condition,
});
const onlyFromHere = (name: string): unknown => deny(name, { StringNotEquals: { 'aws:PrincipalAccount': account } });

function told(one: World, share: boolean): readonly string[] {
  return Array.from(
    prove(one, { properties: properties().filter(({ id }) => id === 'read-isolation'), actions, share }).verdicts,
    ({ property, subject, verdict }) => `${property} ${subject} ${verdict}`,
  );
}

/** Stores in every order: what is taken over from an earlier one depends on it. */
function expectNoDifference(
  stores: readonly (readonly [name: string, owner: string])[],
  rest: (name: string, owner: string) => unknown[],
  parts: Partial<World> = {},
): void {
  fc.assert(
    fc.property(fc.shuffledSubarray([...stores], { minLength: stores.length }), (order) => {
      const one = world({
        ...parts,
        buckets: order.map(([name, owner]) =>
          bucket(name, { owner, policy: [onlyFromHere(name), ...rest(name, owner)] }),
        ),
      });
      expect(told(one, true)).toEqual(told(one, false));
    }),
    { numRuns: 12, seed: 7 },
  );
}

const stores = [
  ['x1', 'b1'],
  ['x2', 'b1'],
  ['x3', 'b2'],
  ['x4', 'b2'],
] as const;

describe('a shape', () => {
  it('is not shared where wildcards on the tag of schools pick out one of them without naming it', () => {
    expectNoDifference(stores, (name) => [
      deny(name, { StringNotLike: { [tag]: 'b1*' } }),
      deny(name, { StringLike: { [tag]: 'b1?*' } }),
    ]);
  });

  it('is not shared where a comparison without case picks out one school', () => {
    expectNoDifference(stores, (name) => [
      deny(name, { StringNotEqualsIgnoreCase: { [tag]: 'B1' } }),
      deny(name, { StringEquals: { [tag]: 'B1' } }),
    ]);
  });

  it('is not shared where a role of one school is let through by name', () => {
    const trust = [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }];
    const everything = [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }];
    const own = role('own', { trust, tags: { 'educloud:school': 'b1' }, identity: everything });
    expectNoDifference(stores, (name) => [deny(name, { ArnNotEquals: { 'aws:PrincipalArn': own.arn } })], {
      roles: [own],
    });
    expectNoDifference(
      stores,
      (name, owner) => [
        deny(name, { ArnNotEquals: { 'aws:PrincipalArn': own.arn } }),
        deny(name, { StringNotEquals: { [tag]: owner } }),
      ],
      { roles: [own] },
    );
  });

  it('is not shared where the policies of a role that is let through by name differ between stores', () => {
    const trust = [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }];
    const helper = role('helper', {
      trust,
      identity: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: arns('x3') }],
    });
    const each = [
      ['x1', 'b1'],
      ['x2', 'b2'],
      ['x3', 'b3'],
      ['x4', 'b4'],
    ] as const;
    expectNoDifference(
      each,
      (name, owner) => [
        deny(name, { StringNotEquals: { [tag]: owner }, ArnNotEquals: { 'aws:PrincipalArn': helper.arn } }),
      ],
      { roles: [helper] },
    );
  });
});
