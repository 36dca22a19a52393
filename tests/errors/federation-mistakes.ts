import type { Code, Issue } from '../../lib/errors';
import { federated, lockOf } from '../plan/federation-support';
import { crowd, refusals } from '../plan/support';

const many = crowd('abc', 'north', 137).map((one) => ({ ...one, domains: [`${one.id}.example`] }));
const { proxy: _, ...withoutProxy } = federated.federation ?? {};
const crowded = { ...federated, federation: withoutProxy, schools: many };

/** Mistakes that show when the region file meets the metadata that was imported. */
export const federationMistakes: readonly {
  readonly code: Code;
  readonly what: string;
  readonly issues: () => readonly Issue[];
}[] = [
  {
    code: 'EDU452',
    what: 'a school without any identity provider',
    issues: () => {
      const lock = lockOf(federated);
      const others = lock.identityProviders.filter(({ use }) => use.kind !== 'school' || use.school !== 'ash');
      return refusals(federated, undefined, { ...lock, identityProviders: others });
    },
  },
  {
    code: 'EDU453',
    what: 'a lock of another region',
    issues: () => refusals(federated, undefined, { ...lockOf(federated), region: 'elsewhere' }),
  },
  {
    code: 'EDU454',
    what: '137 identity providers in one account',
    issues: () => refusals(crowded, undefined, lockOf(crowded)),
  },
];
