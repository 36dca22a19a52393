import { issue, type Issue } from '../../errors';
import type { Caller } from '../../prove';

type Context = Readonly<Record<string, string | readonly string[]>>;

/** Keys that follow from who asks and for what; to state another value would ask about a request that cannot be. */
const derived = new Set([
  ...['aws:principalarn', 'aws:principalaccount', 'aws:principaltype', 'aws:principalisawsservice'],
  ...['aws:principalservicename', 'aws:username', 'kms:calleraccount'],
]);

/** Keys of which nobody documents whether requests of an origin access identity have them, and with which value. */
const ofIdentities = new Set(['aws:principalarn', 'aws:principalaccount', 'aws:principalisawsservice']);

/** What follows from `--as`. */
export interface Asking {
  /** It names an identity provider, which then is no condition key. */
  readonly asserted?: boolean;
  /** It names a distribution, so that `aws:SourceArn` is no condition key. */
  readonly delivered?: boolean;
  readonly caller?: Caller;
}

/** SERVICE:KEY, or HOST/PATH:KEY, which is how the claims of an OpenID Connect issuer are named. */
const conditionKey = /^[\w-]+([.~/][\w-]+)*:[^\s:][^\s]*$/;

/**
 * The condition keys of every `--with key=value`; a key that stands twice has several values. Where tags are passed and nobody says
 * which keys they have, `aws:TagKeys` follows; where somebody does, it has all of them.
 */
export function parseContext(
  given: readonly string[],
  asking: Asking = {},
): {
  readonly context: Context;
  readonly issues: readonly Issue[];
} {
  const issues: Issue[] = [];
  const values = new Map<string, { readonly name: string; readonly values: readonly string[] }>();
  for (const text of given) {
    const equals = text.indexOf('=');
    const name = text.slice(0, Math.max(0, equals)).trim();
    const problem = problemOf(name, text.slice(equals + 1), equals, asking);
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
  issues.push(...tagKeysLeftOut(context));
  return { context: withTagKeys(context), issues };
}

function problemOf(
  name: string,
  value: string,
  equals: number,
  asking: Asking,
): ((found: string) => Issue) | undefined {
  if (equals < 0) {
    return (found) => mistake('`--with` has no value', found, 'write KEY=VALUE');
  }
  if (!conditionKey.test(name)) {
    return (found) =>
      mistake(
        '`--with` does not begin with a condition key',
        found,
        'write the service before the key: aws:SourceIp=…',
      );
  }
  if (name.toLowerCase() === 'delivery:signed') return problemOfVisit(value, asking);
  if (!follows(name.toLowerCase(), asking)) return undefined;
  return (found) => mistake(`${name} follows from \`--as\` and \`--on\``, found, 'leave it out, or change `--as`');
}

/** `delivery:signed` is no key of AWS: it makes the request one for somebody who visits the distribution. */
function problemOfVisit(value: string, { delivered, caller }: Asking): ((found: string) => Issue) | undefined {
  if (value !== 'true' && value !== 'false') {
    return (found) => mistake('`delivery:signed` is true or false', found, 'write delivery:signed=false');
  }
  // Where `--as` names nobody, that is the mistake.
  if (delivered === true || caller === undefined || caller.kind === 'identity') return undefined;
  return (found) =>
    mistake(
      '`delivery:signed` speaks of visitors of a distribution',
      found,
      'write `--as cdn:DISTRIBUTION` or `--as identity:ID`, or leave it out',
    );
}

function follows(key: string, { asserted, delivered, caller }: Asking): boolean {
  if (asserted === true && key === 'aws:federatedprovider') return true;
  if (delivered === true && key === 'aws:sourcearn') return true;
  return derived.has(key) && !(caller?.kind === 'identity' && ofIdentities.has(key));
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-tagkeys */
function withTagKeys(context: Context): Context {
  const keys = requestTags(context);
  return statedTagKeys(context) !== undefined || keys.length === 0 ? context : { ...context, 'aws:TagKeys': keys };
}

/** A tag whose key `aws:TagKeys` lacks would pass unseen by the very condition that is there to refuse it. */
function tagKeysLeftOut(context: Context): readonly Issue[] {
  const stated = statedTagKeys(context)?.map((key) => key.toLowerCase());
  const missing = stated === undefined ? [] : requestTags(context).filter((key) => !stated.includes(key.toLowerCase()));
  return missing.map((key) =>
    mistake(
      '`aws:TagKeys` leaves out the key of a tag that is passed',
      `aws:RequestTag/${key}`,
      'leave out `aws:TagKeys`, which follows from the tags, or add the key',
    ),
  );
}

function requestTags(context: Context): readonly string[] {
  return Object.keys(context).flatMap((name) => /^aws:RequestTag\/(.+)$/is.exec(name)?.[1] ?? []);
}

function statedTagKeys(context: Context): readonly string[] | undefined {
  const [, stated] = Object.entries(context).find(([name]) => name.toLowerCase() === 'aws:tagkeys') ?? [];
  return stated === undefined ? undefined : [stated].flat();
}

function mistake(message: string, found: string, fix: string): Issue {
  return issue('EDU714', message, {
    found,
    allowed: 'KEY=VALUE with a condition key, such as aws:PrincipalTag/school=oak',
    fix,
  });
}
