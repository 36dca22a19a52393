import { join } from 'node:path';
import { planFile } from '../../../lib/app';
import { buildApp } from '../../../lib/synth';

/** The template of the hub's stack of a region file, as plain JSON. */
export function hubTemplate(root: string): unknown {
  const { plan } = planFile(join(root, 'region.yaml'));
  const names = plan.stacks.map(({ name }) => name);
  const assembly = buildApp(plan, { validate: false, outdir: join(root, 'assembly') }).synth();
  const templates = names.map((name): unknown => assembly.getStackByName(name).template);
  const hub = templates.find((template) => JSON.stringify(template).includes('"AWS::CloudFront::Distribution"'));
  if (hub === undefined) throw new RangeError('no stack has a distribution');
  return JSON.parse(JSON.stringify(hub));
}
