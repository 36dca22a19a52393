import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeBeds, mutantOf } from '../../bench/mutants/beds';
import { catalogue } from '../../bench/mutants/catalogue';
import { mutantsDocument } from '../../bench/mutants/document';
import { expectation, trialData } from '../../bench/mutants/report';
import { collector, newRules } from '../../bench/mutants/tool';
import { tryAll } from '../../bench/mutants/trial';
import { judge, requireProved } from '../../bench/mutants/verdicts';
import { propertyIds } from '../../lib/facts';

// Templates of the examples, broken in known ways. The prover that misses a break, or takes a harmless change for one, fails.

const work = mkdtempSync(join(tmpdir(), 'educloud-mutants-'));
const beds = makeBeds(work);

afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

test('every kind has an id of its own, a sentence, and a known property or a reason', () => {
  expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogue.length);
  expect(catalogue.length).toBeGreaterThanOrEqual(28);
  for (const { sentence, expected } of catalogue) {
    expect(sentence.length).toBeGreaterThan(15);
    if ('property' in expected) expect(propertyIds()).toContain(expected.property);
    else expect(expected.reason.length).toBeGreaterThan(15);
  }
});

test('every property is broken by a mutant', () => {
  const broken = new Set(
    catalogue.flatMap(({ expected }) => (expected.outcome === 'refuted' ? [expected.property] : [])),
  );
  expect(propertyIds().filter((id) => !broken.has(id))).toEqual([]);
});

test('every kind has its place in a template of an example, and changes it', () => {
  for (const { id, edit } of catalogue) {
    const mutant = mutantOf(edit, beds);
    const original = mutant?.bed.templates.get(mutant.file);
    expect([id, mutant === undefined]).toEqual([id, false]);
    expect(JSON.stringify(mutant?.template)).not.toBe(JSON.stringify(original));
  }
});

test('an edit leaves a template alone that has no such place', () => {
  expect(catalogue.filter(({ edit }) => edit({ Resources: {} }) !== undefined)).toEqual([]);
});

// All of them are tried by `npm run bench:mutants -- --ours`, which continuous integration runs.
test('the examples are proved as they stand; of what is expected of mutants, each holds of the first', () => {
  beds.forEach(requireProved);
  const firsts = new Map(catalogue.map((kind) => [expectation(kind.expected), kind] as const).reverse());
  expect(firsts.size).toBeGreaterThan(propertyIds().length);
  const wrong = tryAll(beds, work, undefined, [...firsts.values()]).filter(({ judgement }) => !judgement.asExpected);
  expect(wrong.map((trial) => trialData(trial, {}))).toEqual([]);
}, 240_000);

test('a break that no verdict shows counts as survived, and a refutation without a request is none', () => {
  const kind = catalogue.find(({ expected }) => expected.outcome === 'refuted');
  if (kind === undefined || !('property' in kind.expected)) throw new Error('no kind breaks anything');
  const bare = { property: kind.expected.property, subject: 's', verdict: 'refuted', statements: [] } as const;
  expect(judge(kind, [])).toMatchObject({ outcome: 'same', asExpected: false });
  expect(judge(kind, [bare]).asExpected).toBe(false);
  expect(judge(kind, [{ ...bare, verdict: 'undecided' }]).asExpected).toBe(false);
});

test('a tool finds what it reports on the changed template alone', () => {
  const { reports, add } = collector();
  add('old', 'S1', 'Bucket', '/0');
  add('old', 'S3', 'Bucket', '/0');
  add('new', 'S1', 'Bucket', '/0');
  add('new', 'S1', 'Other', '/0');
  add('new', 'S2', 'Bucket');
  add('new', 'S3', 'Bucket', '/1');
  expect(newRules(reports, 'old', 'new')).toEqual(['S1', 'S2']);
  expect(newRules(reports, 'new', 'old')).toEqual([]);
  add('new', 'S3', 'Bucket', '/0');
  expect(newRules(reports, 'old', 'new')).toContain('S3');
});

test('docs/mutants.md lists the catalogue', () => {
  expect(readFileSync(join(__dirname, '../../docs/mutants.md'), 'utf8')).toBe(mutantsDocument());
});
