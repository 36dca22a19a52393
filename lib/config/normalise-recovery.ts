import { immutabilities, recoveryMeans, type StoreClasses, type StorePurpose } from '../vocabulary';
import type { RecoveryTargetInput, RecoveryTargetsInput } from './recovery-schema';
import type { RecoveryTarget, RecoveryTargets } from './region';

/** Where an AWS Region for copies is stated and no target: a day of work at most, within a day, kept for a month. */
const usual: RecoveryTargetsInput = {
  stores: {
    records: { rpo: '24h', rto: '24h', retentionDays: 30, immutability: 'governance', irrevocable: false },
    materials: { rpo: '24h', rto: '24h', retentionDays: 30, immutability: 'governance', irrevocable: false },
  },
};

/**
 * Targets of a school's stores: of what is stated for the store and for each data class that it holds, the strictest.
 *
 * @param recovery AWS Region of its copies
 */
export function recoveryTargetsOf(
  stated: RecoveryTargetsInput | undefined,
  recovery: string | undefined,
  classes: StoreClasses,
): RecoveryTargets {
  const asked = stated ?? (recovery === undefined ? 'none' : usual);
  if (asked === 'none') return {};
  const of = (store: StorePurpose): RecoveryTarget | undefined => {
    const own = asked.stores?.[store];
    const byClass = classes[store].flatMap((one) => asked.dataClasses?.[one] ?? []);
    return [...(own === undefined || own === 'none' ? [] : [own]), ...byClass]
      .map(targetOf)
      .reduce(stricter, undefined);
  };
  const [records, materials] = [of('records'), of('materials')];
  return { ...(records === undefined ? {} : { records }), ...(materials === undefined ? {} : { materials }) };
}

const minutesOf: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440 };

/** Minutes of `15m`, `4h` or `1d`. */
export function minutes(duration: string): number {
  return Number(duration.slice(0, -1)) * (minutesOf[duration.slice(-1)] ?? 0);
}

function targetOf({
  rpo,
  rto,
  retentionDays,
  lockDays,
  immutability,
  means = [],
}: RecoveryTargetInput): RecoveryTarget {
  return {
    rpoMinutes: minutes(rpo),
    rtoMinutes: minutes(rto),
    retentionDays,
    lockDays: lockDays ?? retentionDays,
    immutability,
    means: recoveryMeans.filter((one) => means.includes(one)),
  };
}

/** Of two targets the one that is met only where both are. */
function stricter(a: RecoveryTarget | undefined, b: RecoveryTarget): RecoveryTarget {
  if (a === undefined) return b;
  return {
    rpoMinutes: Math.min(a.rpoMinutes, b.rpoMinutes),
    rtoMinutes: Math.min(a.rtoMinutes, b.rtoMinutes),
    retentionDays: Math.max(a.retentionDays, b.retentionDays),
    lockDays: Math.max(a.lockDays, b.lockDays),
    immutability:
      immutabilities.indexOf(a.immutability) > immutabilities.indexOf(b.immutability) ? a.immutability : b.immutability,
    means: recoveryMeans.filter((one) => a.means.includes(one) || b.means.includes(one)),
  };
}
