import { issue, type Issue } from '../../errors';
import { nearest } from '../../facts';
import { readable, type World } from '../../model';
import type { NamedAction } from './parse-action';
import { isNamed } from './parse-caller';
import { parseVaultOrTrail } from './parse-vault';

/**
 * The ARN that `--on` means: an ARN as it stands, `bucket/key`, or a name that the templates have. An issue when it means
 * nothing, or when the action cannot be done to it.
 */
export function parseResource(world: World, text: string, action: NamedAction | undefined): string | Issue {
  const arn = resolve(world, text);
  if (arn === undefined) return parseVaultOrTrail(world, text) ?? unknown(world, text);
  return misfit(world, text, arn, action) ?? arn;
}

function resolve(world: World, text: string): string | undefined {
  if (text === '*') return text;
  const named = [...world.buckets, ...world.keys, ...world.roles, ...world.vaults, ...world.trails].find((one) =>
    isNamed(text, one.arn),
  );
  if (named !== undefined) return named.arn;
  const key = world.keys.find(({ arn, id, aliases }) =>
    [id, ...aliases, ...aliases.map((alias) => arn.replace(/key\/.*$/s, alias))].some((name) => isNamed(text, name)),
  );
  if (key !== undefined) return key.arn;
  const role = world.roles.find(({ name }) => isNamed(text, name));
  if (role !== undefined) return role.arn;
  const slash = text.indexOf('/');
  const [name, rest] = slash < 0 ? [text, ''] : [text.slice(0, slash), text.slice(slash)];
  const bucket = world.buckets.find((one) => isNamed(name, one.name) || isNamed(name, one.arn));
  if (bucket !== undefined) return `${bucket.arn}${rest}`;
  // Of a bucket that no template holds nothing is known; most often its name is misspelt.
  if (/^arn:[^:]*:s3:/.test(text)) return undefined;
  return /^arn:[^:\s*?]+:[^:\s*?]+:[^:\s*?]*:[^:\s*?]*:[^*?]+$/.test(text) ? text : undefined;
}

function unknown(world: World, text: string): Issue {
  const names = [
    ...world.buckets.map(({ name }) => name),
    ...world.keys.flatMap(({ id, aliases }) => [...aliases, id]),
    ...[...world.roles, ...world.vaults, ...world.trails].map(({ name }) => name),
  ].map(readable);
  const name = /^arn:[^:]*:s3:::([^/]*)/.exec(text)?.[1] ?? (text.startsWith('arn:') ? text : text.split('/')[0]);
  const meant = nearest(name ?? text, names);
  return issue('EDU713', '`--on` names nothing that the templates have', {
    found: text,
    allowed:
      'an ARN without wildcards, BUCKET, BUCKET/KEY, the id or an alias of a key, or the name of a role, a vault or a trail',
    fix: meant === undefined ? 'copy the name from the template' : `did you mean \`${meant}\`?`,
  });
}

/** A question about a bucket that AWS asks about objects, or the other way round, would be answered for nobody. */
function misfit(world: World, text: string, arn: string, action: NamedAction | undefined): Issue | undefined {
  const bucket = world.buckets.find((one) => arn === one.arn || arn.startsWith(`${one.arn}/`));
  const kinds = action?.known?.on ?? [];
  if (action === undefined || bucket === undefined || kinds.length === 0) return undefined;
  const whole = arn === bucket.arn;
  if (kinds.includes(whole ? 'bucket' : 'object')) return undefined;
  if (!kinds.includes(whole ? 'object' : 'bucket')) return undefined;
  const name = readable(bucket.name);
  return issue('EDU713', whole ? `${action.name} is done to objects` : `${action.name} is done to whole buckets`, {
    found: text,
    allowed: whole ? `${name}/KEY` : name,
    fix: whole ? 'add a slash and the key of an object' : 'leave out the key of the object',
  });
}
