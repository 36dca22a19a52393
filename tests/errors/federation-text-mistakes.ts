import { handout } from '../../lib/cli/handout/handout';
import type { Code, Issue } from '../../lib/errors';
import { proxyFilter } from '../../lib/federation';
import { region } from '../cli/handout/support';
import { issuesOf } from './support';

/** Mistakes of those who ask for a hand-out or for the filter of a proxy. */
export const federationTextMistakes: readonly {
  readonly code: Code;
  readonly what: string;
  readonly issues: () => readonly Issue[];
}[] = [
  {
    code: 'EDU561',
    what: 'a hand-out for a school that is not there',
    issues: () => issuesOf(() => handout(region, { school: 'pine', language: 'en' })),
  },
  {
    code: 'EDU562',
    what: 'a hand-out for a frozen school',
    issues: () => issuesOf(() => handout(region, { school: 'yew', language: 'en' })),
  },
  {
    code: 'EDU563',
    what: 'a hand-out for OpenID Connect at a school with SAML',
    issues: () => issuesOf(() => handout(region, { school: 'oak', language: 'en', software: 'oidc' })),
  },
  {
    code: 'EDU564',
    what: 'a filter for a region without a proxy',
    issues: () => issuesOf(() => proxyFilter({ region: 'small', providers: [] }, 'satosa')),
  },
];
