import * as fc from 'fast-check';
import type { Plan } from '../../lib/plan';
import { runs, worldsAndSome } from './arbitraries';
import {
  adding,
  copied,
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

/** The school's own construct, and those of its copies. */
const parts = ['school', 'records', 'materials', 'late', 'failed', 'restore'];

/** Resources of one school in all templates, by stack and logical id. */
function cellOf(templates: Templates, id: string): Map<string, Resource> {
  return new Map(
    Object.entries(templates).flatMap(([stack, text]) =>
      Object.entries(resourcesOf(text)).flatMap(([logicalId, resource]) =>
        parts.some((part) => JSON.stringify(resource).includes(`/${part}-${id}/`))
          ? [[`${stack} ${logicalId}`, resource] as const]
          : [],
      ),
    ),
  );
}

/**
 * How many these are: key, alias, two stores with their policies, the parameter; with copies a quarantine, what restores, and
 * replicas with two alarms.
 */
function sizeOf({ keyScope, recovery }: Plan['schools'][number]): number {
  const replicas = [recovery?.stores.records, recovery?.stores.materials].filter((one) => one?.replica !== undefined);
  const own = keyScope === 'school' ? 7 : 5;
  return own + (recovery === undefined ? 0 : 3) + 2 * replicas.length + (replicas.length === 0 ? 0 : 2);
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
        const own = after.plan.stacks.filter(({ schools }) => schools.some((id) => some.includes(id)));
        // Where they are the first of an account: its bases, its drill, and the base that the drill's copies lie in.
        const first = after.plan.stacks.filter(({ name }) => before.plan.stacks.every((one) => one.name !== name));
        const canaries = after.plan.bases.filter(({ stack, canaries: these }) =>
          before.plan.bases.some((one) => one.stack === stack && one.canaries.length !== these.length),
        );
        expect(changed).toEqual(
          [...new Set([...own, ...first].map(({ name }) => name).concat(canaries.map(({ stack }) => stack)))].sort(),
        );
        const awsRegions = added.flatMap(({ awsRegion, recoveryRegion }) => [awsRegion, recoveryRegion]);
        const touched = after.plan.stacks.filter(({ name }) => changed.includes(name));
        expect(touched.filter(({ awsRegion }) => !awsRegions.includes(awsRegion))).toEqual([]);
      }),
      runs(24),
    );
  });

  test.each([
    [7, small, ['edu-demo-north-001']],
    [16, copied, ['edu-demo-north-001', 'edu-demo-north-001-recovery-cn-northwest-1', 'edu-demo-north-001-restore']],
  ])('of a shard keep the %i resources of each old school when one is added', (size, draft, stacks) => {
    const before = planOf(draft);
    const after = replan(adding(draft, { id: 'fir', district: 'north' }), before);
    const [one, two] = [templatesOf(before.plan), templatesOf(after.plan)];
    expect(differing(one, two)).toEqual(stacks);
    for (const id of ['ash', 'oak']) {
      expect(cellOf(one, id).size).toBe(size);
      expect(cellOf(two, id)).toEqual(cellOf(one, id));
    }
  });

  test('keep everything of a removed school, and change nobody else’s', () => {
    fc.assert(
      fc.property(worldsAndSome(few), ({ world, some }) => {
        const before = planOf(world);
        const after = replan(without(world, ...some), before);
        const [one, two] = [templatesOf(before.plan), templatesOf(after.plan)];
        for (const school of after.plan.schools) {
          const { id, status } = school;
          const [was, is] = [cellOf(one, id), cellOf(two, id)];
          expect(was.size).toBe(sizeOf(school));
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
