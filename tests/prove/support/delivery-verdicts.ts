import type { World } from '../../../lib/model';
import type { Verdict } from '../../../lib/prove';
import { commonsArn } from './delivered';
import { verdicts } from './proving';

export const openProperty = 'delivery-open-only';
export const signedProperty = 'delivery-licensed-signed';
export const membersProperty = 'commons-members-only';
/** What is decided of the commons, besides what is of every bucket. */
export const all = [openProperty, signedProperty, membersProperty, 'no-outsider', 'no-anonymous'];

/** What a property comes to for the commons. */
export function judge(one: World, property: string): Verdict | undefined {
  return verdicts(one, property).find(({ subject }) => subject === commonsArn);
}

export function words(one: World, ...properties: readonly string[]): unknown {
  return properties.map((property) => judge(one, property)?.verdict);
}
