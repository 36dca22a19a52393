import { EducloudError } from '../../errors';
import { planFill } from '../../recovery';
import type { CommandContext, Outcome, Values } from '../command';
import { plannedOf } from '../recovery/planned-of';
import { renderFill } from '../recovery/render-fill';
import { regionFileOf } from '../region-file-of';

/** `educloud copies fill [FILE] [--school ID]`: the jobs that copy what stores held before they were replicated. Runs none. */
export function copiesFill(values: Values, { language }: CommandContext): Outcome {
  const { planned, issues: before } = plannedOf(regionFileOf(values));
  const school = typeof values.school === 'string' ? values.school : undefined;
  const { jobs, issues } = planFill(planned.plan, school);
  if (jobs === undefined) throw new EducloudError([...before, ...issues]);
  return {
    exitCode: 0,
    json: { ok: true, region: planned.plan.region.id, jobs, issues: before },
    text: renderFill(jobs, language),
    issues: before,
  };
}
