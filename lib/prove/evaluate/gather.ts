import type { Doubt, World } from '../../model';
import type { Layer } from '../decision';
import type { Request } from '../request';
import { providerOf } from './assertions';
import type { Evidence } from './decide';
import { factsOf } from './facts';
import { anything, findingsOf, maybe, type Finding, type LayerFindings } from './findings';
import type { Asked } from './match-statement';
import { publicStatements } from './public-policy';
import { canHaveTags } from './session-tags';
import { serviceOf, type Target } from './target';
import { asVaultsTakeIt, delegated } from './vaults-and-trails';
import { isServiceLinked, type Who } from './who';
import { indexOf } from './world-index';

/** All that the policies of a World say about a request, for one relation between the accounts of caller and resource. */
export function gather(
  world: World,
  request: Request,
  who: Who,
  target: Target,
  relation: Evidence['relation'],
  missed?: (name: string) => void,
): Evidence {
  const asked: Asked = {
    request,
    who,
    provider: providerOf(request),
    facts: factsOf(world, request, who, target, missed),
    ...(target.kind === 'vault' && target.point ? { besides: target.resource.arn } : {}),
  };
  const { seen } = who;
  const resource = { layer: target.layer, findings: resourceFindings(world, target, asked, relation) };
  const identity =
    seen === undefined
      ? undefined
      : layerOf('identity policy', [...findingsOf(seen.identity, asked), ...seen.doubts.flatMap(anything)]);
  const limits = [
    ...(seen?.boundary === undefined ? [] : [layerOf('permissions boundary', boundaryFindings(seen.boundary, asked))]),
    ...sessionPolicies(asked),
  ];
  const serviceControl = isServiceLinked(who)
    ? []
    : (who.home?.serviceControl ?? [])
        .filter(({ policies }) => policies.length > 0)
        .map(({ policies }) => layerOf('service control policy', findingsOf(policies, asked)));
  return {
    layers: [
      layerOf('resource control policy', resourceControlFindings(world, target, asked)),
      ...serviceControl,
      resource,
      ...(identity === undefined ? [] : [identity]),
      ...limits,
      layerOf('trust policy', sessionFindings(asked)),
    ],
    serviceControl,
    identity: identity ?? (who.arn === undefined ? 'none' : 'whole'),
    limits,
    resource,
    publicAccessBlock:
      target.kind === 'bucket' && relation !== 'same'
        ? publicAccessBlock(target, asked)
        : layerOf('block public access', []),
    relation,
    resourceRules: target.layer !== 'resource policy',
  };
}

function layerOf(layer: Layer, findings: readonly Finding[]): LayerFindings {
  return { layer, findings };
}

function resourceFindings(world: World, target: Target, asked: Asked, relation: Evidence['relation']): Finding[] {
  if (target.kind === 'unseen') return anything(target.doubt);
  const { who, request } = asked;
  if (relation === 'cross' && serviceOf(request.action) === 'cloudtrail') return delegated(world, target, who);
  const said = target.policy === undefined ? [] : findingsOf([target.policy], asked);
  const findings = target.kind === 'vault' ? said.map(asVaultsTakeIt) : said;
  if (target.kind === 'plain') return findings;
  findings.push(...target.resource.doubts.flatMap(anything));
  // Access control lists let others in, past the bucket policy; they are set on objects and stand in no template.
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
  if (target.kind !== 'bucket' || relation === 'same' || target.resource.objectOwnership === 'BucketOwnerEnforced') {
    return findings;
  }
  // That nobody but the delivery of logs has a list is an assumption of proofs.
  if (target.resource.logDeliveryBy !== undefined) return findings;
  if (asked.who.caller.kind === 'anonymous' && target.resource.blockPublicAccess.ignorePublicAcls) return findings;
  const reason = 'access control lists are not disabled for the bucket, so an object may be opened by its own list';
  return [...findings, maybe('Allow', { source: target.resource.source, reason })];
}

function boundaryFindings(boundary: 'unknown' | NonNullable<Who['seen']>['identity'][number], asked: Asked): Finding[] {
  if (boundary !== 'unknown') return findingsOf([boundary], asked);
  const source = asked.who.seen?.source ?? { file: '', pointer: '' };
  return anything({ source, reason: 'the permissions boundary is not in the templates' });
}

/** The policies of a session, together, where it has some. */
function sessionPolicies(asked: Asked): LayerFindings[] {
  const { sessionPolicies: passed = [], caller } = asked.request;
  if (caller.kind !== 'role' || passed.length === 0) return [];
  return [layerOf('session policy', findingsOf(passed, asked))];
}

/**
 * Services for which resource control policies were introduced; the list grows.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
const controlled = new Set(['s3', 'sts', 'kms', 'sqs', 'secretsmanager']);

function resourceControlFindings(world: World, target: Target, asked: Asked): Finding[] {
  const account = target.account === 'caller' ? asked.who.account : target.account;
  const levels = indexOf(world).accounts.get(account ?? '')?.resourceControl ?? [];
  if (isServiceLinked(asked.who)) return [];
  // Whether they bind origin access identities, which are principals of no account, is not documented.
  const bound = asked.who.caller.kind !== 'identity';
  const sure = bound && controlled.has(serviceOf(asked.request.action));
  return levels
    .flatMap(({ policies }) => findingsOf(policies, asked))
    .map((finding) => (sure ? finding : { ...finding, sure: false }));
}

/** `RestrictPublicBuckets` acts like a Deny for everyone but AWS services and the account of the bucket. */
function publicAccessBlock(target: Extract<Target, { kind: 'bucket' }>, { who }: Asked): LayerFindings {
  const layer = 'block public access';
  const { blockPublicAccess, policy } = target.resource;
  if (!blockPublicAccess.restrictPublicBuckets || policy === undefined || who.caller.kind === 'service') {
    return layerOf(layer, []);
  }
  const { isPublic, statements } = publicStatements(policy);
  if (isPublic === 'no') return layerOf(layer, []);
  const reason = 'whether Amazon S3 takes the bucket policy for public is not known';
  const [statement] = statements;
  const doubt: Doubt = { source: statement?.origin ?? policy.source, reason };
  // Whether an origin access identity counts as an AWS service here is not documented.
  const deny = { ...maybe('Deny', doubt), sure: isPublic === 'yes' && who.caller.kind !== 'identity' };
  return layerOf(layer, statement === undefined ? [deny] : statements.map((one) => ({ ...deny, statement: one })));
}

/** Session tags that the trust policy lets nobody pass. */
function sessionFindings({ who, request }: Asked): Finding[] {
  const { seen } = who;
  if (seen?.kind !== 'role') return [];
  const can = canHaveTags(seen, request);
  if (can === 'yes') return [];
  const reason = 'whether the trust policy lets somebody pass these session tags is not known';
  return [{ ...maybe('Deny', { source: seen.trust.source, reason }), sure: can === 'no' }];
}
