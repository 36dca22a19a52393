import type { World } from '../model';
import type { Action } from './engine/actions';
import { ownReaders } from './engine/delivery';
import { exceptedArns } from './engine/exceptions';
import { appliesTo } from './engine/problem';
import { settingOf, type Setting } from './engine/setting';
import { isRoleOf } from './engine/role-kinds';
import { bucketSubject, keySubjects, roleSubject, trailSubject, vaultSubjects, type Subject } from './engine/subject';
import { proverOf, type Prover } from './engine/verdicts';
import { vouchingDoubts } from './engine/vouchers';
import { evaluate } from './evaluate';
import type { Exception, Property } from './property';
import type { Verdict } from './verdict';

export interface ProveOptions {
  readonly properties: readonly Property[];
  /** Actions that AWS documents for the services of the subjects. */
  readonly actions: readonly Action[];
  /** AWS Regions of each jurisdiction, by its id; of others nothing is said to lie at home. */
  readonly jurisdictions?: Readonly<Record<string, readonly string[]>>;
  /** Solve equal abstract problems once (default); a test compares with solving each. */
  readonly share?: boolean;
  /** Called for each subject that is done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** A role that a property lets through, where it applies, and why. */
export interface NamedException {
  readonly property: string;
  readonly arns: readonly string[];
  /** ARNs of the people that take these roles besides AWS services, by the ARN of the role, as they are named from outside. */
  readonly takenBy: Readonly<Record<string, readonly string[]>>;
  readonly exception: Exception;
}

/** Verdicts one after the other, so that a region of any size fits. */
export interface Proof {
  readonly verdicts: Iterable<Verdict>;
  readonly exceptions: readonly NamedException[];
  /** Abstract problems solved so far. */
  readonly classes: () => number;
  readonly prover: Prover;
}

/** Decides every property for every subject of a World, for all requests. */
export function prove(world: World, { properties, actions, jurisdictions, share, onProgress }: ProveOptions): Proof {
  const setting = settingOf(world, properties, actions, jurisdictions);
  const prover = proverOf(setting, { evaluate, ...(share === undefined ? {} : { share }) });
  const ofRoles = properties.filter(({ subject }) => subject === 'role');
  const roles = world.roles.filter((role) => ofRoles.some(({ of }) => isRoleOf(setting, of, role)));
  const subjects: Subject[] = [
    ...world.buckets.map(bucketSubject),
    ...keySubjects(world),
    ...roles.map((role) => roleSubject(role, vouchingDoubts(setting.vouchers, role))),
    ...(properties.some(({ subject }) => subject === 'vault') ? vaultSubjects(world, setting.copies) : []),
    ...(properties.some(({ subject }) => subject === 'trail') ? world.trails.map(trailSubject) : []),
  ];
  const accounts = [...new Set(subjects.map(({ account }) => account))];
  return {
    verdicts: verdictsOf(prover, subjects, onProgress),
    exceptions: properties.flatMap((property) =>
      property.exceptions.map((exception) => {
        const arns = arnsOf(setting, property, exception.who, accounts);
        const takers = new Map(Object.entries(world.recoveryTakers ?? {}));
        const takenBy = Object.fromEntries(
          arns.flatMap((arn) => (takers.has(arn) ? [[arn, takers.get(arn) ?? []]] : [])),
        );
        return { property: property.id, exception, arns, takenBy };
      }),
    ),
    classes: prover.classes,
    prover,
  };
}

/** Whom an exception of a property lets through, by ARN. */
function arnsOf(
  setting: Setting,
  property: Property,
  who: Exception['who'],
  accounts: readonly string[],
): readonly string[] {
  if (who === 'restore-services') return [...setting.restoreRoles].sort();
  if (who !== 'distribution') return accounts.flatMap((account) => exceptedArns(setting, who, account)).sort();
  const { deliveries, world } = setting;
  const readers = world.buckets
    .filter((bucket) => appliesTo(setting, property, bucketSubject(bucket)))
    .map((bucket) => ownReaders(deliveries, world, bucket));
  return [...new Set(readers.flatMap(({ distributions, identities }) => [...distributions, ...identities]))].sort();
}

function* verdictsOf(
  prover: Prover,
  subjects: readonly Subject[],
  onProgress: ProveOptions['onProgress'],
): Generator<Verdict> {
  for (const [index, subject] of subjects.entries()) {
    yield* prover.verdicts(subject);
    onProgress?.(index + 1, subjects.length);
  }
}
