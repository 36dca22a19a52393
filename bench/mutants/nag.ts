import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { App, Stack } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import { collector, type Tool } from './tool';

/** The pack AwsSolutions of cdk-nag, over templates that are included in stacks of one app. */
export const nag: Tool = {
  name: 'cdk-nag',
  find: (files) => {
    const outdir = mkdtempSync(join(tmpdir(), 'educloud-nag-'));
    try {
      const app = new App({ outdir, analyticsReporting: false, autoSynth: false, treeMetadata: false });
      for (const [index, file] of files.entries()) {
        new CfnInclude(new Stack(app, `stack${index}`), 'template', { templateFile: file });
      }
      const { reports, add } = collector();
      for (const { ruleName, violatingResources } of new AwsSolutionsChecks(app).validateScope(app).violations) {
        for (const { constructPath = '' } of violatingResources) {
          const [stack = '', ...place] = constructPath.split('/');
          const file = files[Number(stack.replace('stack', ''))];
          if (file !== undefined) add(file, ruleName, place.join('/'));
        }
      }
      return reports;
    } finally {
      rmSync(outdir, { recursive: true, force: true });
    }
  },
};
