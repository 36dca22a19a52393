// Lets cvc5 decide what `educloud prove --smtlib FOLDER` wrote, and compares: node scripts/smtlib-check.mjs FOLDER
// Exits with 1 when an answer differs, with 77 when there is no cvc5 (EDUCLOUD_CVC5 may name it).
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const seconds = 20;
const atOnce = 2;
const solver = process.env.EDUCLOUD_CVC5 ?? 'cvc5';
const [folder] = process.argv.slice(2);

if (folder === undefined) {
  console.error('usage: node scripts/smtlib-check.mjs FOLDER');
  process.exit(2);
}
if (!(await run(['--version'])).includes('cvc5')) {
  console.log(`${solver} is not installed`);
  process.exit(77);
}

const { files, leftOut } = index();
const counts = { agree: 0, differ: 0, unknown: 0 };
const waiting = [...files];
await Promise.all(Array.from({ length: atOnce }, work));
console.log(
  `${counts.agree} agree, ${counts.differ} differ, ${counts.unknown} unknown; ${leftOut.length} are not expressible`,
);
if (files.length === 0) console.log('there is nothing to compare');
process.exitCode = counts.differ > 0 || files.length === 0 ? 1 : 0;

function index() {
  try {
    return JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));
  } catch {
    console.error(`${folder} holds no index.json: name the folder that educloud prove --smtlib wrote`);
    return process.exit(2);
  }
}

async function work() {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { file, expected } = next;
    const found = await answerTo(join(folder, file));
    const outcome = [found, expected].includes('unknown') ? 'unknown' : found === expected ? 'agree' : 'differ';
    counts[outcome] += 1;
    if (outcome !== 'agree') console.log(`${outcome}: ${file}: expected ${expected}, cvc5 says ${found}`);
  }
}

/** What cvc5 says; anything but an answer in time, such as a syntax error, is shown and ends the comparison. */
async function answerTo(file) {
  const output = (await run(['--strings-exp', `--tlimit=${seconds * 1000}`, file])).trim();
  if (output === 'sat' || output === 'unsat') return output;
  // It compares with the status in the file, too, and calls another answer a failure of its own.
  const other = /Expected result \w+ but got (sat|unsat)/.exec(output)?.[1];
  if (other !== undefined) return other;
  if (output === 'unknown' || /interrupted by (?:timeout|SIG)|timeout/.test(output)) return 'unknown';
  console.error(`${file}: ${output}`);
  process.exit(1);
}

/** What a run of cvc5 prints, whatever its exit code. */
function run(args) {
  return new Promise((resolve) => {
    execFile(solver, args, { timeout: (seconds + 5) * 1000 }, (error, stdout, stderr) => {
      resolve(error?.killed === true ? 'timeout' : stdout + stderr);
    });
  });
}
