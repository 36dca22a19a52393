import { issue, type Issue } from '../../errors';

type Context = Readonly<Record<string, string | readonly string[]>>;

/** Keys that follow from who asks and for what; to state another value would ask about a request that cannot be. */
const derived = new Set([
  ...['aws:principalarn', 'aws:principalaccount', 'aws:principaltype', 'aws:principalisawsservice'],
  ...['aws:principalservicename', 'aws:username', 'kms:calleraccount'],
]);

/** The condition keys of every `--with key=value`; a key that stands twice has several values. */
export function parseContext(given: readonly string[]): {
  readonly context: Context;
  readonly issues: readonly Issue[];
} {
  const issues: Issue[] = [];
  const values = new Map<string, { readonly name: string; readonly values: readonly string[] }>();
  for (const text of given) {
    const equals = text.indexOf('=');
    const name = text.slice(0, Math.max(0, equals)).trim();
    const problem = problemOf(name, equals);
    if (problem !== undefined) issues.push(problem(text));
    else {
      const before = values.get(name.toLowerCase());
      const all = [...(before?.values ?? []), text.slice(equals + 1)];
      values.set(name.toLowerCase(), { name: before?.name ?? name, values: all });
    }
  }
  const context: Context = Object.fromEntries(
    [...values.values()].map(({ name, values: [first = '', ...more] }) => [
      name,
      more.length === 0 ? first : [first, ...more],
    ]),
  );
  return { context, issues };
}

function problemOf(name: string, equals: number): ((found: string) => Issue) | undefined {
  if (equals < 0) {
    return (found) => mistake('`--with` has no value', found, 'write KEY=VALUE');
  }
  if (!/^[\w-]+:[^\s:][^\s]*$/.test(name)) {
    return (found) =>
      mistake(
        '`--with` does not begin with a condition key',
        found,
        'write the service before the key: aws:SourceIp=…',
      );
  }
  if (!derived.has(name.toLowerCase())) return undefined;
  return (found) => mistake(`${name} follows from \`--as\` and \`--on\``, found, 'leave it out, or change `--as`');
}

function mistake(message: string, found: string, fix: string): Issue {
  return issue('EDU714', message, {
    found,
    allowed: 'KEY=VALUE with a condition key, such as aws:PrincipalTag/school=oak',
    fix,
  });
}
