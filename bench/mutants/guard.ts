import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { KitError } from '../../lib/errors';
import { packageRoot } from '../../lib/facts';
import { isFields } from './template';
import { collector, textsUnder, type Tool } from './tool';

/**
 * CloudFormation Guard 3 with `usual-checks.guard`, and with the rules in the folder that `EDUCLOUD_CFN_GUARD_RULES` names.
 * `EDUCLOUD_CFN_GUARD` names the program; the npm package `@cdklabs/cdk-validator-cfnguard` brings both, the rules being the
 * proactive controls of AWS Control Tower.
 */
export const guard: Tool = {
  name: 'cfn-guard',
  find: (files) => {
    const { EDUCLOUD_CFN_GUARD: program, EDUCLOUD_CFN_GUARD_RULES: folder } = process.env;
    if (program === undefined || program === '') return undefined;
    const rules = [join(packageRoot(), 'bench/mutants/usual-checks.guard'), ...(folder === undefined ? [] : [folder])];
    const run = spawnSync(
      program,
      [
        'validate',
        ...files.flatMap((file) => ['--data', file]),
        ...rules.flatMap((one) => ['--rules', one]),
        ...['--structured', '--output-format', 'json', '--show-summary', 'none'],
      ],
      { encoding: 'utf8', maxBuffer: 2 ** 30 },
    );
    // 19 says that some rule failed.
    if (run.error !== undefined || (run.status !== 0 && run.status !== 19)) {
      throw new KitError(`${program} did not run: ${run.error?.message ?? run.stderr.slice(0, 500)}`);
    }
    const { reports, add } = collector();
    const results: unknown = JSON.parse(run.stdout);
    for (const result of Array.isArray(results) ? results : []) {
      if (!isFields(result) || typeof result.name !== 'string' || !Array.isArray(result.not_compliant)) continue;
      for (const broken of result.not_compliant) {
        const rule = isFields(broken) && isFields(broken.Rule) ? broken.Rule : {};
        // A check that finds nothing where something has to be names no place.
        const places = textsUnder(rule.checks, 'path');
        for (const place of places.length === 0 ? [''] : places) {
          add(resolve(result.name), String(rule.name), place.split('/')[2] ?? '', place);
        }
      }
    }
    return reports;
  },
};
