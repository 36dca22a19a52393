import { parseInstant } from '../../delivery';
import { EducloudError } from '../../errors';
import { planRestore, type AskedRestore } from '../../recovery';
import type { CommandContext, Outcome, Values } from '../command';
import { momentOf } from '../moment';
import { plannedOf } from '../recovery/planned-of';
import { renderRestorePlan } from '../recovery/render-restore-plan';
import { regionFileOf } from '../region-file-of';

/**
 * `educloud restore plan [FILE] --school ID --at INSTANT …`: every command by which a school gets back what it had. Runs none. Ends
 * with 1 where a store that was asked for cannot come back; what can is printed all the same.
 */
export function restorePlan(values: Values, { language }: CommandContext): Outcome {
  const file = regionFileOf(values);
  const now = momentOf(values.asOf).latest;
  const { planned, issues: before } = plannedOf(file);
  const { restore, issues } = planRestore(planned.plan, asked(file, values, now));
  if (restore === undefined) throw new EducloudError([...before, ...issues]);
  return {
    exitCode: issues.length === 0 ? 0 : 1,
    json: { ok: issues.length === 0, region: planned.plan.region.id, ...restore, issues: [...before, ...issues] },
    text: renderRestorePlan(restore, language),
    issues: [...before, ...issues],
  };
}

function asked(file: string, values: Values, now: Date): AskedRestore {
  const at = String(values.at);
  const instant = parseInstant(at);
  const words = (['store', 'prefix', 'lost'] as const).flatMap((name) => {
    const value = values[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return {
    file,
    school: String(values.school),
    at: { text: at, ...(instant === undefined ? {} : { instant }) },
    now,
    ...Object.fromEntries(words),
  };
}
