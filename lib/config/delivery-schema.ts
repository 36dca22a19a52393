import { z } from 'zod';
import { dataClasses, deliveryMeans, icpOperators, recordalNumber } from '../vocabulary';
import { domain } from './federation-schema';

// The part of the region file that says how the commons reaches people. Which fields fit together and what the partition
// takes is judged by the rules.

const certificateSchema = z
  .union([
    z.strictObject({
      acm: z.string().regex(/^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[A-Za-z0-9-]+$/, {
        error: 'the ARN of a certificate in AWS Certificate Manager',
      }),
    }),
    z.strictObject({
      iam: z.string().regex(/^ASCA[A-Z0-9]{12,124}$/, {
        error: 'the id of a server certificate in IAM, which begins with ASCA (not its name or ARN)',
      }),
    }),
  ])
  .meta({
    description:
      'Certificate for the domains: `acm`, the ARN of one in AWS Certificate Manager, or `iam`, the id of a server certificate in IAM, as the partition takes it.',
  });

const icpSchema = z
  .strictObject({
    recordalNumber: z
      .string()
      .regex(recordalNumber, {
        error: 'a recordal number (备案号) such as 辽ICP备12345678号-1: province, ICP备, 8 or 10 digits, 号',
      })
      .meta({ description: 'Number of the recordal (ICP 备案号).' }),
    rootDomain: domain.meta({
      description: 'Domain that the recordal is filed for; every domain of `domains` lies in it.',
    }),
    operator: z
      .enum(icpOperators)
      .meta({ description: 'With whom the recordal is filed: `sinnet` (Beijing) or `nwcd` (Ningxia).' }),
  })
  .meta({ description: 'ICP recordal, without which no CDN may serve a domain in mainland China.' });

const signingKeySchema = z.strictObject({
  id: z
    .string()
    .regex(/^(?=.{1,20}$)[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'up to 20 of a to z, 0 to 9 and single hyphens inside' })
    .meta({ description: 'Name of the key, such as 2026a; never given to another key.' }),
  publicKey: z.string().min(1).meta({
    description:
      'Public key (PEM, RSA of 2048 bits), relative to the region file. The private one stays with who signs.',
  }),
});

const signingSchema = z
  .strictObject({
    keys: z.array(signingKeySchema).meta({
      description: 'Two to five keys. All are accepted, so that one can be changed while another signs.',
    }),
    active: z.string().meta({ description: 'The key that signs now.' }),
    longestHours: z
      .int()
      .min(1)
      .max(744)
      .default(24)
      .meta({ description: 'Hours for which a signature may be valid, at most.' }),
  })
  .meta({ description: 'Who signs URLs and cookies for `licensed` material.' });

export const deliverySchema = z
  .strictObject({
    cdn: z.enum(deliveryMeans).default('cloudfront').meta({
      description:
        '`cloudfront`, or `none`: members read the commons with credentials of their own. A partition without CloudFront needs `none`.',
    }),
    store: z
      .enum(['commons', 'materials', 'records'])
      .default('commons')
      .meta({ description: 'Store to deliver: the commons. A school’s own stores are never delivered.' }),
    dataClasses: z.array(z.enum(dataClasses)).min(1).default(['open', 'licensed']).meta({
      description: 'What is delivered: `open` to everybody, `licensed` to whoever holds a signature. Default: both.',
    }),
    domains: z
      .array(domain)
      .min(1)
      .max(100)
      .optional()
      .meta({ description: 'The region’s own domains. Default: the CDN’s, where the partition allows it.' }),
    certificate: certificateSchema.optional(),
    icp: icpSchema.optional(),
    countries: z
      .array(z.string().regex(/^[A-Z]{2}$/, { error: 'a country code of ISO 3166-1 in capitals, such as CN or BY' }))
      .optional()
      .meta({
        description:
          'Countries whose viewers are served (ISO 3166-1 alpha-2), at least one where the CDN delivers; nobody elsewhere is.',
      }),
    webAcl: z
      .string()
      .regex(/^arn:aws[a-z-]*:wafv2:[a-z0-9-]+:\d{12}:(?:global|regional)\/webacl\/[\w-]{1,128}\/[a-f0-9-]{36}$/, {
        error: 'the ARN of a web ACL of AWS WAF',
      })
      .optional()
      .meta({ description: 'Web ACL of AWS WAF at the edge, where the partition has it. Default: none.' }),
    signing: signingSchema.optional(),
  })
  .meta({ description: 'How the commons reaches people without credentials of AWS. Default: not at all.' });

export type DeliveryInput = z.output<typeof deliverySchema>;
