import type { World } from '../../model';
import type { Decision } from '../decision';
import type { Request } from '../request';
import { canCall } from './assertions';
import { decide, type Evidence } from './decide';
import { deliveryOf } from './delivery';
import { gather } from './gather';
import { matchGlob } from './match-glob';
import { inVault } from './recovery-points';
import { targetOf, type Target } from './target';
import { tokensOfText } from './tokens';
import { isBackupOfOthers, isTaken } from './vaults-and-trails';
import { whoAsks, type Who } from './who';

/**
 * How AWS decides one request, as far as the templates say. Written without any of the code that proves, so that it can
 * replay what the proof finds.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 *
 * @param missed told of condition keys that policies ask for and that the request, which could, does not state
 */
export function evaluate(world: World, asked: Request, missed?: (name: string) => void): Decision {
  const request = inVault(world, asked)?.request ?? asked;
  const who = whoAsks(world, request.caller);
  const target = targetOf(world, asked);
  if (!canCall(world, request) || !isTaken(request)) {
    return refused(target);
  }
  const delivery = deliveryOf(world, request);
  if (delivery?.answer === 'no') {
    return { decision: 'denied', layer: 'distribution', how: 'implicit', statements: [], doubts: [] };
  }
  const decision = decisionOf(world, request, who, target, missed);
  if (delivery?.answer !== 'unknown' || decision.decision === 'denied') return decision;
  const doubts = [...decision.doubts, ...delivery.doubts];
  return { ...decision, decision: 'undecided', layer: 'distribution', how: 'unknown', doubts };
}

/** What no policy can open. */
function refused({ layer }: Target): Decision {
  return { decision: 'denied', layer, how: 'implicit', statements: [], doubts: [] };
}

/** What policies say, whoever visits. */
function decisionOf(
  world: World,
  request: Request,
  who: Who,
  target: Target,
  missed: ((name: string) => void) | undefined,
): Decision {
  const [first, ...others] = relations(who, target).map((relation) =>
    isBackupOfOthers(request, relation)
      ? refused(target)
      : decide(gather(world, request, who, target, relation, missed)),
  );
  const different = others.find(({ decision }) => decision !== first?.decision);
  if (first !== undefined && different === undefined) return first;
  const source = 'resource' in target ? target.resource.source : { file: '', pointer: '' };
  return {
    decision: 'undecided',
    layer: target.layer,
    how: 'unknown',
    statements: [],
    doubts: [
      ...('doubt' in target ? [target.doubt] : []),
      { source, reason: 'whether caller and resource are in the same account is not known' },
    ],
  };
}

/** What caller and resource can be to each other. */
function relations({ account }: Who, target: Target): Evidence['relation'][] {
  if (account === undefined) return ['outside'];
  if (target.account === 'caller' || target.account === account) return ['same'];
  if (target.account === undefined) return ['same', 'cross'];
  return matchGlob(tokensOfText(account), tokensOfText(target.account)) === 'no' ? ['cross'] : ['same', 'cross'];
}
