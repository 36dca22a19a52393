import { issue, type Issue } from '../errors';
import { commonsFolders } from '../vocabulary';

/** Object name, or names, that a signature opens. */
export interface SignablePath {
  /** As it was given: an object name, or the beginning of many with `/*` at the end. */
  readonly path: string;
  /** As it stands in a URL, percent-encoded; a final `*` is kept. */
  readonly encoded: string;
  readonly wildcard: boolean;
}

/** Bytes of an object name, at most. https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
const longestName = 1024;

/** What a viewer could take for something else than a letter of a name. */
const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Signs of a query, of an encoding or of another way of writing paths. */
const foreign = /[?#%\\]/;

/** ASCII that some clients percent-encode in a path and others do not; every other character has one spelling. */
const manySpellings = /[!-,:-@[-^`{-}]/;

/** Judges a path that is to be signed: one object under `licensed/`, or all whose names begin alike. */
export function judgePath(path: string): { readonly signable?: SignablePath; readonly issues: readonly Issue[] } {
  const wildcard = path.endsWith('/*');
  const name = wildcard ? path.slice(0, -2) : path;
  const found = [...wildcardIssues(path, name, wildcard), ...nameIssues(path, name)];
  const misplaced = found.length === 0 ? placeIssues(path) : [];
  const issues = [...found, ...misplaced];
  if (issues.some(({ severity }) => severity === 'error')) return { issues };
  const encoded = name.split('/').map(encodeURIComponent).join('/');
  return { signable: { path, encoded: wildcard ? `${encoded}/*` : encoded, wildcard }, issues };
}

function wildcardIssues(path: string, name: string, wildcard: boolean): readonly Issue[] {
  if (name.includes('*')) {
    return [
      issue('EDU574', 'the wildcard does not stand alone at the end of the path', {
        found: path,
        allowed: '`*` once, at the end, after a `/`',
        fix: `sign a folder, such as \`${commonsFolders.licensed}packs/algebra/*\``,
      }),
    ];
  }
  if (!wildcard || !manySpellings.test(name)) return [];
  return [
    issue('EDU574', 'the folder has a character that clients write in URLs in more than one way', {
      found: path,
      allowed:
        'letters and digits of any script, blanks and `.` `_` `~` `-` in the name of a folder that is signed as a whole',
      fix: 'sign the objects one by one, or publish them under a plainer name',
    }),
  ];
}

function nameIssues(path: string, name: string): readonly Issue[] {
  const problem = (message: string, fix: string): Issue[] => [issue('EDU573', message, { found: path, fix })];
  if (unprintable.test(name))
    return problem('the path holds a control character or half a character', 'write the name');
  const sign = foreign.exec(name)?.[0];
  if (sign !== undefined) {
    return problem(
      `the path holds \`${sign}\`, which is not part of a plain name`,
      'write the name of the object as it is; it is percent-encoded here, and a query is never part of it',
    );
  }
  if (name.split('/').some((segment) => ['', '.', '..'].includes(segment)) && name !== '') {
    return problem(
      'the path is not normal: it begins or ends with `/`, or holds `//`, `/./` or `/../`',
      'write the name of the object; for everything in a folder, end it with `/*`',
    );
  }
  const bytes = Buffer.byteLength(name);
  if (bytes > longestName) return problem(`the path has ${bytes} bytes, more than a name can have`, 'name an object');
  return [];
}

function placeIssues(path: string): readonly Issue[] {
  const { open, licensed } = commonsFolders;
  if (path.startsWith(open)) {
    return [
      issue('EDU572', 'what is open is delivered without a signature', {
        found: path,
        allowed: `a path under \`${licensed}\``,
        fix: 'hand out its address as it is',
      }),
    ];
  }
  if (path === `${licensed}*`) {
    return [
      {
        ...issue('EDU584', 'the signature opens everything that is licensed', {
          found: path,
          allowed: 'a folder of it',
          fix: 'name the folders that the recipient has a licence for',
        }),
        severity: 'warning',
      },
    ];
  }
  if (path.startsWith(licensed)) return [];
  return [
    issue('EDU573', 'the path is not in the folder of what is licensed', {
      found: path,
      allowed: `\`${licensed}\` and the name of an object, or a folder and \`/*\``,
      fix: 'write the name of the object in the commons, without a leading slash and without a domain',
    }),
  ];
}
