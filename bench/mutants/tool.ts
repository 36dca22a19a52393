import { isFields } from './template';

/** A checker of templates, beside the prover. */
export interface Tool {
  readonly name: string;
  /**
   * What it reports on templates.
   *
   * @param files JSON templates
   * @returns undefined when it is not installed
   */
  readonly find: (files: readonly string[]) => Reports | undefined;
}

/** By file, then by rule and resource in one text: the places that are reported. */
export type Reports = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

/**
 * Rules that report a resource of a changed template that they do not report in the original, or at more places of it than
 * there; sorted. Places themselves are not compared: a statement that is gone moves those behind it.
 */
export function newRules(reports: Reports, original: string, changed: string): readonly string[] {
  const before = reports.get(original);
  const added = [...(reports.get(changed) ?? [])].filter(([key, { size }]) => size > (before?.get(key)?.size ?? 0));
  return [...new Set(added.map(([key]) => key.split(' ')[0] ?? key))].sort();
}

/** Collects what is reported. */
export function collector(): {
  readonly reports: Reports;
  readonly add: (file: string, rule: string, resource: string, place?: string) => void;
} {
  const reports = new Map<string, Map<string, Set<string>>>();
  return {
    reports,
    add: (file, rule, resource, place = '') => {
      const ofFile = reports.get(file) ?? new Map<string, Set<string>>();
      const key = `${rule} ${resource}`;
      reports.set(file, ofFile.set(key, (ofFile.get(key) ?? new Set<string>()).add(place)));
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
