import * as fc from 'fast-check';
import { minutes, recoveryTargetsOf } from '../../lib/config/normalise-recovery';
import type { RecoveryTarget } from '../../lib/config';
import { recoveryTargetsSchema } from '../../lib/config/recovery-schema';
import { immutabilities, recoveryMeans } from '../../lib/vocabulary';

const classes = { records: ['personal', 'sensitive'], materials: ['open', 'internal'] } as const;
const target = fc.record(
  {
    rpo: fc.constantFrom('15m', '60m', '4h', '1d', '30d'),
    rto: fc.constantFrom('1h', '24h', '2d'),
    retentionDays: fc.integer({ min: 1, max: 3650 }),
    lockDays: fc.integer({ min: 1, max: 3650 }),
    immutability: fc.constantFrom(...immutabilities),
    means: fc.subarray([...recoveryMeans], { minLength: 1 }),
  },
  { requiredKeys: [] },
);

function of(stated: unknown, recovery?: string): ReturnType<typeof recoveryTargetsOf> {
  return recoveryTargetsOf(recoveryTargetsSchema.parse(stated), recovery, classes);
}

/** The target of one alone. */
function alone(one: unknown): RecoveryTarget {
  const { records } = of({ stores: { records: one } });
  expect(records).toBeDefined();
  return (
    records ?? { rpoMinutes: 0, rtoMinutes: 0, retentionDays: 0, lockDays: 0, immutability: 'governance', means: [] }
  );
}

test('what goes without saying is a day of work, where there is an AWS Region for copies, and else nothing', () => {
  const day = {
    rpoMinutes: 1440,
    rtoMinutes: 1440,
    retentionDays: 30,
    lockDays: 30,
    immutability: 'governance',
    means: [],
  };
  expect(recoveryTargetsOf(undefined, 'eu-north-1', classes)).toEqual({ records: day, materials: day });
  expect(recoveryTargetsOf(undefined, undefined, classes)).toEqual({});
  expect(of('none', 'eu-north-1')).toEqual({});
  // A file that says something of one store says nothing of the other.
  expect(of({ stores: { records: {} } }, 'eu-north-1')).toEqual({ records: day });
});

test('minutes, hours and days are minutes', () => {
  expect(['15m', '4h', '1d', '24h'].map(minutes)).toEqual([15, 240, 1440, 1440]);
});

test('of a store’s target and those of its classes the strictest holds, in every figure', () => {
  fc.assert(
    fc.property(target, target, target, (store, personal, sensitive) => {
      const { records } = of({ stores: { records: store }, dataClasses: { personal, sensitive } });
      const all = [store, personal, sensitive].map(alone);
      expect(records).toEqual({
        rpoMinutes: Math.min(...all.map((one) => one.rpoMinutes)),
        rtoMinutes: Math.min(...all.map((one) => one.rtoMinutes)),
        retentionDays: Math.max(...all.map((one) => one.retentionDays)),
        lockDays: Math.max(...all.map((one) => one.lockDays)),
        immutability: all.some(({ immutability }) => immutability === 'compliance') ? 'compliance' : 'governance',
        means: recoveryMeans.filter((means) => all.some((one) => one.means.includes(means))),
      });
    }),
  );
});

test('the order of targets changes nothing, and a target twice is that target', () => {
  fc.assert(
    fc.property(target, target, (one, other) => {
      const both = of({ dataClasses: { personal: one, sensitive: other } });
      expect(of({ dataClasses: { sensitive: one, personal: other } })).toEqual(both);
      expect(of({ stores: { records: one }, dataClasses: { personal: one } }).records).toEqual(alone(one));
    }),
  );
});

test('a class asks for the stores that hold it alone, also where the store itself asks for nothing', () => {
  fc.assert(
    fc.property(target, (one) => {
      expect(of({ stores: { materials: 'none' }, dataClasses: { open: one } })).toEqual({ materials: alone(one) });
      expect(of({ dataClasses: { important: one, licensed: one } })).toEqual({});
    }),
  );
});
