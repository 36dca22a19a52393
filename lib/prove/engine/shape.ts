import type { Among, Condition, Pattern, Policy, Statement } from '../../model';
import { routeOf, whoColumn } from './builder';
import { isCopied, isCopy, isKeyOfCopies, isLockableOriginal } from './copies';
import { isPublished } from './delivery';
import { homesOf } from './homes';
import { nameKeys, ownerTagKey } from './names';
import { passesTag } from './session-tags';
import type { Setting } from './setting';
import type { Subject } from './subject';

// Ten thousand schools differ in names alone. The shape of a subject is its policy with the names of the school replaced by
// placeholders, and all else by numbers of equal objects. Two subjects with one shape have the same abstract problem, if no
// pattern can tell the names apart. That is so for a variable where every text that holds a name is that name alone or a
// bucket's ARN followed by `/…`, and every other text is without wildcards: then only equality decides, and a placeholder
// says what is equal. Where it is not so, there is no shape, and the problem is made from the ground up.

/** The names of one school. */
interface Names {
  readonly exact: ReadonlyMap<string, string>;
  /** ARNs of buckets; none begins another before a `/`, since their names hold none. */
  readonly arns: readonly string[];
}

/** The shape of a subject; undefined where names could be told apart by more than equality. */
export function shapeOf(setting: Setting, subject: Subject): string | undefined {
  const { account, partition, owner, policy, store, kind, arn, key, bucket, tags } = subject;
  if (
    kind === 'role' ||
    kind === 'vault' ||
    kind === 'trail' ||
    !setting.keepsNames ||
    store !== undefined ||
    setting.closed.has(account) ||
    // Of buckets that are published there are few, and their distributions have names of their own.
    (bucket !== undefined && isPublished(setting.deliveries, bucket)) ||
    isUnusual(setting, account, owner)
  )
    return undefined;
  const arns = owner === undefined ? [arn] : [...new Set([arn, ...(setting.bucketsByOwner.get(owner) ?? [])])];
  const exact = new Map<string, string>();
  // A tag cannot have another value; what it cannot be is equal to nothing.
  if (owner !== undefined && !/^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u.test(owner)) return undefined;
  // Two names that are one text cannot be told apart by placeholders.
  if (owner !== undefined && (owner === key || arns.includes(owner))) return undefined;
  if (owner !== undefined) exact.set(owner, '$owner');
  if (key !== undefined && !exact.has(key)) exact.set(key, '$key');
  const writer = newWriter({ exact, arns });
  const head = `${kind} ${account} ${subject.awsRegion} ${partition} ${owner === undefined ? 'nobody' : 'owned'} ${key === undefined ? 'no key' : 'key'} ${
    bucket?.blockPublicAccess.restrictPublicBuckets === true ? 'blocked' : 'open'
  } ${kind === 'key' ? JSON.stringify(Object.keys(tags).sort()) : (tags['educloud:status'] ?? '')} ${copyText(setting, subject)}`;
  const { serviceControl = [], resourceControl = [] } = setting.accounts.get(account) ?? {};
  const levels = [...serviceControl, ...resourceControl].flatMap(({ policies }) => policies);
  const bodies = [...(policy === undefined ? [] : [policy]), ...levels].map((one) => writePolicy(writer, one, arn));
  if (bodies.includes(undefined) || [...writer.named].some((one) => writer.wild.has(one))) return undefined;
  return [head, ...bodies].join('\n\n');
}

/** What decides which properties of copies and logs speak of a subject, and whom they except. */
function copyText(setting: Setting, subject: Subject): string {
  const { copies } = setting;
  const { bucket, arn } = subject;
  const homes = homesOf(setting, subject);
  if (bucket === undefined)
    return [isKeyOfCopies(copies, arn, setting.storesByKey.get(arn) ?? []), ...homes.slice(1)].join();
  const flags = [
    ...[isCopy(copies, bucket), isCopied(copies, bucket), isLockableOriginal(bucket)],
    copies.trailed.has(bucket.name),
  ];
  return [...flags, ...homes.slice(1)].join();
}

/** Where roles of the templates ask besides unseen ones, the subject's own names are not all that differs. */
export function isUnusual(
  { unusual, seenByAccount, seenByOwner }: Setting,
  account: string,
  owner: string | undefined,
): boolean {
  const known = unusual.get(account) ?? (seenByAccount.get(account) ?? []).some((one) => passesTag(one, ownerTagKey));
  unusual.set(account, known);
  return (
    known ||
    (owner !== undefined && (seenByOwner.get(owner) ?? []).some(({ tags }) => tags['educloud:school'] !== owner))
  );
}

/** What is known of names while a shape is written. */
export interface Writer {
  readonly names: Names;
  /** Placeholders of ARNs, in the order in which they come up. */
  readonly seen: Map<string, string>;
  /** Variables with a name in one of their texts. */
  readonly named: Set<string>;
  /** Variables with a text that holds no name and fits others than itself: by wildcards, or without regard to case. */
  readonly wild: Set<string>;
}

/** A writer for the names of one school. */
export function newWriter(names: Names): Writer {
  // The questions themselves name the school and its key.
  return { names, seen: new Map(), named: new Set(nameKeys), wild: new Set() };
}

/** A policy with placeholders for names; undefined where they could be told apart. */
export function writePolicy(writer: Writer, { statements, unknown }: Policy, arn: string): string | undefined {
  const lines: string[] = [unknown ?? ''];
  for (const statement of statements) {
    const line = writeStatement(writer, statement, arn);
    if (line === undefined) return undefined;
    lines.push(line);
  }
  return lines.join('\n');
}

function writeStatement(writer: Writer, statement: Statement, arn: string): string | undefined {
  const { effect, principals, actions, resources, conditions, unknown } = statement;
  const where = resources === undefined ? '' : writeResources(resources, arn);
  if (where === undefined) return undefined;
  const texts = [
    effect,
    principals === undefined ? '' : numberOf(principals),
    numberOf(actions),
    where,
    unknown.join(';'),
  ];
  for (const condition of conditions) {
    const text = writeCondition(writer, condition);
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return texts.join(' ');
}

function writeResources({ not, list }: Among<Pattern>, arn: string): string | undefined {
  const texts: string[] = [];
  for (const { text, literal, parts } of list) {
    if (parts.some(({ kind }) => kind === 'variable')) return undefined;
    if (text === '*') texts.push('*');
    else if (isBehind(text, arn)) texts.push(`$${JSON.stringify(text.slice(arn.length))}`);
    else if (literal === undefined || text.startsWith(arn)) return undefined;
    else texts.push(JSON.stringify(text));
  }
  return `${not ? 'not' : ''}[${texts.join()}]`;
}

/** The bucket itself, or its objects. */
function isBehind(text: string, arn: string): boolean {
  return text.startsWith(arn) && (text.length === arn.length || text[arn.length] === '/');
}

/** As {@link writePolicy}, for one condition. */
export function writeCondition(writer: Writer, condition: Condition): string | undefined {
  const { known, wild, variables } = outlineOf(condition);
  if (variables || condition.key.startsWith('aws:resourcetag/')) return undefined;
  const { exact, arns } = writer.names;
  const column = routeOf(condition.key) === 'own' ? condition.key : whoColumn;
  const holdsName =
    [...exact.keys(), ...arns].some((name) => known.has(name)) ||
    wild.some((text) => arns.some((arn) => isBehind(text, arn)));
  if (!holdsName) {
    if (wild.length > 0 || !comparesTexts(condition)) writer.wild.add(column);
    return numberOf(condition);
  }
  if (!nameKeys.has(column) || !comparesTexts(condition)) return undefined;
  writer.named.add(column);
  const texts = condition.values.map(({ text, literal }) => {
    const name = exact.get(text);
    if (name !== undefined && literal !== undefined) return name;
    const arn = arns.find((one) => isBehind(text, one));
    if (arn !== undefined) return `${placeholder(writer, arn)}${JSON.stringify(text.slice(arn.length))}`;
    if (literal === undefined) writer.wild.add(column);
    return JSON.stringify(text);
  });
  return `${condition.operator} ${condition.key}(${texts.join()})`;
}

function comparesTexts({ test }: Condition): boolean {
  return test === 'StringEquals' || test === 'StringLike' || test === 'ArnLike' || test === 'Null';
}

function placeholder({ seen }: Writer, arn: string): string {
  const known = seen.get(arn);
  if (known !== undefined) return known;
  const made = `$bucket${seen.size}`;
  seen.set(arn, made);
  return made;
}

/** What of a condition is looked at again and again. */
interface Outline {
  /** Its texts without wildcards. */
  readonly known: ReadonlySet<string>;
  /** Its texts with wildcards. */
  readonly wild: readonly string[];
  readonly variables: boolean;
}

const outlines = new WeakMap<Condition, Outline>();

function outlineOf(condition: Condition): Outline {
  const found = outlines.get(condition);
  if (found !== undefined) return found;
  const { values } = condition;
  const made = {
    known: new Set(values.flatMap(({ literal }) => literal ?? [])),
    wild: values.flatMap(({ literal, text }) => (literal === undefined ? [text] : [])),
    variables: values.some(({ parts }) => parts.some(({ kind }) => kind === 'variable')),
  };
  outlines.set(condition, made);
  return made;
}

const ids = new WeakMap<object, number>();
let last = 0;

/** A number that is equal for the same object: the parser keeps one for equal conditions and lists. */
export function numberOf(object: object): string {
  const known = ids.get(object);
  if (known !== undefined) return `#${known}`;
  last += 1;
  ids.set(object, last);
  return `#${last}`;
}
