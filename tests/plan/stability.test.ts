import * as fc from 'fast-check';
import { formatLedger, schoolsPerShard, type Plan } from '../../lib/plan';
import { edited, edits, reordered, runs, worlds, worldsAndSome } from './arbitraries';
import { offboarding, planOf, refusals, replan, reread, without, type Planned, type RegionDraft } from './support';

/** Where each school lives, and what its resources are called. */
function places({ schools }: Plan): Readonly<Record<string, string>> {
  return Object.fromEntries(
    schools.map(({ id, stack, account, awsRegion, bucketNaming, recoveryRegion, buckets, keyAlias, parameter }) => [
      id,
      [
        stack,
        account,
        awsRegion,
        bucketNaming,
        recoveryRegion,
        buckets.records,
        buckets.materials,
        keyAlias,
        parameter,
      ].join(),
    ]),
  );
}

function onlyPlaced(draft: RegionDraft, ids: readonly string[]): string[] {
  return ids.filter((id) => draft.schools.some((one) => one.id === id && one.tier !== 'external'));
}

function pick(all: Readonly<Record<string, string>>, ids: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(ids.map((id) => [id, all[id]]));
}

function shards({ ledger }: Planned): Map<string, number> {
  const filled = new Map<string, number>();
  for (const { stack, status, tier } of Object.values(ledger.schools)) {
    if (status !== 'offboarded' && tier === 'pooled') filled.set(stack, (filled.get(stack) ?? 0) + 1);
  }
  return filled;
}

describe('planning', () => {
  test('twice changes nothing', () => {
    fc.assert(
      fc.property(worlds(), (world) => {
        const first = planOf(world);
        const second = replan(world, first);
        expect(second.plan.changes).toEqual([]);
        expect(formatLedger(second.ledger)).toBe(formatLedger(first.ledger));
        expect(second.plan).toEqual({ ...first.plan, changes: [] });
      }),
      runs(20),
    );
  });

  test('a first time creates the shared stacks and adds every school that has a place', () => {
    fc.assert(
      fc.property(worlds({ atMost: 15 }), (world) => {
        const { plan } = planOf(world);
        const placed = world.schools.flatMap(({ id, tier }) => (tier === 'external' ? [] : [id])).sort();
        expect(plan.changes.filter(({ kind }) => kind === 'add').map(({ subject }) => subject)).toEqual(placed);
        const created = plan.stacks.filter(({ kind }) => ['log-archive', 'hub', 'base'].includes(kind));
        expect(
          plan.changes
            .filter(({ kind }) => kind === 'create')
            .map(({ subject }) => subject)
            .sort(),
        ).toEqual(created.map(({ name }) => name).sort());
        expect(plan.schools.map(({ id }) => id)).toEqual(placed);
      }),
      runs(20),
    );
  });

  test('does not depend on the order of anything in the file', () => {
    fc.assert(
      fc.property(
        worldsAndSome({ atMost: 30 })
          .map(({ world, some }) => {
            const leavers = onlyPlaced(world, some).slice(0, -1);
            const before = planOf(world);
            return { draft: offboarding(without(world, ...leavers), ...leavers), before };
          })
          .chain(({ draft, before }) => reordered(draft).map((other) => ({ draft, other, before }))),
        ({ draft, other, before }) => {
          const [one, two] = [replan(draft, before), replan(other, before)];
          expect(formatLedger(two.ledger)).toBe(formatLedger(one.ledger));
          expect(JSON.stringify(two.plan)).toBe(JSON.stringify(one.plan));
        },
      ),
      runs(20),
    );
  });

  test('does not depend on the order of lines in the ledger', () => {
    fc.assert(
      fc.property(worlds({ atMost: 30 }), (world) => {
        const { ledger } = planOf(world);
        const upsideDown = { ...ledger, schools: Object.fromEntries(Object.entries(ledger.schools).reverse()) };
        expect(JSON.stringify(planOf(world, upsideDown))).toBe(JSON.stringify(planOf(world, ledger)));
      }),
      runs(20),
    );
  });
});

describe('adding schools', () => {
  test('moves no other school', () => {
    fc.assert(
      fc.property(worldsAndSome(), ({ world, some }) => {
        const before = planOf(without(world, ...some));
        const after = replan(world, before);
        const stayed = before.plan.schools.map(({ id }) => id);
        expect(pick(places(after.plan), stayed)).toEqual(places(before.plan));
        const known = before.plan.stacks.map(({ name }) => name);
        const bases = after.plan.stacks.filter(({ kind, name }) => kind === 'base' && !known.includes(name));
        expect(after.plan.changes.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual(
          [...onlyPlaced(world, some).map((id) => `add ${id}`), ...bases.map(({ name }) => `create ${name}`)].sort(),
        );
      }),
      runs(20),
    );
  });
});

describe('removing schools', () => {
  test('freezes them in their places and moves nobody', () => {
    fc.assert(
      fc.property(worldsAndSome(), ({ world, some }) => {
        const before = planOf(world);
        const after = replan(without(world, ...some), before);
        expect(places(after.plan)).toEqual(places(before.plan));
        expect(after.plan.stacks).toEqual(before.plan.stacks);
        expect(after.plan.schools.filter(({ status }) => status === 'frozen').map(({ id }) => id)).toEqual(
          onlyPlaced(world, some).sort(),
        );
      }),
      runs(20),
    );
  });

  test('and listing them again returns them to the same places, as if nothing had been', () => {
    fc.assert(
      fc.property(worldsAndSome(), ({ world, some }) => {
        const before = planOf(world);
        const after = replan(world, replan(without(world, ...some), before));
        expect({ ...after.plan, changes: [] }).toEqual({ ...before.plan, changes: [] });
        expect(formatLedger(after.ledger)).toBe(formatLedger(before.ledger));
        expect(after.plan.changes.map(({ kind }) => kind)).toEqual(onlyPlaced(world, some).map(() => 'return'));
      }),
      runs(20),
    );
  });
});

describe('offboarding schools', () => {
  test('drops them from the plan, keeps a tombstone, and refuses their slugs for ever', () => {
    fc.assert(
      fc.property(worldsAndSome(), ({ world, some }) => {
        const leavers = onlyPlaced(world, some);
        fc.pre(leavers.length > 0);
        const before = planOf(world);
        const rest = without(world, ...some);
        const after = replan(offboarding(rest, ...leavers), before);
        expect(Object.keys(places(after.plan)).filter((id) => leavers.includes(id))).toEqual([]);
        expect(pick(places(before.plan), Object.keys(places(after.plan)))).toEqual(places(after.plan));
        // The entry of the file may go: the ledger remembers.
        const later = replan(rest, after);
        expect(later.plan.changes).toEqual([]);
        expect(leavers.map((id) => later.ledger.schools[id]?.status)).toEqual(leavers.map(() => 'offboarded'));
        const again = refusals(world, reread(later.ledger));
        expect(again.map(({ code, found }) => `${code} ${found}`).sort()).toEqual(
          leavers.map((id) => `EDU409 ${id}`).sort(),
        );
      }),
      runs(20),
    );
  });
});

describe('ten years of edits', () => {
  test('leave every ledger readable, every shard within its budget and every school where it was', () => {
    fc.assert(
      fc.property(worldsAndSome({ atLeast: 20, atMost: 60 }), edits, ({ world, some }, history) => {
        let draft = without(world, ...some);
        let now = planOf(draft);
        const known = new Map(Object.entries(places(now.plan)));
        for (const edit of history) {
          draft = edited(draft, world, edit);
          now = replan(draft, now);
          const here = Object.entries(places(now.plan));
          expect(here.filter(([id, place]) => place !== (known.get(id) ?? place))).toEqual([]);
          here.forEach(([id, place]) => known.set(id, place));
          expect([...shards(now).values()].filter((count) => count > schoolsPerShard)).toEqual([]);
          // Nothing is ever forgotten: whoever lived here is in the ledger.
          expect([...known.keys()].filter((id) => !Object.hasOwn(now.ledger.schools, id))).toEqual([]);
          expect(replan(draft, now).plan.changes).toEqual([]);
        }
      }),
      runs(10),
    );
  });
});
