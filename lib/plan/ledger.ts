import { createHash } from 'node:crypto';
import { z } from 'zod';
import { compare, issue, type Issue } from '../errors';
import { materialsClasses, nameLanguages, recordsClasses, schoolKinds } from '../vocabulary';
import { schoolsPerShard } from './budget';

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

const seatSchema = z.strictObject({
  status: z.enum(['active', 'frozen', 'offboarded']),
  tier: z.enum(['node', 'pooled']),
  district: z.string().optional(),
  ...location,
  recoveryRegion: z.string().optional(),
  keyScope: z.enum(['school']),
  names: z.partialRecord(z.enum(nameLanguages), z.string()),
  kind: z.enum(schoolKinds),
  jurisdiction: z.string(),
  domains: z.array(z.string()),
  dataClasses: z.strictObject({
    records: z.array(z.enum(recordsClasses)),
    materials: z.array(z.enum(materialsClasses)),
  }),
  seal: z.string(),
});

const ledgerSchema = z.strictObject({
  version: z.literal(ledgerVersion),
  region: z.string(),
  partition: z.string(),
  shared: z.strictObject({ hub: sharedSchema, logArchive: sharedSchema }),
  schools: z.record(z.string(), seatSchema),
});

export type Ledger = z.output<typeof ledgerSchema>;
export type Seat = Ledger['schools'][string];
export type SharedSeat = Ledger['shared']['hub'];

/** Reads a ledger; refuses one that is damaged, newer, or changed by hand. */
export function parseLedger(text: string, file: string): { ledger?: Ledger; issues: readonly Issue[] } {
  const json = parseJson(text);
  const version = z.looseObject({ version: z.number() }).safeParse(json);
  if (version.success && version.data.version > ledgerVersion) {
    return {
      issues: [
        issue('EDU402', 'the ledger was written by a newer educloud', {
          file,
          found: `version ${version.data.version}`,
          allowed: `version ${ledgerVersion}`,
          fix: 'upgrade educloud; an older one would lose what it does not understand',
        }),
      ],
    };
  }
  const parsed = ledgerSchema.safeParse(json);
  if (!parsed.success) return { issues: [damaged(text, json, parsed.error.issues, file)] };
  const issues = [...brokenSeals(parsed.data, text, file), ...contradictions(parsed.data, text, file)];
  return issues.length > 0 ? { issues } : { ledger: parsed.data, issues };
}

/** The ledger as it is committed: sorted, one line a school. */
export function formatLedger(ledger: Ledger): string {
  const lines = Object.entries(ledger.schools)
    .sort(([a], [b]) => compare(a, b))
    .map(([id, seat]) => `    ${JSON.stringify(id)}: ${JSON.stringify(ordered(seat))}`);
  const shared = Object.entries(ledger.shared).map(
    ([id, seat]) => `    ${JSON.stringify(id)}: ${JSON.stringify(seat)}`,
  );
  return [
    '{',
    `  "version": ${ledger.version},`,
    `  "region": ${JSON.stringify(ledger.region)},`,
    `  "partition": ${JSON.stringify(ledger.partition)},`,
    '  "shared": {',
    shared.join(',\n'),
    '  },',
    lines.length === 0 ? '  "schools": {}' : `  "schools": {\n${lines.join(',\n')}\n  }`,
    '}',
    '',
  ].join('\n');
}

/** Guards a placement against a slip of the editor; it is no signature. */
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

function sealOf(region: string, id: string, seat: Partial<Omit<Seat, 'seal'>>): string {
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
  ];
  return createHash('sha256')
    .update(JSON.stringify(sealed.map((value) => value ?? null)))
    .digest('hex')
    .slice(0, 12);
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
    keyScope,
    names,
    kind,
    jurisdiction,
    domains,
    dataClasses,
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
    keyScope,
    names,
    kind,
    jurisdiction,
    domains,
    dataClasses: { records: dataClasses.records, materials: dataClasses.materials },
    seal,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function damaged(text: string, json: unknown, found: readonly z.core.$ZodIssue[], file: string): Issue {
  const conflict = text.split('\n').findIndex((line) => /^(<{7}|={7}|>{7})/.test(line));
  const first = found[0];
  const what =
    conflict >= 0
      ? 'merge conflict markers'
      : json === undefined
        ? 'no JSON'
        : `${(first?.path ?? []).map(String).join('.') || 'the whole'}: ${first?.message ?? ''}`;
  return issue('EDU401', 'the ledger cannot be read', {
    file,
    ...(conflict >= 0 ? { line: conflict + 1, column: 1 } : {}),
    found: what,
    allowed: 'a ledger as `educloud plan --write` leaves it',
    fix:
      conflict >= 0
        ? 'keep the lines of both sides, then run `educloud plan FILE --write`'
        : 'restore it from version control; it is the only record of where schools live',
  });
}

function brokenSeals(ledger: Ledger, text: string, file: string): Issue[] {
  const shared = Object.entries(ledger.shared).filter(([id, seat]) => seat.seal !== sealOf(ledger.region, id, seat));
  const schools = Object.entries(ledger.schools).filter(([id, seat]) => seat.seal !== sealOf(ledger.region, id, seat));
  return [...shared, ...schools].map(([id]) =>
    issue('EDU403', `the placement of \`${id}\` does not fit its seal`, {
      file,
      line: lineOf(text, id),
      column: 1,
      path: id,
      allowed: 'lines that only `educloud plan --write` has written',
      fix: 'restore the line from version control: the kit never moves a school, since its data would stay behind',
    }),
  );
}

/** What no seal can show: lines that fit one by one and not together, as a careless merge leaves them. */
function contradictions(ledger: Ledger, text: string, file: string): Issue[] {
  const stacks = new Map<string, { id: string; seat: Seat; count: number }>();
  const issues: Issue[] = [];
  for (const [id, seat] of Object.entries(ledger.schools)) {
    if (seat.status === 'offboarded') continue;
    const first = stacks.get(seat.stack);
    if (first === undefined) {
      stacks.set(seat.stack, { id, seat, count: 1 });
      continue;
    }
    first.count += 1;
    const apart = first.seat.account !== seat.account || first.seat.awsRegion !== seat.awsRegion;
    if (apart || (first.count === schoolsPerShard + 1 && seat.tier === 'pooled') || seat.tier === 'node') {
      issues.push(
        issue(
          'EDU403',
          apart
            ? `\`${id}\` and \`${first.id}\` share a stack and live in different places`
            : `stack ${seat.stack} holds more schools than it may`,
          {
            file,
            line: lineOf(text, id),
            column: 1,
            path: id,
            allowed: `one account and AWS Region a stack, ${schoolsPerShard} schools a shard, one a node`,
            fix: 'restore the ledger of one side of the merge and run `educloud plan FILE --write`',
          },
        ),
      );
    }
  }
  return issues;
}

function lineOf(text: string, id: string): number {
  return (
    Math.max(
      0,
      text.split('\n').findIndex((line) => line.startsWith(`    ${JSON.stringify(id)}:`)),
    ) + 1
  );
}
