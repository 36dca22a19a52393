import { planFile } from '../../app';
import { proxyFilter, proxyFilterFormats } from '../../federation';
import type { Outcome, Values } from '../command';
import { oneOf } from '../one-of';
import { regionFileOf } from '../region-file-of';
import { proxyFilterOf } from '../sign-in-data';
import { textOutcome } from '../text-outcome';

/** `educloud federation filter [FILE] [--format NAME] [--out FILE]`: what keeps those behind the proxy to their scopes. */
export function federationFilter(values: Values): Outcome {
  const data = proxyFilterOf(planFile(regionFileOf(values)));
  const format = oneOf('--format', values.format, proxyFilterFormats) ?? 'satosa';
  return textOutcome(proxyFilter(data, format), values, { region: data.region, format });
}
