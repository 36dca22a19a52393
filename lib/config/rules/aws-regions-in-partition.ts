import { issue } from '../../errors';
import { partition } from '../../facts';
import { didYouMean } from '../shape-issues';
import { awsRegionUses } from './aws-region-uses';
import type { Rule } from './rule';

/** Nothing crosses a partition: no role, no replication, no organisation. */
export const awsRegionsInPartition: Rule = (draft) => {
  if (draft.shell === undefined) return [];
  const { id, awsRegions } = partition(draft.shell.partition);
  const known = awsRegions.map((awsRegion) => awsRegion.id);
  return awsRegionUses(draft)
    .filter(({ awsRegion }) => !known.includes(awsRegion))
    .map(({ awsRegion, user, place }) => {
      const meant = didYouMean(awsRegion, known);
      return issue('EDU305', `${user} is not an AWS Region of partition ${id}`, {
        ...place(),
        found: awsRegion,
        allowed: known.join(', '),
        fix:
          meant === undefined
            ? 'choose one of these, or another partition for the whole region'
            : `did you mean \`${meant}\`?`,
      });
    });
};
