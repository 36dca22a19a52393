import { createHash } from 'node:crypto';
import { z } from 'zod';
import { compare } from '../errors';
import { copySeatSchema, orderedCopies } from './recovery/copy-seats';
import { forwardings, keyScopes, materialsClasses, nameLanguages, recordsClasses, schoolKinds } from '../vocabulary';

// The ledger says where each school lives. It is committed beside the region file, one line a school, so that two
// branches that each add a school merge without a conflict of meaning.

/** Format that this kit writes, and the newest that it reads. */
export const ledgerVersion = 1;

/** File name of the ledger, beside the region file. */
export const ledgerFile = 'educloud.lock.json';

const location = {
  stack: z.string().min(1),
  account: z.string().regex(/^\d{12}$/),
  awsRegion: z.string().min(1),
  bucketNaming: z.enum(['account-regional', 'hashed']),
};

const sharedSchema = z.strictObject({ ...location, seal: z.string() });

const baseSchema = z.strictObject({ ...location, trail: z.boolean(), seal: z.string() });

const auditSchema = z.strictObject({
  retentionDays: z.int(),
  forwarding: z.enum(forwardings),
  organizationTrail: z.strictObject({ account: z.string(), managementAccount: z.string() }).optional(),
});

const seatSchema = z.strictObject({
  status: z.enum(['active', 'frozen', 'offboarded']),
  tier: z.enum(['node', 'pooled']),
  district: z.string().optional(),
  ...location,
  recoveryRegion: z.string().optional(),
  recovery: copySeatSchema.optional(),
  keyScope: z.enum(keyScopes),
  names: z.partialRecord(z.enum(nameLanguages), z.string()),
  kind: z.enum(schoolKinds),
  jurisdiction: z.string(),
  domains: z.array(z.string()),
  dataClasses: z.strictObject({
    records: z.array(z.enum(recordsClasses)),
    materials: z.array(z.enum(materialsClasses)),
  }),
  forwarding: z.enum(forwardings).optional(),
  alarmEmails: z.array(z.string()).optional(),
  recoveryTakenBy: z.array(z.string()).optional(),
  seal: z.string(),
});

export const ledgerSchema = z.strictObject({
  version: z.literal(ledgerVersion),
  region: z.string(),
  partition: z.string(),
  perimeter: z.strictObject({ organizations: z.array(z.string()), accounts: z.array(z.string()) }),
  audit: auditSchema.optional(),
  alarmEmails: z.array(z.string()).default([]),
  recoveryTakenBy: z.array(z.string()).optional(),
  shared: z.strictObject({ hub: sharedSchema, logArchive: sharedSchema }),
  /** By account and AWS Region, such as `111122223333/cn-north-1`. */
  bases: z.record(z.string(), baseSchema).default({}),
  schools: z.record(z.string(), seatSchema),
});

export type Ledger = z.output<typeof ledgerSchema>;
export type Seat = Ledger['schools'][string];
export type SharedSeat = Ledger['shared']['hub'];
export type BaseSeat = Ledger['bases'][string];

/** The seat of a school; none for a slug that the ledger does not know, even where every object has such a member. */
export function seatOf(ledger: Ledger | undefined, id: string): Seat | undefined {
  return ledger !== undefined && Object.hasOwn(ledger.schools, id) ? ledger.schools[id] : undefined;
}

/** The ledger as it is committed: sorted, one line a school. */
export function formatLedger(ledger: Ledger): string {
  const lines = Object.entries(ledger.schools)
    .sort(([a], [b]) => compare(a, b))
    .map(([id, seat]) => `    ${JSON.stringify(id)}: ${JSON.stringify(ordered(seat))}`);
  const rows = (seats: Readonly<Record<string, object>>): string =>
    Object.entries(seats)
      .map(([id, seat]) => `    ${JSON.stringify(id)}: ${JSON.stringify(seat)}`)
      .join(',\n');
  return [
    '{',
    `  "version": ${ledger.version},`,
    `  "region": ${JSON.stringify(ledger.region)},`,
    `  "partition": ${JSON.stringify(ledger.partition)},`,
    `  "perimeter": ${JSON.stringify(ledger.perimeter)},`,
    ...(ledger.audit === undefined ? [] : [`  "audit": ${JSON.stringify(ledger.audit)},`]),
    `  "alarmEmails": ${JSON.stringify(ledger.alarmEmails)},`,
    ...(ledger.recoveryTakenBy === undefined
      ? []
      : [`  "recoveryTakenBy": ${JSON.stringify(ledger.recoveryTakenBy)},`]),
    '  "shared": {',
    rows(ledger.shared),
    '  },',
    '  "bases": {',
    rows(ledger.bases),
    '  },',
    lines.length === 0 ? '  "schools": {}' : `  "schools": {\n${lines.join(',\n')}\n  }`,
    '}',
    '',
  ].join('\n');
}

/** Guards a placement against a slip of the editor. */
export function sealSeat(region: string, id: string, seat: Omit<Seat, 'seal'>): Seat {
  return ordered({ ...seat, seal: sealOf(region, id, seat) });
}

export function sealShared(region: string, id: string, seat: Omit<SharedSeat, 'seal'>): SharedSeat {
  return {
    stack: seat.stack,
    account: seat.account,
    awsRegion: seat.awsRegion,
    bucketNaming: seat.bucketNaming,
    seal: sealOf(region, id, seat),
  };
}

export function sealBase(region: string, id: string, seat: Omit<BaseSeat, 'seal'>): BaseSeat {
  const { stack, account, awsRegion, bucketNaming, trail } = seat;
  return { stack, account, awsRegion, bucketNaming, trail, seal: sealOfBase(region, id, seat) };
}

/** Twelve digits that fit a base and nothing else. */
export function sealOfBase(region: string, id: string, seat: Omit<BaseSeat, 'seal'>): string {
  return digest([region, 'base', id, seat.stack, seat.account, seat.awsRegion, seat.bucketNaming, seat.trail]);
}

/** Twelve digits that fit a placement and no other; it is no signature. */
export function sealOf(region: string, id: string, seat: Partial<Omit<Seat, 'seal'>>): string {
  const sealed = [
    region,
    id,
    seat.status,
    seat.tier,
    seat.district,
    seat.stack,
    seat.account,
    seat.awsRegion,
    seat.bucketNaming,
    seat.recoveryRegion,
    seat.keyScope,
    // A ledger from before anything was copied keeps its seals.
    ...(seat.recovery?.place === undefined ? [] : Object.values(seat.recovery.place)),
  ];
  return digest(sealed.map((value) => value ?? null));
}

function digest(values: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 12);
}

function ordered(seat: Seat): Seat {
  const {
    status,
    tier,
    district,
    stack,
    account,
    awsRegion,
    bucketNaming,
    recoveryRegion,
    recovery,
    keyScope,
    names,
    kind,
    jurisdiction,
    domains,
    dataClasses,
    forwarding,
    alarmEmails,
    recoveryTakenBy,
    seal,
  } = seat;
  return {
    status,
    tier,
    ...(district === undefined ? {} : { district }),
    stack,
    account,
    awsRegion,
    bucketNaming,
    ...(recoveryRegion === undefined ? {} : { recoveryRegion }),
    ...(recovery === undefined ? {} : { recovery: orderedCopies(recovery) }),
    keyScope,
    names,
    kind,
    jurisdiction,
    domains,
    dataClasses: { records: dataClasses.records, materials: dataClasses.materials },
    ...(forwarding === undefined ? {} : { forwarding }),
    ...(alarmEmails === undefined || alarmEmails.length === 0 ? {} : { alarmEmails }),
    ...(recoveryTakenBy === undefined || recoveryTakenBy.length === 0 ? {} : { recoveryTakenBy }),
    seal,
  };
}
