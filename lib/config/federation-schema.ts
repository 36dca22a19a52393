import { z } from 'zod';
import { cloudPersonas, federationModes, federationPresets, identityProviders, schoolPersonas } from '../vocabulary';

// The part of the region file that says who may enter. What stands here ends in trust policies, which take U+0020 to
// U+00FF and read `*`, `?` and `${` as their own; so values are plain ASCII without them.

const entityId = z
  .string()
  .max(1024)
  .regex(/^(?:https?:\/\/|urn:)[!-~]+$/, { error: 'an entityID: https://… or urn:…, without blanks' });

const affiliation = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$/, { error: 'a value without its scope, such as faculty' });

/** Without wildcards and variables of IAM. */
const entitlement = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[A-Za-z0-9:/._~#%+=,;@!-]+$/, { error: 'a URI, such as urn:x-educloud:school-admin' });

export const domain = z
  .string()
  .regex(/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/, {
    error: 'a DNS name in lower case, such as hit.edu.cn',
  });

const persona = z.enum([...schoolPersonas, 'none']);

const feedSchema = z
  .strictObject({
    preset: z.enum(federationPresets).meta({
      description: 'Whose attribute values it sends: CARSI, a federation of eduGAIN, or a federation of schools.',
    }),
    affiliations: z.record(affiliation, persona).optional().meta({
      description:
        'Values of eduPersonScopedAffiliation, without scope, to `student`, `teacher` or `school-admin`, on top of the preset’s; `none` takes one away. A value that is nowhere gives no role.',
    }),
    entitlements: z
      .record(entitlement, persona)
      .optional()
      .meta({ description: 'Values of eduPersonEntitlement to the same, on top of the preset’s.' }),
    signers: z
      .array(z.string().regex(/^[0-9a-f]{64}$/, { error: 'SHA-256 of a certificate, as 64 hexadecimal digits' }))
      .optional()
      .meta({
        description:
          'SHA-256 of the certificates that may verify the feed, as the report of an import prints it. Default: any; the lock keeps which it was.',
      }),
    registrars: z.array(entityId).optional().meta({
      description: 'Values of registrationAuthority that are taken. Default: every one of the feed.',
    }),
  })
  .meta({ description: 'A signed SAML metadata feed, by a name of your own.' });

export const cloudPersonasSchema = z.array(z.enum(cloudPersonas)).meta({
  description: 'Who may have AWS credentials: `teacher` (materials) and `school-admin` (materials and records).',
});

const bureauSchema = z
  .strictObject({
    entityId: entityId.meta({ description: 'entityID of the bureau’s own identity provider, in one of the feeds.' }),
    domains: z.array(domain).min(1).meta({ description: 'Scopes that it may assert.' }),
    operators: entitlement
      .default('urn:x-educloud:bureau-operator')
      .meta({ description: 'Entitlement of those who run the cloud.' }),
    auditors: entitlement
      .default('urn:x-educloud:auditor')
      .meta({ description: 'Entitlement of those who read configuration and logs.' }),
    breakGlass: entitlement
      .default('urn:x-educloud:break-glass')
      .meta({ description: 'Entitlement of those who may read data of pooled schools in an emergency.' }),
  })
  .meta({ description: 'Sign-in of the bureau’s people. Default: none, so nobody of the bureau has a role.' });

export const federationSchema = z
  .strictObject({
    mode: z.enum(federationModes).optional().meta({
      description:
        'How people of pooled schools come in. `direct`: an identity provider for each school in its account; `sharded`: the same, over several accounts of a district; `proxy`: one for all. Default: by numbers, account by account. A node is always direct.',
    }),
    feeds: z
      .record(
        z.string().regex(/^[a-z0-9][a-z0-9-]{0,19}$/, { error: 'a short name: a to z, 0 to 9, hyphens' }),
        feedSchema,
      )
      .optional()
      .meta({ description: 'Feeds from which metadata is imported.' }),
    cloudPersonas: cloudPersonasSchema.default([...cloudPersonas]),
    bureau: bureauSchema.optional(),
    proxy: z
      .strictObject({ entityId: entityId.meta({ description: 'entityID of the proxy, in one of the feeds.' }) })
      .optional()
      .meta({
        description: 'The proxy identity provider, which stands before the schools’ own where there are too many.',
      }),
  })
  .meta({ description: 'Who may sign in, and from where. Default: nobody; the templates make no role for people.' });

/** Issuers that AWS takes: https, without port, query or fragment. */
const issuer = z
  .string()
  .max(255)
  .regex(
    /^https:\/\/(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9](?:\/(?!\.\.?(?:\/|$))[A-Za-z0-9._~-]+)*$/,
    {
      error:
        'an https address in lower case without port, query, fragment and slash at its end, such as https://login.school.example/realms/staff',
    },
  );

const clientId = z
  .string()
  .regex(/^[A-Za-z0-9._:/+=@-]{1,255}$/, { error: 'a client id of up to 255 letters, digits and `._:/+=@-`' });

export const identityProviderSchema = z.enum(identityProviders).optional().meta({
  description:
    'Where its people sign in: `feed`, the identity provider in a feed whose scope is one of its `domains`; `oidc`; or `none`. Default: `oidc` where it is given, else `feed`.',
});

export const oidcSchema = z
  .strictObject({
    issuer: issuer.meta({ description: 'Issuer, which belongs to this school alone.' }),
    clients: z
      .strictObject({
        teacher: clientId.optional().meta({ description: 'Client id with which teachers sign in.' }),
        'school-admin': clientId.optional().meta({ description: 'Client id with which administrators sign in.' }),
      })
      .meta({
        description:
          'A client id for each persona: AWS sees no other claim of an issuer, so the client says who it is.',
      }),
  })
  .meta({ description: 'OpenID Connect provider of the school.' });

export type FederationInput = z.output<typeof federationSchema>;
