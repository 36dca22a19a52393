import { stackNames } from './names';
import type { Ledger } from './ledger';

/** Names of the stacks that a ledger asks for. */
export function livingStacks({ region, audit, shared, schools, bases }: Ledger): Set<string> {
  const seats = [...Object.values(shared), ...Object.values(schools).filter(({ status }) => status !== 'offboarded')];
  const places = new Set(seats.map(({ account, awsRegion }) => `${account}/${awsRegion}`));
  const trail = audit?.organizationTrail?.account;
  if (trail !== undefined) places.add(`${trail}/${shared.hub.awsRegion}`);
  const nodes = new Set(
    Object.values(schools)
      .filter(({ status, tier }) => status !== 'offboarded' && tier === 'node')
      .map(({ account, awsRegion }) => `${account}/${awsRegion}`),
  );
  const standing = Object.entries(bases).flatMap(([id, { account, awsRegion }]) =>
    places.has(id) && !nodes.has(id) ? [stackNames.base(region, account, awsRegion)] : [],
  );
  return new Set([...seats.map(({ stack }) => stack), ...standing]);
}
