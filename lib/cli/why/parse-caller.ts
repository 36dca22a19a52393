import { issue, type Issue } from '../../errors';
import { nearest } from '../../facts';
import { hasOpaque, readable, type World } from '../../model';
import type { Caller } from '../../prove';

const forms =
  'the ARN of a role, a user, a session (arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION) or root, the name of a role or user of the templates, NAME.amazonaws.com, saml:PROVIDER, oidc:PROVIDER, cdn:DISTRIBUTION, identity:ID, or anonymous';

/** Who asks, as `--as` says; an issue when it names nobody. Roles and users may be named as the templates name them. */
export function parseCaller(world: World, text: string): Caller | Issue {
  if (text === 'anonymous') return { kind: 'anonymous' };
  if (/^[a-z\d-]+(?:\.[a-z\d-]+)*\.amazonaws\.com(?:\.cn)?$/.test(text)) return { kind: 'service', name: text };
  const known = [...world.roles, ...world.users].find(({ arn, name }) => isNamed(text, arn) || isNamed(text, name));
  if (known !== undefined) return { kind: known.kind, arn: known.arn };
  const arn = /^arn:(aws[a-z-]*):(iam|sts)::(\d{12}):(.+)$/.exec(text);
  const [, partition = '', service, account = '', rest = ''] = arn ?? [];
  if (arn !== null && isForeign(world, partition)) return otherPartition(world, text);
  if (service === 'iam' && rest === 'root') return { kind: 'root', arn: text };
  if (service === 'iam' && /^role\/[^\s*?]+$/.test(rest)) return { kind: 'role', arn: text };
  if (service === 'iam' && /^user\/[^*?]+$/.test(rest)) return { kind: 'user', arn: text };
  const [, role, session] = (service === 'sts' ? /^assumed-role\/([^/*?]+)\/([^/*?]+)$/ : /$^/).exec(rest) ?? [];
  if (role === undefined || session === undefined) return mistake(world, text);
  const taken = world.roles.find((one) => one.account === account && one.name === role);
  return { kind: 'role', arn: taken?.arn ?? `arn:${partition}:iam::${account}:role/${role}`, session };
}

/** Nobody of one partition of AWS is known in another. */
function isForeign(world: World, partition: string): boolean {
  const known = partitionsOf(world);
  return known.length > 0 && !known.includes(partition);
}

function partitionsOf({ buckets, keys, roles }: World): readonly string[] {
  const all = [...buckets, ...keys, ...roles].map(({ partition }) => partition);
  return all.some(hasOpaque) ? [] : [...new Set(all)].sort();
}

function otherPartition(world: World, text: string): Issue {
  const known = partitionsOf(world).join(', ');
  return issue('EDU711', '`--as` names somebody of another partition of AWS', {
    found: text,
    allowed: `ARNs of ${known}`,
    fix: `write \`arn:${known}:…\`: no account is in two partitions`,
  });
}

/** Generated names may be written as they are printed, `‹stack.LogicalId›`, and without the marks. */
export function isNamed(text: string, name: string): boolean {
  const shown = readable(name);
  return text === shown || text === shown.replace(/[‹›]/g, '');
}

function mistake(world: World, text: string): Issue {
  const known = [...world.roles, ...world.users].flatMap(({ arn, name }) => [arn, name]).map(readable);
  const meant = nearest(text, known);
  return issue('EDU711', '`--as` names nobody who could ask', {
    found: text,
    allowed: forms,
    fix: meant === undefined ? 'copy the ARN of a role from the template or from IAM' : `did you mean \`${meant}\`?`,
  });
}
