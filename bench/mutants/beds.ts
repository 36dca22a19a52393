import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planFresh } from '../../lib/app';
import { packageRoot } from '../../lib/facts';
import { synthesise } from '../../lib/synth';
import { fieldsOf, type Edit, type Fields } from './template';

/** A small assembly that mutants are made of. */
export interface Bed {
  readonly example: string;
  readonly folder: string;
  /** Templates by file name. */
  readonly templates: ReadonlyMap<string, Fields>;
}

/** A bed, and one template of it changed. */
export interface Mutant {
  readonly bed: Bed;
  readonly file: string;
  readonly template: Fields;
}

/** Of the larger examples, the stacks that together hold one of each thing. */
const chosen: Readonly<Record<string, readonly string[] | undefined>> = {
  smallest: undefined,
  'belt-and-road': [
    'edu-belt-and-road-base-300000000001-cn-north-1',
    'edu-belt-and-road-base-300000000002-cn-north-1',
    'edu-belt-and-road-hub',
    'edu-belt-and-road-log-archive',
    'edu-belt-and-road-node-hit',
    'edu-belt-and-road-node-hit-recovery-cn-northwest-1',
  ],
  'sign-in': undefined,
  lakes: undefined,
  northeast: [
    'edu-northeast-base-100000000013-cn-north-1',
    'edu-northeast-hub',
    'edu-northeast-yichun-001',
    'edu-northeast-yichun-001-recovery-cn-northwest-1',
    'edu-northeast-yichun-001-restore',
  ],
  recovery: undefined,
};

/** Where the region of a bed stands: an example, or a region that was written for mutants alone. */
const regions: Readonly<Record<string, string | undefined>> = {
  'sign-in': 'bench/mutants/sign-in',
  recovery: 'bench/mutants/recovery',
};

/** Synthesises the beds, the smallest first. */
export function makeBeds(work: string): readonly Bed[] {
  return Object.entries(chosen).map(([example, only]) => {
    const folder = join(work, 'beds', example);
    mkdirSync(folder, { recursive: true });
    const { plan } = planFresh(join(packageRoot(), regions[example] ?? `examples/${example}`, 'region.yaml'));
    synthesise(plan, { out: folder, validate: false, ...(only === undefined ? {} : { only }) });
    const files = readdirSync(folder).filter((file) => file.endsWith('.template.json'));
    return {
      example,
      folder,
      templates: new Map(files.sort().map((file) => [file, fieldsOf(readFileSync(join(folder, file), 'utf8'))])),
    };
  });
}

/** The first template of the first bed that has the place. */
export function mutantOf(edit: Edit, beds: readonly Bed[]): Mutant | undefined {
  for (const bed of beds) {
    for (const [file, template] of bed.templates) {
      const changed = edit(template);
      if (changed !== undefined) return { bed, file, template: changed };
    }
  }
  // Two resources of one kind may stand in two templates; an edit speaks of one.
  return undefined;
}
