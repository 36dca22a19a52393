import fc from 'fast-check';
import type { RotationStep } from '../../lib/delivery';

/** What the people who change keys decide by: which machines sign, how slow they and the edges are, when they act. */
export interface Course {
  /** Hours between the earliest moment of a step and when it is done, one a step. */
  readonly delays: readonly number[];
  /** Hours until each edge has what was deployed. */
  readonly edges: readonly number[];
  /** Hours until each machine that signs has the new file and key. */
  readonly signers: readonly number[];
  /** Signatures: which machine, how many hours after the beginning, for how long (a share of what is allowed). */
  readonly signatures: readonly { readonly signer: number; readonly at: number; readonly share: number }[];
}

const hours = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });

export const course: fc.Arbitrary<Course> = fc.record({
  delays: fc.array(hours(30), { minLength: 5, maxLength: 5 }),
  edges: fc.array(hours(6), { minLength: 1, maxLength: 3 }),
  signers: fc.array(hours(40), { minLength: 1, maxLength: 3 }),
  signatures: fc.array(fc.record({ signer: hours(2), at: hours(250), share: fc.integer({ min: 1, max: 100 }) }), {
    minLength: 1,
    maxLength: 40,
  }),
});

interface Change<Value> {
  readonly at: number;
  readonly value: Value;
}

/** The world in which a plan is carried out, step by step, in hours since its beginning. */
export interface CarriedOut {
  /** Of each edge: when it accepts which keys. */
  readonly edges: readonly (readonly Change<readonly string[]>[])[];
  /** Of each machine that signs: when it signs with which key. */
  readonly signers: readonly (readonly Change<string>[])[];
}

/** Carries out steps as early as their waits and dates allow, with the delays of a course. */
export function carryOut(
  before: { readonly accepted: readonly string[]; readonly signs: string; readonly asOf: Date },
  steps: readonly RotationStep[],
  { delays, edges, signers }: Course,
): CarriedOut {
  const accepting = edges.map((): Change<readonly string[]>[] => [{ at: -Infinity, value: before.accepted }]);
  const signing = signers.map((): Change<string>[] => [{ at: -Infinity, value: before.signs }]);
  let [clock, deployed, taken] = [0, 0, 0];
  steps.forEach(({ first, notBefore, accepted, signs, deploy }, index) => {
    const wait = first.for === 'nothing' ? 0 : first.for === 'deployed' ? deployed : taken + first.hours;
    const date = (Date.parse(notBefore) - before.asOf.getTime()) / 3_600_000;
    clock = Math.max(clock, wait, date) + (delays[index] ?? 0);
    if (deploy) {
      edges.forEach((lag, edge) => accepting[edge]?.push({ at: clock + lag, value: accepted }));
      deployed = clock + Math.max(...edges);
    } else {
      signers.forEach((lag, signer) => signing[signer]?.push({ at: clock + lag, value: signs }));
      taken = clock + Math.max(...signers);
    }
  });
  return { edges: accepting, signers: signing };
}

/** Signatures that some edge refuses while they hold, in words. */
export function refusals(
  { edges, signers }: CarriedOut,
  { signatures }: Course,
  longestHours: number,
): readonly string[] {
  return signatures.flatMap(({ signer, at, share }) => {
    const key = atTime(signers[signer % signers.length] ?? [], at);
    const until = at + (longestHours * share) / 100;
    return edges.flatMap((edge) => {
      // An edge changes at few moments, so it is asked at the beginning and at every one of them before the end.
      const moments = [at, ...edge.map((change) => change.at).filter((moment) => moment > at && moment < until)];
      const refused = moments.find((moment) => !(atTime(edge, moment) ?? []).includes(key ?? ''));
      return refused === undefined ? [] : [`${key ?? ''} of hour ${at} until ${until} refused at hour ${refused}`];
    });
  });
}

function atTime<Value>(changes: readonly Change<Value>[], time: number): Value | undefined {
  return changes.filter(({ at }) => at <= time).at(-1)?.value;
}
