import type { Plan, PlannedCopies, PlannedSchool, PlannedStack } from '../plan';

type Recovery = NonNullable<PlannedSchool['recovery']>;

/** What the README of a node says of its copies: where they lie, how long nobody deletes them, how they come back. */
export function nodeCopies(
  plan: Plan,
  { account, awsRegion, schools }: PlannedStack,
  stacks: readonly PlannedStack[],
  recovery: Recovery,
): string {
  const { id } = plan.region;
  const school = schools[0] ?? '';
  const replicated = all(recovery).some(([, { replica }]) => replica !== undefined);
  const drill = plan.recovery.drills.find((one) => one.account === account && one.awsRegion === awsRegion);
  const away = stacks.find(({ kind }) => kind === 'recovery');
  return [
    `- three roles by which AWS services copy, \`educloud-${id}-replication\`, \`-backup\` and \`-recovery\`; the last takes away what a law`,
    '  orders to be erased, and nobody but AWS services takes it;',
    `- the bucket \`${recovery.quarantineBucket}\`, where restores arrive and stay for 30 days, and the role`,
    `  \`educloud-${id}-restore-${school}\`, which reads stores and copies and writes there alone.`,
    '',
    'Copies come back with `educloud restore plan`, which the bureau has: let it print the commands before they are needed.',
    '',
    ...all(recovery).map(([store, copies]) => kept(store, copies, recovery)),
    ...(replicated && away !== undefined
      ? [
          `- Replication copies what is written from now on. What the stores held before is copied by a job that`,
          `  \`educloud copies fill\` prints, once \`${away.name}\` and the node stand.`,
        ]
      : []),
    ...(drill === undefined
      ? []
      : [
          `- Every ${drill.everyDays} days \`${drill.stack}\` loses an object of its own, brings it back by every means and`,
          '  reports into the log archive. It touches no data of the school. An alarm tells of a target that was missed.',
        ]),
    '',
  ].join('\n');
}

function all({ stores: { records, materials } }: Recovery): (readonly ['records' | 'materials', PlannedCopies])[] {
  return [
    ...(records === undefined ? [] : [['records', records] as const]),
    ...(materials === undefined ? [] : [['materials', materials] as const]),
  ];
}

function kept(store: string, copies: PlannedCopies, { place }: Recovery): string {
  const { replica, backup, lockDays, retentionDays, immutability } = copies;
  const where = [
    ...(replica === undefined ? [] : [`in \`${replica.bucket}\` (${place?.awsRegion ?? ''})`]),
    ...(backup === undefined
      ? []
      : [
          `every ${backup.everyHours} hours in the vault \`${backup.vault}\`${
            backup.copyVault === undefined ? '' : `, here and in ${backup.copyVault.awsRegion}`
          }`,
        ]),
  ];
  const nobody =
    immutability === 'compliance' ? 'Nobody, AWS included, deletes' : 'Nobody but the recovery role deletes';
  return `- ${store}: copied ${where.join('\n  and ')}.
  ${nobody} a copy in its first ${lockDays} days; what was overwritten is kept for ${retentionDays}.`;
}
