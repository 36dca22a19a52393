import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import { planFresh } from '../lib/app';
import { buildApp } from '../lib/synth';
import { acknowledgements } from './nag-acknowledgements';
import { judge, type Finding } from './nag-judge';

// npm run nag: the pack AwsSolutions of cdk-nag over every example. Findings stand only with a reason.

function findingsIn(app: App): Finding[] {
  return new AwsSolutionsChecks(app)
    .validateScope(app)
    .violations.flatMap(({ ruleName, description, violatingResources }) =>
      violatingResources.map(({ constructPath = '' }) => ({ rule: ruleName, construct: constructPath, description })),
    );
}

const outdir = mkdtempSync(join(tmpdir(), 'educloud-nag-'));
try {
  const all = readdirSync('examples').flatMap((name) => {
    const found = findingsIn(
      buildApp(planFresh(join('examples', name, 'region.yaml')).plan, { outdir, validate: false }),
    );
    process.stdout.write(`${name}: ${found.length} findings\n`);
    return found;
  });
  const { standing, unused, counts } = judge(all, acknowledgements);
  for (const { rule, construct, description } of standing)
    process.stdout.write(`${construct}  ${rule}: ${description}\n`);
  for (const { rule, reason } of unused)
    process.stdout.write(`nothing answers to ${String(rule)} any more (${reason})\n`);
  for (const [reason, count] of counts) process.stdout.write(`acknowledged ${count} times: ${reason}\n`);
  process.exitCode = standing.length + unused.length === 0 ? 0 : 1;
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
