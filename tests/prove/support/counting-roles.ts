import { properties } from '../../../lib/facts';
import type { Role, World } from '../../../lib/model';
import { evaluate, prove, type Property, type Verdict } from '../../../lib/prove';
import type { Caller, Request } from '../../../lib/prove/request';
import { actions } from './proving';
import { entitlementKey, scopedKey } from './random-trust';
import { audience, bureauArn, emergencyEntitlement, ownArn, proxyArn } from './sign-in';
import { account, otherAccount } from './worlds';

// What the prover says of roles, held against a few thousand requests each, decided by the evaluator. The words of the
// properties stand here once more, without the code of the prover.

const ofRoles: readonly Property[] = properties().filter(({ subject }) => subject === 'role');
const most = Number(process.env.EDUCLOUD_BRUTE_REQUESTS ?? 1500);

type Values = readonly (string | readonly string[] | undefined)[];

const attributes: Readonly<Record<string, Values>> = {
  'saml:aud': [audience, undefined, 'https://evil.example/saml'],
  'saml:sub_type': ['persistent', undefined, 'transient'],
  [scopedKey]: [
    ['faculty@s1.example'],
    undefined,
    ['faculty@s2.example'],
    ['faculty@s1.example', 'faculty@s2.example'],
    ['x@s2.example@s1.example'],
  ],
  [entitlementKey]: [[emergencyEntitlement], undefined, ['urn:bureau:operators'], ['urn:x', emergencyEntitlement]],
  'aws:RequestedRegion': ['cn-north-1', 'cn-northwest-1'],
  'sts:SourceIdentity': ['anna', undefined],
  'aws:TagKeys': [undefined, ['educloud:user'], ['educloud:school'], ['educloud:school', 'educloud:user']],
};

const callers: readonly { readonly caller: Caller; readonly context?: Request['context'] }[] = [
  ...[ownArn('s1'), ownArn('s2'), bureauArn, proxyArn, `${bureauArn}-old`].map((provider) => ({
    caller: { kind: 'anonymous' } as const,
    context: { 'aws:FederatedProvider': provider },
  })),
  ...['unseen', 's2-teacher', 's1-admin', 's1-teacher', 'helper', 'operator'].map((name) => ({
    caller: { kind: 'role', arn: `arn:aws-cn:iam::${account}:role/${name}` } as const,
  })),
  ...['s1', 's2'].map((school) => ({
    caller: { kind: 'role', arn: `arn:aws-cn:iam::${account}:role/unseen` } as const,
    context: { 'aws:PrincipalTag/educloud:school': school },
  })),
  { caller: { kind: 'user', arn: `arn:aws-cn:iam::${otherAccount}:user/other` } },
  { caller: { kind: 'service', name: 'backup.amazonaws.com' } },
  { caller: { kind: 'service', name: 'lambda.amazonaws.com' } },
];

const calls = ['sts:AssumeRoleWithSAML', 'sts:AssumeRole', 'sts:TagSession', 'sts:AssumeRoleWithWebIdentity'];

/** Requests for a role, thinned out in no order that goes with the values. */
function requestsFor(resource: string): Request[] {
  let contexts: Request['context'][] = [{}];
  for (const [key, values] of Object.entries(attributes)) {
    contexts = contexts.flatMap((context) =>
      values.map((value) => (value === undefined ? context : { ...context, [key]: value })),
    );
  }
  const all = callers.flatMap(({ caller, context = {} }) => calls.map((action) => ({ caller, context, action })));
  const step = Math.max(1, Math.floor((all.length * contexts.length) / most));
  const found: Request[] = [];
  for (let index = 0; index < all.length * contexts.length; index += 1) {
    if ((Math.imul(index, 2654435761) >>> 8) % step !== 0) continue;
    const asked = all[index % all.length];
    const more = contexts[Math.floor(index / all.length)];
    if (asked !== undefined && more !== undefined) {
      found.push({ caller: asked.caller, action: asked.action, resource, context: { ...more, ...asked.context } });
    }
  }
  return found;
}

/** Whether a request is one that a property forbids, would it be allowed. */
function isForbidden(world: World, property: string, role: Role, request: Request): boolean {
  const { caller, action, context } = request;
  const signsIn = caller.kind === 'anonymous';
  const provider = context['aws:FederatedProvider'];
  const bySaml = action === 'sts:AssumeRoleWithSAML';
  const byToken = action === 'sts:AssumeRoleWithWebIdentity';
  const list = (key: string): readonly string[] => [context[key] ?? []].flat();
  switch (property) {
    case 'federation-binding': {
      if (!signsIn) return false;
      if (action === 'sts:TagSession') return list('aws:TagKeys').some((key) => key !== 'educloud:user');
      const own = role.owner === undefined ? [bureauArn] : [ownArn(role.owner), proxyArn];
      const domain = role.owner === undefined ? 'bureau.example' : `${role.owner}.example`;
      if (typeof provider !== 'string') return false;
      if (!bySaml) return byToken && !own.includes(provider);
      return (
        !own.includes(provider) ||
        context['saml:aud'] !== audience ||
        context['saml:sub_type'] !== 'persistent' ||
        !list(scopedKey).some((value) => value.split('@').length === 2 && value.endsWith(`@${domain}`)) ||
        context['sts:SourceIdentity'] === undefined
      );
    }
    case 'assume-closure': {
      if (signsIn || action === 'sts:TagSession') return false;
      const owner = ownerOf(world, request);
      return role.owner === undefined ? isOfTemplates(world, caller) && owner !== undefined : owner !== role.owner;
    }
    default:
      if (action === 'sts:AssumeRole' || byToken) return true;
      if (!bySaml) return false;
      return (
        provider !== bureauArn ||
        !list(entitlementKey).includes(emergencyEntitlement) ||
        !world.others.some(({ kind }) => kind === 'rule') ||
        context['aws:RequestedRegion'] !== 'cn-north-1'
      );
  }
}

function isOfTemplates(world: World, caller: Caller): boolean {
  return world.roles.some(({ arn }) => 'arn' in caller && arn === caller.arn);
}

function ownerOf(world: World, { caller, context }: Request): string | undefined {
  if (caller.kind !== 'role') return undefined;
  const seen = world.roles.find(({ arn }) => arn === caller.arn);
  if (seen !== undefined) return seen.owner;
  const tag = context['aws:PrincipalTag/educloud:school'];
  return typeof tag === 'string' && caller.arn.includes(`::${account}:`) ? tag : undefined;
}

/** Where the prover is wrong about the roles of a World. */
export function mistakesOfRoles(world: World): unknown[] {
  const verdicts: readonly Verdict[] = [...prove(world, { properties: ofRoles, actions }).verdicts];
  const requests = new Map<string, readonly Request[]>();
  return verdicts.flatMap((verdict): unknown[] => {
    const role = world.roles.find(({ arn }) => arn === verdict.subject);
    if (role === undefined) return [{ law: 'a verdict on no role', verdict }];
    const all = requests.get(role.arn) ?? requestsFor(role.arn);
    requests.set(role.arn, all);
    const breaks = (request: Request): boolean =>
      isForbidden(world, verdict.property, role, request) && evaluate(world, request).decision === 'allowed';
    switch (verdict.verdict) {
      case 'refuted':
        return verdict.request !== undefined && breaks(verdict.request)
          ? []
          : [{ law: 'refuted by a request that breaks nothing', verdict }];
      case 'proved': {
        const found = all.find(
          (request) =>
            isForbidden(world, verdict.property, role, request) && evaluate(world, request).decision !== 'denied',
        );
        return found === undefined ? [] : [{ law: 'proved, but', verdict, found }];
      }
      case 'vacuous': {
        const found = all.find(
          (request) =>
            request.action !== 'sts:TagSession' &&
            evaluate(world, request).decision === 'allowed' &&
            isTwin(verdict.property, request),
        );
        return found === undefined ? [] : [{ law: 'vacuous, but', verdict, found }];
      }
      case 'undecided':
        return [];
    }
  });
}

function isTwin(property: string, { caller }: Request): boolean {
  return property === 'assume-closure' || caller.kind === 'anonymous';
}

/** How often each verdict is said, to see that none is said always. */
export function wordsOf(world: World): readonly string[] {
  return [...prove(world, { properties: ofRoles, actions }).verdicts].map(
    ({ property, verdict }) => `${property} ${verdict}`,
  );
}
