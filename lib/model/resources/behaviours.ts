import { hasOpaque, opaqueKind, symbolsOf } from '../opaque';
import type { Doubt } from '../source';
import type { Behaviour } from '../world';
import { eachOf, type ReadOrigins } from './origins';
import { doubtAt, memberOf, membersOf, sourceOfPart, strangersIn, switchOf, textOf, type Part } from './part';

/** How a distribution treats requests by their path, in the order in which it tries; the default one is the last. */
export function readBehaviours(config: Part, origins: ReadOrigins, doubts: Doubt[]): readonly Behaviour[] {
  const more = eachOf(config, 'CacheBehaviors', 'which behaviours it has is known only when it is deployed', doubts);
  const last = memberOf(config, 'DefaultCacheBehavior');
  if (last === undefined) doubts.push(doubtAt(config, 'the default behaviour cannot be read'));
  return [
    ...more.map((part) => behaviourOf(part, patternOf(part, doubts), origins, doubts)),
    ...(last === undefined ? [] : [behaviourOf(last, '*', origins, doubts)]),
  ];
}

/** Methods, caching, compression, and what is added to requests and answers change neither who reads nor what. */
const known = new Set([
  ...['AllowedMethods', 'CachePolicyId', 'CachedMethods', 'Compress', 'DefaultTTL', 'FieldLevelEncryptionId'],
  ...['ForwardedValues', 'FunctionAssociations', 'GrpcConfig', 'LambdaFunctionAssociations', 'MaxTTL', 'MinTTL'],
  ...['OriginRequestPolicyId', 'PathPattern', 'RealtimeLogConfigArn', 'ResponseHeadersPolicyId', 'SmoothStreaming'],
  ...['TargetOriginId', 'TrustedKeyGroups', 'TrustedSigners', 'ViewerProtocolPolicy'],
]);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-cachebehavior.html */
function behaviourOf(part: Part, pattern: string, origins: ReadOrigins, doubts: Doubt[]): Behaviour {
  doubts.push(...strangersIn(part, known), ...codeIn(part));
  const keyGroups = namesOf(part, 'TrustedKeyGroups', doubts);
  const trustedSigners = namesOf(part, 'TrustedSigners', doubts);
  return {
    pattern,
    origins: targetsOf(part, origins, doubts),
    signed: keyGroups.length > 0 || trustedSigners.length > 0,
    keyGroups,
    trustedSigners,
    source: sourceOfPart(part),
  };
}

/** Code and protocols that may ask an origin for something else than the path of the request says. */
function codeIn(part: Part): readonly Doubt[] {
  const functions = ['FunctionAssociations', 'LambdaFunctionAssociations'].flatMap((name) => {
    const list = memberOf(part, name);
    const none = list === undefined || membersOf(list)?.length === 0;
    return none ? [] : [doubtAt(list, 'a function may change the request')];
  });
  const streaming = memberOf(part, 'SmoothStreaming');
  const grpc = memberOf(part, 'GrpcConfig');
  const viaGrpc = grpc === undefined ? undefined : (memberOf(grpc, 'Enabled') ?? grpc);
  return [
    ...functions,
    ...(streaming === undefined || switchOf(streaming) === false
      ? []
      : [doubtAt(streaming, 'Smooth Streaming asks for objects that the path does not name')]),
    ...(viaGrpc === undefined || switchOf(viaGrpc) === false ? [] : [doubtAt(viaGrpc, 'gRPC is outside the model')]),
  ];
}

/** A name that may turn out to be nothing does not count: without it, no signature might be asked for. */
function namesOf(part: Part, name: string, doubts: Doubt[]): readonly string[] {
  const reason = 'whose signature is asked for is known only when it is deployed';
  return eachOf(part, name, reason, doubts).flatMap((one) => {
    const text = textOf(one);
    if (text !== '' && symbolsOf(text).every((symbol) => opaqueKind(symbol) !== 'value')) return [text];
    doubts.push(doubtAt(one, reason));
    return [];
  });
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern */
function patternOf(part: Part, doubts: Doubt[]): string {
  const given = memberOf(part, 'PathPattern');
  // With or without a slash before it, a pattern means the same.
  const pattern = given === undefined ? '' : textOf(given).replace(/^\//, '');
  if (/^[A-Za-z\d/._~*?-]+$/.test(pattern)) return pattern;
  doubts.push(doubtAt(given ?? part, 'what this pattern matches is outside the model'));
  return '*';
}

function targetsOf(part: Part, { origins, groups }: ReadOrigins, doubts: Doubt[]): readonly string[] {
  const target = memberOf(part, 'TargetOriginId');
  const id = target === undefined ? '' : textOf(target);
  const group = groups.get(id);
  if (group !== undefined) return group;
  if (!hasOpaque(id) && id !== '' && origins.some((one) => one.id === id)) return [id];
  doubts.push(doubtAt(target ?? part, 'which origin this means is not known'));
  return origins.map((one) => one.id);
}
