import { nameLanguages } from '../vocabulary';

export interface Column {
  /** Where the cell goes in a school of the region file. */
  readonly path: readonly [string, ...string[]];
  /** What separates the values of a cell that holds several. */
  readonly list?: RegExp;
}

const words = /[\s;+]+/;

/** Every column that a roster may have. Lists in a cell are separated by blanks, `;` or `+`. */
export const rosterColumns: Readonly<Record<string, Column>> = {
  id: { path: ['id'] },
  ...Object.fromEntries(
    nameLanguages.map((language) => [`name_${language}`, { path: ['names', language] } satisfies Column]),
  ),
  kind: { path: ['kind'] },
  tier: { path: ['tier'] },
  district: { path: ['district'] },
  account: { path: ['account'] },
  jurisdiction: { path: ['jurisdiction'] },
  domains: { path: ['domains'], list: words },
  home: { path: ['home'] },
  recovery: { path: ['recovery'] },
  records: { path: ['stores', 'records', 'dataClasses'], list: words },
  materials: { path: ['stores', 'materials', 'dataClasses'], list: words },
  recovery_taken_by: { path: ['recoveryTakenBy'], list: /[\s;]+/ },
  forwarding: { path: ['forwarding'] },
  // An address may hold a `+`.
  alarm_emails: { path: ['alarmEmails'], list: /[\s;]+/ },
  identity_provider: { path: ['identityProvider'] },
  oidc_issuer: { path: ['oidc', 'issuer'] },
  oidc_client_teacher: { path: ['oidc', 'clients', 'teacher'] },
  oidc_client_school_admin: { path: ['oidc', 'clients', 'school-admin'] },
};

/** Own columns only: a header may say `constructor`. */
export function columnNamed(name: string): Column | undefined {
  return Object.hasOwn(rosterColumns, name) ? rosterColumns[name] : undefined;
}
