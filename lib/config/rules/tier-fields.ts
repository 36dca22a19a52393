import { issue, type Issue } from '../../errors';
import type { SchoolEntry } from '../draft';
import { tierOf } from '../normalise';
import type { Tier } from '../../vocabulary';
import type { Rule } from './rule';

const fields = [
  'account',
  'district',
  'home',
  'recovery',
  'recoveryTargets',
  'recoveryTakenBy',
  'stores',
  'forwarding',
  'alarmEmails',
  'identityProvider',
  'oidc',
] as const;

const allowedFields: Readonly<Record<Tier, readonly (typeof fields)[number][]>> = {
  node: [
    'account',
    'home',
    'recovery',
    'recoveryTargets',
    'recoveryTakenBy',
    'stores',
    'forwarding',
    'alarmEmails',
    'identityProvider',
    'oidc',
  ],
  pooled: ['district', 'stores', 'identityProvider', 'oidc'],
  external: [],
};

const reasons: Readonly<Record<Tier, string>> = {
  node: 'a node lives in an account of its own',
  pooled: 'a pooled school lives in its district’s account and AWS Region',
  external: 'an external school has no AWS resources here',
};

/** A school states what its tier needs, and nothing that its tier would ignore. */
export const tierFields: Rule = ({ schools }) => schools.flatMap((entry) => checkTier(entry));

function checkTier({ input, at }: SchoolEntry): Issue[] {
  const tier = tierOf(input);
  if (tier === undefined) {
    return [
      issue('EDU308', `school \`${input.id}\` says nowhere how it takes part`, {
        ...at(['id']),
        allowed: '`account` (node), `district` (pooled), or `tier: external`',
        fix: 'add one of the three',
      }),
    ];
  }
  const surplus = fields.filter((field) => input[field] !== undefined && !allowedFields[tier].includes(field));
  const issues = surplus.map((field) =>
    issue('EDU308', `school \`${input.id}\` is \`${tier}\` and yet states \`${field}\`: ${reasons[tier]}`, {
      ...at([field]),
      found: field,
      allowed: allowedFields[tier].join(', ') || 'none of these fields',
      fix: `remove \`${field}\`, or change the tier`,
    }),
  );
  if (tier === 'node' && input.account === undefined) {
    issues.push(
      issue('EDU308', `school \`${input.id}\` is a node without an account`, {
        ...at(['id']),
        allowed: 'twelve digits in quotes',
        fix: 'add `account`',
      }),
    );
  }
  return issues;
}
