import { issue, type Issue } from '../../errors';
import { nearest } from '../../facts';
import { readable, type World } from '../../model';
import { vaultKey, type Request } from '../../prove';
import { isNamed } from './parse-caller';

/**
 * The ARN of the vault or trail that has such a name; undefined where none has it. A copy stands in a vault of the same name in another
 * AWS Region, so a name that several have is an issue.
 */
export function parseVaultOrTrail({ vaults, trails }: World, text: string): string | Issue | undefined {
  const named = [...vaults, ...trails].filter(({ name }) => isNamed(text, name)).map(({ arn }) => arn);
  const [first, ...more] = [...new Set(named)];
  if (more.length === 0 || first === undefined) return first;
  return issue('EDU713', '`--on` names several vaults or trails', {
    found: text,
    allowed: [first, ...more].map(readable).join(', '),
    fix: `write the ARN, such as \`${readable(first)}\``,
  });
}

/** The condition keys of a question, with the vault of a recovery point by its ARN where it is named as people see it. */
export function withVault(
  world: World,
  context: Request['context'],
  resource: string | undefined,
): { readonly context: Request['context']; readonly issues: readonly Issue[] } {
  const [name, value] = Object.entries(context).find(([key]) => key.toLowerCase() === vaultKey) ?? [];
  if (name === undefined || value === undefined) return { context, issues: [] };
  const text = typeof value === 'string' ? value : value.join(', ');
  if (resource !== undefined && !/^arn:[^:]*:backup:[^:]*:[^:]*:recovery-point:/.test(resource)) {
    return { context, issues: [mistake(`${vaultKey}=${text}`, `leave it out: \`--on\` is no recovery point`)] };
  }
  const place = resource?.split(':').slice(0, 5).join(':') ?? '';
  const near = world.vaults.filter(({ arn }) => arn.startsWith(`${place}:`));
  const vault = near.find((one) => isNamed(text, one.arn) || isNamed(text, one.name));
  const meant = nearest(text, near.flatMap(({ arn, name: called }) => [arn, called]).map(readable));
  const fix = meant === undefined ? 'name a vault of its account and AWS Region' : `did you mean \`${meant}\`?`;
  if (vault === undefined) return { context, issues: [mistake(`${vaultKey}=${text}`, fix)] };
  const others = Object.entries(context).filter(([key]) => key !== name);
  return { context: { ...Object.fromEntries(others), [vaultKey]: vault.arn }, issues: [] };
}

function mistake(found: string, fix: string): Issue {
  return issue('EDU714', `\`${vaultKey}\` says in which vault of the templates the recovery point of \`--on\` lies`, {
    found,
    allowed: 'name or ARN of a vault in the account and AWS Region of the recovery point',
    fix,
  });
}
