import { planFile, writeLedger } from '../../app';
import type { CommandContext, Outcome, Values } from '../command';
import { compare } from '../../errors';
import { quoted } from '../../files';
import { renderPlan } from '../render-plan';
import { text } from '../texts';

/** `educloud plan FILE [--write]`: what will exist and where, what changes, how full quotas get. */
export function plan(values: Values, { language }: CommandContext): Outcome {
  const file = String(values.file);
  const planned = planFile(file);
  const write = values.write === true && !planned.fresh;
  if (write) writeLedger(planned);
  const { schools, externals, shared: _, federation, ...shown } = planned.plan;
  // Metadata documents stand in the lock, and would bury everything else.
  const { documents: __, ...signIn } = federation ?? { documents: {} };
  const ledger = planned.fresh
    ? text(language, 'ledgerFresh')
    : write
      ? `${text(language, 'ledgerWritten')}: ${planned.ledgerPath}`
      : `${text(language, planned.known ? 'ledgerStale' : 'ledgerMissing')} \`educloud plan ${quoted(file)} --write\``;
  return {
    exitCode: 0,
    json: {
      ok: true,
      ...shown,
      ...(federation === undefined ? {} : { federation: signIn }),
      schools: [...schools, ...externals].sort((a, b) => compare(a.id, b.id)),
      ledger: { path: planned.ledgerPath, fresh: planned.fresh || write, written: write },
      issues: planned.warnings,
    },
    text: `${renderPlan(planned.plan, language)}\n${ledger}\n`,
    issues: planned.warnings,
  };
}
