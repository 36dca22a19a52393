import { planFresh } from '../../app';
import { failure } from '../../errors';
import { partition } from '../../facts';
import { awsRegistry, buildRegistryIndex, type RegistryResult } from '../../operate';
import type { CommandContext, Outcome, Values } from '../command';
import { text, type Language, type TextKey } from '../texts';

/** `educloud registry index FILE [--out PATH] [--role NAME] [--restart]`: the hub's index of what the schools registered. */
export async function registryIndex(values: Values, { language, progress }: CommandContext): Promise<Outcome> {
  const out = typeof values.out === 'string' ? values.out : 'registry.json';
  const { plan } = planFresh(String(values.file));
  const { id, home } = plan.region;
  const { arnPartition } = partition(plan.region.partition);
  const role = typeof values.role === 'string' ? checkedRole(values.role) : `educloud/educloud-${id}-registry-reader`;
  const result = await buildRegistryIndex(
    { plan, arnPartition, out, restart: values.restart === true, onProgress: progress.step },
    awsRegistry({ arnPartition, home, role }),
  );
  const { index, accounts, start, partial, issues } = result;
  const ok = index !== undefined && issues.length === 0;
  const complete = index?.absent.length === 0;
  return {
    exitCode: ok ? 0 : 1,
    json: {
      ok,
      region: id,
      out,
      written: index !== undefined,
      complete,
      start,
      accounts,
      ...(partial === undefined ? {} : { partial }),
      ...(index === undefined ? {} : { schools: index.schools.length, absent: index.absent }),
      issues,
    },
    text: summary(out, result, complete, language),
    issues,
  };
}

/** A role by name, perhaps with its path; never an ARN, which would name one account. */
function checkedRole(role: string): string {
  if (/^(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/.test(role)) return role;
  throw failure('EDU704', '`--role` is no name of a role', {
    found: role,
    allowed: 'the name of a role, the same in every account, with its path where it has one: `path/name`',
    fix: 'leave out account and `role/`, or leave out `--role`',
  });
}

const anew: { readonly [start in RegistryResult['start']]?: TextKey } = {
  'other-plan': 'anewOtherPlan',
  damaged: 'anewDamaged',
  restarted: 'anewAsked',
};

function summary(out: string, result: RegistryResult, complete: boolean, language: Language): string {
  const { start, accounts, index, partial } = result;
  const say = (key: TextKey): string => text(language, key);
  const reason = anew[start];
  const taken = accounts.resumed === 0 ? '' : ` (${accounts.resumed} ${say('takenUpFrom')} ${out}.partial)`;
  const read = `${accounts.read + accounts.resumed}/${accounts.total} ${say('accountsRead')}${taken}`;
  const state =
    index === undefined
      ? [
          `${out}: ${say('indexNotWritten')}`,
          partial === undefined ? say('nothingKept') : `${partial}: ${say('keptIn')}`,
        ]
      : [`${out}: ${index.schools.length} ${say('schools')}, ${say(complete ? 'indexComplete' : 'indexIncomplete')}`];
  return [...(reason === undefined ? [] : [say(reason)]), read, ...state, ''].join('\n');
}
