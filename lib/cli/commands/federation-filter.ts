import { proxyFilter, proxyFilterFormats, type ProxyFilterData } from '../../federation';
import type { Outcome, Values } from '../command';
import { oneOf } from '../one-of';
import { textOutcome } from '../text-outcome';

/** `educloud federation filter FILE [--format NAME] [--out FILE]`, once the region is known. */
export function filterOutcome(data: ProxyFilterData, values: Values): Outcome {
  const format = oneOf('--format', values.format, proxyFilterFormats) ?? 'satosa';
  return textOutcome(proxyFilter(data, format), values, { region: data.region, format });
}
