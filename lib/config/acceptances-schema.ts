import { z } from 'zod';
import { propertyIds } from '../facts';

// The shape of a file of acceptances: what could not be decided and is borne for a while, by whom it may concern.

const acceptance = z.strictObject({
  id: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/, {
      error: 'letters, digits, `.`, `_` and `-`, at most 63, beginning with a letter or digit',
    })
    .meta({ description: 'Name of the entry, for reports.' }),
  property: z.enum(propertyIds()).meta({ description: 'The property that could not be decided.' }),
  subject: z
    .string()
    .regex(/^(?:\*|[^\s*?\p{C}]{1,2048})$/u, { error: 'the ARN or name of a bucket or key, or `*` for every subject' })
    .meta({ description: 'ARN or name of the bucket or key; `*` for every subject of the property.' }),
  reason: z
    .string()
    .regex(/^(?=.*\S.*\S)[^\p{C}\p{Zl}\p{Zp}]{2,500}$/u, { error: 'one line of at most 500 characters' })
    .meta({ description: 'Why it may stay undecided, and who says so.' }),
  until: z.iso
    .date({ error: 'a day of the calendar, such as 2027-03-31' })
    .meta({ description: 'Last day on which the entry counts: YYYY-MM-DD.' }),
});

export const acceptancesSchema = z
  .strictObject({ accepted: z.array(acceptance).meta({ description: 'One entry for each acceptance.' }) })
  .meta({
    title: 'Acceptances',
    description: 'Undecided properties that are accepted for a while, for `educloud prove --accept`.',
  });

/** One undecided property of one subject that is accepted for a while. */
export type Acceptance = Readonly<z.output<typeof acceptance>>;
