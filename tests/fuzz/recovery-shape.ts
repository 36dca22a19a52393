import * as fc from 'fast-check';
import { materialsClasses, recordsClasses } from '../../lib/vocabulary';

// What the arbitrary says of recovery, before it is made to keep every rule and to be met by some means.

/** What is stated of one target; numbers are looser than what its means meets, by so much. */
const target = fc.record({
  rpo: fc.option(fc.nat(2_000)),
  rto: fc.option(fc.nat(2_000)),
  retentionDays: fc.option(fc.integer({ min: 1, max: 3650 })),
  lockDays: fc.option(fc.integer({ min: 1, max: 3650 })),
  lock: fc.constantFrom('unsaid', 'governance', 'compliance'),
  means: fc.constantFrom('unsaid', 'one', 'all'),
});

const store = fc.option(fc.oneof({ weight: 3, arbitrary: target }, { weight: 1, arbitrary: fc.constant('none') }));

export const targetsArbitrary = fc.option(
  fc.oneof(
    { weight: 1, arbitrary: fc.constant('none') },
    {
      weight: 4,
      arbitrary: fc.record({
        /** Which of the means that can be had meets all of them. */
        base: fc.nat(2),
        records: store,
        materials: store,
        saysStores: fc.boolean(),
        dataClasses: fc.option(
          fc.uniqueArray(fc.tuple(fc.constantFrom(...recordsClasses, ...materialsClasses), target), {
            selector: ([one]) => one,
          }),
        ),
      }),
    },
  ),
);

export const recoveryArbitrary = fc.record({
  account: fc.boolean(),
  /** How many take the recovery role. */
  takers: fc.option(fc.integer({ min: 1, max: 3 })),
  drillEveryDays: fc.option(fc.integer({ min: 1, max: 6 })),
  /** Whose copies end a year later; `nobody’s` is an entry that ends nothing. */
  ended: fc.constantFrom('unsaid', 'unsaid', 'nobody’s', 'everybody’s', 'stores', 'a district’s', 'a school’s'),
});

export interface TargetShape {
  readonly rpo: number | null;
  readonly rto: number | null;
  readonly retentionDays: number | null;
  readonly lockDays: number | null;
  readonly lock: string;
  readonly means: string;
}

type StoreShape = TargetShape | string | null;

/** A text is `none`. */
export type TargetsShape =
  | {
      readonly base: number;
      readonly records: StoreShape;
      readonly materials: StoreShape;
      readonly saysStores: boolean;
      readonly dataClasses: readonly (readonly [string, TargetShape])[] | null;
    }
  | string
  | null;

export interface RecoveryShape {
  readonly account: boolean;
  readonly takers: number | null;
  readonly drillEveryDays: number | null;
  readonly ended: string;
}
