import { z } from 'zod';
import { issue, type Issue } from '../errors';
import { schoolsPerShard } from './budget';
import { duplicateKey } from './duplicate-keys';
import { ledgerSchema, ledgerVersion, sealOf, sealOfBase, type Ledger, type Seat } from './ledger';

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
  const twice = duplicateKey(text);
  if (twice !== undefined) {
    return {
      issues: [
        issue('EDU401', `\`${twice.key}\` stands twice in the ledger, so one of the two places would be forgotten`, {
          file,
          line: twice.line,
          column: 1,
          found: `\`${twice.key}\` a second time`,
          allowed: 'one line a school',
          fix: 'keep the line that has been deployed, remove the other, then run `educloud plan FILE --write`',
        }),
      ],
    };
  }
  const moved = brokenSeals(parsed.data, text, file);
  // A line that was moved contradicts its neighbours, too; that says nothing new.
  const issues = moved.length > 0 ? moved : contradictions(parsed.data, text, file);
  return issues.length > 0 ? { issues } : { ledger: parsed.data, issues };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Where JSON stops being JSON, as far as V8 says. */
function brokenAt(text: string): { line?: number; column?: number } {
  try {
    JSON.parse(text);
    return {};
  } catch (error) {
    const offset = /position (\d+)/.exec(String(error))?.[1];
    return offset === undefined ? {} : { line: text.slice(0, Number(offset)).split('\n').length, column: 1 };
  }
}

function damaged(text: string, json: unknown, found: readonly z.core.$ZodIssue[], file: string): Issue {
  const conflict = text.split('\n').findIndex((line) => /^(<{7}|={7}|>{7})/.test(line));
  const first = found[0];
  const [part, school] = (first?.path ?? []).map(String);
  const what =
    conflict >= 0
      ? 'merge conflict markers'
      : json === undefined
        ? 'no JSON'
        : `${(first?.path ?? []).map(String).join('.') || 'the whole'}: ${fault(first)}`;
  return issue('EDU401', 'the ledger cannot be read', {
    file,
    ...(conflict >= 0 ? { line: conflict + 1, column: 1 } : json === undefined ? brokenAt(text) : {}),
    ...(part === 'schools' && school !== undefined ? { line: linesIn(text)(school), column: 1, path: school } : {}),
    found: what,
    allowed: 'a ledger as `educloud plan --write` leaves it',
    fix:
      conflict >= 0
        ? 'keep the lines of both sides, then run `educloud plan FILE --write`'
        : 'restore it from version control; it is the only record of where schools live',
  });
}

/** zod's words are for programmers, and name values that stand nowhere in the ledger. */
function fault(one: z.core.$ZodIssue | undefined): string {
  if (one?.code === 'unrecognized_keys') return `${one.keys.join(', ')} is no key here`;
  return one?.code === 'invalid_type' ? `not there, or no ${one.expected}` : 'a value that does not fit';
}

function brokenSeals(ledger: Ledger, text: string, file: string): Issue[] {
  const shared = Object.entries(ledger.shared).filter(([id, seat]) => seat.seal !== sealOf(ledger.region, id, seat));
  const bases = Object.entries(ledger.bases).filter(([id, seat]) => seat.seal !== sealOfBase(ledger.region, id, seat));
  const schools = Object.entries(ledger.schools).filter(([id, seat]) => seat.seal !== sealOf(ledger.region, id, seat));
  const lineOf = linesIn(text);
  if (shared.length === Object.keys(ledger.shared).length && schools.length === Object.keys(ledger.schools).length) {
    return [
      issue('EDU403', 'no line fits its seal: the head of the ledger was changed', {
        file,
        line: text.slice(0, Math.max(0, text.indexOf('"region"'))).split('\n').length,
        column: 1,
        found: ledger.region,
        allowed: 'the region that the ledger was written for',
        fix: 'restore the head of the ledger from version control',
      }),
    ];
  }
  return [...shared, ...bases, ...schools].map(([id]) =>
    issue('EDU403', `the placement of \`${id}\` does not fit its seal`, {
      file,
      line: lineOf(id),
      column: 1,
      path: id,
      allowed: 'lines that only `educloud plan --write` has written',
      fix: 'restore the line from version control: the kit never moves a school, since its data would stay behind',
    }),
  );
}

/** What no seal can show: lines that fit one by one and not together, as a careless merge leaves them. */
function contradictions(ledger: Ledger, text: string, file: string): Issue[] {
  const lineOf = linesIn(text);
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
    const node = first.seat.tier === 'node' || seat.tier === 'node';
    if (apart || node || first.count === schoolsPerShard + 1) {
      issues.push(
        issue(
          'EDU403',
          apart
            ? `\`${id}\` and \`${first.id}\` share a stack and live in different places`
            : `stack ${seat.stack} holds more schools than it may`,
          {
            file,
            line: lineOf(id),
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

/** Line of each school, found in one pass. */
function linesIn(text: string): (id: string) => number {
  const lines = new Map<string, number>();
  text.split('\n').forEach((line, index) => {
    const key = /^ {4}("(?:[^"\\]|\\.)*"):/.exec(line)?.[1];
    if (key !== undefined) lines.set(key, index + 1);
  });
  return (id) => lines.get(JSON.stringify(id)) ?? 1;
}
