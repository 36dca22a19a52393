import { App, Stack } from 'aws-cdk-lib/core';
import type { AssembledStack, Assembly } from './assembly';

/** An assembly with one stack that is no part of the region: what the rehearsal needs for itself. */
export function ownStack(folder: string, stack: AssembledStack, fill: (scope: Stack) => void): Assembly {
  const app = new App({
    outdir: folder,
    analyticsReporting: false,
    autoSynth: false,
    builtinCloudFormationValidation: false,
  });
  fill(new Stack(app, stack.name, { env: { account: stack.account, region: stack.awsRegion } }));
  app.synth();
  return { folder, partition: 'aws', waves: [[stack]] };
}
