import { issue } from '../../errors';
import { didYouMean } from '../shape-issues';
import { tierOf } from '../normalise';
import type { Rule } from './rule';

/** Every pooled school names a district of this region. */
export const knownDistricts: Rule = ({ shell, schools }) => {
  if (shell === undefined) return [];
  const known = (shell.districts ?? []).map(({ id }) => id);
  const allowed = known.length === 0 ? 'none: the region has no `districts`' : known.join(', ');
  const told = new Set<string>();
  return schools.flatMap(({ input, at }) => {
    if (input.district === undefined) {
      return tierOf(input) === 'pooled'
        ? [
            issue('EDU307', `school \`${input.id}\` is pooled but names no district`, {
              ...at(['id']),
              allowed,
              fix: 'add `district`',
            }),
          ]
        : [];
    }
    if (known.includes(input.district)) return [];
    const place = at(['district']);
    // A roster's district is one mistake, however many rows inherit it.
    const id = `${place.file ?? ''}:${place.line ?? 0}:${place.column ?? 0}:${input.district}`;
    if (told.has(id)) return [];
    told.add(id);
    const meant = didYouMean(input.district, known);
    return [
      issue('EDU307', `school \`${input.id}\` names a district that this region does not have`, {
        ...place,
        found: input.district,
        allowed,
        fix: meant === undefined ? 'add the district to `districts`' : `did you mean \`${meant}\`?`,
      }),
    ];
  });
};
