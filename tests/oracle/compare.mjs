// Ours against @cloud-copilot/iam-simulate, on random worlds.
//
//   node compare.mjs [--runs 10000] [--proofs 120] [--seed 1] [--show 3]
//
// First random requests; then the requests that the prover prints for refuted properties of other random worlds, which the other
// side must decide alike. Exit code 0: every difference is explained; 1: some are not, or the worlds were too one-sided to say
// anything.
import { parseArgs } from 'node:util';
import { compared } from './judge.mjs';
import { knownDifferences, knownDoubts } from './known-differences.mjs';
import { ours } from './ours.mjs';
import { randomFrom } from './random.mjs';
import { replaysOf } from './replays.mjs';
import { shrink } from './shrink.mjs';
import { caseOf } from './worlds.mjs';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    proofs: { type: 'string', default: '120' },
    seed: { type: 'string', default: '1' },
    show: { type: 'string', default: '3' },
  },
});
const runs = Number(values.runs);
const random = randomFrom(Number(values.seed));

/** Each of these outcomes must be at least this share of the agreements, or the comparison says little. */
const least = { allowed: 0.15, 'denied, explicit': 0.1, 'denied, implicit': 0.15 };
/** The same of people who sign in. */
const leastSignedIn = { allowed: 0.02, 'denied, explicit': 0.01, 'denied, implicit': 0.02 };

const agreed = {};
const signedIn = {};
const explained = {};
const undecided = {};
const unexplained = [];

for (let run = 0; run < runs; run += 1) {
  const { one, result } = await compared(caseOf(random));
  if (result.kind === 'agreed') {
    count(agreed, result.ours);
    if (one.caller === 'saml' || one.caller === 'oidc') count(signedIn, result.ours);
  } else if (result.kind === 'explained') count(explained, result.id);
  else if (result.kind === 'undecided') count(undecided, result.id);
  else unexplained.push({ run, one, result });
}

const replayed = {};
const replayedOtherwise = {};
for (let run = 0; run < Number(values.proofs); run += 1) {
  for (const replay of replaysOf(random)) {
    const { one, result, ignored } = await compared(replay.one);
    const outcome = replayOutcome(replay, result, ignored);
    if (outcome === 'alike') count(replayed, replay.property);
    else if (outcome !== undefined) count(replayedOtherwise, outcome);
    else unexplained.push({ run: `${run}, ${replay.property}, to be ${replay.wanted}`, one, result });
  }
}

console.log(`seed ${values.seed}, ${runs} random worlds`);
table('agreed', agreed);
table('of these, people who sign in', signedIn);
table('explained differences', explained, knownDifferences);
table('undecided by ours, since no page settles it', undecided, knownDoubts);
const replays = sum(replayed);
console.log(`\nrequests that refute a property, in ${values.proofs} worlds: ${replays} decided alike`);
for (const [property, number] of sorted(replayed)) console.log(`  ${String(number).padStart(6)}  ${property}`);
table('explained differences among them', replayedOtherwise, knownDifferences, replays + sum(replayedOtherwise));
console.log(`\nunexplained: ${unexplained.length}`);
for (const { run, one, result } of unexplained.slice(0, Number(values.show))) {
  const smallest = await shrink(one, async (smaller) => same((await compared(smaller)).result, result));
  console.log(`\nworld ${run}: ours ${result.ours}, theirs ${result.theirs}`);
  console.dir(smallest, { depth: 12 });
}
const oneSided = [...tooFewOf(agreed, least), ...tooFewOf(signedIn, leastSignedIn)];
for (const sentence of oneSided) console.log(sentence);
// A prover that refutes nothing would agree with everybody.
const tooFew = replays < Number(values.proofs);
if (tooFew) console.log(`too few requests that refute a property: ${replays}`);
process.exitCode = unexplained.length === 0 && oneSided.length === 0 && !tooFew ? 0 : 1;

/** `alike`, why the request is no comparison, or undefined where a difference is not explained. */
function replayOutcome({ wanted, one }, { kind, id, ours: word, theirs: other }, ignored) {
  const ofOurs = word.startsWith(wanted);
  // By a Deny or by silence, a property is broken by both.
  if (ofOurs && other.startsWith(wanted)) return 'alike';
  if (ofOurs && kind === 'explained') return id;
  const decides = kind !== 'unexplained' && ignored.length > 0 && ours(one).word.startsWith(wanted);
  return decides ? 'a condition key decides that the other side does not take for the action' : undefined;
}

function same(one, other) {
  return one.kind === other.kind && one.ours === other.ours && one.theirs === other.theirs;
}

function count(counts, word) {
  counts[word] = (counts[word] ?? 0) + 1;
}

function sum(counts) {
  return Object.values(counts).reduce((a, b) => a + b, 0);
}

function sorted(counts) {
  return Object.entries(counts).sort(([, a], [, b]) => b - a);
}

function tooFewOf(counts, wanted) {
  return Object.entries(wanted)
    .filter(([word, share]) => (counts[word] ?? 0) < share * runs)
    .map(([word, share]) => `too few of "${word}": ${counts[word] ?? 0}, at least ${share * runs} are wanted`);
}

function table(title, counts, rows = [], all = runs) {
  console.log(`\n${title}: ${sum(counts)} (${((100 * sum(counts)) / Math.max(1, all)).toFixed(1)} %)`);
  for (const [word, number] of sorted(counts)) {
    const row = rows.find(({ id }) => id === word);
    console.log(`  ${String(number).padStart(6)}  ${word}${row === undefined ? '' : `: ${row.reason} ${row.page}`}`);
  }
}
