import { loadAcceptances, loadCells, type Acceptance, type Cells } from '../../config';
import { EducloudError, type Issue } from '../../errors';
import { jurisdiction, jurisdictionIds, properties, property, serviceActions } from '../../facts';
import { readWorld } from '../../model';
import { assumptions, modelVersion, prove as proofOf, smtlibFiles, type Action, type Property } from '../../prove';
import type { CommandContext, Outcome, Progress, Values } from '../command';
import { dayOf } from '../day';
import { isKept, notNeeded, nothingToDecide, summarise } from '../proof-summary';
import { renderProof } from '../render-proof';
import { prepareSmtlib, writeSmtlib } from '../smtlib-folder';

/** `educloud prove ASSEMBLY [--property ID] [--cells FILE] [--accept FILE] [--smtlib DIR]`: every property, for all requests. */
export function prove(values: Values, { language, json, progress }: CommandContext): Outcome {
  const folder = String(values.assembly);
  const asOf = dayOf(values.asOf);
  const chosen: readonly Property[] = typeof values.property === 'string' ? [property(values.property)] : properties();
  const { cells, acceptances, warnings } = inputs(values, asOf);
  const smtlib = typeof values.smtlib === 'string' ? values.smtlib : undefined;
  // Before the work: a folder that cannot be written is found at once.
  if (smtlib !== undefined) prepareSmtlib(smtlib);
  const world = placed(values.cells, () =>
    readWorld(folder, {
      ...(cells === undefined ? {} : { cells }),
      onProgress: (done, total) => {
        progress.step('reading templates', done, total);
      },
    }),
  );
  const { actions, updated } = catalogue();
  const proof = proofOf(world, {
    properties: chosen,
    actions,
    jurisdictions: Object.fromEntries(jurisdictionIds().map((id) => [id, jurisdiction(id).awsRegions])),
    onProgress: rated(progress),
  });
  const { properties: summary, verdicts, unused, assumed } = summarise(proof.verdicts, chosen, acceptances, json);
  const taken = assumptions.filter(({ id, some }) => some !== true || assumed.includes(id));
  const written = smtlib === undefined ? undefined : writeSmtlib(smtlib, smtlibFiles(proof.prover));
  const nothing = nothingToDecide(folder, summary, world.buckets.length);
  const ok = nothing.length === 0 && summary.every(isKept);
  const issues = [...nothing, ...warnings, ...unused.map(notNeeded)];
  return {
    exitCode: ok ? 0 : 1,
    json: {
      ok,
      model: modelVersion,
      actions: updated,
      asOf,
      assumptions: [...taken.map(({ id, text }) => `${id}: ${text.en}`), ...world.assumptions],
      breakGlass: world.breakGlass,
      exceptions: proof.exceptions.map(({ property, arns, takenBy, exception: { who, actions: only, reason } }) => ({
        property,
        who,
        arns,
        ...(Object.keys(takenBy).length === 0 ? {} : { takenBy }),
        ...(only === undefined ? {} : { actions: only }),
        reason: reason.en,
      })),
      summary: summary.map(({ property, counts }) => ({ property: property.id, ...counts })),
      problems: proof.classes(),
      ...(written === undefined ? {} : { smtlib: written }),
      verdicts,
      doubts: world.doubts,
      issues,
    },
    text: renderProof(
      {
        folder,
        world,
        proof,
        summary,
        verdicts,
        assumptions: taken,
        updated,
        asOf,
        ...(smtlib === undefined || written === undefined ? {} : { smtlib: { folder: smtlib, written } }),
      },
      language,
    ),
    issues,
  };
}

/** Runs `read`; a name of the cells file that is not in the assembly is a mistake of that file. */
function placed<T>(cellsFile: Values[string], read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof EducloudError) || typeof cellsFile !== 'string') throw error;
    throw new EducloudError(
      error.issues.map((one) => (one.code === 'EDU726' && one.file === undefined ? { ...one, file: cellsFile } : one)),
    );
  }
}

/** Two hundred steps at most, each with the number of subjects a second so far. */
function rated(progress: Progress): (done: number, total: number) => void {
  const started = process.hrtime.bigint();
  return (done, total) => {
    if (done !== total && done % Math.ceil(total / 200) !== 0) return;
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    progress.step(`proving, ${Math.round(done / seconds).toLocaleString('en')} a second`, done, total);
  };
}

function inputs(
  { cells: cellsFile, accept }: Values,
  asOf: string,
): { readonly cells?: Cells; readonly acceptances: readonly Acceptance[]; readonly warnings: readonly Issue[] } {
  const cells = typeof cellsFile === 'string' ? loadCells(cellsFile) : undefined;
  const accepted = typeof accept === 'string' ? loadAcceptances(accept, asOf) : undefined;
  const issues = [...(cells?.issues ?? []), ...(accepted?.issues ?? [])];
  if (issues.some(({ severity }) => severity === 'error')) throw new EducloudError(issues);
  return {
    ...(cells?.cells === undefined ? {} : { cells: cells.cells }),
    acceptances: accepted?.acceptances ?? [],
    warnings: issues,
  };
}

/** The services whose resources properties speak of. */
const services = ['s3', 'kms', 'sts', 'backup', 'cloudtrail'];

function catalogue(): { readonly actions: readonly Action[]; readonly updated: string } {
  const lists = services.map(serviceActions);
  return {
    actions: lists.flatMap(({ service, actions }) =>
      actions.map(({ name, on }) => ({ name: `${service}:${name}`, resources: on })),
    ),
    updated: lists.map(({ updated }) => updated).sort()[0] ?? '',
  };
}
