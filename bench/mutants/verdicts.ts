import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KitError } from '../../lib/errors';
import { jurisdiction, jurisdictionIds, properties, serviceActions } from '../../lib/facts';
import { readWorld } from '../../lib/model';
import { prove, type Action, type Verdict } from '../../lib/prove';
import type { Bed, Mutant } from './beds';
import type { MutantKind } from './kind';

/** What became of a mutant. */
export interface Judgement {
  /** `same`: no verdict is another than before. The worst word, where verdicts are several. */
  readonly outcome: 'refuted' | 'vacuous' | 'undecided' | 'same';
  /** Verdicts that were proofs before; those of the property that is expected stand first. */
  readonly lost: readonly Verdict[];
  readonly asExpected: boolean;
}

/**
 * Every verdict over an assembly that is no proof.
 *
 * @throws {KitError} when the assembly of an example is not proved as it stands
 */
export function unproved(folder: string): readonly Verdict[] {
  const { verdicts } = prove(readWorld(folder), {
    properties: properties(),
    actions: actions(),
    jurisdictions: Object.fromEntries(jurisdictionIds().map((id) => [id, jurisdiction(id).awsRegions])),
  });
  return [...verdicts].filter(({ verdict }) => verdict !== 'proved');
}

/** An unchanged bed must be proved, or a mutant would be blamed for what was there before. */
export function requireProved(bed: Bed): void {
  const [first] = unproved(bed.folder);
  if (first !== undefined) {
    throw new KitError(
      `${bed.example} is not proved as it stands: ${first.property} of ${first.subject} is ${first.verdict}`,
    );
  }
}

/** Writes the assembly of a mutant. */
export function writeMutant({ bed, file, template }: Mutant, folder: string): void {
  cpSync(bed.folder, folder, { recursive: true });
  writeFileSync(join(folder, file), JSON.stringify(template));
}

/** Sets the verdicts over a mutant against what is expected of it. */
export function judge({ expected }: MutantKind, verdicts: readonly Verdict[]): Judgement {
  const outcome = (['refuted', 'vacuous', 'undecided'] as const).find((word) =>
    verdicts.some(({ verdict }) => verdict === word),
  );
  if (!('property' in expected)) {
    return { outcome: outcome ?? 'same', lost: verdicts, asExpected: outcome === undefined };
  }
  const named = verdicts.filter(({ property, verdict }) => property === expected.property && verdict === outcome);
  const asExpected =
    outcome === expected.outcome &&
    named.length > 0 &&
    (outcome !== 'refuted' || named.every(({ request, reason }) => request !== undefined || reason !== undefined));
  return {
    outcome: outcome ?? 'same',
    lost: [...named, ...verdicts.filter((one) => !named.includes(one))],
    asExpected,
  };
}

let known: readonly Action[] | undefined;

function actions(): readonly Action[] {
  known ??= ['s3', 'kms', 'sts', 'backup', 'cloudtrail'].flatMap((service) =>
    serviceActions(service).actions.map(({ name, on }) => ({ name: `${service}:${name}`, resources: on })),
  );
  return known;
}
