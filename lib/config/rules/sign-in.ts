import { issue, type Issue } from '../../errors';
import type { Draft, SchoolEntry } from '../draft';
import type { Rule } from './rule';

/** Whoever says how people sign in says all that it takes, and nothing that would be ignored. */
export const signIn: Rule = (draft) => {
  const { shell, schools } = draft;
  // Without a shell nobody knows whether there is a federation.
  if (shell === undefined) return [];
  const federated = shell.federation !== undefined;
  return [
    ...schools.flatMap((entry) => (federated ? checkFields(entry) : surplus(entry))),
    ...(federated ? checkFederation(draft) : districtSurplus(draft)),
  ];
};

const addFederation = 'add `federation` to the region, or remove it';

function surplus({ input, at }: SchoolEntry): Issue[] {
  return (['identityProvider', 'oidc'] as const)
    .filter((field) => input[field] !== undefined)
    .map((field) =>
      issue('EDU315', `school \`${input.id}\` states \`${field}\`, and the region has no \`federation\``, {
        ...at([field]),
        found: field,
        allowed: 'a way of signing in where people can sign in',
        fix: addFederation,
      }),
    );
}

function districtSurplus({ shell, at }: Draft): Issue[] {
  return (shell?.districts ?? []).flatMap(({ id, cloudPersonas }, index) =>
    cloudPersonas === undefined
      ? []
      : [
          issue('EDU315', `district \`${id}\` states \`cloudPersonas\`, and the region has no \`federation\``, {
            ...at(['districts', index, 'cloudPersonas']),
            found: 'cloudPersonas',
            allowed: 'who may have credentials where people can sign in',
            fix: addFederation,
          }),
        ],
  );
}

function checkFields({ input, at }: SchoolEntry): Issue[] {
  const { id, identityProvider, oidc } = input;
  if (oidc === undefined) {
    if (identityProvider !== 'oidc') return [];
    return [
      issue('EDU315', `school \`${id}\` signs in by \`oidc\` and names no provider`, {
        ...at(['identityProvider']),
        found: 'oidc',
        allowed: '`oidc` with `issuer` and `clients`',
        fix: 'add `oidc`',
      }),
    ];
  }
  const issues: Issue[] = [];
  if (identityProvider !== undefined && identityProvider !== 'oidc') {
    issues.push(
      issue('EDU315', `school \`${id}\` states \`oidc\`, and its people sign in by \`${identityProvider}\``, {
        ...at(['oidc']),
        found: `identityProvider: ${identityProvider}`,
        allowed: 'oidc',
        fix: 'remove `identityProvider` or `oidc`',
      }),
    );
  }
  if (Object.values(oidc.clients).every((client) => client === undefined)) {
    issues.push(
      issue('EDU315', `the provider of school \`${id}\` has no client`, {
        ...at(['oidc', 'clients']),
        found: 'no client',
        allowed: 'a client id for `teacher`, for `school-admin`, or for both',
        fix: 'add one',
      }),
    );
  }
  const { teacher, 'school-admin': admin } = oidc.clients;
  if (teacher !== undefined && teacher === admin) {
    issues.push(
      issue('EDU315', `teachers and administrators of \`${id}\` sign in with one client`, {
        ...at(['oidc', 'clients', 'school-admin']),
        found: admin,
        allowed: 'a client for each, since AWS sees no other claim that says who it is',
        fix: 'register a second client at the provider',
      }),
    );
  }
  return issues;
}

function checkFederation({ shell, schools, at }: Draft): Issue[] {
  const { mode, proxy, bureau, feeds = {} } = shell?.federation ?? {};
  const issues: Issue[] = [];
  if (mode === 'proxy' && proxy === undefined) {
    issues.push(
      issue('EDU315', 'the mode is `proxy`, and no proxy is named', {
        ...at(['federation', 'mode']),
        found: 'proxy',
        allowed: '`proxy` with its `entityId`',
        fix: 'add `proxy: { entityId: … }`, or another mode',
      }),
    );
  }
  const byFeed = schools.filter(
    ({ input }) =>
      input.tier !== 'external' && input.oidc === undefined && (input.identityProvider ?? 'feed') === 'feed',
  );
  const needs = byFeed.length > 0 ? `${byFeed.length} schools` : bureau !== undefined ? 'the bureau' : undefined;
  if (Object.keys(feeds).length === 0 && needs !== undefined) {
    issues.push(
      issue('EDU315', `${needs} sign in with metadata of a feed, and no feed is named`, {
        ...at(['federation']),
        found: 'no feed',
        allowed: 'at least one entry under `feeds`',
        fix: 'add `feeds: { carsi: { preset: carsi } }`, or `identityProvider: none` for schools whose people have no sign-in yet',
      }),
    );
  }
  return issues;
}
