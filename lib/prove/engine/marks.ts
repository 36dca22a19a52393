import type { Condition, Statement } from '../../model';
import type { Glob } from '../sets/glob';
import { identityAccount } from './branch';
import { columnOf, newBit, resourceColumn, signedKey, testText, whoColumn, type Builder } from './builder';
import { addTest, atomOf } from './column';
import { unsignedNames } from './delivered-names';
import { homesOf } from './homes';
import { literalGlob, principalsOf } from './globs';
import { bitOf, type Mask } from './mask';
import type { Setting } from './setting';
import type { Subject } from './subject';

/** Bits that mark requests. */
export interface Marks {
  /** Principals of the school that owns the subject. */
  readonly own: Mask;
  /** Some of them are in other accounts: those of what is copied into the subject. */
  readonly ownAbroad?: true;
  /** Principals of the subject's account. */
  readonly sameAccount: Mask;
  /** Roles of the templates that the statements single out: what else they may stands in the templates. */
  readonly named: Mask;
  /** Principals inside the perimeter. */
  readonly perimeter: Mask;
  /** AWS services that act for somebody inside the perimeter. */
  readonly sourceInside: Mask;
  /** Origin access identities; only S3 knows them. */
  readonly identities: Mask;
  /** Viewers with a valid signature. */
  readonly signed: Mask;
  /** For each way of viewers to the subject, what is delivered without one. */
  readonly unsigned: readonly Mask[];
}

type WhoMark = (id: string, globs: () => readonly Glob[]) => Mask;

export function marksOf(setting: Setting, builder: Builder, subject: Subject, named: readonly string[]): Marks {
  const who = columnOf(builder, whoColumn);
  const whoMark: WhoMark = (id, globs) => {
    const bit = newBit(builder);
    addTest(who, id, { kind: 'text', bit, atom: atomOf(who, id, 'must', globs), negated: false, absent: false });
    return bitOf(bit);
  };
  const textMark = (key: string, id: string, globs: readonly Glob[], reading: 'must' | 'may' = 'must'): Mask => {
    if (globs.length === 0) return 0n;
    const bit = newBit(builder);
    testText(builder, bit, key, { id, globs: () => globs, reading, negated: false, absent: false });
    return bitOf(bit);
  };
  const { account, partition } = subject;
  const inAccount = (one: string): Glob => principalsOf(partition, literalGlob(one));
  const { organizations, accounts } = setting.world.perimeter;
  const inside = accounts.includes(account) ? accounts : [...accounts, account];
  const id = accounts.includes(account) ? 'perimeter' : `perimeter and ${account}`;
  const ways = setting.deliveries.get(subject.arn) ?? [];
  return {
    sameAccount: whoMark(`account ${account}`, () => [inAccount(account)]),
    named: named.length === 0 ? 0n : whoMark(`named ${named.join()}`, () => named.map(literalGlob)),
    own: ownMark(setting, builder, subject, whoMark),
    ...(homesOf(setting, subject).length > 1 ? { ownAbroad: true } : {}),
    perimeter:
      whoMark(id, () => inside.map(inAccount)) | textMark('aws:principalorgid', id, organizations.map(literalGlob)),
    sourceInside:
      textMark('aws:sourceaccount', id, inside.map(literalGlob)) |
      textMark('aws:sourceorgid', id, organizations.map(literalGlob)) |
      textMark('aws:sourcearn', id, inside.map(arnsIn)),
    identities: subject.kind === 'bucket' ? whoMark('identities', () => [inAccount(identityAccount)]) : 0n,
    signed: ways.length === 0 ? 0n : textMark(signedKey, 'signed', [literalGlob('true')]),
    unsigned: ways.map((way, index) => {
      const globs = unsignedNames(way, subject.arn);
      return textMark(resourceColumn, `unsigned ${index} ${JSON.stringify(globs)}`, globs, 'may');
    }),
  };
}

/** ARNs of any service with this account in them. */
function arnsIn(account: string): Glob {
  const segment = { kind: 'any', except: ':' } as const;
  const colon = { kind: 'text', text: ':' } as const;
  return {
    parts: [
      { kind: 'text', text: 'arn:' },
      segment,
      colon,
      segment,
      colon,
      segment,
      { kind: 'text', text: `:${account}:` },
      { kind: 'any' },
    ],
  };
}

/** Principals of the school: by the tag, in the account of the subject or of what is copied into it; and roles that a cells file gives it. */
function ownMark(setting: Setting, builder: Builder, subject: Subject, whoMark: WhoMark): Mask {
  const { owner } = subject;
  const homes = homesOf(setting, subject);
  if (owner === undefined) return 0n;
  const bit = newBit(builder);
  const is = (key: string, ...texts: readonly string[]): boolean =>
    testText(builder, bit, key, {
      id: `is ${texts.join()}`,
      globs: () => texts.map(literalGlob),
      reading: 'must',
      negated: false,
      absent: false,
    });
  is('aws:principalaccount', ...homes);
  is('aws:principaltag/educloud:school', owner);
  const untagged = (setting.seenByOwner.get(owner) ?? []).filter(
    ({ tags, account }) => tags['educloud:school'] !== owner && homes.includes(account),
  );
  if (untagged.length === 0) return bitOf(bit);
  return bitOf(bit) | whoMark(`roles of ${owner}`, () => untagged.map(({ arn }) => literalGlob(arn)));
}

/** Roles of the templates, in an account, that statements single out. */
export function namedRoles(
  setting: Setting,
  statements: readonly (Statement | undefined)[],
  account: string,
): string[] {
  const found = new Set<string>();
  for (const statement of statements) {
    if (statement === undefined) continue;
    for (const principal of statement.principals?.list ?? []) {
      if (principal.kind === 'arn' && setting.seenByArn.has(principal.arn)) found.add(principal.arn);
    }
    for (const condition of statement.conditions) for (const arn of rolesIn(setting, condition)) found.add(arn);
  }
  return [...found].filter((arn) => setting.seenByArn.get(arn)?.account === account).sort();
}

function rolesIn({ named, seenByArn }: Setting, condition: Condition): readonly string[] {
  const known = named.get(condition);
  if (known !== undefined) return known;
  const found =
    condition.key === 'aws:principalarn'
      ? condition.values.flatMap(({ literal }) => (literal !== undefined && seenByArn.has(literal) ? [literal] : []))
      : [];
  named.set(condition, found);
  return found;
}
