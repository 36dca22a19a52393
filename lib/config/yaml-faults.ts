import { issue, type Issue, type Place } from '../errors';
import type { Position } from './line-positions';

/**
 * Slips that a parser notices only lines later, and then once a line: a tab, a full-width colon, no blank behind a colon.
 * Where there is one, what the parser says of the lines behind it helps nobody.
 */
export function typingSlips(
  text: string,
  file: string,
  faults: readonly { code: string; pos: [number, number] }[],
  position: (offset: number) => Position,
): Issue[] {
  const slips = text.split('\n').flatMap((line, index): Issue[] => {
    const place = { file, line: index + 1 };
    if (/^(?:<{7} |={7}$|>{7} )/.test(line))
      return [
        issue('EDU106', 'a merge left its marker here', {
          ...place,
          column: 1,
          found: line.slice(0, 40),
          allowed: 'the text of one side, or of both',
          fix: 'decide between the sides and remove the three lines with markers',
        }),
      ];
    const wide = /^\s*(?:- )?[\w-]+：/u.exec(line);
    if (wide !== null)
      return [
        issue('EDU106', 'a full-width colon stands where YAML wants a colon and a blank', {
          ...place,
          column: wide[0].length,
          found: '：',
          allowed: '`: `',
          fix: 'switch the input method to half width',
        }),
      ];
    const tight = /^\s*(?:- )?[A-Za-z]+:(?=[^\s/:])/.exec(line);
    if (tight !== null)
      return [
        issue('EDU106', 'no blank stands behind the colon', {
          ...place,
          column: tight[0].length,
          found: line.trim(),
          allowed: '`key: value`',
          fix: 'put a blank behind the colon',
        }),
      ];
    return [];
  });
  const tabs = faults.filter(({ code }) => code === 'TAB_AS_INDENT').map(({ pos }) => position(pos[0]).line);
  const tabIssues = [...new Set(tabs)].map((line) => syntaxIssue('TAB_AS_INDENT', '', { file, line, column: 1 }));
  return [...slips, ...tabIssues];
}

/** What the parser has found, in words of educloud where it has some. */
export function syntaxIssue(code: string, message: string, place: Place): Issue {
  switch (code) {
    case 'TAB_AS_INDENT':
      return issue('EDU107', 'a tab stands where YAML wants spaces', {
        ...place,
        found: 'a tab',
        allowed: 'spaces',
        fix: 'replace the tab by two spaces',
      });
    case 'DUPLICATE_KEY':
      return issue('EDU108', 'this key stands twice in the same mapping', { ...place, fix: 'remove one of the two' });
    case 'MULTIPLE_DOCS':
      return issue('EDU106', 'the file holds several YAML documents', {
        ...place,
        allowed: 'one document',
        fix: 'remove the line `---`',
      });
    case 'RESOURCE_EXHAUSTION':
      return issue('EDU106', 'the file is nested too deeply', { ...place, fix: 'close what is open further up' });
    default:
      return issue('EDU106', message, place);
  }
}
