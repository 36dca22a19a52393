import { capability, partition, recoveryFigures, type RecoveryFigures } from '../../lib/facts';
import type { DraftSchool } from './draft-of';
import type { TargetShape, TargetsShape } from './recovery-shape';
import type { Shape } from './valid-draft';

type Plain = Readonly<Record<string, unknown>>;

/** What can be had somewhere, and what it meets. */
interface Means {
  readonly means: 'replication' | 'backup';
  readonly figures: RecoveryFigures;
}

/** The means of a site, written down again from its capabilities. */
function meansAt(partition: string, home: string, recovery: string | undefined): Means[] {
  const has = (key: string): boolean => capability(partition, key, home).answer === 'yes';
  const figures = recoveryFigures();
  const copies = recovery !== undefined && has('s3.crossRegionReplication');
  return [
    ...(copies ? [{ means: 'replication', figures: figures.replication } as const] : []),
    ...(copies && has('s3.replicationTimeControl')
      ? [{ means: 'replication', figures: figures['replication-time-control'] } as const]
      : []),
    ...(has('backup.s3') ? [{ means: 'backup', figures: figures.backup } as const] : []),
  ];
}

/**
 * `recoveryTargets` of a region, a district or a node. All targets of one place can be met by one means, so the strictest of
 * several can, too; who inherits them has that means as well, since a recovery AWS Region is inherited with them.
 */
export function targetsOf(
  targets: TargetsShape,
  partition: string,
  { home, recovery }: { readonly home: string; readonly recovery?: string | undefined },
): Plain {
  if (targets === null) return {};
  if (typeof targets === 'string') return { recoveryTargets: targets };
  const able = meansAt(partition, home, recovery);
  const base = able[targets.base % Math.max(1, able.length)];
  if (base === undefined) return { recoveryTargets: 'none' };
  const of = (shape: TargetShape): Plain => targetOf(shape, base, able);
  const store = (key: string, shape: TargetShape | string | null): Plain =>
    shape === null ? {} : { [key]: typeof shape === 'string' ? shape : of(shape) };
  const { records, materials, saysStores, dataClasses } = targets;
  return {
    recoveryTargets: {
      ...(saysStores ? { stores: { ...store('records', records), ...store('materials', materials) } } : {}),
      ...(dataClasses === null
        ? {}
        : { dataClasses: Object.fromEntries(dataClasses.map(([name, shape]) => [name, of(shape)])) }),
    },
  };
}

function targetOf(shape: TargetShape, { means, figures }: Means, able: readonly Means[]): Plain {
  const all = [...new Set([means, ...able.map((one) => one.means)])];
  const { retentionDays, lockDays } = shape;
  return {
    // A day, where nothing is said, is what every means meets.
    ...(shape.rpo === null ? {} : { rpo: inWords(figures.rpoMinutes + shape.rpo) }),
    ...(shape.rto === null ? {} : { rto: inWords(figures.rtoMinutes + shape.rto) }),
    ...(retentionDays === null ? {} : { retentionDays }),
    ...(lockDays === null ? {} : { lockDays: Math.min(lockDays, retentionDays ?? 30) }),
    ...(shape.lock === 'unsaid' ? {} : { immutability: shape.lock }),
    ...(shape.lock === 'compliance' ? { irrevocable: true } : {}),
    ...(shape.means === 'unsaid' ? {} : { means: shape.means === 'one' ? [means] : all }),
  };
}

/** In the longest unit that says it. */
function inWords(minutes: number): string {
  if (minutes % 1440 === 0) return `${minutes / 1440}d`;
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}

/** Who takes the recovery role, where something is copied: people of an account of the region. */
export function takersOf(
  { recovery: { takers }, site }: Shape,
  account: string | undefined,
  ...stated: readonly Plain[]
): Plain {
  const copies = stated.some(
    ({ recovery, recoveryTargets }) => recovery !== undefined || typeof recoveryTargets === 'object',
  );
  if (!copies || takers === null || account === undefined) return {};
  const arn = (kind: string): string => `arn:${partition(site.partition).arnPartition}:iam::${account}:${kind}`;
  const kinds = ['role/registrar', 'user/notary@bureau.example', 'role/two/keepers+1'];
  return { recoveryTakenBy: kinds.slice(0, takers).map(arn) };
}

/** An account for copies is of use only where a region or a district copies to another AWS Region. */
export function recoveryAccountOf(
  { recovery, accounts }: Shape,
  owners: readonly { readonly recovery?: string | undefined }[],
): Plain {
  return recovery.account && owners.some((one) => one.recovery !== undefined) ? { recovery: accounts[23] } : {};
}

/** How a year later no copy is asked for any more, and the reason why. */
export interface Ending {
  readonly shell: (shell: Plain) => Plain;
  readonly school: (fields: DraftSchool['fields']) => DraftSchool['fields'];
}

/** Whose copies end, as a region file a year later says it. */
export function endingOf(
  { recovery: { ended }, reason }: Shape,
  districts: readonly { readonly id: string }[],
  schools: readonly Pick<DraftSchool, 'fields'>[],
): Ending {
  const same: Ending = { shell: (shell) => shell, school: (fields) => fields };
  const none = <Fields extends Plain>(fields: Fields): Fields => ({ ...fields, recoveryTargets: 'none' });
  const saying = (entries: readonly Plain[], change: (shell: Plain) => Plain = (shell) => shell): Ending['shell'] => {
    return (shell) => ({ ...change(shell), endedRecovery: entries });
  };
  if (ended === 'nobody’s') return { ...same, shell: saying([{ school: 'long-gone', reason }]) };
  if (ended === 'everybody’s' || ended === 'stores') {
    return {
      shell: saying(
        ended === 'stores' ? ['records', 'materials'].map((store) => ({ store, reason })) : [{ reason }],
        (shell) => none({ ...shell, districts: districtsOf(shell).map(none) }),
      ),
      school: (fields) => ('recoveryTargets' in fields ? none(fields) : fields),
    };
  }
  const [district] = districts;
  if (ended === 'a district’s' && district !== undefined) {
    return {
      ...same,
      shell: saying([{ district: district.id, reason }], (shell) => ({
        ...shell,
        districts: districtsOf(shell).map((one) => (one.id === district.id ? none(one) : one)),
      })),
    };
  }
  const node = schools.find(({ fields }) => 'account' in fields)?.fields.id;
  if (ended === 'a school’s' && node !== undefined) {
    return {
      shell: saying([{ school: node, reason }]),
      school: (fields) => (fields.id === node ? none(fields) : fields),
    };
  }
  return same;
}

function districtsOf(shell: Plain): Plain[] {
  const { districts } = shell;
  return Array.isArray(districts) ? districts.map((one: Plain) => one) : [];
}
