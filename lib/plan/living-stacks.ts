import { stackNames } from './names';
import type { Ledger } from './ledger';

/** An account and AWS Region with a living stack. */
export interface Place {
  readonly account: string;
  readonly awsRegion: string;
  /** The node that lives here; the base is part of its stack. */
  readonly node?: { readonly id: string; readonly stack: string };
}

/** Where the stacks of a ledger stand, by account and AWS Region. */
export function livingPlaces({
  audit,
  shared,
  schools,
}: Pick<Ledger, 'audit' | 'shared' | 'schools'>): Map<string, Place> {
  const places = new Map<string, Place>();
  const add = (place: Place): void => {
    places.set(`${place.account}/${place.awsRegion}`, place);
  };
  const trail = audit?.organizationTrail?.account;
  if (trail !== undefined) add({ account: trail, awsRegion: shared.hub.awsRegion });
  for (const { account, awsRegion } of Object.values(shared)) add({ account, awsRegion });
  for (const [id, { status, tier, stack, account, awsRegion }] of Object.entries(schools)) {
    if (status === 'offboarded') continue;
    add({ account, awsRegion, ...(tier === 'node' ? { node: { id, stack } } : {}) });
  }
  return places;
}

/** Names of the stacks that a ledger asks for; a ledger from before there were bases asks for none. */
export function livingStacks(ledger: Ledger): Set<string> {
  const { region, shared, schools, bases } = ledger;
  const seats = [...Object.values(shared), ...Object.values(schools).filter(({ status }) => status !== 'offboarded')];
  const standing = [...livingPlaces(ledger)].flatMap(([id, { account, awsRegion, node }]) =>
    node === undefined && Object.hasOwn(bases, id) ? [stackNames.base(region, account, awsRegion)] : [],
  );
  return new Set([...seats.map(({ stack }) => stack), ...standing]);
}
