import pc from 'picocolors';
import { codes, type Issue } from '../errors';
import { printable } from './printable';
import { text, type Language } from './texts';

/** How many issues people are shown; `--json` always has all. */
export const shownIssues = 200;

/** Issues as `file:line:column  CODE  title: message`, then what was found, what is allowed, how to fix it. */
export function renderIssues(issues: readonly Issue[], language: Language): string {
  const shown = issues.slice(0, shownIssues).map((issue) => renderIssue(issue, language));
  const files = new Set(issues.map(({ file }) => file).filter((file) => file !== undefined)).size;
  const rest = issues.length - shown.length;
  return [
    ...shown,
    ...(rest > 0 ? [`… ${rest} ${text(language, 'more')} (--json)`] : []),
    issues.length > 1 ? `${counted(issues, language)}${files > 1 ? ` / ${files}` : ''}` : '',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** `3 errors, 1 warnings`, without what there is none of. */
function counted(issues: readonly Issue[], language: Language): string {
  const warnings = issues.filter(({ severity }) => severity === 'warning').length;
  return [
    ...(issues.length > warnings ? [`${issues.length - warnings} ${text(language, 'errors')}`] : []),
    ...(warnings > 0 ? [`${warnings} ${text(language, 'warnings')}`] : []),
  ].join(', ');
}

function renderIssue(issue: Issue, language: Language): string {
  const { severity, file, line, column, code, message, path } = issue;
  const place = file === undefined ? (path ?? '') : [file, line, column].filter((part) => part !== undefined).join(':');
  const title = language === 'en' ? '' : `${codes[code][language]}: `;
  const details = (['found', 'allowed', 'fix'] as const).flatMap((key) => {
    const value = issue[key];
    return value === undefined || value === '' ? [] : [`    ${pc.dim(`${text(language, key)}:`)} ${printable(value)}`];
  });
  const head = `${severity === 'warning' ? `${pc.yellow(code)}  ${text(language, 'warning')}:` : pc.red(code)}  ${title}${code === 'EDU901' ? message : printable(message)}`;
  return [place === '' ? head : `${pc.bold(printable(place))}  ${head}`, ...details].join('\n');
}
