import type { RecoveryTarget } from '../../config';
import { capability, recoveryFigures, type Capability, type RecoveryFigures } from '../../facts';
import type { RecoveryMeans } from '../../vocabulary';

/** Where a school lives, and where its copies may lie. */
export interface Site {
  readonly partition: string;
  readonly home: string;
  /** AWS Region of its copies; none: copies stay at home. */
  readonly recovery?: string;
}

/** How a target is met: the means, and what they are set to. */
export interface Chosen {
  readonly means: readonly RecoveryMeans[];
  /** Whether replication needs S3's promise of 15 minutes. */
  readonly timeControl: boolean;
  /** Hours between two backups. */
  readonly everyHours?: number;
}

/** Why no means meets a target: what each could do, or why it cannot be had. */
export interface Unmet {
  readonly could: readonly string[];
}

/** The means that the target asks for, or the first that meets it: replication, then backup. */
export function chooseMeans(target: RecoveryTarget, site: Site): Chosen | Unmet {
  const options = optionsAt(site);
  const able = options.flatMap((one) => ('figures' in one ? [one] : []));
  const asked = target.means.length === 0 ? able : able.filter(({ means }) => target.means.includes(means));
  const meets = asked.find(({ figures }) => isMet(figures, target));
  const missing = target.means.filter((means) => !able.some((one) => one.means === means));
  if (meets === undefined || missing.length > 0) return { could: options.map(inWords) };
  const means = target.means.length === 0 ? [meets.means] : target.means;
  return {
    means,
    timeControl: means.includes('replication') && needsTimeControl(target, able),
    ...(means.includes('backup') ? { everyHours: everyHours(target) } : {}),
  };
}

interface Able {
  readonly means: RecoveryMeans;
  readonly name: string;
  readonly figures: RecoveryFigures;
  readonly timeControl: boolean;
}

type Option = Able | { readonly name: string; readonly why: string };

function optionsAt({ partition, home, recovery }: Site): Option[] {
  const figures = recoveryFigures();
  const copies = capability(partition, 's3.crossRegionReplication');
  const control = capability(partition, 's3.replicationTimeControl', home);
  const backup = capability(partition, 'backup.s3', home);
  const replicated = (name: string, timed: boolean): Option => {
    if (recovery === undefined) return { name, why: 'no `recovery` AWS Region is stated' };
    const lacking = [copies, ...(timed ? [control] : [])].find(({ answer }) => answer !== 'yes');
    return lacking === undefined
      ? {
          means: 'replication',
          name: `${name} to ${recovery}`,
          figures: figures[timed ? 'replication-time-control' : 'replication'],
          timeControl: timed,
        }
      : { name, why: reasonOf(lacking) };
  };
  return [
    replicated('replication', false),
    replicated('replication with time control', true),
    backup.answer === 'yes'
      ? { means: 'backup', name: 'backup', figures: figures.backup, timeControl: false }
      : { name: 'backup', why: reasonOf(backup) },
  ];
}

function reasonOf(fact: Capability): string {
  return 'reason' in fact ? `${fact.reason} (${fact.certainty})` : fact.title;
}

function isMet({ rpoMinutes, rtoMinutes }: RecoveryFigures, target: RecoveryTarget): boolean {
  return rpoMinutes <= target.rpoMinutes && rtoMinutes <= target.rtoMinutes;
}

/** Time control costs more, so it is used only where a target needs it and S3 has it. */
function needsTimeControl(target: RecoveryTarget, able: readonly Able[]): boolean {
  return (
    able.some(({ timeControl }) => timeControl) &&
    !able.some(({ means, timeControl, figures }) => means === 'replication' && !timeControl && isMet(figures, target))
  );
}

function inWords(option: Option): string {
  if ('why' in option) return `${option.name}: not here, ${option.why}`;
  const { rpoMinutes, rtoMinutes } = option.figures;
  return `${option.name}: rpo ${inTime(rpoMinutes)}, rto ${inTime(rtoMinutes)}`;
}

/** Minutes as the region file writes them. */
export function inTime(minutes: number): string {
  if (minutes % 1440 === 0 && minutes > 1440) return `${minutes / 1440}d`;
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}

/** Hours in which a backup must have begun, and the least in which it must have ended. */
const startHours = 1;
const leastHours = 2;

/**
 * The longest interval at which the newest complete backup is never older than the target: a backup may begin an hour late
 * and take the rest. Where replication meets the target alone, a backup a day.
 */
function everyHours({ rpoMinutes }: RecoveryTarget): number {
  const most = Math.floor(rpoMinutes / 60) - startHours - leastHours;
  return most < 1 ? 24 : ([24, 12, 8, 6, 4, 3, 2, 1].find((hours) => hours <= most) ?? 24);
}

/** Hours between backups, until one must have begun, and until it must have ended. */
export function backupHours(
  { rpoMinutes }: RecoveryTarget,
  every: number,
): { everyHours: number; startHours: number; completionHours: number } {
  const left = Math.floor(rpoMinutes / 60) - every - startHours;
  const completionHours = Math.min(24, Math.max(leastHours, left));
  return { everyHours: every, startHours, completionHours };
}
