import { issue, type Issue, type Place } from '../../errors';
import { whereIs, type Rule } from './rule';

/** AWS trusts an issuer and not a school, so an issuer speaks for one school. */
export const uniqueIssuers: Rule = ({ schools }) => {
  const seen = new Map<string, { readonly id: string; readonly place: () => Place }>();
  const issues: Issue[] = [];
  for (const { input, at } of schools) {
    if (input.oidc === undefined) continue;
    const { issuer } = input.oidc;
    const first = seen.get(issuer);
    if (first === undefined) {
      seen.set(issuer, { id: input.id, place: () => at(['oidc', 'issuer']) });
      continue;
    }
    issues.push(
      issue('EDU317', `the issuer already belongs to \`${first.id}\` on ${whereIs(first.place())}`, {
        ...at(['oidc', 'issuer']),
        found: issuer,
        allowed: 'an issuer of one school',
        fix: 'give each school an issuer of its own, such as a realm or a tenant, or let both come in by the proxy',
      }),
    );
  }
  return issues;
};
