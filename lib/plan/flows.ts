import type { Region } from '../config';
import { compare } from '../errors';
import { commonsClasses } from '../vocabulary';
import { deliveryFlows } from './delivery-flows';
import { copyFlows } from './recovery/copy-flows';
import type { Location, PlannedBase, PlannedDrill, PlannedFlow, PlannedHub, PlannedSchool } from './types';

interface Parts {
  readonly hub: PlannedHub;
  readonly logArchive: Location;
  readonly bases: readonly PlannedBase[];
  readonly schools: readonly PlannedSchool[];
  readonly drills: readonly PlannedDrill[];
}

/** Every way that the templates open for data between accounts. */
export function planFlows(region: Region, parts: Parts): PlannedFlow[] {
  return [
    ...commonsReaders(region, parts),
    ...copyFlows(region, parts.schools, parts.drills, parts.logArchive),
    ...deliveryFlows(region, parts.hub),
    ...logs(region, parts),
    ...registryEntries(region, parts),
  ].sort((a, b) => compare(a.id, b.id));
}

/** Who may read the commons: every account of the perimeter, and every organisation, whose accounts the file cannot list. */
function commonsReaders(region: Region, { hub }: Parts): PlannedFlow[] {
  const { organizations, accounts } = region.perimeter;
  const flow = (to: string, toJurisdiction?: string): PlannedFlow => ({
    id: `access:commons:${to}`,
    kind: 'access',
    from: `account:${hub.account}`,
    to,
    store: hub.commons.bucket,
    dataClasses: [...commonsClasses],
    fromJurisdiction: region.jurisdiction,
    ...(toJurisdiction === undefined ? {} : { toJurisdiction }),
  });
  return [
    ...accounts
      .filter((account) => account !== hub.account)
      .map((account) => flow(`account:${account}`, region.jurisdiction)),
    ...organizations.map((organization) => flow(`organization:${organization}`)),
  ];
}

/**
 * What trails send to the log archive. A trail names callers and objects, so it is about persons wherever an object's
 * name is.
 */
function logs(region: Region, { bases, logArchive }: Parts): PlannedFlow[] {
  const flow = (id: string, from: string, store: string): PlannedFlow => ({
    id: `log:${id}`,
    kind: 'log',
    from,
    to: `account:${logArchive.account}`,
    store,
    dataClasses: ['internal', 'personal'],
    fromJurisdiction: region.jurisdiction,
    toJurisdiction: region.jurisdiction,
  });
  const organization = region.audit.organizationTrail;
  return [
    ...bases
      .filter(({ account, trail, forwarding }) => trail && forwarding !== 'none' && account !== logArchive.account)
      .map(({ account, forwarding }) =>
        flow(`account:${account}`, `account:${account}`, `trail of account ${account}, ${forwarding} events`),
      ),
    ...(organization === undefined
      ? []
      : [
          flow(
            `organization:${organization.managementAccount}`,
            `account:${organization.managementAccount}`,
            'trail of the whole organisation, management events',
          ),
        ]),
  ];
}

/** The hub reads the registry entries of every account with schools. */
function registryEntries(region: Region, { hub, schools }: Parts): PlannedFlow[] {
  const accounts = new Map(schools.map(({ account, jurisdiction }) => [account, jurisdiction]));
  accounts.delete(hub.account);
  return [...accounts].map(([account, jurisdiction]) => ({
    id: `inventory:registry:account:${account}`,
    kind: 'inventory',
    from: `account:${account}`,
    to: `account:${hub.account}`,
    store: `/educloud/${region.id}/schools`,
    dataClasses: ['internal'],
    fromJurisdiction: jurisdiction,
    toJurisdiction: region.jurisdiction,
  }));
}
