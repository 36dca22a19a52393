import { longest, longestAwsRegions, policiesOf, worstCase } from './worst-case';
import { templatesOf, resourcesOf } from './support';
import { capability } from '../../lib/facts';
test('measure', () => {
  const rows: string[] = [];
  for (const [partition, awsRegion] of longestAwsRegions)
    for (const keyScope of ['school', 'district'] as const)
      for (const copies of [[], ['replication'], ['backup'], ['replication', 'backup']] as const) {
        if (
          copies.some(
            (c) =>
              (c === 'replication'
                ? capability(partition, 's3.crossRegionReplication')
                : capability(partition, 'backup.s3', awsRegion)
              ).answer !== 'yes',
          )
        )
          continue;
        for (const pooled of [1, 2]) {
          const plan = worstCase({ partition, awsRegion, pooled, accounts: 4, organizations: 1, copies, keyScope });
          const t = templatesOf(plan);
          for (const s of plan.stacks) {
            const p = policiesOf(t[s.name]!, { partition, awsRegion });
            const planned = plan.quotas.find((q) => q.subject === s.name && q.key === 'cfn.resourcesPerTemplate')?.used;
            rows.push(
              [
                partition,
                keyScope,
                pooled,
                copies.join('+') || 'none',
                s.kind,
                s.schools.length,
                'bytes',
                Buffer.byteLength(t[s.name]!),
                'res',
                Object.keys(resourcesOf(t[s.name]!)).length,
                planned,
                'bucket',
                longest(p.bucket!),
                'key',
                longest(p.key!),
                'trust',
                longest(p.trust!),
                'inline',
                longest(p.inline!),
                'managed',
                longest(p.managed!),
              ].join(' '),
            );
          }
        }
      }
  require('fs').writeFileSync('/tmp/measure.txt', rows.join('\n'));
});
