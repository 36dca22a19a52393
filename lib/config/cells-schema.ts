import { z } from 'zod';

// The shape of a cells file: who owns what in an assembly without the kit's tags, and what no template says.

const resource = (what: string, message: string) =>
  z
    .array(z.string().regex(/^[^\s*?\p{C}]{1,2048}$/u, { error: message }))
    .optional()
    .meta({ description: what });

const exact = 'one name or ARN, without wildcards and blanks';

const account = z.string().regex(/^\d{12}$/, { error: 'twelve digits in quotes, such as "111122223333"' });

const cell = z.strictObject({
  buckets: resource('Buckets of the school, by name or ARN.', exact),
  keys: resource('KMS keys of the school alone, by ARN, id or alias.', exact),
  roles: resource('Roles that act as the school, by name or ARN.', exact),
});

const roleArn = z.string().regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[^\s*?\p{C}]+$/u, {
  error: 'the ARN of a role, without wildcards',
});

const personArn = z.string().regex(/^arn:aws[a-z-]*:iam::\d{12}:(?:role|user)\/[^\s*?\p{C}]+$/u, {
  error: 'the ARN of a role or user, without wildcards',
});

const roleArns = (what: string) => z.array(roleArn).optional().meta({ description: what });

const providerArns = (what: string) =>
  z
    .array(
      z.string().regex(/^arn:aws[a-z-]*:iam::\d{12}:(?:saml|oidc)-provider\/[^\s*?\p{C}]+$/u, {
        error: 'the ARN of an identity provider, without wildcards',
      }),
    )
    .optional()
    .meta({ description: what });

const domains = z.array(
  z
    .string()
    .regex(/^[^\s@*?\p{C}]{1,253}$/u, { error: 'a domain as identity providers write it, without `@` and wildcards' }),
);

const signIn = z.strictObject({
  domains: z
    .record(z.string(), domains)
    .optional()
    .meta({ description: 'Domains of each school, by its id: the scopes of its affiliations.' }),
  audiences: z
    .array(
      z.string().regex(/^[^\s*?\p{C}]{1,256}$/u, { error: 'an address, such as https://signin.aws.amazon.com/saml' }),
    )
    .optional()
    .meta({ description: 'Recipients of assertions: the addresses at which AWS takes them.' }),
  bureau: providerArns('Identity providers of those who run the cloud.'),
  bureauDomains: domains.optional().meta({ description: 'Domains of those who run the cloud. Default: any.' }),
  proxies: providerArns('Identity providers that vouch for people of many schools.'),
  userTags: z
    .array(z.string().regex(/^[^\s*?\p{C}]{1,128}$/u, { error: 'the key of a tag, without wildcards' }))
    .optional()
    .meta({ description: 'Keys of session tags that say something of a user and nothing of what they may do.' }),
});

export const cellsSchema = z
  .strictObject({
    schools: z.record(z.string(), cell).meta({ description: 'What belongs to each school, by its id.' }),
    perimeter: z
      .strictObject({
        organizations: z
          .array(z.string().regex(/^o-[a-z0-9]{10,32}$/, { error: 'an AWS Organizations id, such as o-a1b2c3d4e5' }))
          .optional()
          .meta({ description: 'Organisations whose accounts are inside.' }),
        accounts: z.array(account).optional().meta({ description: 'Accounts that are inside.' }),
      })
      .optional()
      .meta({ description: 'Who is inside. Default: the accounts of the assembly.' }),
    serviceRoles: roleArns('Roles that act on stores for AWS itself: replication, backup, recovery.'),
    recoveryRoles: roleArns('Of these the roles that may delete or shorten copies.'),
    recoveryTakers: z
      .record(roleArn, z.array(personArn))
      .optional()
      .meta({ description: 'Roles and users that take these besides AWS services, by the ARN of the role.' }),
    restoreRoles: roleArns('Roles with which AWS restores for a school, which its services take.'),
    breakGlass: roleArns('Roles that may read everything in an emergency.'),
    federation: signIn.optional().meta({ description: 'Who signs in, and from where.' }),
    closedAccounts: z.array(account).optional().meta({
      description: 'Accounts in which nobody is assumed but the principals of the templates.',
    }),
  })
  .meta({ title: 'Cells', description: 'Which school owns what in a cloud assembly, for `educloud prove --cells`.' });

export type CellsInput = z.output<typeof cellsSchema>;
