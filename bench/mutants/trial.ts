import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KitError } from '../../lib/errors';
import { mutantOf, type Bed } from './beds';
import { catalogue } from './catalogue';
import type { MutantKind } from './kind';
import type { Reports, Tool } from './tool';
import { newRules } from './tool';
import { judge, unproved, writeMutant, type Judgement } from './verdicts';

/** A mutant that was tried, and where its template stands beside the original. */
export interface Trial {
  readonly kind: MutantKind;
  readonly judgement: Judgement;
  readonly example: string;
  readonly original: string;
  readonly changed: string;
}

/** What other tools find of a mutant: rules, by tool; nothing for one that is not installed. */
export type Found = Readonly<Record<string, readonly string[] | undefined>>;

/** Proves one mutant of each kind. */
export function tryAll(
  beds: readonly Bed[],
  work: string,
  onTrial: (done: number) => void = () => undefined,
  kinds: readonly MutantKind[] = catalogue,
): readonly Trial[] {
  const templates = join(work, 'templates');
  mkdirSync(templates, { recursive: true });
  return kinds.map((kind, index): Trial => {
    const mutant = mutantOf(kind.edit, beds);
    if (mutant === undefined) throw new KitError(`no template has a place for ${kind.id}`);
    const folder = join(work, 'mutants', kind.id);
    writeMutant(mutant, folder);
    const { bed, file, template } = mutant;
    const [original, changed] = [`${bed.example}.${file}`, `${bed.example}.${kind.id}.json`].map((name) =>
      join(templates, name),
    );
    if (original === undefined || changed === undefined) throw new KitError('two names are two files');
    writeFileSync(original, JSON.stringify(bed.templates.get(file)));
    writeFileSync(changed, JSON.stringify(template));
    const trial = { kind, judgement: judge(kind, unproved(folder)), example: bed.example, original, changed };
    onTrial(index + 1);
    return trial;
  });
}

/** What each tool finds of each mutant: each tool is run once, over all templates. */
export function findAll(trials: readonly Trial[], tools: readonly Tool[]): readonly Found[] {
  const files = [...new Set(trials.flatMap(({ original, changed }) => [original, changed]))].sort();
  const reports = tools.map((tool): readonly [string, Reports | undefined] => [tool.name, tool.find(files)]);
  return trials.map(({ original, changed }) =>
    Object.fromEntries(
      reports.map(([name, found]) => [name, found === undefined ? undefined : newRules(found, original, changed)]),
    ),
  );
}
