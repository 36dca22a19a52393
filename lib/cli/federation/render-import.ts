import type { IdentityProviderUse, LockChange, Refused } from '../../federation';
import type { Language } from '../texts';
import { printable } from '../printable';
import type { ImportResult } from './import-result';
import { importText, type ImportTextKey } from './import-texts';

const shown = 30;

/** An import as an engineer reads it: what was read, what changes, what is refused, who is missing. */
export function renderImport(result: ImportResult, language: Language): string {
  const { region, file, feedName, feed, asOf, selection, changes, expiring, lockPath, state } = result;
  const label = (key: ImportTextKey): string => importText(language, key);
  const section = (key: ImportTextKey, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', `${label(key)}:`, ...lines.slice(0, shown), ...rest(lines.length, language)];
  const lines = [
    `${feedName}  ${file}: ${feed.entities} ${label('entities')}, ${feed.identityProviders.length} ${label('identityProviders')}`,
    `  ${origin(result, language)}`,
    `  ${label('verified')} ${feed.signer}`,
    `${label('region')} ${region}, ${label('asOf')} ${asOf}; ${label('used')}: ${usedBy(result, language)}`,
    '',
    `${label('changes')}:${changes.length === 0 ? ` ${label('nothingChanges')}` : ''}`,
    ...changes.slice(0, shown).flatMap((change) => renderChange(change, language)),
    ...rest(changes.length, language),
    ...section(
      'refused',
      selection.refused.map((one) => `  ${refusedLine(one, language)}`),
    ),
    ...section('absent', listed(selection.absent, language)),
    ...section(
      'expiring',
      expiring.map(
        ({ use, sha256, notAfter, days }) =>
          `  ${useText(use, language)}  ${sha256.slice(0, 16)}  ${notAfter} (${days > 0 ? `${days} ${label('days')}` : label('expired')})`,
      ),
    ),
    ...(hasEarlierKeys(result) ? ['', `${label('proxy')}: ${label('earlierKeys')}`] : []),
    '',
    `${lockPath}: ${label(stateText[state])}${state === 'written' && changes.length > 0 ? `; ${label('review')}` : ''}`,
    '',
  ];
  // What a feed says was written by others.
  return lines.map(printable).join('\n');
}

export const stateText: Readonly<Record<ImportResult['state'], ImportTextKey>> = {
  written: 'written',
  unchanged: 'unchanged',
  refused: 'refusedState',
  stale: 'stale',
  fresh: 'fresh',
};

/** Whom an identity provider is for, in the reader's language. */
export function useText(use: IdentityProviderUse, language: Language): string {
  return use.kind === 'school' ? `${importText(language, 'school')} ${use.school}` : importText(language, use.kind);
}

/** When a feed was made, by whom, and until when it holds. */
export function origin({ feed: { created, publisher, validUntil } }: ImportResult, language: Language): string {
  const label = (key: ImportTextKey): string => importText(language, key);
  return [
    ...(created === undefined ? [] : [`${label('made')} ${created}`]),
    ...(publisher === undefined ? [] : [`${label('by')} ${publisher}`]),
    `${label('validUntil')} ${validUntil}`,
  ].join(', ');
}

/** How many schools, and whether bureau and proxy, have an identity provider in the feed. */
export function usedBy({ selection: { chosen } }: ImportResult, language: Language): string {
  const schools = chosen.filter(({ use }) => use.kind === 'school').length;
  const others = chosen.flatMap(({ use }) => (use.kind === 'school' ? [] : [useText(use, language)]));
  return [`${schools} ${importText(language, 'schools')}`, ...others].join(', ');
}

export function refusedLine({ use, entityIds, issues }: Refused, language: Language): string {
  const codes = [...new Set(issues.filter(({ severity }) => severity === 'error').map(({ code }) => code))];
  return `${useText(use, language)}  ${codes.join(' ')}  ${entityIds.join(', ')}`;
}

/** Whether one of the proxy's documents holds other keys than the active one. */
export function hasEarlierKeys({ lock }: ImportResult): boolean {
  return lock.identityProviders.some(
    ({ metadata, green }) =>
      green !== undefined &&
      green.certificates.map(({ sha256 }) => sha256).join() !==
        metadata.certificates.map(({ sha256 }) => sha256).join(),
  );
}

function renderChange({ kind, use, entityId, parts }: LockChange, language: Language): string[] {
  return [
    `  ${importText(language, kind)}  ${useText(use, language)}  ${entityId}`,
    ...parts.flatMap(({ part, removed, added }) => [
      `    ${importText(language, part)}`,
      ...removed.map((one) => `      - ${one}`),
      ...added.map((one) => `      + ${one}`),
    ]),
  ];
}

/** In one line, since there may be thousands of schools; bureau and proxy first. */
function listed(uses: readonly IdentityProviderUse[], language: Language): string[] {
  if (uses.length === 0) return [];
  const first = [...uses].sort((a, b) => Number(a.kind === 'school') - Number(b.kind === 'school'));
  const names = first.slice(0, shown).map((use) => (use.kind === 'school' ? use.school : useText(use, language)));
  return [`  ${uses.length}: ${names.join(', ')}${rest(uses.length, language).join('')}`];
}

function rest(count: number, language: Language): string[] {
  return count > shown ? [`  … +${count - shown} ${importText(language, 'more')}`] : [];
}
