import type { Command } from '../command';

const file = { name: '[file]', description: 'region file (default: region.yaml)' };

/** Commands of backup and recovery that call nobody. */
export const recoveryCommands: readonly Command[] = [
  {
    name: 'copies fill',
    description: 'print the jobs that copy what stores held before they were replicated (runs none)',
    arguments: [file],
    options: [{ flags: '--school <id>', description: 'one school (default: all)' }],
    load: async () => (await import('../commands/copies-fill.js')).copiesFill,
  },
  {
    name: 'drill plan',
    description: 'print what the drills of the region do, and when (runs none)',
    arguments: [file],
    options: [],
    load: async () => (await import('../commands/drill-plan.js')).drillPlan,
  },
  {
    name: 'restore plan',
    description: 'print every command by which a school gets back what it had, in order (runs none)',
    arguments: [file],
    options: [
      { flags: '--school <id>', description: 'school', required: true },
      {
        flags: '--at <instant>',
        description: 'last moment at which all was well, with its zone, such as 2026-12-01T08:00:00Z',
        required: true,
      },
      { flags: '--store <name>', description: 'records or materials (default: both)' },
      { flags: '--prefix <text>', description: 'keys that begin so (default: all)' },
      { flags: '--lost <what>', description: 'objects, bucket or aws-region (default: objects)' },
      { flags: '--as-of <time>', description: 'day or instant at which it is judged (default: now)' },
    ],
    load: async () => (await import('../commands/restore-plan.js')).restorePlan,
  },
];
