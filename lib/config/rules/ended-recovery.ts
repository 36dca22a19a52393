import { issue, type Issue } from '../../errors';
import { didYouMean } from '../shape-issues';
import type { Rule } from './rule';

/** Whose copies end is a school, a district or everybody. Schools may have left the list, so the plan knows them. */
export const endedRecovery: Rule = ({ shell, at }) => {
  const districts = (shell?.districts ?? []).map(({ id }) => id);
  return (shell?.endedRecovery ?? []).flatMap(({ school, district }, index): Issue[] => {
    if (school !== undefined && district !== undefined) {
      return [
        issue('EDU331', 'copies end for a school and for a district in one entry', {
          ...at(['endedRecovery', index]),
          found: `school: ${school}, district: ${district}`,
          allowed: 'one of the two, or neither for everybody',
          fix: 'write two entries',
        }),
      ];
    }
    if (district === undefined || districts.includes(district)) return [];
    const meant = didYouMean(district, districts);
    return [
      issue('EDU331', `copies end for a district that this region does not have`, {
        ...at(['endedRecovery', index, 'district']),
        found: district,
        allowed: districts.length === 0 ? 'no district: the region has none' : districts.join(', '),
        fix: meant === undefined ? 'correct the slug, or take the entry out' : `did you mean \`${meant}\`?`,
      }),
    ];
  });
};
