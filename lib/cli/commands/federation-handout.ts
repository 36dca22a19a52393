import { planFile } from '../../app';
import type { CommandContext, Outcome, Values } from '../command';
import { handout } from '../handout/handout';
import { handoutSoftware } from '../handout/handout-data';
import { oneOf } from '../one-of';
import { regionFileOf } from '../region-file-of';
import { handoutRegionOf } from '../sign-in-data';
import { textOutcome } from '../text-outcome';

/** `educloud federation handout [FILE] --school ID [--software NAME] [--out FILE]`: what a school's identity provider is told. */
export function federationHandout(values: Values, { language }: CommandContext): Outcome {
  const region = handoutRegionOf(planFile(regionFileOf(values)));
  const school = String(values.school);
  const software = oneOf('--software', values.software, handoutSoftware);
  const text = handout(region, { school, language, ...(software === undefined ? {} : { software }) });
  return textOutcome(text, values, { region: region.region, school, language });
}
