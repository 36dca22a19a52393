import { loadRegion, type Region } from '../../config';
import { tiers } from '../../vocabulary';
import type { CommandContext, Outcome, Values } from '../command';
import { text, type Language } from '../texts';

/** `educloud check FILE`: every mistake of the region file and its rosters, all at once. */
export function check(values: Values, { language }: CommandContext): Outcome {
  const file = String(values.file);
  const { region, issues } = loadRegion(file);
  return {
    exitCode: region === undefined ? 1 : 0,
    json: {
      ok: region !== undefined,
      ...(region === undefined
        ? {}
        : { region: region.id, schools: region.schools.length, districts: region.districts.length }),
      issues,
    },
    text: region === undefined ? '' : summary(file, region, language),
    issues,
  };
}

function summary(file: string, region: Region, language: Language): string {
  const counts = tiers
    .map((tier) => ({ tier, count: region.schools.filter((school) => school.tier === tier).length }))
    .filter(({ count }) => count > 0)
    .map(({ tier, count }) => `${count} ${text(language, tier)}`);
  const districts = region.districts.length > 0 ? `; ${text(language, 'districts')}: ${region.districts.length}` : '';
  return `${file}: ${text(language, 'valid')}. ${text(language, 'region')} ${region.id}, ${text(language, 'schools')}: ${region.schools.length} (${counts.join(', ')})${districts}\n`;
}
