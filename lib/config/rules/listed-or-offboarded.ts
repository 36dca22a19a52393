import { issue } from '../../errors';
import { whereIs, type Rule } from './rule';

/** A school is in the region or has left it, once. */
export const listedOrOffboarded: Rule = ({ shell, schools, at }) => {
  const listed = new Map(schools.map((school) => [school.input.id, school]));
  const offboarded = shell?.offboarded ?? [];
  return offboarded.flatMap(({ id }, index) => {
    const first = offboarded.findIndex((one) => one.id === id);
    if (first !== index) {
      const place = at(['offboarded', index, 'id']);
      return [
        issue('EDU301', `\`${id}\` is already offboarded on ${whereIs(at(['offboarded', first]))}`, {
          ...place,
          found: id,
          allowed: 'a slug once',
          fix: 'remove one of the two',
        }),
      ];
    }
    const school = listed.get(id);
    return school === undefined
      ? []
      : [
          issue('EDU313', `\`${id}\` is offboarded and still listed on ${whereIs(school.at(['id']))}`, {
            ...at(['offboarded', index, 'id']),
            found: id,
            allowed: 'a school that is no longer listed',
            fix: 'remove it from one of the two places',
          }),
        ];
  });
};
