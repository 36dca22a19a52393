import { issue, type Issue } from '../../errors';
import { isSharedIssuer, partition } from '../../facts';
import type { Draft, SchoolEntry } from '../draft';
import type { FederationInput } from '../federation-schema';
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
  if (isSharedIssuer(oidc.issuer.replace(/^https:\/\//, ''))) {
    issues.push(
      issue('EDU315', `the issuer of school \`${id}\` signs for everybody`, {
        ...at(['oidc', 'issuer']),
        found: oidc.issuer,
        allowed: 'an issuer of the school’s own',
        fix: 'name the issuer of its own tenant or realm, or let its people come in by a feed',
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
  if (shell !== undefined && needs !== undefined && partition(shell.partition).saml.audience === null) {
    issues.push(
      issue('EDU315', `nobody can sign in by SAML in ${shell.partition}: at which address AWS takes it is not known`, {
        ...at(['federation']),
        found: shell.partition,
        allowed: '`oidc` for every school, and no `bureau`',
        fix: 'give the schools `oidc`, or write `identityProvider: none`',
      }),
    );
  }
  return [...issues, ...Object.entries(feeds).flatMap(([id, feed]) => pupilsAsOthers(id, feed, at))];
}

/** Values that pupils have, too: whoever maps them to a persona with credentials gives pupils credentials. */
const ofPupils = ['student', 'pupil', 'member'];

function pupilsAsOthers(
  id: string,
  { affiliations = {} }: NonNullable<FederationInput['feeds']>[string],
  at: Draft['at'],
): Issue[] {
  return Object.entries(affiliations).flatMap(([value, persona]) =>
    ofPupils.includes(value.toLowerCase()) && persona !== 'student' && persona !== 'none'
      ? [
          issue('EDU315', `pupils are \`${value}\`, too, and pupils never get credentials`, {
            ...at(['federation', 'feeds', id, 'affiliations', value]),
            found: persona,
            allowed: 'student, none',
            fix: `map a value that no pupil has, or an entitlement, to \`${persona}\``,
          }),
        ]
      : [],
  );
}
