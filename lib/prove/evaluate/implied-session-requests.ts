import type { Request } from '../request';

/**
 * What else has to be allowed for a role to be taken as a request says: with session tags `sts:TagSession`, with a source identity
 * `sts:SetSourceIdentity`, for the same caller and role. A source identity that the caller's own session has is passed on.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_permissions-required
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html#id_credentials_temp_control-access_monitor-perms
 */
export function impliedSessionRequests(request: Request): Request[] {
  const action = request.action.toLowerCase();
  if (!taking.has(action)) return [];
  const given = new Map(Object.entries(request.context).map(([name, value]) => [name.toLowerCase(), value]));
  const passes = [...given].some(([name, value]) => tagging.test(name) && value.length > 0);
  const inherited = action === 'sts:assumerole' ? given.get('aws:sourceidentity') : undefined;
  const identity = given.get('sts:sourceidentity') ?? inherited;
  return [
    ...(passes ? [{ ...request, action: 'sts:TagSession' }] : []),
    ...(identity === undefined
      ? []
      : [{ ...request, action: 'sts:SetSourceIdentity', context: withIdentity(request, identity) }]),
  ];
}

const taking = new Set(['sts:assumerole', 'sts:assumerolewithsaml', 'sts:assumerolewithwebidentity']);

const tagging = /^(?:aws:requesttag\/.|aws:tagkeys$|sts:transitivetagkeys$)/;

function withIdentity({ context }: Request, identity: string | readonly string[]): Request['context'] {
  const others = Object.entries(context).filter(([name]) => name.toLowerCase() !== 'sts:sourceidentity');
  return { ...Object.fromEntries(others), 'sts:SourceIdentity': identity };
}
