import { App, DefaultStackSynthesizer, Stack, type IStackSynthesizer } from 'aws-cdk-lib/core';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { KitError } from '../errors';
import type { Plan, PlannedSchool, PlannedStack } from '../plan';
import { fillStack } from './fill-stack';

export interface BuildOptions {
  /** Folder of the cloud assembly. Default: where the CDK CLI says, else `cdk.out`. */
  readonly outdir?: string;
  /** Build only these stacks; the others are never constructed. Default: all. */
  readonly only?: readonly string[];
  /** Whether CDK validates the templates while it synthesises. Default: as the context says. */
  readonly validate?: boolean;
  /** Called before each stack is built. */
  readonly onStack?: (done: number, total: number, name: string) => void;
}

/**
 * The CDK app of a plan: one stack a place, each with a concrete environment, none with an asset, an export or a
 * reference to another.
 */
export function buildApp(plan: Plan, options: BuildOptions = {}): App {
  const app = new App({
    ...(options.outdir === undefined ? {} : { outdir: options.outdir }),
    ...(options.validate === undefined ? {} : { builtinCloudFormationValidation: options.validate }),
    analyticsReporting: false,
    // Whoever builds it also calls synth(): half an app is never written.
    autoSynth: false,
    // 15 kB a school, for nobody: construct paths stand in the templates.
    treeMetadata: false,
    stackTraces: false,
    postCliContext: appContext(),
  });
  const schools = new Map(plan.schools.map((school) => [school.id, school]));
  const stacks = plan.stacks.filter(({ name }) => options.only?.includes(name) ?? true);
  const built = stacks.map((planned, index) => {
    options.onStack?.(index, stacks.length, planned.name);
    return { planned, stack: buildStack(app, plan, planned, schools) };
  });
  const byName = new Map(built.map(({ planned, stack }) => [planned.name, stack]));
  for (const { planned, stack } of built) {
    // What a stack needs, and not all of the waves before: a university waits for nobody.
    for (const name of planned.needs) {
      const earlier = byName.get(name);
      if (earlier !== undefined) stack.addStackDependency(earlier);
    }
  }
  return app;
}

/** Feature flags as aws-cdk-lib recommends them, and construct paths in the metadata, whoever runs the app. */
export function appContext(): Record<string, unknown> {
  return {
    ...recommendedFlags,
    '@aws-cdk/core:validateAgainstDefaultRules': true,
    'aws:cdk:enable-path-metadata': true,
    // They would carry the absolute paths of this machine into the assembly.
    'aws:cdk:disable-creation-stack-traces': true,
  };
}

/** A context value of the CDK app that runs now: from `cdk.json` or `--context`. */
export function contextValue(key: string): string | undefined {
  const value: unknown = new App({ autoSynth: false }).node.tryGetContext(key);
  return typeof value === 'string' ? value : undefined;
}

function buildStack(app: App, plan: Plan, planned: PlannedStack, schools: ReadonlyMap<string, PlannedSchool>): Stack {
  const stack = new Stack(app, planned.name, {
    stackName: planned.name,
    description: describe(plan, planned),
    env: { account: planned.account, region: planned.awsRegion },
    terminationProtection: true,
    // Twenty schools with every feature on must stay under 1 MB; a node's template is for people to read.
    suppressTemplateIndentation: ['shard', 'recovery', 'restore'].includes(planned.kind),
    synthesizer: synthesizer(),
  });
  fillStack(stack, plan, planned, schools);
  return stack;
}

/** Named, so that an account bootstrapped without trust in the bureau deploys its own stack with its own roles. */
function synthesizer(): IStackSynthesizer {
  const made: unknown = new DefaultStackSynthesizer({ qualifier: 'hnb659fds', generateBootstrapVersionRule: false });
  // With exactOptionalPropertyTypes, CDK's class does not fit CDK's interface by its type alone.
  if (isSynthesizer(made)) return made;
  throw new KitError('aws-cdk-lib has changed its synthesizer');
}

function isSynthesizer(value: unknown): value is IStackSynthesizer {
  return value instanceof DefaultStackSynthesizer;
}

/** ASCII, since CloudFormation's consoles and IAM agree on little more. */
function describe(plan: Plan, { kind, schools, account }: PlannedStack): string {
  const what = {
    'log-archive': 'log archive',
    hub: 'hub',
    'organization-trail': 'organisation trail',
    base: `base of account ${account}`,
    recovery: 'copies of schools',
    restore: 'restores of pooled schools',
    shard: 'pooled schools',
    drill: 'drill of restores',
    node: `member node ${schools[0] ?? ''}`,
  }[kind];
  return `educloud ${plan.region.id}: ${what}`;
}
