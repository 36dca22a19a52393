import { stackNames } from './names';
import type { Ledger } from './ledger';
import { isCopied, placeOfCopies } from './recovery/place-of-copies';

/** An account and AWS Region with a living stack. */
export interface Place {
  readonly account: string;
  readonly awsRegion: string;
  /** The node that lives here; the base is part of its stack. */
  readonly node?: { readonly id: string; readonly stack: string };
  /** The node whose account this is; it also has places where its copies lie. */
  readonly of?: string;
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
  for (const [id, seat] of Object.entries(schools)) {
    const { status, tier, stack, account, awsRegion } = seat;
    if (status === 'offboarded') continue;
    const isNode = tier === 'node';
    add({ account, awsRegion, ...(isNode ? { node: { id, stack }, of: id } : {}) });
    const copies = placeOfCopies(seat);
    if (copies !== undefined && !places.has(`${copies.account}/${copies.awsRegion}`))
      add({ account: copies.account, awsRegion: copies.awsRegion, ...(isNode ? { of: id } : {}) });
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
  const copied = Object.values(schools).filter((seat) => seat.status !== 'offboarded' && isCopied(seat));
  return new Set([
    ...seats.map(({ stack }) => stack),
    ...standing,
    ...copied.map(({ account, awsRegion }) => stackNames.drill(region, account, awsRegion)),
    ...copied.flatMap(({ tier, stack }) => (tier === 'node' ? [] : [stackNames.restore(stack)])),
    ...copied.flatMap((seat) => {
      const place = placeOfCopies(seat);
      return place === undefined ? [] : [stackNames.recovery(seat, place)];
    }),
  ]);
}
