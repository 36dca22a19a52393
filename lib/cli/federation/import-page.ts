import { codes } from '../../errors';
import type { Language } from '../texts';
import type { ImportResult } from './import-result';
import { importText, type ImportTextKey } from './import-texts';
import { hasEarlierKeys, origin, stateText, usedBy, useText } from './render-import';

/** An import as an auditor reads it: a page in Markdown with all of it, and nothing of the machine on which it ran. */
export function importPage(result: ImportResult, language: Language): string {
  const { region, feedName, feed, previous, asOf, selection, changes, expiring, lock, state } = result;
  const label = (key: ImportTextKey): string => importText(language, key);
  const none = `${label('nothingChanges')}\n`;
  const section = (key: ImportTextKey, body: string): string => `## ${label(key)}\n\n${body}`;
  return [
    `# ${label('title')}: ${region}, ${feedName}\n`,
    list([
      [label('asOf'), asOf],
      [label('feed'), `${feed.name ?? feedName}: ${feed.entities} ${label('entities')}, ${origin(result, language)}`],
      [label('sha256'), feed.sha256],
      [label('verified'), feed.signer],
      ...(previous === undefined
        ? []
        : [[label('previous'), `${previous.created ?? previous.validUntil}, ${previous.sha256}`] as const]),
      [label('used'), usedBy(result, language)],
      [label('state'), label(stateText[state])],
    ]),
    section(
      'changes',
      changes.length === 0
        ? none
        : table(
            [label('who'), label('what'), label('before'), label('after')],
            changes.flatMap(({ kind, use, entityId, parts }) => {
              const who = useText(use, language);
              return kind === 'changed'
                ? parts.map(({ part, removed, added }) => [who, label(part), lines(removed), lines(added)])
                : [
                    [
                      who,
                      label('entityId'),
                      kind === 'removed' ? cell(entityId) : '',
                      kind === 'added' ? cell(entityId) : '',
                    ],
                  ];
            }),
          ),
    ),
    section(
      'refused',
      selection.refused.length === 0
        ? none
        : table(
            [label('who'), label('entityId'), label('reason')],
            selection.refused.map(({ use, entityIds, issues }) => [
              useText(use, language),
              lines(entityIds),
              issues
                .filter(({ severity }) => severity === 'error')
                .map(
                  ({ code, found = '' }) => `${code} ${codes[code][language]}${found === '' ? '' : `: ${cell(found)}`}`,
                )
                .join('<br>'),
            ]),
          ),
    ),
    section(
      'absent',
      selection.absent.length === 0 ? none : `${selection.absent.map((use) => useText(use, language)).join(', ')}\n`,
    ),
    section(
      'expiring',
      expiring.length === 0
        ? none
        : table(
            [label('who'), label('certificates'), label('until')],
            expiring.map(({ use, sha256, notAfter }) => [useText(use, language), sha256, notAfter]),
          ),
    ),
    section(
      'inLock',
      table(
        [label('who'), label('entityId'), label('scopes'), label('registrar'), label('certificates')],
        lock.identityProviders.map(({ use, entityId, scopes, registrar = '', metadata, green }) => [
          useText(use, language),
          cell(entityId),
          lines(scopes),
          cell(registrar),
          [...metadata.certificates, ...(green?.certificates ?? [])]
            .map(({ sha256, key, notAfter }) => `${sha256}, ${key}, ${notAfter}`)
            .filter((one, index, all) => all.indexOf(one) === index)
            .join('<br>'),
        ]),
      ),
    ),
    ...(hasEarlierKeys(result) ? [`${label('proxy')}: ${label('earlierKeys')}\n`] : []),
  ].join('\n');
}

type Row = readonly string[];

function list(entries: readonly (readonly [string, string])[]): string {
  return `${entries.map(([key, value]) => `- ${key}: ${cell(value)}`).join('\n')}\n`;
}

function table(head: Row, rows: readonly Row[]): string {
  const line = (row: Row): string => `| ${row.join(' | ')} |`;
  return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`;
}

function lines(values: readonly string[]): string {
  return values.map(cell).join('<br>');
}

/** What a feed says, as text: it was written by others and may look like Markdown, HTML or the end of a cell. */
function cell(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ')
    .replace(/[\\`*_[\]<>|!#&]/g, (one) => `\\${one}`)
    .replaceAll('\\<', '&lt;')
    .replaceAll('\\>', '&gt;')
    .replaceAll('\\&', '&amp;');
}
