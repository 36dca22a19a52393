import type { Subject } from './subject';
import { providerColumn, serviceColumn, signedKey, whoColumn } from './builder';
import { isIdentity, type CallerKind } from './caller-kinds';
import type { Alphabet } from '../sets/atoms';
import type { Domain } from './domain';
import { anything, literalGlob, prefixGlob } from './globs';

/**
 * Who asks, as far as it decides which keys a request has and which policies count.
 *
 * `same`: principals of the subject's account that the templates do not hold. `role`: one that they hold. `deploy`: the role
 * that deploys. `foreign`: principals of any other account. `federated`: whoever an identity provider vouches for. `identity`:
 * origin access identities, of anybody. `viewer`: one distribution, for whoever reads through it.
 */
export interface Branch {
  readonly name: 'same' | 'role' | 'deploy' | 'foreign' | 'service' | 'anonymous' | 'federated' | 'identity' | 'viewer';
  readonly caller: CallerKind;
  /** Of `role` and `deploy`, and of a `viewer` by an identity. */
  readonly arn?: string;
  /** Of `viewer`: its number among the ways to the subject, and the distribution that asks. */
  readonly way?: { readonly index: number; readonly arn: string; readonly account: string };
  /** Tags that sessions of the role have. */
  readonly tags?: ReadonlyMap<string, Domain>;
  /** Tags that are not among them; absent without. */
  readonly otherTags?: Domain;
  readonly organization?: string;
}

/**
 * Characters of tags.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html
 */
const tagAlphabet: Alphabet = {
  has: (character) => /^[\p{L}\p{Z}\p{N}_.:/=+\-@]$/u.test(character),
  representatives: Array.from(
    'xyzabcdefghijklmnopqrstuvw0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_.:/=+-@ абвгдежзиклмнопрст',
  ),
};

const absent: Domain = { id: 'absent', globs: [], optional: true, ordinary: [] };
const free: Domain = { id: 'free', globs: [anything], optional: true, ordinary: ['other'] };
const present: Domain = { id: 'present', globs: [anything], optional: false, ordinary: ['other'] };
const tagValue = tagDomain('', [anything], ['other']);
const flag = (id: string, values: readonly string[], optional: boolean): Domain => ({
  id,
  globs: values.map(literalGlob),
  optional,
  ordinary: [],
});
const isTrue = flag('true', ['true'], false);
const isFalse = flag('false', ['false'], false);
const either = flag('either', ['true', 'false'], false);
const eitherOrAbsent = flag('either?', ['true', 'false'], true);
// In China and in the European cloud some names of services end otherwise than in `.amazonaws.com`.
const service: Domain = {
  id: 'service',
  globs: [{ parts: [{ kind: 'one' }, { kind: 'any' }] }],
  optional: false,
  ordinary: ['s3.amazonaws.com'],
};

/** Identity providers; whoever signs in has one. */
function providerDomain({ partition, account }: Subject): Domain {
  return {
    id: `providers ${partition} ${account}`,
    globs: [{ parts: [{ kind: 'one' }, { kind: 'any' }] }],
    optional: false,
    ordinary: [`arn:${partition}:iam::${account}:saml-provider/elsewhere`],
  };
}

/** Keys that are `true` or `false`. */
const flags = new Set([
  'aws:multifactorauthpresent',
  'kms:bypasspolicylockoutsafetycheck',
  'kms:grantisforawsresource',
  'kms:multiregion',
  's3:isreplicationpauserequest',
]);

/**
 * Keys that AWS adds to every request.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const everywhere = new Set(['aws:currenttime', 'aws:epochtime']);

/** A domain of one text. */
export function only(text: string): Domain {
  return { id: `=${text}`, globs: [literalGlob(text)], optional: false, ordinary: [] };
}

/** What stands for an account in the ARN of an origin access identity. */
export const identityAccount = 'cloudfront';

/** What CloudFront may be called in a bucket policy; the second name as other services have it in China. */
export const cloudFrontNames = ['cloudfront.amazonaws.com', 'cloudfront.amazonaws.com.cn'];
const cloudFront: Domain = {
  id: 'cloudfront',
  globs: cloudFrontNames.map(literalGlob),
  optional: false,
  ordinary: cloudFrontNames,
};

/** The values that a key can have when a branch asks for the subject. */
export function domainOf(key: string, branch: Branch, subject: Subject, owners: readonly string[]): Domain {
  if (key === whoColumn) return whoDomain(branch, subject);
  if (key === serviceColumn) return branch.name === 'viewer' ? cloudFront : service;
  if (key === providerColumn) return providerDomain(subject);
  if (key === 'aws:securetransport' || key === 'aws:viaawsservice') return either;
  if (key === 'aws:principalisawsservice') {
    // Requests without credentials do not have it; of those by an origin access identity it is not documented.
    if (isIdentity(branch.caller)) return eitherOrAbsent;
    return branch.caller === 'service' ? isTrue : branch.caller === 'iam' ? isFalse : absent;
  }
  if (key.startsWith('aws:principaltag/')) return principalTag(key, branch, subject, owners);
  if (/^aws:principal(?:orgid|orgpaths|type)$/.test(key)) {
    if (branch.caller !== 'iam') return key === 'aws:principaltype' ? free : absent;
    return key === 'aws:principalorgid' && branch.organization !== undefined ? only(branch.organization) : free;
  }
  if (key === signedKey) return branch.name === 'viewer' ? either : absent;
  const source = sourceDomain(key, branch);
  return (
    source ?? subjectDomain(key, subject) ?? (flags.has(key) ? eitherOrAbsent : everywhere.has(key) ? present : free)
  );
}

/** What a request by a distribution says of where it comes from; `aws:SourceArn` alone is documented. */
function sourceDomain(key: string, { caller, way, organization }: Branch): Domain | undefined {
  if (way === undefined || caller !== 'service') return undefined;
  if (key === 'aws:sourcearn') return only(way.arn);
  if (key === 'aws:sourceaccount') return { ...only(way.account), id: `=${way.account}?`, optional: true };
  if (key === 'aws:sourceorgid' && organization !== undefined)
    return { ...only(organization), id: `=${organization}?`, optional: true };
  return undefined;
}

/** Keys whose values follow from the subject. */
export function subjectDomain(key: string, subject: Subject): Domain | undefined {
  switch (key) {
    case 'resource':
      return { id: `resource ${subject.arn}`, globs: resourceGlobs(subject), optional: false, ordinary: [] };
    case 'aws:resourceaccount':
    case 's3:resourceaccount':
      return only(subject.account);
    case 'kms:encryptioncontext:aws:s3:arn':
      if (subject.store === undefined) return undefined;
      return {
        id: `data of ${subject.store.arn}`,
        globs: [literalGlob(subject.store.arn), prefixGlob(`${subject.store.arn}/`)],
        optional: true,
        ordinary: [subject.store.arn],
      };
    default:
      return key.startsWith('aws:resourcetag/')
        ? resourceTag(key.slice('aws:resourcetag/'.length), subject)
        : undefined;
  }
}

function resourceGlobs({ kind, arn }: Subject): Domain['globs'] {
  if (kind === 'vault') return [literalGlob(arn), ...recoveryPoints(arn).globs];
  return kind === 'bucket' ? [literalGlob(arn), objectsOf(arn)] : [literalGlob(arn)];
}

/** ARNs of recovery points that may lie in a vault. */
export function recoveryPoints(vault: string): Domain {
  const [place = ''] = vault.split(':backup-vault:');
  const start = `${place}:recovery-point:`;
  return {
    id: start,
    globs: [{ parts: [{ kind: 'text', text: start }, { kind: 'one' }, { kind: 'any' }] }],
    optional: false,
    ordinary: [`${start}00000000-0000-0000-0000-000000000000`],
  };
}

/** The objects of a bucket; a key has at least one character. */
export function objectsOf(arn: string): Domain['globs'][number] {
  return { parts: [{ kind: 'text', text: `${arn}/` }, { kind: 'one' }, { kind: 'any' }] };
}

/** Tags of a bucket count only where attribute-based access control is switched on for it, which templates do not show. */
function resourceTag(tag: string, { kind, tags }: Subject): Domain {
  // Recovery points have tags of their own, which no template shows.
  if (kind === 'vault') return free;
  const value = Object.entries(tags).find(([key]) => key.toLowerCase() === tag)?.[1];
  if (value === undefined) return absent;
  return kind === 'bucket' ? { ...only(value), id: `=${value}?`, optional: true } : only(value);
}

/** Values of a tag. */
export function tagDomain(id: string, globs: Domain['globs'], ordinary: readonly string[], optional = true): Domain {
  return { id: `tag ${id}`, globs, optional, ordinary, alphabet: tagAlphabet };
}

function principalTag(key: string, branch: Branch, { owner }: Subject, owners: readonly string[]): Domain {
  if (branch.caller !== 'iam' || branch.name === 'deploy') return absent;
  const tag = key.slice('aws:principaltag/'.length);
  if (branch.tags !== undefined) return branch.tags.get(tag) ?? branch.otherTags ?? absent;
  if (tag !== 'educloud:school') return tagValue;
  // A school next door makes the plainest example.
  const others = owners
    .slice(0, 2)
    .filter((one) => one !== owner)
    .slice(0, 1);
  return tagDomain(others.join(), [anything], [...others, 'other']);
}

function whoDomain(branch: Branch, { partition, account }: Subject): Domain {
  if (branch.arn !== undefined) return only(branch.arn);
  if (branch.name === 'identity') {
    const start = `arn:${partition}:iam::${identityAccount}:user/`;
    return {
      id: `identities in ${partition}`,
      globs: [{ parts: [{ kind: 'text', text: start }, { kind: 'one' }, { kind: 'any' }] }],
      optional: false,
      ordinary: [`${start}CloudFront Origin Access Identity E0000000000000`],
    };
  }
  const inside = branch.name === 'same';
  const start = `arn:${partition}:iam::`;
  const kinds = (head: Domain['globs'][number]['parts']): Domain['globs'] => [
    { parts: [...head, { kind: 'text', text: ':role/' }, { kind: 'one' }, { kind: 'any' }] },
    { parts: [...head, { kind: 'text', text: ':user/' }, { kind: 'one' }, { kind: 'any' }] },
    { parts: [...head, { kind: 'text', text: ':root' }] },
  ];
  return {
    id: inside ? `in ${account} in ${partition}` : `anywhere in ${partition}`,
    globs: inside
      ? kinds([{ kind: 'text', text: start + account }]).map(joined)
      : kinds([
          { kind: 'text', text: start },
          { kind: 'one', except: ':' },
          { kind: 'any', except: ':' },
        ]),
    optional: false,
    ordinary: inside ? [`${start}${account}:role/unseen`] : [`${start}999999999999:role/outsider`],
  };
}

function joined({ parts: [first, second, ...rest] }: Domain['globs'][number]): Domain['globs'][number] {
  if (first?.kind !== 'text' || second?.kind !== 'text') return { parts: [] };
  return { parts: [{ kind: 'text', text: first.text + second.text }, ...rest] };
}
