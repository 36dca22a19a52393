import { issue } from '../../errors';
import { whereIs, type Rule } from './rule';

/** A school is in the region or has left it. */
export const listedOrOffboarded: Rule = ({ shell, schools, at }) => {
  const listed = new Map(schools.map((school) => [school.input.id, school]));
  return (shell?.offboarded ?? []).flatMap(({ id }, index) => {
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
