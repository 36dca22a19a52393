import { z } from 'zod';
import { dataClasses, immutabilities, recoveryMeans } from '../vocabulary';

// The part of the region file that says what must come back. Whether any means can keep it is for the plan to find.

const duration = z.string().regex(/^[1-9]\d{0,4}[mhd]$/, {
  error: 'a whole number of minutes, hours or days, such as 15m, 4h or 1d',
});

const days = z.int().min(1).max(3650);

const targetSchema = z
  .strictObject({
    rpo: duration
      .default('24h')
      .meta({ description: 'How much work may be lost (recovery point objective): `15m`, `4h`, `1d` …' }),
    rto: duration
      .default('24h')
      .meta({ description: 'How soon the data must be readable again (recovery time objective).' }),
    retentionDays: days.default(30).meta({
      description: 'Days for which copies keep what was overwritten, and backups are kept.',
    }),
    lockDays: days.optional().meta({
      description:
        'A version of a copy cannot be deleted in its first so many days, counted from the day on which it was copied. A backup in `compliance` cannot be deleted before its `retentionDays` are over. Default: as `retentionDays`.',
    }),
    immutability: z.enum(immutabilities).default('governance').meta({
      description:
        '`governance`: the recovery role alone can delete or shorten. `compliance`: nobody can, the root user and AWS included; needs `irrevocable: true`. Versions of a copy are locked for `lockDays` from the day on which each was copied, backups in `compliance` for `retentionDays`.',
    }),
    irrevocable: z
      .boolean()
      .default(false)
      .meta({ description: 'That `compliance` is meant: no copy can be deleted before its time, whatever happens.' }),
    means: z.array(z.enum(recoveryMeans)).min(1).optional().meta({
      description:
        '`replication` to the recovery AWS Region, `backup` into a locked vault, or both. Default: what meets the target, replication first.',
    }),
  })
  .meta({ description: 'What must come back, how much of it may be missing, and how soon.' });

export const recoveryTargetsSchema = z
  .union([
    z.literal('none'),
    z.strictObject({
      stores: z
        .strictObject({
          records: z.union([z.literal('none'), targetSchema]).optional(),
          materials: z.union([z.literal('none'), targetSchema]).optional(),
        })
        .optional()
        .meta({
          description:
            'By store; `none`: what is lost there stays lost. A store that is named neither here nor by one of its data classes has no copies.',
        }),
      dataClasses: z
        .partialRecord(z.enum(dataClasses), targetSchema)
        .optional()
        .meta({ description: 'By data class, for every store that holds it; of several targets the strictest holds.' }),
    }),
  ])
  .meta({
    description:
      'What must come back. Default: with a `recovery` AWS Region a day of work at most, within a day, kept for 30 days; without one nothing.',
  });

/** Five at most, since a trust policy holds few characters. */
export const recoveryTakenBySchema = z
  .array(
    z
      .string()
      .max(300)
      .regex(/^arn:aws[a-z-]*:iam::\d{12}:(?:role|user)\/[\w+=,.@/-]+$/, {
        error: 'the ARN of one role or user, without wildcards',
      }),
  )
  .min(1)
  .max(5);

export const endedRecoverySchema = z
  .strictObject({
    school: z.string().min(1).optional().meta({ description: 'Slug of a school. Default: all.' }),
    district: z.string().min(1).optional().meta({ description: 'Slug of a district: all its schools.' }),
    store: z.enum(['records', 'materials']).optional().meta({ description: 'One store. Default: both.' }),
    reason: z.string().regex(/\S/, { error: 'why they end, in words' }).meta({ description: 'Why, for the record.' }),
  })
  .meta({
    description: 'Copies that end. What was copied stays where it is, locked until its time, and no template names it.',
  });

export type RecoveryTargetsInput = z.output<typeof recoveryTargetsSchema>;
export type RecoveryTargetInput = z.output<typeof targetSchema>;
