import type { CommandContext, Outcome, Values } from '../command';
import { handout } from '../handout/handout';
import { handoutSoftware, type HandoutRegion } from '../handout/handout-data';
import { oneOf } from '../one-of';
import { textOutcome } from '../text-outcome';

/** `educloud federation handout FILE --school ID [--software NAME] [--out FILE]`, once the region is known. */
export function handoutOutcome(region: HandoutRegion, values: Values, { language }: CommandContext): Outcome {
  const school = String(values.school);
  const software = oneOf('--software', values.software, handoutSoftware);
  const text = handout(region, { school, language, ...(software === undefined ? {} : { software }) });
  return textOutcome(text, values, { region: region.region, school, language });
}
