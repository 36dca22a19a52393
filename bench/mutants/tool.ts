import { isFields } from './template';

/** A checker of templates, beside the prover. */
export interface Tool {
  readonly name: string;
  /**
   * What it reports on templates, by file: rule and place, one text each.
   *
   * @param files JSON templates
   * @returns undefined when it is not installed
   */
  readonly find: (files: readonly string[]) => Reports | undefined;
}

export type Reports = ReadonlyMap<string, ReadonlySet<string>>;

/** Rules that report something on a changed template that they do not report on the original; sorted, each once. */
export function newRules(reports: Reports, original: string, changed: string): readonly string[] {
  const before = reports.get(original) ?? new Set<string>();
  const added = [...(reports.get(changed) ?? [])].filter((one) => !before.has(one));
  return [...new Set(added.map((one) => one.split(' ')[0] ?? one))].sort();
}

/** Collects what is reported on each file. */
export function collector(): {
  readonly reports: Reports;
  readonly add: (file: string, rule: string, place: string) => void;
} {
  const reports = new Map<string, Set<string>>();
  return {
    reports,
    add: (file, rule, place) => {
      const found = reports.get(file) ?? new Set<string>();
      reports.set(file, found.add(`${rule} ${place}`));
    },
  };
}

/** Every text under a name anywhere in a value of JSON. */
export function textsUnder(value: unknown, name: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one) => textsUnder(one, name));
  if (!isFields(value)) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    key === name && typeof one === 'string' ? [one] : textsUnder(one, name),
  );
}
