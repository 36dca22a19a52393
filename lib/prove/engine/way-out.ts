import { sourceOf, type Policy, type Source, type Statement } from '../../model';
import { mayName } from './named-actions';
import type { Seen, Setting } from './setting';

/**
 * Calls that a principal's own policies must allow; those of people who sign in are up to the role alone. Whoever passes a role to
 * a service has it act: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
const calls = ['sts:assumerole', 'sts:assumeroot', 'iam:passrole'];

/**
 * Where the policies of a principal let it take a role that does not belong to its school, or pass one: none where every Allow names such
 * roles exactly, or a Deny forbids it all. Whether the other role lets it in is not looked at, since most are in no template.
 */
export function waysOut({ seenByArn }: Setting, { owner, identity }: Seen): readonly Source[] {
  const statements = identity.flatMap((policy) => policy.statements);
  const open = calls.filter((call) => !statements.some((one) => forbids(one, call)));
  const isOwn = (text: string): boolean => {
    const target = seenByArn.get(text);
    return target?.kind === 'role' && target.owner === owner;
  };
  return [
    ...identity.filter(isUnknown).map(sourceOfPolicy),
    ...statements
      .filter(
        ({ effect, actions, resources }) =>
          effect === 'Allow' &&
          open.some((call) => mayName(actions, call)) &&
          (resources === undefined ||
            resources.not ||
            !resources.list.every(({ literal }) => literal !== undefined && isOwn(literal))),
      )
      .map(sourceOf),
  ];
}

function forbids({ effect, actions, resources, conditions, unknown }: Statement, call: string): boolean {
  return (
    effect === 'Deny' &&
    unknown.length === 0 &&
    conditions.length === 0 &&
    !actions.not &&
    mayName(actions, call) &&
    resources?.not === false &&
    resources.list.some(({ text }) => text === '*')
  );
}

/** A policy that cannot be read denies nothing for sure, but may allow anything. */
function isUnknown({ unknown }: Policy): boolean {
  return unknown !== undefined;
}

function sourceOfPolicy({ source }: Policy): Source {
  return source;
}
