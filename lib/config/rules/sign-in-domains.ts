import { issue } from '../../errors';
import { tierOf } from '../normalise';
import type { Rule } from './rule';

/** An identity provider is known by the domain that it may assert, so a school that signs in has one. */
export const signInDomains: Rule = ({ shell, schools }) =>
  shell?.federation === undefined
    ? []
    : schools.flatMap(({ input, at }) => {
        const { id, identityProvider, oidc, domains = [] } = input;
        const by = identityProvider ?? (oidc === undefined ? 'feed' : 'oidc');
        if (by !== 'feed' || domains.length > 0 || (tierOf(input) ?? 'external') === 'external') return [];
        return [
          issue('EDU316', `no identity provider can be told to be that of school \`${id}\`: it has no domain`, {
            ...at(['id']),
            found: 'no domain',
            allowed: '`domains` with the scope that its identity provider asserts',
            fix: 'add `domains`, give `oidc`, or write `identityProvider: none` while its people have no sign-in',
          }),
        ];
      });
