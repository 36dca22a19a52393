import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { copyAssembly, stacksOf, type AssembledStack, type Assembly, type Place } from './assembly';
import { bootstrap, deploy, type Deployment } from './deploy';
import type { Emulator } from './emulator';
import { judge, type Check, type Observation } from './report';
import type { Caller } from './signed-call';
import { withoutTypes } from './template-filter';

/** A running emulator and all that one rehearsal collects on it. */
export interface Stage {
  readonly emulator: Emulator;
  /** Way in for requests that count as made over TLS. */
  readonly tls: string;
  /** The emulator itself: plain HTTP. */
  readonly plain: string;
  /** Folder that goes at the end. */
  readonly work: string;
  readonly checks: Check[];
  readonly filtered: Set<string>;
  readonly administrators: Map<string, Promise<Caller>>;
  readonly bootstrapped: Set<string>;
}

export function record(stage: Stage, seen: Observation): void {
  stage.checks.push(judge(seen, stage.emulator.deviations));
}

/** Someone who may do everything in an account, and is nobody's school. */
export function administratorOf(stage: Stage, account: string): Promise<Caller> {
  const known = stage.administrators.get(account);
  if (known !== undefined) return known;
  const made = stage.emulator.administrator(stage.plain, account);
  stage.administrators.set(account, made);
  return made;
}

/** Takes out of the templates what the emulator does not know, and remembers it for the report. */
export function fitted(stage: Stage, assembly: Assembly, name: string): Assembly {
  return copyAssembly(assembly, folderFor(stage, name), (template, stack) => {
    const { template: smaller, removed, touched } = withoutTypes(template, stage.emulator.unsupported);
    for (const { id, type } of removed) stage.filtered.add(`${stack.name}: ${type} ${id}`);
    for (const id of touched) stage.filtered.add(`${stack.name}: references in ${id}`);
    return smaller;
  });
}

export function folderFor(stage: Stage, name: string): string {
  mkdirSync(stage.work, { recursive: true });
  return join(stage.work, name);
}

/** Bootstraps the place once and deploys. */
export async function deployOne(stage: Stage, assembly: Assembly, stack: AssembledStack): Promise<Deployment> {
  const caller = await administratorOf(stage, stack.account);
  await bootstrapOnce(stage, stack, caller);
  return deploy(assembly, stack, caller);
}

async function bootstrapOnce(stage: Stage, place: Place, caller: Caller): Promise<void> {
  const key = `${place.account}/${place.awsRegion}`;
  if (stage.bootstrapped.has(key)) return;
  await bootstrap(place, caller);
  stage.bootstrapped.add(key);
}

/** Deploys wave after wave; each stack must have the outcome that is expected of it. */
export async function deployWaves(
  stage: Stage,
  assembly: Assembly,
  step: string,
  expected: (stack: AssembledStack) => string,
): Promise<void> {
  for (const [index, wave] of assembly.waves.entries()) {
    for (const stack of wave) {
      const result = await deployOne(stage, assembly, stack);
      record(stage, {
        id: `${step}/${stack.name}`,
        step,
        what: `wave ${String(index + 1)}: ${stack.name}`,
        expected: expected(stack),
        observed: result.outcome,
        reason: result.outcome === 'failed' ? oneLine(result.reason) : '',
      });
    }
  }
}

export function stackOf(assembly: Assembly, name: string): AssembledStack {
  const found = stacksOf(assembly).find((stack) => stack.name === name);
  if (found === undefined) throw new Error(`the assembly ${assembly.folder} lacks the stack ${name}`);
  return found;
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 300);
}
