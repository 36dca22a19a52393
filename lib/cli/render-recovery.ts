import { recoveryFigures, type RecoveryFigures } from '../facts';
import type { Plan, PlannedCopies, PlannedSchool } from '../plan';
import { text, type Language } from './texts';

/** What comes back and how, and what does not: schools of one way together. */
export function recoveryLines(plan: Plan, language: Language): string[] {
  const { schools, recovery } = plan;
  const ways = new Map<string, number>();
  for (const store of ['records', 'materials'] as const) {
    for (const school of schools) {
      const way = `  ${store}: ${wayOf(school, school.recovery?.stores[store], language)}`;
      ways.set(way, (ways.get(way) ?? 0) + 1);
    }
  }
  const drilled = recovery.drills[0];
  return [
    `${text(language, 'comesBack')}:`,
    ...[...ways].map(([way, count]) => `${way} – ${text(language, 'schools')} ${count}`),
    `  commons: ${text(language, 'noCopies')}`,
    ...(drilled === undefined
      ? []
      : [
          `  ${text(language, 'drillEvery')} ${drilled.everyDays}: ${text(language, 'accounts')} ${recovery.drills.length}`,
        ]),
    ...takerLines(plan, language),
    ...(recovery.toFill.length === 0
      ? []
      : [`  ${text(language, 'toFill')}: ${recovery.toFill.length} (educloud copies fill)`]),
  ];
}

/** Who takes the recovery role, and in how many accounts. */
function takerLines({ bases }: Plan, language: Language): string[] {
  const takers = new Map<string, number>();
  for (const arn of bases.flatMap(({ recoveryTakenBy }) => recoveryTakenBy))
    takers.set(arn, (takers.get(arn) ?? 0) + 1);
  return [...takers].map(
    ([arn, count]) => `  ${text(language, 'endsCopies')}: ${arn} – ${text(language, 'accounts')} ${count}`,
  );
}

function wayOf({ recovery }: PlannedSchool, copies: PlannedCopies | undefined, language: Language): string {
  if (copies === undefined) return text(language, 'noCopies');
  const { replica, backup, retentionDays } = copies;
  const means = [
    ...(replica === undefined
      ? []
      : [`replication${replica.timeControl ? ' (15m)' : ''} → ${recovery?.place?.awsRegion ?? ''}`]),
    ...(backup === undefined
      ? []
      : [
          `backup ${text(language, 'everyHours')} ${backup.everyHours}${backup.copyVault === undefined ? '' : ` → ${backup.copyVault.awsRegion}`}`,
        ]),
  ];
  return [
    means.join(' + '),
    `rpo ${time(copies.rpoMinutes)}, rto ${time(copies.rtoMinutes)}`,
    `${text(language, 'keptFor')} ${retentionDays} d, ${lockOf(copies, language)}`,
    ...caveat(copies, language),
  ].join('; ');
}

/** In `compliance` a vault holds each backup until its time is over, whatever days of lock are asked for. */
function lockOf({ replica, backup, retentionDays, lockDays, immutability }: PlannedCopies, language: Language): string {
  if (backup === undefined || immutability !== 'compliance') return `${immutability} ${lockDays} d`;
  const backups = `${text(language, 'backupsLocked')} ${retentionDays} d`;
  return replica === undefined ? `${immutability}, ${backups}` : `${immutability} ${lockDays} d, ${backups}`;
}

type Times = Pick<RecoveryFigures, 'rpoMinutes' | 'rtoMinutes'>;

/** What is left when the home AWS Region is lost, where that is less than the targets. */
function caveat(copies: PlannedCopies, language: Language): string[] {
  const away = awayFigures(copies);
  const meets = ({ rpoMinutes, rtoMinutes }: Times): boolean =>
    rpoMinutes <= copies.rpoMinutes && rtoMinutes <= copies.rtoMinutes;
  const [best] = away;
  if (best === undefined) return [text(language, 'notRegionLoss')];
  if (away.some(meets)) return [];
  return [`${text(language, 'afterRegionLoss')}: rpo ${time(best.rpoMinutes)}, rto ${time(best.rtoMinutes)}`];
}

/** What the copies in the recovery AWS Region can do, the one that loses least first. */
function awayFigures({ replica, backup }: PlannedCopies): Times[] {
  const figures = recoveryFigures();
  const replicated = figures[replica?.timeControl === true ? 'replication-time-control' : 'replication'];
  return [
    ...(replica === undefined ? [] : [replicated]),
    ...(backup?.copyVault === undefined
      ? []
      : [
          {
            rpoMinutes: (backup.everyHours + backup.startHours + backup.completionHours) * 60,
            rtoMinutes: figures.backup.rtoMinutes,
          },
        ]),
  ].sort((a, b) => a.rpoMinutes - b.rpoMinutes);
}

function time(minutes: number): string {
  if (minutes % 60 !== 0) return `${minutes}m`;
  return minutes % 1440 === 0 && minutes > 1440 ? `${minutes / 1440}d` : `${minutes / 60}h`;
}
