import { issue } from '../../errors';
import { partition, partitionIds } from '../../facts';
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
    .map(({ awsRegion, user, awayFrom, place }) => {
      const allowed = known.filter((one) => one !== awayFrom);
      return issue('EDU305', `${user} is not an AWS Region of partition ${id}`, {
        ...place(),
        found: awsRegion,
        allowed: allowed.length === 0 ? `none: ${id} has no AWS Region besides its home` : allowed.join(', '),
        fix:
          allowed.length === 0
            ? 'leave `recovery` out: then there is none, and reports say so'
            : wayOut(awsRegion, allowed),
      });
    });
};

/** A neighbour in spelling is no advice where the AWS Region exists, only elsewhere. */
function wayOut(awsRegion: string, known: readonly string[]): string {
  const elsewhere = partitionIds().find((id) => partition(id).awsRegions.some((one) => one.id === awsRegion));
  if (elsewhere !== undefined) return `it lies in partition ${elsewhere}: choose one of these, or a region file there`;
  const meant = didYouMean(awsRegion, known);
  return meant === undefined ? 'choose one of these' : `did you mean \`${meant}\`?`;
}
