import { planFresh } from '../../app';
import { failure } from '../../errors';
import type { Plan, PlannedStack } from '../../plan';
import { synthesise, type Synthesis } from '../../synth';
import type { CommandContext, Outcome, Values } from '../command';
import { nodeReadme } from '../node-readme';
import { text, type Language } from '../texts';

/** `educloud synth FILE [--out DIR] [--only SCHOOL]`: the cloud assembly. */
export function synth(values: Values, { language, progress }: CommandContext): Outcome {
  const file = String(values.file);
  const out = typeof values.out === 'string' ? values.out : 'cdk.out';
  const { plan } = planFresh(file);
  const node = typeof values.only === 'string' ? nodeStack(plan, values.only) : undefined;
  const validate = values.validate !== false;
  const synthesis = synthesise(plan, {
    out,
    validate,
    ...(node === undefined
      ? {}
      : { only: stacksIn(plan, node.account).map(({ name }) => name), readme: nodeReadme(plan, node) }),
    onProgress: progress.step,
  });
  const ok = synthesis.findings.length === 0;
  return {
    exitCode: ok ? 0 : 1,
    json: { ok, out, stacks: synthesis.stacks, validated: validate, issues: synthesis.findings },
    text: summary(out, synthesis, validate, language),
    issues: synthesis.findings,
  };
}

/** An account holds one node at most, so that all its stacks are the node's: its copies and its drill, too. */
function stacksIn(plan: Plan, account: string): PlannedStack[] {
  return plan.stacks.filter((stack) => stack.account === account);
}

function nodeStack(plan: Plan, id: string): PlannedStack {
  const school = plan.schools.find((one) => one.id === id);
  const stack = plan.stacks.find(({ name }) => name === school?.stack);
  if (school?.tier === 'node' && stack !== undefined) return stack;
  const nodes = plan.schools.filter(({ tier }) => tier === 'node').map((one) => one.id);
  throw failure(
    'EDU703',
    school === undefined
      ? `no school \`${id}\` has resources in this region`
      : `\`${id}\` is pooled: its stack holds other schools too`,
    {
      found: id,
      allowed: nodes.length === 0 ? 'none: the region has no nodes' : nodes.join(', '),
      fix: 'choose a node; pooled schools are deployed by the bureau',
    },
  );
}

function summary(out: string, { stacks, findings }: Synthesis, validated: boolean, language: Language): string {
  const total = stacks.reduce((sum, { resources }) => sum + resources, 0);
  const largest = [...stacks].sort((a, b) => b.bytes - a.bytes)[0];
  const size =
    largest === undefined
      ? ''
      : `; ${text(language, 'largest')}: ${largest.name}, ${largest.resources} ${text(language, 'resources')}, ${Math.ceil(largest.bytes / 1000)} kB`;
  return [
    `${out}: ${stacks.length} ${text(language, 'templates')}, ${total} ${text(language, 'resources')}${size}`,
    ...(validated ? (findings.length === 0 ? [text(language, 'noFindings')] : []) : [text(language, 'notValidated')]),
    '',
  ].join('\n');
}
