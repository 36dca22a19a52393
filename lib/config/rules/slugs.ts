import type { Place } from '../../errors';
import type { Draft } from '../draft';

export interface SlugUse {
  readonly slug: string;
  readonly of: 'school' | 'district';
  readonly place: Place;
}

/** Every slug of a draft: districts first, then schools, each in the order of the files. */
export function slugsOf({ shell, schools, at }: Draft): SlugUse[] {
  return [
    ...(shell?.districts ?? []).map(({ id }, index): SlugUse => ({
      slug: id,
      of: 'district',
      place: at(['districts', index, 'id']),
    })),
    ...schools.map((school): SlugUse => ({ slug: school.input.id, of: 'school', place: school.at(['id']) })),
  ];
}
