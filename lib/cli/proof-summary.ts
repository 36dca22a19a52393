import type { Acceptance } from '../config';
import { issue, type Issue } from '../errors';
import { readable } from '../model';
import type { Property, Verdict } from '../prove';

/** How a verdict counts: an undecided one that was accepted is told apart. */
export type Count = Verdict['verdict'] | 'accepted';

/** What became of one property. */
export interface PropertySummary {
  readonly property: Property;
  readonly counts: Readonly<Record<Count, number>>;
  /** Sids of the statements that carry the proofs, the most frequent first. */
  readonly carriers: readonly string[];
}

/** A verdict as it is told, with the acceptance that it rests on. */
export interface ToldVerdict extends Verdict {
  readonly accepted?: string;
}

export interface Summary {
  readonly properties: readonly PropertySummary[];
  /** All of them, or those that are not proved. */
  readonly verdicts: readonly ToldVerdict[];
  /** Acceptances that no verdict needed. */
  readonly unused: readonly Acceptance[];
  /** Ids of the assumptions that some verdicts alone take. */
  readonly assumed: readonly string[];
}

/** Counts verdicts as they come; keeps them all only when asked to. */
export function summarise(
  verdicts: Iterable<Verdict>,
  properties: readonly Property[],
  acceptances: readonly Acceptance[],
  keepAll: boolean,
): Summary {
  const kept: ToldVerdict[] = [];
  const used = new Set<string>();
  const assumed = new Set<string>();
  const sums = new Map(
    properties.map((property) => [
      property.id,
      {
        property,
        counts: { proved: 0, refuted: 0, undecided: 0, accepted: 0, vacuous: 0 },
        carriers: new Map<string, number>(),
      },
    ]),
  );
  for (const verdict of verdicts) {
    for (const id of verdict.assumes ?? []) assumed.add(id);
    const sum = sums.get(verdict.property);
    const acceptance = verdict.verdict === 'undecided' ? acceptances.find((one) => accepts(one, verdict)) : undefined;
    if (acceptance !== undefined) used.add(acceptance.id);
    if (sum !== undefined) {
      sum.counts[acceptance === undefined ? verdict.verdict : 'accepted'] += 1;
      if (verdict.verdict === 'proved') {
        for (const { text } of verdict.statements) sum.carriers.set(text, (sum.carriers.get(text) ?? 0) + 1);
      }
    }
    if (keepAll || verdict.verdict !== 'proved') {
      kept.push({ ...told(verdict), ...(acceptance === undefined ? {} : { accepted: acceptance.id }) });
    }
  }
  return {
    properties: [...sums.values()].map(({ property, counts, carriers }) => ({
      property,
      counts,
      carriers: [...carriers].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([text]) => text),
    })),
    verdicts: kept,
    // What was not asked this time is not judged.
    unused: acceptances.filter(({ id, property }) => !used.has(id) && sums.has(property)),
    assumed: [...assumed].sort(),
  };
}

/** Whether nothing of a property is refuted, open or vacuous. */
export function isKept({ counts }: PropertySummary): boolean {
  return counts.refuted + counts.undecided + counts.vacuous === 0;
}

function accepts({ property, subject }: Acceptance, verdict: Verdict): boolean {
  const arn = readable(verdict.subject);
  return (
    property === verdict.property &&
    (subject === '*' || subject === arn || arn.endsWith(`:${subject}`) || arn.endsWith(`/${subject}`))
  );
}

/** Opaque parts as people read them. */
function told(verdict: Verdict): Verdict {
  const { request } = verdict;
  if (request === undefined) return { ...verdict, subject: readable(verdict.subject) };
  const context = Object.fromEntries(
    Object.entries(request.context).map(([key, value]) => [
      key,
      typeof value === 'string' ? readable(value) : value.map(readable),
    ]),
  );
  return {
    ...verdict,
    subject: readable(verdict.subject),
    request: { ...request, resource: readable(request.resource), context },
  };
}

/** The warning about an acceptance that no verdict needed. */
export function notNeeded({ id, property, subject }: Acceptance): Issue {
  return issue('EDU734', `the acceptance ${id} is not needed`, {
    severity: 'warning',
    found: `${property} of ${subject}`,
    allowed: 'a property and a subject whose verdict is `undecided`; what is refuted is never accepted',
    fix: 'compare the name of the subject with what `prove` prints; remove the entry if that is decided',
  });
}

/** Whether a property has to find something: there are schools with buckets, keys and roles in every region, but not with vaults. */
export function findsSchools({ of, subject }: Property): boolean {
  return of === 'schools' && subject !== 'vault';
}

/** The mistake of an assembly in which the properties of schools find no school. */
export function nothingToDecide(
  folder: string,
  summaries: readonly PropertySummary[],
  buckets: number,
): readonly Issue[] {
  const empty = summaries.filter(
    ({ property, counts }) => findsSchools(property) && Object.values(counts).every((count) => count === 0),
  );
  if (empty.length === 0) return [];
  return [
    issue('EDU735', 'nothing in the assembly belongs to a school', {
      file: folder,
      found: `${buckets} buckets without owner; nothing for ${empty.map(({ property }) => property.id).join(', ')}`,
      allowed: 'buckets and keys with the tag educloud:school, or a cells file',
      fix: 'tag them, or say with --cells who owns what',
    }),
  ];
}
