import { issue, type Issue } from '../../errors';
import { readable, type World } from '../../model';
import type { Caller } from '../../prove';
import type { Asserted } from './parse-asserted';

/** The calls of AWS STS that take an assertion instead of credentials. */
const signIns = { saml: 'sts:AssumeRoleWithSAML', oidc: 'sts:AssumeRoleWithWebIdentity' } as const;

/** Why nobody like this makes such a call, whatever policies say; undefined when somebody may. */
export function misfitOf(
  world: World,
  caller: Caller,
  asserted: Asserted | undefined,
  action: string,
): Issue | undefined {
  const name = action.toLowerCase();
  if (asserted !== undefined) return withAssertion(asserted, action);
  const protocol =
    name === signIns.saml.toLowerCase() ? 'saml' : name === signIns.oidc.toLowerCase() ? 'oidc' : undefined;
  if (protocol !== undefined) return withoutAssertion(world, caller, protocol);
  if (name !== 'sts:assumerole' || !['anonymous', 'root', 'identity'].includes(caller.kind)) return undefined;
  return issue('EDU711', '`--as` names somebody from whom AWS STS takes no sts:AssumeRole', {
    found: caller.kind,
    allowed: 'a role, a session of one, a user or an AWS service; for people of an identity provider, saml:PROVIDER',
    fix: 'name who takes the role',
  });
}

function withAssertion({ protocol }: Asserted, action: string): Issue | undefined {
  const allowed = [signIns[protocol], 'sts:TagSession', 'sts:SetSourceIdentity'];
  if (allowed.some((one) => one.toLowerCase() === action.toLowerCase())) return undefined;
  return issue('EDU712', 'whoever comes with an assertion can only sign in', {
    found: action,
    allowed: allowed.join(', '),
    fix: `ask whether \`${signIns[protocol]}\` takes a role, and then what the role may with \`--as ROLE\``,
  });
}

function withoutAssertion(world: World, caller: Caller, protocol: 'saml' | 'oidc'): Issue {
  const provider = world.identityProviders.find((one) => one.protocol === protocol);
  const form = `${protocol}:${provider === undefined ? 'PROVIDER' : readable(provider.arn)}`;
  return issue('EDU711', `\`--as\` names somebody who signs in without an assertion`, {
    found: caller.kind,
    allowed: `${protocol}: and the name or ARN of an identity provider`,
    fix: `write \`--as ${form}\``,
  });
}
