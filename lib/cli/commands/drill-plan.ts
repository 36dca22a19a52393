import { planDrills } from '../../recovery';
import type { CommandContext, Outcome, Values } from '../command';
import { plannedOf } from '../recovery/planned-of';
import { renderDrills } from '../recovery/render-drills';
import { regionFileOf } from '../region-file-of';

/** `educloud drill plan [FILE]`: what the drills of a region do, and when. Runs none. */
export function drillPlan(values: Values, { language }: CommandContext): Outcome {
  const { planned, issues } = plannedOf(regionFileOf(values));
  const { region } = planned.plan;
  const drills = planDrills(planned.plan);
  return {
    exitCode: 0,
    json: { ok: true, region: region.id, drills, issues },
    text: renderDrills(region.id, drills, language),
    issues,
  };
}
