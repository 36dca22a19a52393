import * as fc from 'fast-check';
import type { Issue } from '../../lib/errors';
import { formatLedger, parseLedger, schoolsPerShard } from '../../lib/plan';
import { duplicateKey } from '../../lib/plan/duplicate-keys';
import { sealSeat, type Ledger, type Seat } from '../../lib/plan/ledger';
import { runs, worlds } from './arbitraries';
import { adding, crowd, planOf, replan, reread, small, without, type Planned, type RegionDraft } from './support';

const file = 'educloud.lock.json';
const first = planOf(small);
const text = formatLedger(first.ledger);

function issuesIn(ledgerText: string): readonly Issue[] {
  const { ledger, issues } = parseLedger(ledgerText, file);
  expect(ledger === undefined).toBe(issues.length > 0);
  for (const one of issues) expect(one).toMatchObject({ severity: 'error', file, fix: expect.any(String) });
  return issues;
}

/** Line of a school, counted from 1. */
function lineOf(ledgerText: string, id: string): number {
  return ledgerText.split('\n').findIndex((one) => one.startsWith(`    "${id}":`)) + 1;
}

/** A ledger in which one seat says something else and its seal fits, as only the kit or malice leaves it. */
function resealed(ledger: Ledger, id: string, fields: Partial<Seat>): string {
  const seat = sealSeat(ledger.region, id, { ...ledger.schools[id]!, ...fields });
  return formatLedger({ ...ledger, schools: { ...ledger.schools, [id]: seat } });
}

describe('a ledger', () => {
  test('is read as it was written', () => {
    fc.assert(
      fc.property(worlds({ atMost: 30 }), (world) => {
        const { ledger } = planOf(world);
        const { ledger: read, issues } = parseLedger(formatLedger(ledger), file);
        expect(issues).toEqual([]);
        expect(read).toEqual(ledger);
        expect(formatLedger(read!)).toBe(formatLedger(ledger));
      }),
      runs(40),
    );
  });

  test('has one line a school, sorted by slug, and ends in a line break', () => {
    const ids = text.split('\n').flatMap((one) => /^ {4}"([^"]+)": \{"status"/.exec(one)?.[1] ?? []);
    expect(ids).toEqual(['ash', 'elm', 'oak', 'uni']);
    expect(text.endsWith('}\n')).toBe(true);
  });

  test('without schools is a ledger, too', () => {
    const none = { ...first.ledger, schools: {} };
    expect(reread(none)).toEqual(none);
  });

  test('may have Windows line ends', () => {
    expect(parseLedger(text.replaceAll('\n', '\r\n'), file).ledger).toEqual(first.ledger);
  });
});

describe('a damaged ledger', () => {
  test.each([
    ['a version alone', '{"version":1}', 'region: not there, or no string'],
    ['a key too many', text.replace('"version"', '"who": "me",\n  "version"'), 'the whole: who is no key here'],
    ['a value of another kind', text.replace('"active"', '"asleep"'), 'schools.ash.status: a value that does not fit'],
  ])('with %s is told in the words of the kit', (_title, damaged, found) => {
    expect(issuesIn(damaged)).toEqual([expect.objectContaining({ code: 'EDU401', found })]);
  });

  test('is refused wherever it is cut off', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: text.length - 3 }), (end) => {
        expect(issuesIn(text.slice(0, end))).toMatchObject([
          { code: 'EDU401', found: 'no JSON', fix: expect.stringContaining('restore it from version control') },
        ]);
      }),
      runs(100),
    );
  });

  test.each(['<<<<<<< HEAD', '=======', '>>>>>>> branch'])(
    'is refused with the line of its conflict marker %s',
    (marker) => {
      const lines = text.split('\n');
      lines.splice(10, 0, marker);
      expect(issuesIn(lines.join('\n'))).toMatchObject([
        {
          code: 'EDU401',
          found: 'merge conflict markers',
          line: 11,
          fix: expect.stringContaining('lines of both sides'),
        },
      ]);
    },
  );

  test.each([
    ['a list', '[]'],
    ['a text', '"educloud"'],
    ['nothing', 'null'],
    ['a ledger without a version', text.replace('  "version": 1,\n', '')],
    ['a ledger of version 0', text.replace('"version": 1', '"version": 0')],
    ['a ledger with a key of its own', text.replace('"version": 1', '"version": 1, "comment": "mine"')],
    ['a ledger without its hub', text.replace('"hub"', '"hob"')],
  ])('is refused when it is %s', (_, broken) => {
    expect(issuesIn(broken)).toMatchObject([{ code: 'EDU401' }]);
  });

  test('names the school and its line when only that is wrong', () => {
    expect(issuesIn(text.replace(/("oak": .*)"tier":"pooled"/, '$1"tier":"shared"'))).toMatchObject([
      { code: 'EDU401', line: lineOf(text, 'oak'), path: 'oak', found: expect.stringContaining('schools.oak.tier') },
    ]);
  });

  test('of a newer kit is refused as such', () => {
    expect(issuesIn(text.replace('"version": 1', '"version": 2'))).toMatchObject([
      { code: 'EDU402', found: 'version 2', allowed: 'version 1', fix: expect.stringContaining('upgrade') },
    ]);
  });
});

describe('a ledger changed by hand', () => {
  test('is told at its head, wherever an editor has put that', () => {
    const other = text.replace('"region": "demo"', '"region": "other"');
    const codesAt = (ledger: string): unknown => issuesIn(ledger).map(({ code, line }) => [code, line]);
    expect(codesAt(other)).toEqual([['EDU403', 3]]);
    expect(codesAt(JSON.stringify(JSON.parse(other)))).toEqual([['EDU403', 1]]);
  });

  test.each([
    ['another shard', /"stack":"edu-demo-north-001"/, '"stack":"edu-demo-north-002"'],
    ['another account', /"account":"200000000001"/, '"account":"200000000002"'],
    ['another AWS Region', /"awsRegion":"cn-north-1"/, '"awsRegion":"cn-northwest-1"'],
    ['another way of naming', /"bucketNaming":"account-regional"/, '"bucketNaming":"hashed"'],
    ['no recovery', /"recoveryRegion":"cn-northwest-1",/, ''],
    ['another district', /"district":"north"/, '"district":"south"'],
    ['another status', /"status":"active"/, '"status":"offboarded"'],
    ['another slug', /"oak":/, '"oaken":'],
  ])('is refused with the line of the school that has %s', (_, from, to) => {
    const lines = text.split('\n');
    const at = lineOf(text, 'oak');
    const changed = lines.map((one, index) => (index + 1 === at ? one.replace(from, to) : one)).join('\n');
    expect(changed).not.toBe(text);
    expect(issuesIn(changed)).toMatchObject([
      {
        code: 'EDU403',
        line: at,
        path: changed.includes('oaken') ? 'oaken' : 'oak',
        fix: expect.stringContaining('restore'),
      },
    ]);
  });

  test('is refused when hub or log archive were moved', () => {
    expect(issuesIn(text.replace('"account":"100000000001"', '"account":"100000000003"'))).toMatchObject([
      { code: 'EDU403', path: 'hub', line: lineOf(text, 'hub') },
    ]);
  });

  test('is refused for each school that was moved', () => {
    const moved = text.replaceAll('"stack":"edu-demo-north-001"', '"stack":"edu-demo-north-002"');
    expect(issuesIn(moved).map(({ path }) => path)).toEqual(['ash', 'oak']);
  });
});

describe('a careless merge', () => {
  test('of two places into one stack is refused', () => {
    const merged = resealed(first.ledger, 'elm', { stack: 'edu-demo-north-001' });
    expect(issuesIn(merged)).toMatchObject([
      {
        code: 'EDU403',
        path: 'elm',
        line: lineOf(merged, 'elm'),
        message: expect.stringContaining('different places'),
      },
    ]);
  });

  test('of two schools into one node’s stack is refused, whichever comes first', () => {
    const node = { stack: 'edu-demo-node-uni', account: '300000000001' };
    for (const tier of ['node', 'pooled'] as const) {
      const merged = resealed(first.ledger, 'oak', { ...node, tier });
      expect(issuesIn(merged)).toMatchObject([
        { code: 'EDU403', path: 'uni', message: expect.stringContaining('more schools') },
      ]);
    }
    const after = planOf(adding(small, { id: 'zoo', district: 'north' }));
    expect(issuesIn(resealed(after.ledger, 'zoo', node))).toMatchObject([{ code: 'EDU403', path: 'zoo' }]);
  });

  test('that overfills a shard is refused once', () => {
    const crowded = planOf(adding(without(small, 'ash', 'oak'), ...crowd('abc', 'north', schoolsPerShard)));
    const [one, two] = ['aaa', 'bbb'].map((id) => {
      const base = without(small, 'ash', 'oak');
      return replan(
        adding(base, ...crowd('abc', 'north', schoolsPerShard - 1), { id, district: 'north' }),
        planOf(base),
      );
    });
    const schools = { ...crowded.ledger.schools, ...one!.ledger.schools, ...two!.ledger.schools };
    const merged = formatLedger({ ...first.ledger, schools });
    expect(issuesIn(merged)).toMatchObject([
      {
        code: 'EDU403',
        message: `stack edu-demo-north-001 holds more schools than it may`,
        fix: expect.stringContaining('one side of the merge'),
      },
    ]);
  });

  test('that leaves a school twice is refused, for JSON would forget one of its two places', () => {
    const lines = text.split('\n');
    const oak = lines[lineOf(text, 'oak') - 1]!;
    const at = lines.indexOf('  "schools": {') + 1;
    const merged = [...lines.slice(0, at), oak, ...lines.slice(at)].join('\n');
    expect(JSON.parse(merged)).toEqual(first.ledger);
    expect(issuesIn(merged)).toMatchObject([
      {
        code: 'EDU401',
        line: lineOf(text, 'oak') + 1,
        found: '`oak` a second time',
        fix: expect.stringContaining('keep the line'),
      },
    ]);
  });
});

describe('a key that stands twice', () => {
  test('is found in any object, however it is written', () => {
    expect(duplicateKey('{"a": 1,\n"b": 2,\n"a": 3}')).toEqual({ key: 'a', line: 3 });
    expect(duplicateKey('{"oak": 1, "o\\u0061k": 2}')).toEqual({ key: 'oak', line: 1 });
    expect(duplicateKey('{"x": [{"a": 1}, {"a": 1, "a": 2}]}')).toEqual({ key: 'a', line: 1 });
    expect(duplicateKey('{"x": {"a\\"": 1, "a\\"" : 2}}')).toEqual({ key: 'a"', line: 1 });
  });

  test('is not found where there is none', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(duplicateKey(JSON.stringify(JSON.parse(json), undefined, 1))).toBeUndefined();
      }),
    );
    expect(duplicateKey('{"a": "a", "b": ["a", "a"], "c": {"a": 1}}')).toBeUndefined();
  });
});

describe('two branches', () => {
  /** What `git merge` with the union driver leaves: every line of either side, and a person mends the commas. */
  function union(one: string, other: string): string {
    const lines = [...new Set([...one.split('\n'), ...other.split('\n')].map((line) => line.replace(/,$/, '')))];
    const schools = lines.filter((line) => line.includes('"keyScope"')).sort();
    const bases = lines.filter((line) => line.includes('"trail"'));
    const head = lines.slice(0, lines.indexOf('  "schools": {') + 1).filter((line) => line !== bases.at(-1));
    const commas = head.map((line) =>
      /^ {2}"(version|region|partition|perimeter|audit|alarmEmails)"|^ {4}"hub"|"trail"|^ {2}\}$/.test(line)
        ? `${line},`
        : line,
    );
    // Each side's closing lines are the same text, so the union holds one of them.
    commas.splice(commas.indexOf('  "bases": {') + bases.length, 0, bases.at(-1) ?? '', '  },');
    return [...commas, schools.join(',\n'), '  }', '}', ''].join('\n');
  }

  function merge(draft: RegionDraft, one: RegionDraft['schools'], other: RegionDraft['schools']): Planned {
    const base = planOf(draft);
    const texts = [one, other].map((more) => formatLedger(replan(adding(draft, ...more), base).ledger));
    const { ledger, issues } = parseLedger(union(texts[0]!, texts[1]!), file);
    expect(issues).toEqual([]);
    return planOf(adding(draft, ...one, ...other), ledger);
  }

  test('that each add a school in another district merge line by line', () => {
    const merged = merge(small, [{ id: 'fir', district: 'north' }], [{ id: 'yew', district: 'south' }]);
    expect(merged.plan.changes).toEqual([]);
    expect(merged.ledger.schools).toMatchObject({
      fir: { stack: 'edu-demo-north-001' },
      yew: { stack: 'edu-demo-south-001' },
    });
  });

  test('merge in one district, too, while its shard has room', () => {
    const merged = merge(small, crowd('abc', 'north', 9), crowd('xyz', 'north', 9));
    expect(merged.plan.changes).toEqual([]);
    expect(merged.plan.stacks.find(({ name }) => name === 'edu-demo-north-001')?.schools).toHaveLength(20);
  });
});
