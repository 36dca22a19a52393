import { z } from 'zod';
import { jurisdictionIds, partitionIds } from '../facts';
import { deliverySchema } from './delivery-schema';
import { cloudPersonasSchema, domain, federationSchema, identityProviderSchema, oidcSchema } from './federation-schema';
import { endedRecoverySchema, recoveryTakenBySchema, recoveryTargetsSchema } from './recovery-schema';
import { forwardings, keyScopes, materialsClasses, recordsClasses, schoolKinds, tiers } from '../vocabulary';

// The only declaration of the region file's shape. Types, `docs/region-file.md` and `docs/region.schema.json` derive
// from it. A pattern's message says what is allowed: it is printed behind "allowed:".

const slugPattern = /^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/;

const slug = z
  .string()
  .min(3)
  .max(20)
  .regex(slugPattern, { error: 'a to z, 0 to 9 and single hyphens inside, with at least one letter' });

const accountId = z
  .string()
  .regex(/^\d{12}$/, { error: 'twelve digits in quotes, such as "111122223333"' })
  .meta({ description: 'AWS account id: twelve digits, in quotes so that YAML keeps leading zeros.' });

const awsRegion = z
  .string()
  .regex(/^[a-z]{2,5}(-[a-z]+)+-\d+$/, { error: 'an AWS Region code, such as cn-north-1 or eu-central-1' });

const organizationId = z
  .string()
  .regex(/^o-[a-z0-9]{10,32}$/, { error: 'an AWS Organizations id, such as o-a1b2c3d4e5' });

const humanName = z
  .string()
  .min(1)
  .max(120)
  // eslint's no-control-regex does not apply to property escapes; a name is one line that people can read. It stands in
  // templates, where CloudFormation would put the value of a parameter or a secret in place of what it reads as its own.
  .regex(/^(?!.*\$\{)(?!.*\{\{)(?!.*AWS::)[^\p{C}\p{Zl}\p{Zp}]+$/u, {
    error: 'one line of visible characters, without `${`, `{{` and `AWS::`, which CloudFormation reads as its own',
  });

const names = z
  .strictObject({
    en: humanName.optional().meta({ description: 'English.' }),
    zh: humanName.optional().meta({ description: 'Chinese.' }),
    ru: humanName.optional().meta({ description: 'Russian.' }),
    be: humanName.optional().meta({ description: 'Belarusian.' }),
  })
  .meta({ description: 'Names for people, by language. They stand in tags and reports, never in policies.' });

const stores = z.strictObject({
  records: z
    .strictObject({
      dataClasses: z
        .array(z.enum(recordsClasses))
        .min(1)
        .meta({ description: 'What the store holds, from least to most guarded.' }),
    })
    .optional()
    .meta({
      description:
        'Personal data. Default: `personal` and `sensitive`, since any record of a pupil under 14 is sensitive under PIPL article 28.',
    }),
  materials: z
    .strictObject({
      dataClasses: z
        .array(z.enum(materialsClasses))
        .min(1)
        .meta({ description: 'What the store holds: nothing about persons.' }),
    })
    .optional()
    .meta({ description: 'Teaching resources. Default: `open`, `licensed` and `internal`.' }),
});

const email = z
  .string()
  .max(254)
  .regex(/^[A-Za-z0-9._%+-]{1,64}@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/, {
    error: 'an e-mail address, such as cloud@bureau.example',
  });

const alarmEmails = z.array(email).max(10);

export const schoolSchema = z
  .strictObject({
    id: slug.meta({ description: 'Slug of the school. It names buckets, key and parameters, and never changes.' }),
    names: names.optional(),
    kind: z
      .enum(schoolKinds)
      .default('primary')
      .meta({ description: 'Kind of institution. The default is the one whose pupils the law guards most.' }),
    tier: z.enum(tiers).optional().meta({
      description:
        '`node`: an AWS account of its own. `pooled`: its own buckets and key in a district account. `external`: no AWS resources here, a party to agreements. Default: `node` with an `account`, `pooled` with a `district`.',
    }),
    district: slug.optional().meta({ description: 'District of a pooled school.' }),
    account: accountId.optional().meta({ description: 'Account of a node: twelve digits in quotes.' }),
    jurisdiction: z
      .enum(jurisdictionIds())
      .optional()
      .meta({ description: 'Jurisdiction whose law holds for the school. Default: the region’s.' }),
    domains: z
      .array(domain)
      .optional()
      .meta({ description: 'DNS domains of the school, each used by one school only.' }),
    home: awsRegion.optional().meta({ description: 'AWS Region of a node. Default: the region’s `home`.' }),
    recovery: awsRegion
      .optional()
      .meta({ description: 'AWS Region of a node’s recovery copies. Default: the region’s `recovery`.' }),
    recoveryTargets: recoveryTargetsSchema.optional(),
    recoveryTakenBy: recoveryTakenBySchema.optional().meta({
      description:
        'Roles and users that may take the recovery role of a node’s account, which ends copies before their time. Default: AWS services alone, and it may do nothing.',
    }),
    stores: stores.optional().meta({ description: 'Data classes of each store.' }),
    forwarding: z.enum(forwardings).optional().meta({
      description: 'What the trail of a node’s account sends to the log archive. Default: as in `audit`.',
    }),
    alarmEmails: alarmEmails
      .optional()
      .meta({ description: 'Who hears the alarms of a node’s account. Default: nobody is subscribed.' }),
    identityProvider: identityProviderSchema,
    oidc: oidcSchema.optional(),
  })
  .meta({ description: 'One school.' });

export const rosterSchema = z
  .strictObject({
    from: z.string().min(1).meta({ description: 'CSV file, relative to the region file.' }),
    encoding: z
      .enum(['utf-8', 'gb18030'])
      .default('utf-8')
      .meta({ description: '`utf-8` (with or without BOM), or `gb18030` as Chinese Excel writes it.' }),
    district: slug.optional().meta({ description: 'District of every row that names neither district nor account.' }),
  })
  .meta({ description: 'A roster: one school a row, columns named after the keys of a school.' });

export const districtSchema = z
  .strictObject({
    id: slug.meta({ description: 'Slug of the district.' }),
    names: names.optional(),
    account: accountId.meta({ description: 'Account that the pooled schools of the district share.' }),
    moreAccounts: z.array(accountId).optional().meta({
      description:
        'Further accounts: new schools go to the first account that holds fewer than 80, to the last one when all do.',
    }),
    keyScope: z.enum(keyScopes).default('school').meta({
      description:
        '`school`: a key for each school. `district`: one key for the schools of a shard, at most 20; cheaper, and the plan says what it gives up. Fixed once a school lives there.',
    }),
    home: awsRegion.optional().meta({ description: 'AWS Region of its schools. Default: the region’s `home`.' }),
    recovery: awsRegion
      .optional()
      .meta({ description: 'AWS Region of its recovery copies. Default: the region’s `recovery`.' }),
    recoveryTargets: recoveryTargetsSchema.optional(),
    cloudPersonas: cloudPersonasSchema
      .optional()
      .meta({ description: 'Who of its schools may have AWS credentials. Default: as in `federation`.' }),
  })
  .meta({ description: 'A group of pooled schools that share an account.' });

const offboardedSchema = z
  .strictObject({
    id: slug.meta({ description: 'Slug of a school that has left for good.' }),
    reason: z.string().min(1).meta({ description: 'Why, for the record.' }),
  })
  .meta({ description: 'A school that leaves the templates. Its buckets and key stay in the account, unmanaged.' });

/** Everything but the schools, so that a mistake in one school hides no mistake elsewhere. */
export const shellShape = {
  id: slug.meta({ description: 'Slug of the region.' }),
  names: names.optional(),
  partition: z.enum(partitionIds()).meta({ description: 'AWS partition that the region lives in.' }),
  home: awsRegion.meta({ description: 'AWS Region of the hub, and of every school that states no other.' }),
  recovery: awsRegion.optional().meta({ description: 'AWS Region of recovery copies. Default: none.' }),
  recoveryTargets: recoveryTargetsSchema.optional(),
  drillEveryDays: z
    .int()
    .min(1)
    .max(6)
    .default(3)
    .meta({ description: 'Days between two drills of restores; an alarm tells of a week without one.' }),
  recoveryTakenBy: recoveryTakenBySchema.optional().meta({
    description:
      'Roles and users that may take the recovery role in accounts of districts and of copies; it alone ends a copy before its time. Nodes say it for themselves. Default: AWS services alone, and it may do nothing.',
  }),
  endedRecovery: z.array(endedRecoverySchema).optional().meta({ description: 'Copies that end, and why.' }),
  jurisdiction: z
    .enum(jurisdictionIds())
    .optional()
    .meta({ description: 'Jurisdiction of the region. Default: the one that the home AWS Region lies in.' }),
  perimeter: z
    .strictObject({
      organizations: z.array(organizationId).optional().meta({ description: 'AWS Organizations ids.' }),
      accounts: z
        .array(accountId)
        .optional()
        .meta({ description: 'Accounts outside those organisations, such as a university’s own.' }),
    })
    .optional()
    .meta({ description: 'Who counts as inside. Hub, log archive and districts always do.' }),
  accounts: z
    .strictObject({
      hub: accountId.meta({ description: 'Account of the commons.' }),
      logArchive: accountId.optional().meta({ description: 'Account of the log archive. Default: the hub’s account.' }),
      recovery: accountId.optional().meta({
        description:
          'Account that keeps the replicas of pooled schools, so that nobody who rules a district’s account rules its copies. Default: each district’s own.',
      }),
    })
    .meta({ description: 'Accounts of the shared part.' }),
  audit: z
    .strictObject({
      retentionDays: z.int().min(180).max(3650).default(400).meta({
        description:
          'Days for which no log file of a trail can be changed or deleted. At least 180: network logs are kept for six months in China (Cybersecurity Law, unverified).',
      }),
      forwarding: z.enum(forwardings).default('none').meta({
        description:
          'What every account’s trail sends to the log archive besides what it keeps itself: nothing, `management` events, or `all`, data events too.',
      }),
      organizationTrail: z
        .strictObject({
          account: accountId.meta({
            description: 'Account that makes the trail: the management account, or a delegated administrator.',
          }),
          managementAccount: accountId.meta({ description: 'Management account of the organisation.' }),
        })
        .optional()
        .meta({ description: 'A trail of the whole organisation into the log archive. Default: none.' }),
    })
    .optional()
    .meta({ description: 'Trails and how long they are kept.' }),
  alarmEmails: alarmEmails.optional().meta({
    description: 'Who hears the alarms of hub, log archive and districts. Default: nobody is subscribed.',
  }),
  federation: federationSchema.optional(),
  delivery: deliverySchema.optional(),
  districts: z.array(districtSchema).optional().meta({ description: 'Districts of pooled schools.' }),
  offboarded: z.array(offboardedSchema).optional().meta({ description: 'Schools that have left for good.' }),
};

export const shellSchema = z.strictObject(shellShape);

/** The whole file, as documentation and editors see it. */
export const regionFileSchema = z
  .strictObject({
    region: z
      .strictObject({
        ...shellShape,
        schools: z
          .union([rosterSchema, z.array(z.union([schoolSchema, rosterSchema])).min(1)])
          .meta({ description: 'The schools: a roster, or a list of schools and rosters.' }),
      })
      .meta({ description: 'The regional education cloud.' }),
  })
  .meta({ title: 'educloud region file', description: 'One regional education cloud.' });

export type SchoolInput = z.output<typeof schoolSchema>;
export type RosterInput = z.output<typeof rosterSchema>;
export type ShellInput = z.output<typeof shellSchema>;
