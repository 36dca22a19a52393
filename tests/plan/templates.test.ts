import * as fc from 'fast-check';
import type { Plan } from '../../lib/plan';
import { runs, worldsAndSome } from './arbitraries';
import {
  adding,
  offboarding,
  planOf,
  replan,
  resourcesOf,
  small,
  templatesOf,
  without,
  type Resource,
} from './support';

// What the plan promises, looked for in the templates themselves.

const few = { atLeast: 5, atMost: 7 };

type Templates = Readonly<Record<string, string>>;

/** Stacks whose templates are not the same, or stand on one side only. */
function differing(one: Templates, other: Templates): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((name) => one[name] !== other[name]).sort();
}

/** Resources of one school in all templates, by stack and logical id. */
function cellOf(templates: Templates, id: string): Map<string, Resource> {
  return new Map(
    Object.entries(templates).flatMap(([stack, text]) =>
      Object.entries(resourcesOf(text)).flatMap(([logicalId, resource]) =>
        JSON.stringify(resource).includes(`/school-${id}/`) ? [[`${stack} ${logicalId}`, resource] as const] : [],
      ),
    ),
  );
}

/** What makes a resource the same one to AWS: where it stands, its type and its name. */
function identities(cell: ReadonlyMap<string, Resource>): string[] {
  return [...cell].map(([at, { Type, Properties }]) =>
    [at, Type, Properties.BucketName, Properties.Bucket, Properties.AliasName, Properties.Name]
      .map((part) => JSON.stringify(part))
      .join(' '),
  );
}

function schoolsOf(plan: Plan, ids: readonly string[]): Plan['schools'] {
  return plan.schools.filter(({ id }) => ids.includes(id));
}

describe('the templates', () => {
  test('of all stacks but the added schools’ own are the same bytes, in every AWS Region but theirs', () => {
    fc.assert(
      fc.property(worldsAndSome(few), ({ world, some }) => {
        const before = planOf(without(world, ...some));
        const after = replan(world, before);
        const added = schoolsOf(after.plan, some);
        const changed = differing(templatesOf(before.plan), templatesOf(after.plan));
        // And the bases of accounts where they are the first.
        const bases = after.plan.bases.filter(({ stack }) => before.plan.stacks.every(({ name }) => name !== stack));
        expect(changed).toEqual([...new Set([...added, ...bases].map(({ stack }) => stack))].sort());
        const awsRegions = added.flatMap(({ awsRegion, recoveryRegion }) => [awsRegion, recoveryRegion]);
        const touched = after.plan.stacks.filter(({ name }) => changed.includes(name));
        expect(touched.filter(({ awsRegion }) => !awsRegions.includes(awsRegion))).toEqual([]);
      }),
      runs(24),
    );
  });

  test('of a shard keep the resources of its old schools when one is added', () => {
    const before = planOf(small);
    const after = replan(adding(small, { id: 'fir', district: 'north' }), before);
    const [one, two] = [templatesOf(before.plan), templatesOf(after.plan)];
    expect(differing(one, two)).toEqual(['edu-demo-north-001']);
    for (const id of ['ash', 'oak']) {
      expect(cellOf(one, id).size).toBe(7);
      expect(cellOf(two, id)).toEqual(cellOf(one, id));
    }
  });

  test('keep everything of a removed school, and change nobody else’s', () => {
    fc.assert(
      fc.property(worldsAndSome(few), ({ world, some }) => {
        const before = planOf(world);
        const after = replan(without(world, ...some), before);
        const [one, two] = [templatesOf(before.plan), templatesOf(after.plan)];
        for (const { id, status } of after.plan.schools) {
          const [was, is] = [cellOf(one, id), cellOf(two, id)];
          expect(was.size).toBe(7);
          expect(identities(is)).toEqual(identities(was));
          if (status === 'active') expect(is).toEqual(was);
          else expect(JSON.stringify([...is])).toContain('DenyWritesWhileFrozen');
        }
      }),
      runs(10),
    );
  });

  test('return to the same bytes when the removed schools are listed again', () => {
    const before = planOf(small);
    const away = replan(without(small, 'ash', 'uni'), before);
    const back = replan(small, away);
    expect(differing(templatesOf(before.plan), templatesOf(away.plan))).toEqual([
      'edu-demo-node-uni',
      'edu-demo-north-001',
    ]);
    expect(differing(templatesOf(before.plan), templatesOf(back.plan))).toEqual([]);
  });

  test('lose a school only when it is offboarded, and nothing of it is deleted', () => {
    const before = planOf(small);
    const away = replan(without(small, 'ash', 'uni'), before);
    const gone = replan(offboarding(without(small, 'ash', 'uni'), 'ash'), away);
    const [frozen, templates] = [templatesOf(away.plan), templatesOf(gone.plan)];
    expect(differing(frozen, templates)).toEqual(['edu-demo-north-001']);
    expect(cellOf(templates, 'ash').size).toBe(0);
    expect(cellOf(templates, 'oak')).toEqual(cellOf(frozen, 'oak'));
    const kept = [...cellOf(frozen, 'ash').values()].filter(({ Type }) => Type !== 'AWS::SSM::Parameter');
    expect(kept).toHaveLength(6);
    for (const one of kept) expect(JSON.stringify(one)).toMatch(/"DeletionPolicy":"Retain/);
  });
});
