import type { Code, Issue } from '../../lib/errors';
import { proxyFilter } from '../../lib/federation';
import { issuesOf } from './support';

/** Mistakes of those who ask for a hand-out or for the filter of a proxy. */
export const federationTextMistakes: readonly {
  readonly code: Code;
  readonly what: string;
  readonly issues: () => readonly Issue[];
}[] = [
  {
    code: 'EDU565',
    what: 'a filter for a region without a proxy',
    issues: () => issuesOf(() => proxyFilter({ region: 'small', providers: [] }, 'satosa')),
  },
];
