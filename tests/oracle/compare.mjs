// Ours against @cloud-copilot/iam-simulate, on random worlds.
//
//   node compare.mjs [--runs 10000] [--seed 1] [--show 3]
//
// Exit code 0: every difference is explained; 1: some are not, or the worlds were too one-sided to say anything.
import { parseArgs } from 'node:util';
import { knownDifferences, knownDoubts, withoutOpenStatements } from './known-differences.mjs';
import { notUnderstood, ours } from './ours.mjs';
import { randomFrom } from './random.mjs';
import { shrink } from './shrink.mjs';
import { theirs } from './theirs.mjs';
import { caseOf } from './worlds.mjs';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    show: { type: 'string', default: '3' },
  },
});
const runs = Number(values.runs);
const random = randomFrom(Number(values.seed));

/** Each of these outcomes must be at least this share of the agreements, or the comparison says little. */
const least = { allowed: 0.15, 'denied, explicit': 0.1, 'denied, implicit': 0.15 };

const agreed = {};
const explained = {};
const undecided = {};
const unexplained = [];

for (let run = 0; run < runs; run += 1) {
  const { one, result } = await compared(caseOf(random));
  if (result.kind === 'agreed') count(agreed, result.word);
  else if (result.kind === 'explained') count(explained, result.id);
  else if (result.kind === 'undecided') count(undecided, result.id);
  else unexplained.push({ run, one, result });
}

console.log(`seed ${values.seed}, ${runs} random worlds`);
table('agreed', agreed);
table('explained differences', explained, knownDifferences);
table('undecided by ours, since no page settles it', undecided, knownDoubts);
console.log(`\nunexplained: ${unexplained.length}`);
for (const { run, one, result } of unexplained.slice(0, Number(values.show))) {
  const smallest = await shrink(one, async (smaller) => same((await compared(smaller)).result, result));
  console.log(`\nworld ${run}: ours ${result.ours}, theirs ${result.theirs}`);
  console.dir(smallest, { depth: 12 });
}
const oneSided = Object.entries(least).filter(([word, share]) => (agreed[word] ?? 0) < share * runs);
for (const [word, share] of oneSided)
  console.log(`too few of "${word}": ${agreed[word] ?? 0}, at least ${share * runs} are wanted`);
process.exitCode = unexplained.length === 0 && oneSided.length === 0 ? 0 : 1;

/** How one case comes out. Condition keys that the other side does not take for the action are left out for both. */
async function compared(full) {
  const { ignored } = await theirs(full);
  const context = Object.fromEntries(Object.entries(full.context).filter(([key]) => !ignored.includes(key)));
  const one = { ...full, context };
  const problems = notUnderstood(one);
  if (problems.length > 0)
    return { one, result: { kind: 'unexplained', ours: `not parsed: ${problems[0]}`, theirs: '' } };
  return { one, result: await judged(one) };
}

async function judged(one) {
  const { word, decision } = ours(one);
  const other = await theirs(one);
  if (word === other.word) return { kind: 'agreed', word };
  const open = { kind: 'unexplained', ours: word, theirs: other.word };
  if (other.word.startsWith('no answer')) return open;
  if (word === 'undecided') {
    const id = doubtOf(decision, one);
    return id === undefined ? open : { kind: 'undecided', id };
  }
  const known = knownDifferences.filter(({ explains }) => explains === undefined || explains === word);
  for (const { id, rewrite } of known) {
    if ((await theirs(rewrite(one))).word === word) return { kind: 'explained', id };
  }
  const all = known.reduce((rewritten, { rewrite }) => rewrite(rewritten), one);
  if ((await theirs(all)).word === word) return { kind: 'explained', id: 'several of them' };
  const bothDeny = word.startsWith('denied') && other.word.startsWith('denied');
  const settled = withoutOpenStatements(all);
  const same = bothDeny && ours(settled).word === (await theirs(settled)).word;
  return same ? { kind: 'explained', id: 'denied either way: whether by a Deny or by silence is open' } : open;
}

/** The known doubt behind an undecided case: one for every statement in doubt; the first names the case. */
function doubtOf({ statements }, one) {
  const ids = statements.map((statement) => knownDoubts.find(({ fits }) => fits(statement, one))?.id);
  return ids.every((id) => id !== undefined) ? ids[0] : undefined;
}

function same(one, other) {
  return one.kind === other.kind && one.ours === other.ours && one.theirs === other.theirs;
}

function count(counts, word) {
  counts[word] = (counts[word] ?? 0) + 1;
}

function table(title, counts, rows = []) {
  const sum = Object.values(counts).reduce((a, b) => a + b, 0);
  console.log(`\n${title}: ${sum} (${((100 * sum) / runs).toFixed(1)} %)`);
  for (const [word, number] of Object.entries(counts).sort(([, a], [, b]) => b - a)) {
    const row = rows.find(({ id }) => id === word);
    console.log(`  ${String(number).padStart(6)}  ${word}${row === undefined ? '' : `: ${row.reason} ${row.page}`}`);
  }
}
