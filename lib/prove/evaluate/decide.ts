import type { Doubt, Statement } from '../../model';
import type { Decision, Layer } from '../decision';
import type { Finding, LayerFindings } from './findings';
import type { Reach } from './match-principal';

/** All that the policies say about a request, before it is decided. */
export interface Evidence {
  /** Explicit Denies are looked for in this order. */
  readonly layers: readonly LayerFindings[];
  /** For each level of the organisation that has service control policies, what they say; each has to allow. */
  readonly serviceControl: readonly LayerFindings[];
  /** `whole`: the caller is root or unseen, and its own policies allow everything. `none`: it has no policies of its own. */
  readonly identity: LayerFindings | 'whole' | 'none';
  /** Permissions boundary and session policies, as far as there are some: each has to allow what the caller's own policies do. */
  readonly limits: readonly LayerFindings[];
  readonly resource: LayerFindings;
  /** What keeps out whom the resource lets in. */
  readonly publicAccessBlock: LayerFindings;
  readonly relation: 'same' | 'cross' | 'outside';
  /** Keys and trust policies: the policy of the resource must let the caller in, its own policies are not enough. */
  readonly resourceRules: boolean;
}

/** How unknown statements are read: all in the caller's favour, or all against it. */
type Reading = 'hopeful' | 'strict';

interface Outcome {
  readonly allowed: boolean;
  readonly layer: Layer;
  readonly how: 'explicit' | 'implicit' | 'granted';
  readonly findings: readonly Finding[];
}

/**
 * Decides a request. A decision is definite only when it is the same for the best and for the worst that the unknown can be.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function decide(evidence: Evidence): Decision {
  const hopeful = outcome(evidence, 'hopeful');
  const strict = outcome(evidence, 'strict');
  // Where the block of public access alone would stop what is not even sure to be let in, the silence decides.
  if (!hopeful.allowed) return decision(strict.how === 'implicit' ? strict : hopeful, 'denied');
  if (strict.allowed) return decision(strict, 'allowed');
  const open = [...strict.findings, ...hopeful.findings].filter(({ sure, reach, atBest }) => !sure || reach !== atBest);
  return {
    decision: 'undecided',
    layer: strict.layer,
    how: 'unknown',
    statements: statementsOf(open),
    doubts: open.map(({ doubt }) => doubt).filter(first),
  };
}

function decision({ layer, how, findings }: Outcome, word: 'allowed' | 'denied'): Decision {
  return { decision: word, layer, how, statements: statementsOf(findings), doubts: [] };
}

function statementsOf(findings: readonly Finding[]): Statement[] {
  return findings.flatMap(({ statement }) => statement ?? []).filter(first);
}

function first<T extends Statement | Doubt>(item: T, index: number, items: readonly T[]): boolean {
  return items.indexOf(item) === index;
}

function outcome(evidence: Evidence, reading: Reading): Outcome {
  const counts = ({ effect, sure }: Finding): boolean => sure || (effect === 'Allow') === (reading === 'hopeful');
  const denied = (layers: readonly LayerFindings[]): Outcome | undefined => {
    for (const { layer, findings } of layers) {
      const denies = findings.filter((finding) => finding.effect === 'Deny' && counts(finding));
      if (denies.length > 0) return { allowed: false, layer, how: 'explicit', findings: denies };
    }
    return undefined;
  };
  const explicit = denied(evidence.layers);
  if (explicit !== undefined) return explicit;
  const allows = (layer: LayerFindings): Finding[] =>
    layer.findings.filter((finding) => finding.effect === 'Allow' && counts(finding));
  const levels = evidence.serviceControl.map(allows);
  if (levels.some(({ length }) => length === 0)) return refused('service control policy');
  const granted = grant(evidence, allows, reading);
  if (typeof granted === 'string') return refused(granted);
  return denied([evidence.publicAccessBlock]) ?? { ...granted, findings: [...granted.findings, ...unsure(levels)] };
}

/** What was needed besides the grant and is not sure. */
function unsure(levels: readonly Finding[][]): Finding[] {
  return levels.filter((level) => !level.some(({ sure }) => sure)).flat();
}

function refused(layer: Layer): Outcome {
  return { allowed: false, layer, how: 'implicit', findings: [] };
}

function grant(evidence: Evidence, allows: (layer: LayerFindings) => Finding[], reading: Reading): Outcome | Layer {
  const { identity, limits, resource, relation, resourceRules } = evidence;
  const reachOf = ({ reach, atBest }: Finding): Reach => (reading === 'hopeful' ? atBest : reach);
  const onResource = allows(resource);
  const byReach = (...reaches: Reach[]): Finding[] =>
    onResource.filter((finding) => reaches.includes(reachOf(finding)));
  if (relation === 'outside' || identity === 'none') {
    return onResource.length > 0 ? allowed(resource.layer, onResource) : resource.layer;
  }
  const within = limits.map(allows);
  const silent = limits.find((_, index) => within[index]?.length === 0)?.layer;
  const own = identity === 'whole' ? [] : allows(identity);
  const permitted = identity === 'whole' || own.length > 0;
  const ownWay = [...own, ...within.flat()];
  const missing: Layer | undefined = permitted ? silent : 'identity policy';
  const direct = byReach('direct');
  if (relation === 'same') {
    if (direct.length > 0) return allowed(resource.layer, direct);
    const asRole = byReach('role');
    if (asRole.length > 0) return silent ?? allowed(resource.layer, [...asRole, ...within.flat()]);
    if (resourceRules && onResource.length === 0) return resource.layer;
    if (missing !== undefined) return missing;
    return resourceRules ? allowed(resource.layer, [...onResource, ...ownWay]) : allowed('identity policy', ownWay);
  }
  if (onResource.length === 0) return resource.layer;
  return missing ?? allowed(resource.layer, [...onResource, ...ownWay]);
}

function allowed(layer: Layer, findings: readonly Finding[]): Outcome {
  return { allowed: true, layer, how: 'granted', findings };
}
