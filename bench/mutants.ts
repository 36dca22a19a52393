import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeBeds } from './mutants/beds';
import { guard } from './mutants/guard';
import { nag } from './mutants/nag';
import { renderTrials, trialData } from './mutants/report';
import { findAll, tryAll } from './mutants/trial';
import { validator } from './mutants/validator';
import { requireProved } from './mutants/verdicts';

// npm run bench:mutants -- [--ours] [--json]: breaks templates of the examples in known ways; exits with 1 when a break is not
// found, or something harmless is taken for one. docs/mutants.md lists the ways.

const { values } = parseArgs({ options: { ours: { type: 'boolean' }, json: { type: 'boolean' } } });
const tools = values.ours === true ? [] : [nag, validator, guard];
const work = mkdtempSync(join(tmpdir(), 'educloud-mutants-'));
try {
  const beds = makeBeds(work);
  beds.forEach(requireProved);
  const trials = tryAll(beds, work);
  const found = findAll(trials, tools);
  console.log(
    values.json === true
      ? JSON.stringify(
          trials.map((trial, index) => trialData(trial, found[index] ?? {})),
          undefined,
          2,
        )
      : renderTrials(
          trials,
          found,
          tools.map(({ name }) => name),
        ),
  );
  if (trials.some(({ judgement }) => !judgement.asExpected)) process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
