import { jurisdiction, jurisdictionIds, properties, serviceActions } from '../../../lib/facts';
import type { World } from '../../../lib/model';
import { prove, type Action, type Property, type Verdict } from '../../../lib/prove';

export const actions: readonly Action[] = ['s3', 'kms', 'sts', 'backup', 'cloudtrail'].flatMap((service) =>
  serviceActions(service).actions.map(({ name, on }) => ({ name: `${service}:${name}`, resources: on })),
);

export const jurisdictions = Object.fromEntries(jurisdictionIds().map((id) => [id, jurisdiction(id).awsRegions]));

/** Every verdict over a World, or those of some properties. */
export function verdicts(world: World, ...ids: readonly string[]): Verdict[] {
  const chosen: readonly Property[] = properties().filter(({ id }) => ids.length === 0 || ids.includes(id));
  return [...prove(world, { properties: chosen, actions, jurisdictions }).verdicts];
}
