import * as fc from 'fast-check';
import { jurisdiction, jurisdictionIds, partition, partitionIds } from '../../lib/facts';
import {
  cloudPersonas,
  federationModes,
  federationPresets,
  forwardings,
  keyScopes,
  materialsClasses,
  recordsClasses,
  schoolKinds,
  type Names,
} from '../../lib/vocabulary';
import { humanNames } from './human-names';
import { recoveryArbitrary, targetsArbitrary, type RecoveryShape, type TargetsShape } from './recovery-shape';
import { slug, slugs } from './slugs';
import { draftOf, type Draft } from './draft-of';

/** AWS Regions of one partition in one jurisdiction: a region lives in one such set. */
const sites = partitionIds().flatMap((id) =>
  jurisdictionIds().flatMap((law) => {
    const known = partition(id).awsRegions.map((one) => one.id);
    const awsRegions = jurisdiction(law).awsRegions.filter((one) => known.includes(one));
    return awsRegions.length === 0 ? [] : [{ partition: id, jurisdiction: law, awsRegions }];
  }),
);

/** What of the optional keys is written, and which AWS Region is meant: numbers choose among those of the site. */
const where = fc.record({ home: fc.option(fc.nat(5)), recovery: fc.option(fc.nat(5)), targets: targetsArbitrary });

const classes = fc.record({
  records: fc.option(fc.uniqueArray(fc.constantFrom(...recordsClasses), { minLength: 1 })),
  materials: fc.option(fc.uniqueArray(fc.constantFrom(...materialsClasses), { minLength: 1 })),
});

const emails = fc.uniqueArray(fc.constantFrom('a@b.cn', 'cloud+alarms@bureau.example', 'x_y.z%w-v@q-r.by'), {
  maxLength: 3,
});

const longLabel = 'a'.repeat(60);

const school = fc.record({
  as: fc.constantFrom('pooled', 'pooled', 'pooled', 'node', 'external'),
  saysTier: fc.boolean(),
  saysJurisdiction: fc.boolean(),
  elsewhere: fc.constantFrom(...jurisdictionIds()),
  district: fc.nat(2),
  names: fc.option(humanNames),
  kind: fc.option(fc.constantFrom(...schoolKinds)),
  domains: fc.uniqueArray(
    fc.constantFrom('example', 'edu.cn', 'xn--p1ai', `${longLabel}.${longLabel}.${longLabel}.by`),
    {
      maxLength: 3,
    },
  ),
  stores: fc.option(classes),
  where,
  forwarding: fc.option(fc.constantFrom(...forwardings)),
  alarmEmails: fc.option(emails),
  signIn: fc.constantFrom('feed', 'feed', 'oidc', 'none'),
  fate: fc.constantFrom('stays', 'stays', 'stays', 'frozen', 'offboarded'),
  inRoster: fc.nat(2),
});

const personas = fc.option(fc.subarray([...cloudPersonas]));

const federation = fc.record({
  mode: fc.option(fc.constantFrom(...federationModes)),
  preset: fc.constantFrom(...federationPresets),
  /** Whether the feed has values and a registrar of its own. */
  changed: fc.boolean(),
  personas,
  bureau: fc.constantFrom('none', 'usual', 'own words'),
  proxy: fc.boolean(),
});

const delivery = fc.record({
  cdn: fc.constantFrom('cloudfront', 'cloudfront', 'cloudfront', 'none'),
  licensed: fc.boolean(),
  countries: fc.uniqueArray(fc.constantFrom('CN', 'BY', 'DE', 'RU', 'US'), { minLength: 1 }),
  domains: fc.nat(2),
  /** Whether defaults are written out. */
  said: fc.boolean(),
  wall: fc.boolean(),
});

const account = fc
  .tuple(fc.nat(999_999), fc.nat(999_999))
  .map((halves) => halves.map((half) => String(half).padStart(6, '0')).join(''));

const organization = fc
  .array(fc.constantFrom(...Array.from('abz019')), { minLength: 10, maxLength: 32 })
  .map((letters) => `o-${letters.join('')}`);

const most = 9;

const shapeArbitrary = fc.record({
  id: slug,
  site: fc.constantFrom(...sites),
  where: fc.record({ home: fc.nat(5), recovery: fc.option(fc.nat(5)), targets: targetsArbitrary }),
  recovery: recoveryArbitrary,
  saysJurisdiction: fc.boolean(),
  names: fc.option(humanNames),
  sharedHub: fc.constantFrom('unsaid', 'said', 'apart'),
  organizations: fc.uniqueArray(organization, { maxLength: 3 }),
  guests: fc.nat(3),
  slugs: slugs(most),
  audit: fc.option(
    fc.record({
      retentionDays: fc.option(fc.integer({ min: 180, max: 3650 })),
      forwarding: fc.option(fc.constantFrom(...forwardings)),
      organizationTrail: fc.constantFrom('none', 'hub', 'apart'),
    }),
  ),
  alarmEmails: fc.option(emails),
  federation: fc.option(federation, { freq: 3 }),
  delivery: fc.option(delivery, { freq: 3 }),
  districts: fc.array(
    fc.record({
      names: fc.option(humanNames),
      where,
      more: fc.nat(2),
      keyScope: fc.option(fc.constantFrom(...keyScopes)),
      personas,
    }),
    { maxLength: 3 },
  ),
  accounts: fc.uniqueArray(account, { minLength: 3 * most, maxLength: 3 * most, size: 'max' }),
  schools: fc.array(school, { minLength: most, maxLength: most, size: 'max' }),
  reason: fc.constantFrom('closed', 'merged: "Oak" & Elm', '撤并'),
});

/** What the arbitrary says of one region, before it is made to keep every rule. */
export interface Shape {
  readonly id: string;
  readonly site: (typeof sites)[number];
  readonly where: { readonly home: number; readonly recovery: number | null; readonly targets: TargetsShape };
  readonly recovery: RecoveryShape;
  readonly saysJurisdiction: boolean;
  readonly names: Names | null;
  readonly sharedHub: string;
  readonly organizations: readonly string[];
  readonly guests: number;
  readonly slugs: readonly string[];
  readonly audit: {
    readonly retentionDays: number | null;
    readonly forwarding: string | null;
    readonly organizationTrail: string;
  } | null;
  readonly alarmEmails: readonly string[] | null;
  readonly federation: FederationShape | null;
  readonly delivery: DeliveryShape | null;
  readonly districts: readonly {
    readonly names: Names | null;
    readonly where: Where;
    /** How many further accounts. */
    readonly more: number;
    readonly keyScope: string | null;
    readonly personas: readonly string[] | null;
  }[];
  readonly accounts: readonly string[];
  readonly schools: readonly SchoolShape[];
  readonly reason: string;
}

export interface FederationShape {
  readonly mode: string | null;
  readonly preset: string;
  readonly changed: boolean;
  readonly personas: readonly string[] | null;
  readonly bureau: string;
  readonly proxy: boolean;
}

export interface DeliveryShape {
  readonly cdn: string;
  readonly licensed: boolean;
  readonly countries: readonly string[];
  /** How many besides the root domain; none where the CDN's own may serve. */
  readonly domains: number;
  readonly said: boolean;
  readonly wall: boolean;
}

export interface Where {
  readonly home: number | null;
  readonly recovery: number | null;
  readonly targets: TargetsShape;
}

export interface SchoolShape {
  readonly as: string;
  readonly saysTier: boolean;
  readonly saysJurisdiction: boolean;
  readonly elsewhere: string;
  readonly district: number;
  readonly names: Names | null;
  readonly kind: string | null;
  readonly domains: readonly string[];
  readonly stores: { readonly records: readonly string[] | null; readonly materials: readonly string[] | null } | null;
  readonly where: Where;
  readonly forwarding: string | null;
  readonly alarmEmails: readonly string[] | null;
  /** How its people sign in, where the region has a federation. */
  readonly signIn: string;
  readonly fate: string;
  /** 0: in the region file; else in the first or the second roster, where the region has them. */
  readonly inRoster: number;
}

/** A region that keeps every rule, and its next year: schools that are no longer listed, and those that left for good. */
export const validDrafts: fc.Arbitrary<Draft> = shapeArbitrary.map(draftOf);
