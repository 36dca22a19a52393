import { issue } from '../../errors';
import { jurisdiction, partition } from '../../facts';
import { awsRegionUses } from './aws-region-uses';
import type { Rule } from './rule';

/** Data is born and kept inside the jurisdiction whose law holds for it. */
export const awsRegionsInJurisdiction: Rule = (draft) => {
  const { shell } = draft;
  if (shell === undefined) return [];
  const inPartition = partition(shell.partition).awsRegions.map(({ id }) => id);
  return awsRegionUses(draft)
    .filter(({ awsRegion }) => inPartition.includes(awsRegion))
    .flatMap(({ awsRegion, jurisdiction: id, user, awayFrom, place }) => {
      if (id === '') {
        return [
          issue('EDU306', `${user} lies in no jurisdiction that educloud knows`, {
            ...place(),
            found: awsRegion,
            fix: 'choose an AWS Region that a file in policies/jurisdictions lists',
          }),
        ];
      }
      const inside = jurisdiction(id).awsRegions.filter((one) => inPartition.includes(one));
      if (inside.includes(awsRegion)) return [];
      const allowed = inside.filter((one) => one !== awayFrom);
      const alone = inside.length > 0 && allowed.length === 0;
      return [
        issue('EDU306', `${user} lies outside jurisdiction \`${id}\``, {
          ...place(),
          found: awsRegion,
          allowed:
            allowed.length === 0
              ? `none: ${shell.partition} has no ${alone ? 'other ' : ''}AWS Region in \`${id}\``
              : allowed.join(', '),
          fix: alone
            ? 'leave `recovery` out: then there is none, and reports say so'
            : allowed.length === 0
              ? 'choose another `jurisdiction`; schools that lie there take part as `external` and keep their data at home'
              : 'choose one of these',
        }),
      ];
    });
};
