import { App, Stack } from 'aws-cdk-lib/core';
import type { AssembledStack, Assembly } from './assembly';

/** A stack that is no part of the region, and what stands in it. */
export interface OwnStack extends AssembledStack {
  readonly fill: (scope: Stack) => void;
}

/** An assembly with one stack that is no part of the region: what the rehearsal needs for itself. */
export function ownStack(folder: string, stack: AssembledStack, fill: (scope: Stack) => void): Assembly {
  return ownStacks(folder, [{ ...stack, fill }]);
}

/** An assembly of several, each a wave of its own. */
export function ownStacks(folder: string, stacks: readonly OwnStack[]): Assembly {
  const app = new App({
    outdir: folder,
    analyticsReporting: false,
    autoSynth: false,
    builtinCloudFormationValidation: false,
  });
  for (const { name, account, awsRegion, fill } of stacks) {
    fill(new Stack(app, name, { env: { account, region: awsRegion } }));
  }
  app.synth();
  const waves = stacks.map(({ name, account, awsRegion }) => [{ name, account, awsRegion }]);
  return { folder, partition: 'aws', waves };
}
