import { getPublicSuffix } from 'tldts';
import { issue, type Issue } from '../errors';
import type { ReadCertificate } from './certificate';
import type { FeedIdentityProvider } from './feed';
import { judgeCertificates } from './judge-certificates';
import { browserSignOn } from './minimal-metadata';
import type { IdentityProviderUse } from './lock';
import type { Standing } from './standing';

/** An identity provider, judged by itself. */
export interface Judged {
  readonly certificates: readonly ReadCertificate[];
  readonly issues: readonly Issue[];
}

const dayLength = 86_400_000;
const hidden = 'http://refeds.org/category/hide-from-discovery';
const persistent = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';

/** What can be said of one identity provider without looking at others. */
export function judgeProvider(
  provider: FeedIdentityProvider,
  use: IdentityProviderUse,
  {
    told,
    asOf,
    registrars,
  }: { readonly told: Standing; readonly asOf: string; readonly registrars: readonly string[] },
): Judged {
  const { certificates, issues } = judgeCertificates(provider, told, asOf);
  return {
    certificates,
    issues: [
      ...judgeRegistration(provider, told, asOf, registrars),
      // A proxy speaks for the people of many schools; which, its own filter says.
      ...(use.kind === 'proxy' ? [] : judgeScopes(provider, told)),
      ...issues,
      ...judgeSignOn(provider, told),
      ...judgeHabits(provider, told),
    ],
  };
}

/** Whether a registrar is one that the region takes. */
export function isRegistrar({ registrar }: FeedIdentityProvider, registrars: readonly string[]): boolean {
  return registrars.length === 0 || (registrar !== undefined && registrars.includes(registrar));
}

/** A registrar that the region does not take. */
export function foreignRegistrar(provider: FeedIdentityProvider, told: Standing, registrars: readonly string[]): Issue {
  return issue('EDU549', 'it was registered by somebody whom the region does not take', {
    ...told,
    found: provider.registrar ?? 'no registrar',
    allowed: registrars.join(', '),
    fix: 'find out whether it is what it says; if it is, add its registrar to the feed in the region file',
  });
}

function judgeRegistration(
  provider: FeedIdentityProvider,
  told: Standing,
  asOf: string,
  registrars: readonly string[],
): Issue[] {
  const { validUntil } = provider;
  // What is no date has ended, too.
  const end = Date.parse(validUntil ?? '9999-12-31');
  const ended = !(end >= Date.parse(asOf) + dayLength);
  return [
    ...(isRegistrar(provider, registrars) ? [] : [foreignRegistrar(provider, told, registrars)]),
    ...(ended
      ? [
          issue('EDU550', 'its metadata is no longer valid', {
            ...told,
            found: `validUntil ${validUntil ?? ''}`,
            allowed: `a day after ${asOf}`,
            fix: 'take the latest feed; if it says the same, ask the federation',
          }),
        ]
      : []),
  ];
}

function judgeScopes({ scopes }: FeedIdentityProvider, told: Standing): Issue[] {
  return scopes.flatMap(({ value, regexp }) => {
    if (regexp) {
      return [
        issue('EDU541', 'a scope is a pattern, and nobody can say for whom it may speak', {
          ...told,
          found: value,
          allowed: 'scopes with `regexp="false"`',
          fix: 'ask its operator to register each domain by itself',
        }),
      ];
    }
    const lower = value.toLowerCase();
    return getPublicSuffix(lower, { allowPrivateDomains: true }) === lower
      ? [
          issue('EDU544', 'a scope is a public suffix, under which anybody may have a name', {
            ...told,
            found: value,
            allowed: 'a domain that one organisation has registered',
            fix: 'ask the federation why it lets one identity provider speak for all of it',
          }),
        ]
      : [];
  });
}

function judgeSignOn(provider: FeedIdentityProvider, told: Standing): Issue[] {
  const signOn = browserSignOn(provider);
  if (signOn.length === 0) {
    return [
      issue('EDU551', 'a browser cannot be sent there to sign in', {
        ...told,
        found: [...new Set(provider.signOn.map(({ binding }) => binding))].join(', ') || 'no address',
        allowed: 'SingleSignOnService with the binding HTTP-Redirect or HTTP-POST of SAML 2.0',
        fix: 'ask its operator whether it speaks SAML 2.0, and to register it',
      }),
    ];
  }
  return signOn
    .filter(({ location }) => !isSecure(location))
    .map(({ location }) =>
      issue('EDU551', 'an address of sign-in is not safe', {
        ...told,
        found: location,
        allowed: 'an https address of a host, without a user name in it',
        fix: 'ask its operator to register the https address',
      }),
    );
}

function isSecure(location: string): boolean {
  if (!/^https:\/\/[!-~]+$/.test(location) || !URL.canParse(location)) return false;
  const { username, password } = new URL(location);
  return username === '' && password === '';
}

function judgeHabits({ categories, nameIdFormats }: FeedIdentityProvider, told: Standing): Issue[] {
  const told_ = { ...told, severity: 'warning' as const };
  return [
    ...(categories.includes(hidden)
      ? [
          issue('EDU552', 'it asks not to be shown to people who choose where to sign in', {
            ...told_,
            found: hidden,
            fix: 'ask its operator whether it is in use: test systems are hidden, too',
          }),
        ]
      : []),
    ...(nameIdFormats.includes(persistent)
      ? []
      : [
          issue('EDU552', 'it does not say that it sends persistent identifiers, without which nobody gets in', {
            ...told_,
            found: nameIdFormats.join(', ') || 'no NameIDFormat',
            allowed: persistent,
            fix: 'hand its operator what `sts:AssumeRoleWithSAML` needs, and test a sign-in',
          }),
        ]),
  ];
}
