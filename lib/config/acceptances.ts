import { issue, sortIssues, type Issue } from '../errors';
import { acceptancesSchema, type Acceptance } from './acceptances-schema';
import { firstMistakes } from './most-mistakes';
import { sizeLimits } from './read-text';
import { readYamlFile } from './yaml-file';
import type { Path, YamlSource } from './yaml-source';

/**
 * Reads and checks a file of acceptances. Entries that have expired are left out, with a warning each.
 *
 * @param asOf the day on which they should count, as YYYY-MM-DD
 */
export function loadAcceptances(
  file: string,
  asOf: string,
): { readonly acceptances?: readonly Acceptance[]; readonly issues: readonly Issue[] } {
  const read = readYamlFile(file, acceptancesSchema, sizeLimits.acceptances, 'write `accepted: []`');
  if (read.data === undefined) return { issues: read.issues };
  const { accepted } = read.data;
  const mistakes = repeated(accepted, read.source);
  if (mistakes.length > 0) return { issues: sortIssues(firstMistakes(mistakes, file)) };
  return {
    acceptances: accepted.filter((one) => counts(one, asOf)),
    issues: sortIssues(firstMistakes(expired(accepted, asOf, read.source), file)),
  };
}

function counts({ until }: Acceptance, asOf: string): boolean {
  // Days written as YYYY-MM-DD are ordered as texts are.
  return asOf <= until;
}

function expired(accepted: readonly Acceptance[], asOf: string, source: YamlSource): Issue[] {
  return accepted.flatMap((one, index) =>
    counts(one, asOf)
      ? []
      : [
          issue('EDU733', `the acceptance ${one.id} no longer counts`, {
            ...source.at(['accepted', index, 'until']),
            severity: 'warning',
            found: one.until,
            allowed: `${asOf} or later`,
            fix: 'mend the cause and remove the entry, or decide anew until when it may stand',
          }),
        ],
  );
}

function repeated(accepted: readonly Acceptance[], source: YamlSource): Issue[] {
  const ids = new Set<string>();
  const subjects = new Map<string, string>();
  return accepted.flatMap(({ id, property, subject }, index) => {
    const path: Path = ['accepted', index];
    const key = `${property} ${subject}`;
    const other = subjects.get(key);
    const found = ids.has(id) ? [twice(`the id ${id} stands twice`, id, [...path, 'id'], source)] : [];
    const again =
      other === undefined
        ? []
        : [twice(`${other} accepts ${property} of ${subject} already`, subject, [...path, 'subject'], source)];
    ids.add(id);
    subjects.set(key, other ?? id);
    return [...found, ...again];
  });
}

function twice(message: string, found: string, path: Path, source: YamlSource): Issue {
  return issue('EDU732', message, { ...source.at(path), found, fix: 'remove one of them, or tell them apart' });
}
