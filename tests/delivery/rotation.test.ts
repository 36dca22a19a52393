import fc from 'fast-check';
import type { DeliverySigning } from '../../lib/config';
import { judgeNewKey, planRotation, type Rotation, type RotationStep } from '../../lib/delivery';
import { carryOut, course, refusals, type Course } from './rotation-world';
import { asOf, codesOf, pairs, rsaPair, signingOf } from './support';

const at = { earliest: asOf, latest: asOf };
const day = { earliest: asOf, latest: new Date(asOf.getTime() + 24 * 3_600_000) };
const fresh = { id: '2027a', publicKey: 'keys/2027a.pem' };

function keysOf(ids: readonly string[], active: string): DeliverySigning {
  const keys = ids.map((id, index) => ({ id, pem: '', place: { line: 20 + index } }));
  return signingOf({ keys, active });
}

function planned(signing: DeliverySigning, { time = at, added = false } = {}): Rotation {
  const { rotation } = planRotation(signing, { time, ...(added ? { added: fresh } : {}) });
  if (rotation === undefined) throw new RangeError('no plan');
  return rotation;
}

/** `+2027a =b -a`: steps in short. */
function short({ steps }: Pick<Rotation, 'steps'>): string {
  const signs = { add: '+', switch: '=', remove: '-' } as const;
  return steps.map(({ kind, keys }) => `${signs[kind]}${keys.join(',')}`).join(' ');
}

const ids = ['a', 'b', 'c', 'd', 'e'];

/** Every region that can change keys, and its plan. */
const situation = fc
  .record({
    count: fc.integer({ min: 2, max: 5 }),
    active: fc.nat({ max: 4 }),
    added: fc.boolean(),
    longestHours: fc.integer({ min: 1, max: 72 }),
    wholeDay: fc.boolean(),
  })
  .map(({ count, active, added, longestHours, wholeDay }) => {
    const some = ids.slice(0, count);
    const signs = some[active % count] ?? '';
    const signing = { ...keysOf(some, signs), longestHours };
    const { rotation } = planRotation(signing, { time: wholeDay ? day : at, ...(added ? { added: fresh } : {}) });
    return { signing, ids: some, signs, added, rotation };
  });

describe('the steps of a change', () => {
  test.each([
    [['a', 'b'], 'a', false, '=b', ['a']],
    [['a', 'b'], 'a', true, '+2027a =b -a', []],
    [['a', 'b'], 'b', true, '+2027a =2027a -a', ['b']],
    [['a', 'b', 'c'], 'a', false, '=b -a', []],
    [['a', 'b', 'c'], 'b', false, '=c -a', ['b']],
    [['a', 'b', 'c'], 'b', true, '+2027a =c -a,b', []],
    [ids, 'a', true, '=b -a +2027a', []],
    [ids, 'c', true, '-a,b +2027a =d -c', []],
    [ids, 'e', true, '-a,b,c +2027a =2027a -d', ['e']],
  ] as const)('of %j with %s, a new one: %s, are %s', (some, active, added, steps, kept) => {
    const rotation = planned(keysOf(some, active), { added });
    expect(short(rotation)).toBe(steps);
    expect(rotation.kept).toEqual(kept);
  });

  test('name the lines to change, and when', () => {
    const { steps } = planned(keysOf(['a', 'b'], 'a'), { added: true, time: day });
    expect(steps.map(({ edits, notBefore, deploy, first }) => ({ edits, notBefore, deploy, first }))).toEqual([
      {
        edits: [
          {
            change: 'add',
            at: 'region.delivery.signing.keys',
            text: '- { id: \'2027a\', publicKey: "keys/2027a.pem" }',
          },
        ],
        notBefore: '2026-12-01T00:00:00Z',
        deploy: true,
        first: { for: 'nothing' },
      },
      {
        edits: [{ change: 'set', at: 'region.delivery.signing.active', text: "active: 'b'" }],
        notBefore: '2026-12-01T00:00:00Z',
        deploy: false,
        first: { for: 'deployed' },
      },
      {
        edits: [{ change: 'remove', at: 'region.delivery.signing.keys', line: 20, text: "- { id: 'a', …" }],
        // Whoever begins on the day may sign until its end.
        notBefore: '2026-12-03T00:00:00Z',
        deploy: true,
        first: { for: 'signers', hours: 24 },
      },
    ]);
  });

  test('are none where no key is next', () => {
    expect(codesOf(planRotation(keysOf(['a', 'b'], 'b'), { time: at }).issues)).toEqual(['EDU588']);
  });
});

describe('laws of every change', () => {
  test('a signature that holds is accepted at every edge, however slowly the plan is carried out', () => {
    fc.assert(
      fc.property(situation, course, ({ signing, ids: accepted, signs, rotation }, way) => {
        fc.pre(rotation !== undefined);
        const world = carryOut({ accepted, signs, asOf }, rotation.steps, way);
        expect(refusals(world, way, signing.longestHours)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test('there are two to five keys after every step, the one that signs among them', () => {
    fc.assert(
      fc.property(situation, ({ rotation }) => {
        for (const { accepted, signs } of rotation?.steps ?? []) {
          expect(accepted.length).toBeGreaterThanOrEqual(2);
          expect(accepted.length).toBeLessThanOrEqual(5);
          expect(new Set(accepted).size).toBe(accepted.length);
          expect(accepted).toContain(signs);
        }
      }),
    );
  });

  test('another key signs in the end, what was added is there, and the order of signing is kept', () => {
    fc.assert(
      fc.property(situation, ({ rotation, signs, added, ids: before }) => {
        fc.pre(rotation !== undefined);
        const end = rotation.steps.at(-1);
        expect(end?.signs).toBe(rotation.next);
        expect(rotation.next).not.toBe(signs);
        expect(end?.accepted.includes(fresh.id)).toBe(added);
        const order = [...before, fresh.id];
        expect(end?.accepted).toEqual(order.filter((id) => end?.accepted.includes(id)));
      }),
    );
  });

  test('the old key goes, by its date, when nothing that it may have signed before the switch holds', () => {
    fc.assert(
      fc.property(situation, ({ rotation, signing, signs }) => {
        const dateOf = (kind: string, key: string): number =>
          Date.parse(rotation?.steps.find((step) => step.kind === kind && step.keys.includes(key))?.notBefore ?? '');
        const [changed, gone] = [dateOf('switch', rotation?.next ?? ''), dateOf('remove', signs)];
        fc.pre(!Number.isNaN(gone));
        expect(gone).toBeGreaterThanOrEqual(changed + signing.longestHours * 3_600_000);
      }),
      { numRuns: 500 },
    );
  });

  test('dates never go back', () => {
    fc.assert(
      fc.property(situation, ({ rotation }) => {
        const dates = rotation?.steps.map(({ notBefore }) => notBefore) ?? [];
        expect(dates).toEqual([...dates].sort());
      }),
    );
  });
});

/** Whether some course has a refusal when the steps of `+2027a =b -a` or `+2027a =2027a -a` are spoilt. */
function fails(active: string, spoil: (steps: readonly RotationStep[]) => readonly RotationStep[]): boolean {
  const { steps } = planned(keysOf(['a', 'b'], active), { added: true });
  const spoilt = spoil(steps);
  const isKept = (way: Course): boolean =>
    refusals(carryOut({ accepted: ['a', 'b'], signs: active, asOf }, spoilt, way), way, 24).length === 0;
  return fc.check(fc.property(course, isKept), { numRuns: 2000 }).failed;
}

/** The steps of a kind with another precondition, whatever their date. */
function without(kind: RotationStep['kind']): (steps: readonly RotationStep[]) => readonly RotationStep[] {
  return (steps) =>
    steps.map((step) =>
      step.kind === kind ? { ...step, first: { for: 'nothing' }, notBefore: steps[0]?.notBefore ?? '' } : step,
    );
}

describe('what each step waits for is needed', () => {
  test('the plan itself holds', () => {
    expect([fails('a', (steps) => steps), fails('b', (steps) => steps)]).toEqual([false, false]);
  });

  test('a key that signs before it is deployed is refused', () => {
    expect(fails('b', without('switch'))).toBe(true);
  });

  test('a key that goes before its signatures have ended is missed', () => {
    expect(fails('a', without('remove'))).toBe(true);
  });

  test('so it is when the slowest machine is not waited for', () => {
    const dateAlone = (steps: readonly RotationStep[]): readonly RotationStep[] =>
      steps.map((step) => (step.kind === 'remove' ? { ...step, first: { for: 'deployed' } } : step));
    expect(fails('a', dateAlone)).toBe(true);
  });

  test('so it is when it is waited for half as long', () => {
    const hasty = (steps: readonly RotationStep[]): readonly RotationStep[] =>
      steps.map((step) =>
        step.kind === 'remove'
          ? { ...step, first: { for: 'signers', hours: 12 }, notBefore: steps[0]?.notBefore ?? '' }
          : step,
      );
    expect(fails('a', hasty)).toBe(true);
  });
});

describe('a proposed key', () => {
  const judged = (pem: string, id = '2027a'): readonly string[] =>
    codesOf(judgeNewKey(pem, { id, publicKey: 'keys/x.pem' }, signingOf(), 'keys/x.pem'));

  test('is a public key of RSA with 2048 bits that the region does not have', () => {
    expect(judged(pairs.stranger.publicPem)).toEqual([]);
    expect(judged(rsaPair(3072).publicPem)).toEqual(['EDU586']);
    expect(judged(pairs.a.publicPem)).toEqual(['EDU586']);
    expect(judged(`\r\n${pairs.b.publicPem.replaceAll('\n', '\r\n')}`)).toEqual(['EDU586']);
    expect(judged('')).toEqual(['EDU586']);
    expect(judged('-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n')).toEqual(['EDU586']);
  });

  test('gets an id that is free', () => {
    for (const id of ['2026a', '', '2026-a', 'Key', 'a b', '-a', 'a--b', 'a'.repeat(21)]) {
      expect(judged(pairs.stranger.publicPem, id)).toEqual(['EDU586']);
    }
  });

  test('is refused loudly where it is a private one, alone or with its public half', () => {
    expect(judged(pairs.stranger.privatePem)).toEqual(['EDU587']);
    expect(judged(pairs.stranger.publicPem + pairs.stranger.privatePem)).toEqual(['EDU587']);
  });
});
